"""The check of an invalid taxonomy says what is wrong, row by row."""

from collections.abc import Callable

import pytest

from matcher.core import (
    Candidate,
    Combination,
    Confusion,
    Example,
    Label,
    NextStep,
    Option,
    Regime,
    ServiceLine,
    Source,
    Stop,
    Taxonomy,
    Weight,
)
from matcher.core.checks import check
from matcher.core.taxonomy.values import (
    LINE,
    RESERVED,
    AnnexClause,
    Band,
    Code,
    CodeScheme,
    DriverScore,
    Effect,
    Evidence,
    Exposure,
    ExposureLevel,
    ExposureScale,
    GuidePage,
    GuideSection,
    Needs,
    Note,
    PricingRule,
    Standard,
    Suggestion,
    Term,
    TypicalAnswer,
)
from tests import builders

VALID = builders.taxonomy(
    axes=[builders.axis("family", tie_question="object")],
    outcomes={"family": ["support", "finance"]},
    questions=[
        builders.question("object", "contacts", "invoices", family=2),
        builders.question("rules", "strict", "loose"),
    ],
    evidence=builders.evidence("family", {"object=contacts": {"support": 3}}),
    combinations=[builders.combination("both", "family", "object = invoices", finance=2)],
    warnings=[builders.warning("careful", "family = support or rules = strict")],
    drivers=[builders.driver("rules", "rules", 100, strict=4, loose=9)],
    verdicts=builders.verdicts("ready"),
    bands=[Band(minimum=0, verdict="ready")],
    stops=[Stop(slug="halt", condition="rules = strict", verdict="ready", warning="careful")],
)


STOPPED_BY_UNKNOWN = (
    "It can hold only while an answer is “not-sure” or missing, and nobody is stopped by what is "
    "not known. Ask for answers, or make it a warning about finding out."
)
PART = GuideSection(slug="one", title="One", text="Once.")
APART = "What takes its place cannot be given together:"


def sentences(taxonomy: Taxonomy) -> list[tuple[str, str]]:
    return [(str(finding.location), finding.sentence) for finding in check(taxonomy)]


def test_a_valid_taxonomy_has_no_findings() -> None:
    assert check(VALID) == ()


@pytest.mark.parametrize(
    "condition",
    [
        "rules = strict, not-sure",
        "rules is not strict",
        "rules unanswered or object = contacts",
        "family = support",
        # it never holds at all, which is a warning of its own
        "rules = strict and rules = loose",
    ],
)
def test_a_stop_that_can_hold_by_given_answers_is_valid(condition: str) -> None:
    assert check(with_(stops=(VALID.stops[0].model_copy(update={"condition": condition}),))) == ()


def test_the_reserved_names_are_those_of_the_design() -> None:
    """What addresses and forms use, or are going to: a question of such a name would be lost."""
    assert {*RESERVED} == {
        *("result", "answers", "asked", "then", "label", "task", "text", "title", "edition"),
        *("r", "p", "a", "b", "q", "other", "name", "tz", "proposed", "context", "key"),
        *("theme", "site", "assessment", "sort", "page"),
    }


@pytest.mark.parametrize("name", [*sorted(RESERVED), LINE])
def test_no_question_has_a_reserved_name(name: str) -> None:
    taxonomy = with_(questions=(*VALID.questions, builders.question(name, "x", "y")))
    assert sentences(taxonomy) == [
        (
            f"question {name}",
            f"“{name}” has a meaning of its own: give the question another slug.",
        )
    ]


def with_(**changes: object) -> Taxonomy:
    return builders.changed(VALID, **changes)


STANDARD = Standard(slug="s", name="S", covers="", attested_by="", ask="")
CLAUSE = AnnexClause(slug="c", title="C", text="")
TERM = Term(slug="t", names=("cheap",), says="It says nothing.")
SCALE = ExposureScale(
    slug="ilo",
    name="ILO",
    meaning="",
    citation="",
    levels=(ExposureLevel(slug="high", name="High", means=""),),
)


def exposed(**changes: object) -> Taxonomy:
    """`VALID` whose support has an occupation with these changes, on a scale of one level."""
    values = {"scale": "ilo", "code": "4222", "title": "Clerk", "score": 58, "level": "high"}
    exposure = Exposure.model_validate(values | changes)
    return with_(exposure_scales=(SCALE,), outcomes=support(exposures=(exposure,)))


CPV = CodeScheme(slug="cpv", name="CPV", about="", notice="", forms=("NNNNNNNN", "NNNNNNNN-N"))


def coded(*codes: str, scheme: str = "cpv") -> Taxonomy:
    """`VALID` whose support has these codes."""
    rows = tuple(Code(scheme=scheme, code=code, title="Call centre") for code in codes)
    return with_(code_schemes=(CPV,), outcomes=support(codes=rows))


def cell(**changes: object) -> Evidence:
    return VALID.evidence[0].model_copy(update=changes)


def both(**changes: object) -> Combination:
    return VALID.combinations[0].model_copy(update=changes)


def question(index: int, **changes: object) -> tuple[object, ...]:
    changed = list(VALID.questions)
    changed[index] = changed[index].model_copy(update=changes)
    return tuple(changed)


def support(**changes: object) -> tuple[object, ...]:
    return (VALID.outcomes[0].model_copy(update=changes), VALID.outcomes[1])


def several(*changes: dict[str, object], **of_question: object) -> tuple[object, ...]:
    """The first question with ticks, its options changed one after the other."""
    options = [
        option.model_copy(update=change)
        for option, change in zip(VALID.questions[0].options, (*changes, {}, {}), strict=False)
    ]
    return question(0, **{"kind": "several", "options": tuple(options), **of_question})


def needs(at_least: int, *of: str, sentence: str = "Too few.") -> tuple[object, ...]:
    return support(needs=Needs(of=of, at_least=at_least, sentence=sentence))


def context(*options: str, slug: str = "sector") -> tuple[object, ...]:
    return (builders.context(slug, *options),)


BROKEN: list[tuple[Callable[[], Taxonomy], tuple[str, str]]] = [
    (
        lambda: with_(notes=(Note(slug="typed", topic="pricng", title="Note", text="Text."),)),
        ("note typed", "There is no topic called “pricng”."),
    ),
    (
        lambda: Taxonomy(axes=(), outcomes=(), questions=(), evidence=()),
        ("taxonomy", "There is no axis, so nothing can be decided."),
    ),
    (
        lambda: with_(warnings=(*VALID.warnings, VALID.warnings[0])),
        ("warning careful", "There are 2 rows called “careful”."),
    ),
    (
        lambda: with_(questions=(*VALID.questions, builders.question("family", "x", "y"))),
        (
            "question family",
            "“family” has a meaning of its own: give the question another slug.",
        ),
    ),
    (
        lambda: with_(questions=(*VALID.questions, builders.question("then", "x", "y"))),
        ("question then", "“then” has a meaning of its own: give the question another slug."),
    ),
    (
        lambda: with_(axes=(*VALID.axes, builders.axis("fit"))),
        ("axis fit", "“fit” is the name of the fit check: give the axis another slug."),
    ),
    (
        lambda: with_(outcomes=VALID.outcomes[:1], evidence=(), combinations=()),
        ("axis family", "An axis needs at least two outcomes."),
    ),
    (
        lambda: with_(
            axes=(builders.axis("family", assessed=True), builders.axis("route", assessed=True)),
            outcomes=(
                *VALID.outcomes,
                *(outcome.model_copy(update={"axis": "route"}) for outcome in VALID.outcomes),
            ),
        ),
        (
            "axis route",
            "“family” is compared by criteria and cost already, and one axis can be.",
        ),
    ),
    (
        lambda: with_(axes=(builders.axis("family", tie_question="rules"),)),
        ("axis family", "The tie question “rules” has no weight on this axis."),
    ),
    (
        lambda: with_(
            questions=question(1, options=(Option(slug="strict", label="S", hint=""),)), drivers=()
        ),
        ("question rules", "A question needs at least two options."),
    ),
    (
        lambda: with_(
            questions=question(1, weights=(Weight(axis="colour", weight=100, role="essential"),))
        ),
        ("question rules", "There is no axis called “colour”."),
    ),
    (
        lambda: with_(questions=question(0, between=("support", "shop"))),
        ("question object", "There is no outcome called “family/shop”."),
    ),
    (
        lambda: with_(questions=question(1, between=("support", "finance"))),
        ("question rules", "A border question counts on exactly one axis."),
    ),
    (
        lambda: with_(
            outcomes=(*VALID.outcomes, VALID.outcomes[0].model_copy(update={"slug": "shop"})),
            questions=question(0, between=("shop", "finance")),
        ),
        ("question object", "A border question may not speak about “support”."),
    ),
    (
        lambda: with_(evidence=(cell(option="parcels"),)),
        (
            "evidence object=parcels on family/support",
            "There is no option called “object = parcels”.",
        ),
    ),
    (
        lambda: with_(evidence=(cell(outcome="shop"),)),
        ("evidence object=contacts on family/shop", "There is no outcome called “family/shop”."),
    ),
    (
        lambda: with_(evidence=(cell(question="rules", option="strict"),)),
        (
            "evidence rules=strict on family/support",
            "“rules” has no weight on family, so this would never count.",
        ),
    ),
    (
        lambda: with_(evidence=(cell(strength=4),)),
        ("evidence object=contacts on family/support", "A strength lies between -3 and +3."),
    ),
    (
        lambda: with_(evidence=(cell(excludes=True),)),
        (
            "evidence object=contacts on family/support",
            "What rules an outcome out has strength 0.",
        ),
    ),
    (
        lambda: with_(evidence=(cell(sentence=" "),)),
        ("evidence object=contacts on family/support", "It does not say why."),
    ),
    (
        lambda: with_(evidence=(cell(), cell())),
        (
            "evidence object=contacts on family/support",
            "There are 2 rows called “object=contacts on family/support”.",
        ),
    ),
    (
        lambda: with_(combinations=(both(condition="object ="),)),
        (
            "combination both",
            (
                "The condition cannot be read. Expected an option or outcome, found the end "
                "(at character 9)."
            ),
        ),
    ),
    (
        lambda: with_(combinations=(both(condition="rules = strict"),)),
        ("combination both", "“rules” has no weight on family."),
    ),
    (
        lambda: with_(combinations=(both(condition="family = support"),)),
        ("combination both", "A combination may look at answers only."),
    ),
    (
        lambda: with_(combinations=(both(effects=()),)),
        ("combination both", "It adds points to no outcome."),
    ),
    (
        lambda: with_(
            combinations=(both(effects=(Effect(outcome="shop", points=1, sentence="x"),)),)
        ),
        ("combination both", "There is no outcome called “family/shop”."),
    ),
    (
        lambda: with_(warnings=(builders.warning("careful", "colour = red"),)),
        ("warning careful", "There is no question called “colour”."),
    ),
    (
        lambda: with_(warnings=(builders.warning("careful", "family = shop"),)),
        ("warning careful", "There is no outcome called “family = shop”."),
    ),
    (
        lambda: with_(warnings=(builders.warning("careful", "colour is close"),)),
        ("warning careful", "There is no axis called “colour”."),
    ),
    (
        lambda: with_(warnings=(builders.warning("careful", "colour unanswered"),)),
        ("warning careful", "There is no question called “colour”."),
    ),
    (
        lambda: with_(
            regimes=(
                Regime(slug="r", name="R", triggered_by="", changes="", condition="rules = grey"),
            )
        ),
        ("regime r", "There is no option called “rules = grey”."),
    ),
    (
        lambda: with_(standards=(STANDARD.model_copy(update={"condition": "rules = grey"}),)),
        ("standard s", "There is no option called “rules = grey”."),
    ),
    (
        lambda: with_(standards=(STANDARD.model_copy(update={"condition": "rules ="}),)),
        (
            "standard s",
            (
                "The condition cannot be read. Expected an option or outcome, found the end "
                "(at character 8)."
            ),
        ),
    ),
    (
        lambda: with_(standards=(STANDARD.model_copy(update={"scope": "rules = strict"}),)),
        ("standard s", "There is no question called “rules”."),
    ),
    (
        lambda: with_(
            standards=(STANDARD.model_copy(update={"sources": (Source(title="T", dated="May"),)}),)
        ),
        ("standard source s/T", "“May” is no day: write 2026-08-02, 2026-08 or 2026."),
    ),
    (
        lambda: exposed(score=101),
        ("exposure family/support/4222", "A score of exposure lies between 0 and 1."),
    ),
    (
        lambda: exposed(score=-1),
        ("exposure family/support/4222", "A score of exposure lies between 0 and 1."),
    ),
    (
        lambda: exposed(level="huge"),
        ("exposure family/support/4222", "There is no level of exposure called “ilo/huge”."),
    ),
    (
        lambda: exposed(checked_on="May"),
        (
            "exposure family/support/4222",
            "“May” is no day: write 2026-08-02, 2026-08 or 2026.",
        ),
    ),
    (
        lambda: with_(
            exposure_scales=(SCALE,),
            outcomes=support(exposures=exposed().outcomes[0].exposures * 2),
        ),
        (
            "exposure family/support/4222",
            "There are 2 rows called “family/support/4222”.",
        ),
    ),
    (
        lambda: coded("7951200"),
        (
            "family code family/support/cpv/7951200",
            "A code of CPV is written NNNNNNNN or NNNNNNNN-N, with a digit for each N.",
        ),
    ),
    (
        lambda: coded("79512000", scheme="isco"),
        (
            "family code family/support/isco/79512000",
            "There is no classification called “isco”.",
        ),
    ),
    (
        lambda: coded("79512000", "79512000"),
        (
            "family code family/support/cpv/79512000",
            "There are 2 rows called “family/support/cpv/79512000”.",
        ),
    ),
    (
        lambda: with_(code_schemes=(CPV, CPV)),
        ("classification cpv", "There are 2 rows called “cpv”."),
    ),
    (
        lambda: with_(annex=(CLAUSE.model_copy(update={"condition": "rules = grey"}),)),
        ("annex clause c", "There is no option called “rules = grey”."),
    ),
    (
        lambda: with_(annex=(CLAUSE.model_copy(update={"regime": "gone"}),)),
        ("annex clause c", "There is no regime called “gone”."),
    ),
    (
        lambda: with_(annex=(CLAUSE, CLAUSE)),
        ("annex clause c", "There are 2 rows called “c”."),
    ),
    (
        lambda: with_(terms=(TERM, TERM.model_copy(update={"names": ("dear",)}))),
        ("term t", "There are 2 rows called “t”."),
    ),
    (
        lambda: with_(terms=(TERM.model_copy(update={"names": ("Off-shores", "offshore")}),)),
        ("term t", "“offshore” is written twice among the terms."),
    ),
    (
        lambda: with_(terms=(TERM.model_copy(update={"axis": "family", "outcome": "gone"}),)),
        ("term t", "There is no outcome called “gone”."),
    ),
    (
        lambda: with_(terms=(TERM.model_copy(update={"question": "rules", "option": "grey"}),)),
        ("term t", "There is no option called “rules = grey”."),
    ),
    (
        lambda: with_(drivers=(builders.driver("rules", "rules", 100, strict=4),)),
        ("fit driver rules", "It has no score for “Loose”."),
    ),
    (
        lambda: with_(drivers=(builders.driver("rules", "rules", 100, strict=4, loose=11),)),
        ("fit driver rules", "A score lies between 0 and 10."),
    ),
    (
        lambda: with_(
            drivers=(
                VALID.drivers[0].model_copy(
                    update={"scores": (*VALID.drivers[0].scores, DriverScore(option="x", score=1))}
                ),
            )
        ),
        ("fit driver rules", "There is no option called “rules = x”."),
    ),
    (
        lambda: with_(drivers=(builders.driver("rules", "colour", 100),)),
        ("fit driver rules", "There is no question called “colour”."),
    ),
    (
        lambda: with_(drivers=(builders.driver("rules", "rules", 0, strict=4, loose=9),)),
        ("fit check", "No driver of the fit check has a weight."),
    ),
    (
        lambda: with_(bands=(Band(minimum=10, verdict="ready"),)),
        ("fit check", "One band must start at 0, or some scores say nothing."),
    ),
    (
        lambda: with_(bands=(Band(minimum=0, verdict="never"),)),
        ("fit check", "There is no verdict called “never”."),
    ),
    (
        lambda: with_(stops=(VALID.stops[0].model_copy(update={"warning": "none"}),)),
        ("stop halt", "There is no warning called “none”."),
    ),
    *(
        (
            lambda condition=condition: with_(
                stops=(VALID.stops[0].model_copy(update={"condition": condition}),)
            ),
            (
                "stop halt",
                STOPPED_BY_UNKNOWN,
            ),
        )
        for condition in (
            "rules = not-sure",
            "rules unanswered",
            "object = contacts and rules = not-sure",
            "rules = strict and (rules = loose or object unanswered)",
            "rules is not strict, loose",
        )
    ),
    (
        lambda: with_(
            drivers=(builders.driver("rules", "rules", 100, strict=4, loose=9, not_sure=2),)
        ),
        ("fit driver rules", "“not-sure” has no score: set “not_sure” to null."),
    ),
    (
        lambda: with_(
            outcomes=support(
                confusions=(
                    Confusion(other="shop", other_name="Shop", goes_wrong="", tell_apart=""),
                )
            )
        ),
        ("confusion family/support/Shop", "There is no outcome called “shop”."),
    ),
    (
        lambda: with_(
            outcomes=support(
                service_lines=(
                    ServiceLine(
                        slug="calls",
                        name="Calls",
                        typical=(TypicalAnswer(question="object", option="x"),),
                    ),
                )
            )
        ),
        ("service line calls", "There is no option called “object = x”."),
    ),
    (
        lambda: with_(
            labels=(
                Label(
                    slug="l",
                    names=("l",),
                    meaning="",
                    asks="",
                    candidates=(Candidate(outcome="shop"),),
                ),
            )
        ),
        ("label l", "There is no outcome called “shop”."),
    ),
    (
        lambda: with_(
            suggestions=(
                Suggestion(question="rules", option="x", condition="rules = loose", sentence=""),
            )
        ),
        ("suggestion rules=x", "There is no option called “rules = x”."),
    ),
    (
        lambda: with_(
            pricing_rules=(
                PricingRule(slug="p", condition="rules = loose", model="free", sentence=""),
            )
        ),
        ("pricing rule p", "There is no pricing model called “free”."),
    ),
    (
        lambda: with_(next_steps=(NextStep(text="Go.", verdict="never"),)),
        ("next step", "There is no verdict called “never”."),
    ),
    (
        lambda: with_(
            verdicts=tuple(
                verdict.model_copy(update={"guide": "nowhere"}) for verdict in VALID.verdicts
            )
        ),
        ("verdict ready", "There is no page of the guide called “nowhere”."),
    ),
    (
        lambda: with_(guide=(GuidePage(slug="changes", title="Changes", summary=""),)),
        ("guide page changes", "The guide has a page “changes” already."),
    ),
    (
        lambda: with_(guide=(GuidePage(slug="a", title="A", summary="", sections=(PART, PART)),)),
        ("guide section a/one", "There are 2 rows called “a/one”."),
    ),
    (
        lambda: with_(
            examples=(
                Example(
                    slug="e",
                    title="E",
                    text="",
                    answers=(TypicalAnswer(question="colour", option="red"),),
                ),
            )
        ),
        ("example e", "There is no question called “colour”."),
    ),
    # outcomes that are made of others
    (
        lambda: with_(outcomes=needs(1, "shop")),
        (
            "parts family/support",
            "“shop” is not an outcome on this axis that stands by itself.",
        ),
    ),
    (
        lambda: with_(outcomes=needs(1, "support", "finance")),
        (
            "parts family/support",
            "“support” is not an outcome on this axis that stands by itself.",
        ),
    ),
    (
        lambda: with_(outcomes=needs(2, "finance", "finance")),
        ("parts family/support", "It cannot need 2 of 1."),
    ),
    (
        lambda: with_(outcomes=needs(0, "finance")),
        ("parts family/support", "It cannot need 0 of 1."),
    ),
    (
        lambda: with_(outcomes=needs(1, "finance", sentence=" ")),
        ("parts family/support", "It does not say why."),
    ),
    # questions of kind several
    (
        lambda: with_(questions=several(between=("support", "finance"))),
        ("question object", "A border question has one answer."),
    ),
    (
        lambda: with_(questions=several({"conflicts": ("invoices",)})),
        ("option object=contacts", "It excludes “Invoices”, which does not exclude it."),
    ),
    (
        lambda: with_(questions=several({"conflicts": ("parcels",)})),
        ("option object=contacts", "There is no other option called “object = parcels”."),
    ),
    (
        lambda: with_(questions=several({"conflicts": ("contacts",)})),
        ("option object=contacts", "There is no other option called “object = contacts”."),
    ),
    (
        lambda: with_(
            questions=several(
                {"conflicts": ("invoices",)}, {"conflicts": ("contacts",)}, kind="one"
            )
        ),
        (
            "option object=contacts",
            "Only one answer is possible, so it excludes nothing.",
        ),
    ),
    (
        lambda: with_(
            questions=(
                *VALID.questions,
                builders.several("channels", *(f"channel-{number}" for number in range(13))),
            )
        ),
        (
            "question channels",
            "More than 5000 answers are possible: let more of its options exclude each other.",
        ),
    ),
    # questions that are not scored
    (
        lambda: with_(context=(*context("a", "b"), *context("a", "b"))),
        ("context question sector", "There are 2 rows called “sector”."),
    ),
    (
        lambda: with_(context=context("a", "a")),
        ("context option sector=a", "There are 2 rows called “sector=a”."),
    ),
    (
        lambda: with_(context=context("a")),
        ("context question sector", "A question needs at least two options."),
    ),
    (
        lambda: with_(context=context("a", "b", slug="line")),
        ("context question line", "Its options are the service lines: give it none."),
    ),
    (
        lambda: with_(context=context("a", "not-sure")),
        ("context question sector", "Every question has “not-sure” already."),
    ),
    (
        lambda: with_(context=context("a", "b", slug="object")),
        ("context question object", "A question that is scored has the same slug."),
    ),
    *(
        (
            lambda slug=slug: with_(context=context("a", "b", slug=slug)),
            (
                f"context question {slug}",
                f"“{slug}” has a meaning of its own: give the question another slug.",
            ),
        )
        for slug in ("label", "family")
    ),
    # answers of earlier editions
    (
        lambda: with_(retired=(builders.retired("object=contacts", "object=invoices"),)),
        ("retired answer object=contacts", "This answer can still be given."),
    ),
    (
        lambda: with_(retired=(builders.retired("object=not-sure"),)),
        ("retired answer object=not-sure", "This answer can still be given."),
    ),
    (
        lambda: with_(retired=(builders.retired("object=calls", "colour=red"),)),
        ("retired answer object=calls", "There is no question called “colour”."),
    ),
    (
        lambda: with_(retired=(builders.retired("object=calls", "object=letters"),)),
        ("retired answer object=calls", "There is no option called “object = letters”."),
    ),
    (
        lambda: with_(
            retired=(builders.retired("a=b"), builders.retired("a=b", "object=contacts"))
        ),
        ("retired answer a=b", "There are 2 rows called “a=b”."),
    ),
    (
        lambda: with_(retired=(builders.retired("a=b", "rules=strict", "rules=loose"),)),
        (
            "retired answer a=b",
            f"{APART} “rules?” takes one answer, not 2.",
        ),
    ),
    (
        lambda: with_(
            questions=several({"conflicts": ("invoices",)}, {"conflicts": ("contacts",)}),
            retired=(builders.retired("a=b", "object=invoices", "object=contacts"),),
        ),
        (
            "retired answer a=b",
            f"{APART} “Contacts” and “Invoices” exclude each other.",
        ),
    ),
    (
        lambda: with_(
            questions=several(),
            retired=(builders.retired("a=b", "object=contacts", "object=not-sure"),),
        ),
        (
            "retired answer a=b",
            f"{APART} “not-sure” stands alone, but “object?” has other answers beside it.",
        ),
    ),
    # other kinds of buying
    (
        lambda: with_(outside=(builders.outside("lease", "object ="),)),
        (
            "other buying lease",
            (
                "The condition cannot be read. Expected an option or outcome, found the end "
                "(at character 9)."
            ),
        ),
    ),
    (
        lambda: with_(outside=(builders.outside("lease", "object = parcels"),)),
        ("other buying lease", "There is no option called “object = parcels”."),
    ),
    (
        lambda: with_(
            outside=(
                builders.outside("lease", "rules = strict"),
                builders.outside("lease", "rules = loose"),
            )
        ),
        ("other buying lease", "There are 2 rows called “lease”."),
    ),
]


@pytest.mark.parametrize(
    ("broken", "expected"), BROKEN, ids=[f"{where}: {said}" for _, (where, said) in BROKEN]
)
def test_what_is_broken_is_said_and_blocks_publishing(
    broken: Callable[[], Taxonomy], expected: tuple[str, str]
) -> None:
    findings = check(broken())
    assert expected in [(str(finding.location), finding.sentence) for finding in findings]
    assert all(finding.is_error for finding in findings)


@pytest.mark.parametrize(
    "valid",
    [
        {"outcomes": needs(1, "finance")},
        {"questions": several()},
        {"questions": several({"conflicts": ("invoices",)}, {"conflicts": ("contacts",)})},
        {"context": context("a", "b")},
        {"retired": (builders.retired("object=calls"),)},
        {
            "questions": several(),
            "retired": (builders.retired("a=b", "object=contacts", "object=invoices"),),
        },
        {"retired": (builders.retired("channel=phone", "object=contacts", "rules=not-sure"),)},
        {"outside": (builders.outside("lease", "rules = strict or object is not contacts"),)},
    ],
)
def test_what_the_second_questions_bring_is_valid(valid: dict[str, object]) -> None:
    assert sentences(with_(**valid)) == []


def test_two_questions_about_one_border_are_refused_whatever_the_order_of_its_outcomes() -> None:
    first, second = (
        builders.question(slug, "yes", "no", family=1).model_copy(update={"between": between})
        for slug, between in (
            ("money", ("support", "finance")),
            ("people", ("finance", "support")),
        )
    )
    assert sentences(with_(questions=(*VALID.questions, first))) == []
    assert sentences(with_(questions=(*VALID.questions, first, second))) == [
        ("question people", "The question “money” is about the same border.")
    ]
