"""Service lines lead to their family by their typical answers, and are told apart by them."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, strategies as st

from matcher.core import Answers, Outcome, Ranking, ServiceLine, Taxonomy
from matcher.core.checks import TaxonomyReview, reachability as reach
from matcher.core.checks.lines import misleading_lines
from matcher.core.checks.reachability import Unreachable, leading_answers
from matcher.core.picks import UNSURE, Answer
from matcher.core.scoring import rank
from matcher.core.taxonomy.values import TypicalAnswer
from tests import builders
from tests.builders import Cells
from tests.core import oracle
from tests.core.strategies import answer_sets, bordered_taxonomies, taxonomies

CELLS: Cells = {
    "object=invoices": {"finance": 3},
    "object=contacts": {"support": 3},
    "object=files": {"data": 1},
    "work=calls": {"support": 2},
    "work=keying": {"data": 2, "finance": 2},
    "rules=strict": {"finance": 1, "support": 1},
    "rules=loose": {"data": 1},
}


def line(slug: str, *typical: str) -> ServiceLine:
    pairs = (answer.split("=") for answer in typical)
    answers = (TypicalAnswer(question=question, option=option) for question, option in pairs)
    return ServiceLine(slug=slug, name=slug.title(), typical=tuple(answers))


def firm(*lines: ServiceLine, cells: Cells = CELLS, family: str = "finance") -> Taxonomy:
    """Three families, one of them with these lines; objects and channels may be several."""
    taxonomy = builders.taxonomy(
        axes=[builders.axis("family")],
        outcomes={"family": ["finance", "support", "data"]},
        questions=[
            builders.several(
                "object",
                *("invoices", "contacts", "files"),
                conflicts=["invoices, files"],
                family=1,
            ),
            builders.question("work", "calls", "keying", family=1),
            builders.question("rules", "strict", "loose", family=1),
            builders.question("volume", "much", "little"),
        ],
        evidence=builders.evidence("family", cells),
    )
    return builders.changed(
        taxonomy,
        outcomes=tuple(
            outcome.model_copy(update={"service_lines": lines if outcome.slug == family else ()})
            for outcome in taxonomy.outcomes
        ),
    )


def said(taxonomy: Taxonomy) -> list[tuple[str, str, str, str]]:
    reachability = TaxonomyReview(taxonomy).reachability
    return [
        (one.level, one.code, str(one.location), one.sentence)
        for one in misleading_lines(taxonomy, reachability)
    ]


def astray(because: str) -> tuple[str, str, str, str]:
    given = "Whoever gives the typical answers of “Payables” never sees “Finance” lead"
    return "warning", "out-of-reach", "service line payables", f"{given}: {because}"


# ── To their family ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "typical",
    [
        (),
        ("object=invoices",),
        ("object=invoices", "work=calls", "rules=strict"),
        # another tick beside it may help
        ("object=contacts", "work=keying"),
        ("object=invoices", "object=contacts"),
        # this one counts on no axis
        ("volume=much",),
        ("rules=not-sure",),
    ],
)
def test_a_line_that_leads_to_its_family_has_no_finding(typical: Sequence[str]) -> None:
    assert said(firm(line("payables", *typical))) == []


def test_a_line_whose_typical_answers_put_another_family_ahead_is_named_with_that_family() -> None:
    assert said(firm(line("payables", "object=files"))) == [
        astray("“Data” stays ahead or level in all that everybody is asked.")
    ]


def test_a_lead_by_the_order_of_the_families_alone_is_none() -> None:
    """Invoices beside the contacts give finance as many points, and it stands first."""
    level: Cells = {"object=invoices": {"finance": 2}, "object=contacts": {"support": 2}}
    assert said(firm(line("payables", "object=contacts"), cells=level)) == [
        astray("“Support” stays ahead or level in all that everybody is asked.")
    ]


def test_of_rivals_that_are_ahead_by_turns_none_is_named() -> None:
    cells: Cells = {
        "object=invoices": {"finance": 1},
        "work=calls": {"support": 2},
        "work=keying": {"data": 2},
    }
    assert said(firm(line("payables", "object=invoices"), cells=cells)) == [
        astray("we tried all that might help.")
    ]


def test_a_search_that_gives_up_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    taxonomy = firm(line("payables", "object=files"))
    reachability = TaxonomyReview(taxonomy).reachability
    monkeypatch.setattr(reach, "MAX_ANSWER_SETS", 0)
    (finding,) = misleading_lines(taxonomy, reachability)
    assert finding.sentence == (
        "Whoever gives the typical answers of “Payables” may never see “Finance” lead: "
        "we could not try all answers."
    )


def test_every_question_that_everybody_is_asked_has_an_answer() -> None:
    """Finance leads only while nobody says what the work is."""
    cells: Cells = {
        "object=invoices": {"finance": 1},
        "work=calls": {"support": 2},
        "work=keying": {"support": 2},
    }
    taxonomy = firm(line("payables", "object=invoices"), cells=cells)
    assert TaxonomyReview(taxonomy).reachability["family", "finance"] == Answers(
        (("object", "invoices"),)
    )
    assert [code for _level, code, _where, _said in said(taxonomy)] == ["out-of-reach"]


def bordered(cells: Cells, *typical: str) -> Taxonomy:
    """With a question about the border between finance and support."""
    border = builders.question("bill-or-reply", "bill", "reply", family=1)
    border = border.model_copy(update={"between": ("finance", "support")})
    sides: Cells = {"bill-or-reply=bill": {"finance": 2}, "bill-or-reply=reply": {"support": 2}}
    taxonomy = firm(line("payables", *typical), cells={**cells, **sides})
    return builders.changed(taxonomy, questions=(*taxonomy.questions, border))


def test_a_border_question_may_decide_where_it_is_asked() -> None:
    close: Cells = {"object=contacts": {"finance": 3, "support": 3}}
    assert said(bordered(close, "object=contacts")) == []


FAR: Cells = {"object=contacts": {"finance": 1, "support": 2}}


def test_a_border_question_that_is_not_asked_decides_nothing() -> None:
    assert said(bordered(FAR, "object=contacts")) == [
        astray("“Support” stays ahead or level in all that everybody is asked.")
    ]


def test_an_answer_to_a_border_question_counts_where_it_is_typical() -> None:
    assert said(bordered(FAR, "object=contacts", "bill-or-reply=bill")) == []


def test_the_lines_of_a_family_out_of_reach_are_left_alone() -> None:
    cells: Cells = {"object=invoices": {"finance": 1, "support": 2}}
    taxonomy = firm(line("payables", "object=invoices"), cells=cells)
    assert isinstance(TaxonomyReview(taxonomy).reachability["family", "finance"], Unreachable)
    assert said(taxonomy) == []


# ── Together ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typical", "problem"),
    [
        (("object=files", "object=invoices"), "“Invoices” and “Files” exclude each other."),
        (("work=calls", "work=keying"), "“work?” takes one answer, not 2."),
        (
            ("object=files", "object=not-sure"),
            "“not-sure” stands alone, but “object?” has other answers beside it.",
        ),
    ],
)
def test_typical_answers_that_cannot_be_given_together_are_named(
    typical: Sequence[str], problem: str
) -> None:
    assert said(firm(line("payables", *typical))) == [
        (
            "warning",
            "not-together",
            "service line payables",
            f"The typical answers of “Payables” cannot be given together: {problem}",
        )
    ]


# ── Apart from each other ────────────────────────────────────────────────────────────────


def test_two_lines_of_the_same_typical_answers_cannot_be_told_apart() -> None:
    taxonomy = firm(
        line("payables", "object=invoices", "rules=strict"),
        line("expenses", "rules=strict", "object=invoices"),
    )
    assert said(taxonomy) == [
        (
            "warning",
            "alike",
            "service line expenses",
            "Nobody can tell “Expenses” from “Payables”: their typical answers are the same.",
        )
    ]


@pytest.mark.parametrize("wider_first", [False, True])
def test_a_line_within_another_never_agrees_more_than_that(wider_first: bool) -> None:
    lines = [
        line("payables", "object=invoices"),
        line("expenses", "object=invoices", "rules=strict"),
    ]
    typical_of_both = "all its typical answers are typical of that line too."
    assert said(firm(*(reversed(lines) if wider_first else lines))) == [
        (
            "warning",
            "alike",
            "service line payables",
            f"Nobody can tell “Payables” from “Expenses”: {typical_of_both}",
        )
    ]


def test_lines_without_typical_answers_and_those_of_other_families_are_not_compared() -> None:
    taxonomy = firm(line("payables", "object=invoices"), line("other"), line("more"))
    data = Outcome(
        axis="family",
        slug="data",
        name="Data",
        summary="",
        service_lines=(line("typing", "work=keying"),),
    )
    support = taxonomy.outcomes[1].model_copy(
        update={"service_lines": (line("chasing", "work=keying", "object=contacts"),)}
    )
    families = (taxonomy.outcomes[0], support, data)
    assert said(builders.changed(taxonomy, outcomes=families)) == []


# ── On any taxonomy ──────────────────────────────────────────────────────────────────────


def choices(question: Sequence[Answer], ticks: Answer) -> list[Answer]:
    """The real answers with these ticks; *not sure* where that is what was given."""
    return [UNSURE] if ticks == UNSURE else [one for one in question if {*ticks} <= {*one}]


@given(st.one_of(taxonomies(), bordered_taxonomies()), answer_sets())
def test_what_leads_is_found_exactly_where_something_does(
    taxonomy: Taxonomy, answers: Answers
) -> None:
    given_picks = answers.as_dict()
    for axis in taxonomy.axes:
        rules = taxonomy.index.rules[axis.slug]
        possible = [
            choices(
                oracle.allowed(taxonomy.index.question_by_slug[slug]), given_picks.get(slug, ())
            )
            for slug in rules.base
        ]
        complete = [dict(zip(rules.base, picked, strict=True)) for picked in product(*possible)]
        leading = {top for picks in complete for top in leaders(taxonomy, axis.slug, picks)}
        for outcome in rules.outcomes:
            result = leading_answers(rules, outcome, given_picks, start={})
            assert result is not None
            assert isinstance(result, Unreachable) is (outcome not in leading)
            if isinstance(result, Unreachable) and result.rival:
                rankings = (rank(taxonomy, axis.slug, picks) for picks in complete)
                assert not any(ahead(ranking, outcome, result.rival) for ranking in rankings)


def leaders(taxonomy: Taxonomy, axis: str, picks: dict[str, Answer]) -> Iterator[str | None]:
    """What leads with these answers, and with those to the border question that is then asked."""
    ranking = rank(taxonomy, axis, picks)
    if ranking.margin != 0:
        yield ranking.top
    pair = frozenset(standing.outcome for standing in ranking.standings[:2])
    border = taxonomy.index.border_questions.get((axis, pair)) if ranking.close else None
    if border and border.slug not in picks:
        for answer in border.answers:
            yield from leaders(taxonomy, axis, {**picks, border.slug: answer})


def ahead(ranking: Ranking, outcome: str, rival: str) -> bool:
    """Whether the outcome has more points than the rival."""
    points = {standing.outcome: standing.points for standing in ranking.standings}
    return outcome in points and (rival not in points or points[outcome] > points[rival])
