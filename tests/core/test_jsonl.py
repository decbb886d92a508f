"""One JSON object a line, in and out."""

import json

import pytest

from matcher.core import Answers
from matcher.core.formats.jsonl import (
    AxisExplanation,
    AxisRecord,
    ExcludedOutcome,
    ExplainedRecord,
    FitRecord,
    MatchRecord,
    OutcomePoints,
    read_line,
    run_lines,
)
from matcher.core.formats.lines import ErrorRecord
from matcher.core.taxonomy.values import (
    Kpi,
    Note,
    Outcome,
    PricingModel,
    PricingRule,
    Profile,
    ScopedText,
    ServiceLine,
    Standard,
)
from tests import builders

NO_PROFILE = dict.fromkeys(
    (name for name, field in Profile.model_fields.items() if field.is_required()), ""
)

SMALL = builders.taxonomy(
    axes=[builders.axis("family")],
    outcomes={"family": ["support", "finance", "shop"]},
    questions=[
        builders.question("served", "customer", "staff", family=0.75),
        builders.question("object", "contacts", "invoices", family=2),
    ],
    evidence=builders.evidence(
        "family",
        {"served=customer": {"support": 3, "finance": -1}, "object=contacts": {"shop": "x"}},
    ),
    combinations=[
        builders.combination("wish", "family", "served = customer and object unanswered", shop=1),
        builders.combination("shop", "family", "object = invoices", shop=9),
    ],
    warnings=[builders.warning("label", "label given")],
    labels=["call-center"],
)


def run(*lines: bytes) -> list[MatchRecord | ErrorRecord]:
    return list(run_lines(SMALL, 7, iter(lines)))


def test_a_line_is_matched() -> None:
    line = b'{"id": "A01", "answers": {"object": "contacts", "served": "customer"}}\n'
    assert run(line) == [
        MatchRecord(
            id="A01",
            edition=7,
            axes={
                "family": AxisRecord(
                    top="support",
                    confidence="likely",
                    margin=3.0,
                    settled=True,
                    ranking=(
                        OutcomePoints(outcome="support", points=2.25),
                        OutcomePoints(outcome="finance", points=-0.75),
                    ),
                    excluded=(ExcludedOutcome(outcome="shop", reason="object=contacts and shop."),),
                )
            },
            fit=FitRecord(score=None, verdict=None, stops=()),
            warnings=(),
            unanswered=(),
            outside=None,
            dropped=(),
        )
    ]


def test_a_line_is_explained() -> None:
    line = b'{"id": "A01", "answers": {"served": "customer"}}'
    (result,) = run_lines(SMALL, 7, [line], explain=True)
    assert result.model_dump(mode="json", by_alias=True)["explain"] == {
        "family": {
            "contributions": [
                {
                    "outcome": "support",
                    "question": "served",
                    "option": "customer",
                    "strength": 3,
                    "weight": 0.75,
                    "points": 2.25,
                    "sentence": "served=customer and support.",
                },
                {
                    "outcome": "finance",
                    "question": "served",
                    "option": "customer",
                    "strength": -1,
                    "weight": 0.75,
                    "points": -0.75,
                    "sentence": "served=customer and finance.",
                },
            ],
            "combinations": [
                {"id": "wish", "outcome": "shop", "points": 1.0, "sentence": "wish: shop."}
            ],
            "tipping": [],
            "unknown": [{"question": "object", "outcomes": ["shop"]}],
            "border": None,
        }
    }


def test_the_content_says_what_is_for_the_buyer_what_may_be_and_what_is_left_out() -> None:
    everywhere, banks, abroad = "", "sector = bank", "country = us"
    scopes = {"everywhere": everywhere, "banks": banks, "abroad": abroad}
    texts = tuple(ScopedText(text=name, scope=scope) for name, scope in scopes.items())
    support = Outcome(
        axis="family",
        slug="support",
        name="Support",
        summary="",
        profile=Profile.model_validate(NO_PROFILE),
        service_lines=(ServiceLine(slug="desk", name="Desk", tasks=(), scope=banks),),
        kpis=(Kpi(slug="speed", name="", formula="", unit="", better="Lower", scope=abroad),),
        criteria=texts,
        risks=texts[:2],
        hand_backs=texts[1:],
    )
    model = {"name": "", "fits": "", "avoid": "", "behaviour": "", "safeguards": ""}
    taxonomy = builders.changed(
        SMALL,
        outcomes=(support, *SMALL.outcomes[1:]),
        context=(builders.context("country", "us"), builders.context("sector", "bank", "shop")),
        pricing_models=(
            PricingModel(slug="hour", **model),
            PricingModel(slug="fee", scope=banks, **model),
            PricingModel(slug="never", **model),
        ),
        pricing_rules=tuple(
            PricingRule(slug=slug, condition=condition, model=slug, sentence="")
            for slug, condition in (
                ("fee", "served = customer"),
                ("hour", "family = support"),
                ("never", "served = staff"),
            )
        ),
        standards=(
            Standard(slug="seal", name="", covers="", attested_by="", ask="", scope=abroad),
        ),
        notes=(
            Note(slug="bank-note", topic="family", title="", text="", scope=banks),
            Note(slug="note", topic="family", title="", text=""),
        ),
    )
    line = b'{"answers": {"served": "customer"}, "context": {"sector": "shop"}}'
    (record,) = run_lines(taxonomy, 7, [line], explain=True)
    assert isinstance(record, ExplainedRecord)
    assert record.content.model_dump() == {
        "service_lines": {"applies": (), "may_apply": (), "left_out": ("desk",)},
        "annex": {"applies": (), "may_apply": (), "left_out": ()},
        "exposure": (),
        "kpis": {"applies": (), "may_apply": ("speed",), "left_out": ()},
        "criteria": {"applies": ("everywhere",), "may_apply": ("abroad",), "left_out": ("banks",)},
        "risks": {"applies": ("everywhere",), "may_apply": (), "left_out": ("banks",)},
        "hand_backs": {"applies": (), "may_apply": ("abroad",), "left_out": ("banks",)},
        "pricing": {"applies": ("hour",), "may_apply": (), "left_out": ("fee",)},
        "regimes": {"applies": (), "may_apply": (), "left_out": ()},
        "standards": {"applies": (), "may_apply": ("seal",), "left_out": ()},
        "notes": {"applies": ("note",), "may_apply": (), "left_out": ("bank-note",)},
        "codes": (),
    }


def test_an_open_border_question_stands_apart_from_what_would_change_the_base_questions() -> None:
    border = builders.question("side", "left", "right", family=1).model_copy(
        update={"between": ("support", "shop")}
    )
    taxonomy = builders.changed(
        SMALL,
        questions=(*SMALL.questions, border),
        evidence=builders.evidence(
            "family",
            {"object=contacts": {"support": 1, "shop": 1}, "side=right": {"shop": 3}},
        ),
    )

    def explained(**picks: str) -> AxisExplanation:
        line = json.dumps({"answers": picks}).encode()
        (record,) = run_lines(taxonomy, 7, [line], explain=True)
        assert isinstance(record, ExplainedRecord)
        return record.explain["family"]

    known = {"served": "staff", "object": "contacts"}
    before, after = explained(**known), explained(**known, side="left")
    assert (before.border, after.border) == ("side", None)
    assert (before.tipping, after.tipping) == ((), ())
    assert (before.unknown, after.unknown) == ((), ())
    assert explained(object="contacts").border is None  # a base question is still open


def test_a_label_may_be_given_among_the_answers() -> None:
    (line,) = run(b'{"id": "x", "answers": {"label": "call-center"}}')
    assert isinstance(line, MatchRecord)
    assert (line.warnings, line.unanswered) == (("label",), ("served", "object"))


@pytest.mark.parametrize(
    ("line", "id", "error"),
    [
        (b"{", None, "The line is not JSON: Expecting property name enclosed in double quotes"),
        (b"[" * 100_000, None, "The line is nested too deeply."),
        (
            b"1" * 5_000,
            None,
            "The line holds a number that is too long to be read.",
        ),
        (b"[]", None, "A line must be a JSON object, not a list."),
        (b"7", None, "A line must be a JSON object, not a number."),
        (b"null", None, "A line must be a JSON object, not null."),
        (b'{"id": "a", "answers": {}} x', None, "The line is not JSON: Extra data"),
        (b'{"id": "\xff"}', None, "The line is not valid UTF-8 (byte 9)."),
        (b'{"id": "a"}', "a", "“answers” is missing."),
        (b"{}", None, "“answers” is missing."),
        (b'{"id": 7, "answers": []}', 7, "“answers” must be an object"),
        (b'{"id": 7}', 7, "“answers” is missing."),
        (
            b'{"id": 7.5, "answers": {}}',
            None,
            "“id” must be text or a whole number, not a number with decimals.",
        ),
        (
            b'{"id": true, "answers": {}}',
            None,
            "“id” must be text or a whole number, not true or false.",
        ),
        (b'{"id": ["a"], "answers": {}}', None, "“id” must be text or a whole number, not a list."),
        (b'{"id": NaN, "answers": {}}', None, "The line is not JSON: NaN is not a number."),
        (
            b'{"id": "\\udc80", "answers": {}}',
            None,
            "The line holds half of a character: U+DC80.",
        ),
        (b'{"id": "a", "id": "b", "answers": {}}', None, "“id” is given twice."),
        (
            b'{"id": "a", "answers": []}',
            "a",
            "“answers” must be an object of question and option, not a list.",
        ),
        (
            b'{"id": "a", "answers": {"served": "staff", "served": "customer"}}',
            "a",
            "The question “served” is answered twice.",
        ),
        (b'{"id": "a", "answers": {"colour": "red"}}', "a", "There is no question “colour”."),
        (b'{"id": "a", "answers": {"served": "aliens"}}', "a", "“served” has no option “aliens”."),
        (
            b'{"id": "a", "answers": {"served": true}}',
            "a",
            "The answer to “served” must be text or a list of texts, not true or false.",
        ),
        (
            b'{"id": "a", "answers": {"served": {"a": 1}}}',
            "a",
            "The answer to “served” must be text or a list of texts, not an object.",
        ),
        (
            b'{"id": "a", "answers": {"label": "nonsense"}}',
            "a",
            "“label” has no option “nonsense”.",
        ),
    ],
)
def test_a_line_that_is_not_valid_says_why(line: bytes, id: str | None, error: str) -> None:
    (result,) = run(line)
    assert isinstance(result, ErrorRecord)
    assert (result.id, result.line) == (id, 1)
    assert result.error.startswith(error)


# ── Several ticks, context, retired answers, other kinds of buying ───────────────────────

SECOND = builders.changed(
    SMALL,
    questions=(
        SMALL.questions[0],
        builders.several(
            "object", "contacts", "invoices", "nothing", conflicts=["contacts, nothing"], family=2
        ),
    ),
    context=(
        builders.context("parts", "one", "two", asked="first"),
        builders.context("sector", "public", "private"),
    ),
    outside=(builders.outside("lease", "object = nothing"),),
    retired=(
        builders.retired("served=clients", "served=customer"),
        builders.retired("served=ghosts"),
        builders.retired("object=calls", "object=contacts"),
        builders.retired("object=void", "object=nothing"),
        builders.retired("region=eu"),
    ),
)


def run_second(**line: object) -> MatchRecord:
    (record,) = run_lines(SECOND, 7, [json.dumps(line).encode()])
    assert isinstance(record, MatchRecord)
    return record


@pytest.mark.parametrize(
    ("answers", "same"),
    [
        ({"object": ["contacts"]}, {"object": "contacts"}),
        ({"object": ["invoices", "contacts"]}, {"object": ["contacts", "invoices"]}),
        ({"object": ["not-sure"]}, {"object": "not-sure"}),
        ({"served": ["staff"]}, {"served": "staff"}),
        ({"label": ["call-center"]}, {"label": "call-center"}),
        ({"label": ""}, {}),
        # retired answers
        ({"served": "clients"}, {"served": "customer"}),
        ({"object": ["calls", "invoices"]}, {"object": ["invoices"]}),
        ({"served": ["clients", "staff"]}, {"served": "staff"}),
    ],
)
def test_an_answer_is_an_option_or_a_list_of_them(
    answers: dict[str, object], same: dict[str, object]
) -> None:
    assert run_second(answers=answers) == run_second(answers=same)


def test_every_tick_counts() -> None:
    line = {"answers": {"object": ["contacts", "invoices"], "served": "customer"}}
    (record,) = run_lines(SECOND, 7, [json.dumps(line).encode()], explain=True)
    assert isinstance(record, ExplainedRecord)
    family = record.axes["family"]
    assert family.ranking == (
        OutcomePoints(outcome="support", points=2.25),
        OutcomePoints(outcome="finance", points=-0.75),
    )
    assert family.excluded == (ExcludedOutcome(outcome="shop", reason="object=contacts and shop."),)
    assert [change.model_dump(by_alias=True) for change in record.explain["family"].tipping] == [
        {"question": "object", "from": "contacts", "to": "", "outcome": "shop"}
    ]


def test_context_is_read_beside_the_answers_and_changes_nothing() -> None:
    line = {"answers": {"served": "staff"}, "context": {"sector": "not-sure", "parts": "two"}}
    read = read_line(SECOND, json.dumps(line).encode())
    assert read.answers == Answers(
        (("served", "staff"),), "", (("parts", "two"), ("sector", "not-sure"))
    )
    assert run_second(**line) == run_second(answers={"served": "staff"})


@pytest.mark.parametrize(
    ("answers", "dropped", "unanswered"),
    [
        ({"served": "ghosts"}, [("served", "ghosts")], ("served", "object")),
        ({"region": "eu", "served": "staff"}, [("region", "eu")], ("object",)),
        (
            {"object": ["calls", "void"]},
            [("object", "calls"), ("object", "void")],
            ("served", "object"),
        ),
        ({"served": "clients"}, [], ("object",)),
    ],
)
def test_answers_of_an_earlier_edition_that_nothing_takes_the_place_of_are_listed(
    answers: dict[str, object], dropped: list[tuple[str, str]], unanswered: tuple[str, ...]
) -> None:
    record = run_second(answers=answers)
    assert [(one.question, one.option) for one in record.dropped] == dropped
    assert record.unanswered == unanswered


def test_of_another_kind_of_buying_there_is_no_fit() -> None:
    record = run_second(answers={"object": ["invoices", "nothing"], "served": "customer"})
    assert (record.outside, record.fit) == ("lease", None)
    assert record.axes["family"].top == "shop"  # as computed
    written = json.loads(record.model_dump_json())
    assert (written["outside"], written["fit"]) == ("lease", None)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ({"answers": {"object": []}}, "The list of answers to “object” is empty."),
        ({"answers": {"label": []}}, "The list of answers to “label” is empty."),
        (
            {"answers": {"object": ["contacts", "contacts"]}},
            "“object” has an answer twice: contacts, contacts.",
        ),
        (
            {"answers": {"object": ["invoices", "not-sure"]}},
            "“object” has “not-sure” together with other answers.",
        ),
        (
            {"answers": {"object": ["nothing", "contacts"]}},
            "The answers to “object” exclude each other: nothing, contacts.",
        ),
        ({"answers": {"object": ["contacts", "aliens"]}}, "“object” has no option “aliens”."),
        ({"answers": {"object": [""]}}, "“object” has no option “”."),
        (
            {"answers": {"served": ["staff", "customer"]}},
            "“served” takes one answer, not several.",
        ),
        (
            {"answers": {"served": ["not-sure", "not-sure"]}},
            "“served” has an answer twice: not-sure, not-sure.",
        ),
        (
            {"answers": {"object": ["contacts", 7]}},
            "The answers to “object” must be a list of texts.",
        ),
        (
            {"answers": {"object": None}},
            "The answer to “object” must be text or a list of texts, not null.",
        ),
        (
            {"answers": {"label": ["call-center", "kpo"]}},
            "“label” has no option “call-center, kpo”.",
        ),
        ({"answers": {"region": "mars"}}, "There is no question “region”."),
        ({"answers": {"sector": "public"}}, "There is no question “sector”."),
        (
            {"answers": {}, "context": {"served": "staff"}},
            "There is no question of context “served”.",
        ),
        ({"answers": {}, "context": {"sector": "mars"}}, "“sector” has no option “mars”."),
        (
            {"answers": {}, "context": {"sector": ["public"]}},
            "The answer to “sector” must be text, not a list.",
        ),
        (
            {"answers": {}, "context": []},
            "“context” must be an object of question and option, not a list.",
        ),
    ],
)
def test_what_makes_no_answer_is_an_error_line(line: dict[str, object], error: str) -> None:
    (record,) = run_lines(SECOND, 7, [json.dumps({"id": "a", **line}).encode()])
    assert record == ErrorRecord(id="a", line=1, error=error)


@pytest.mark.parametrize("id", ["7", 7, 0, -3, 10**40, "", None, "ü\n"])
def test_an_id_is_given_back_as_it_was_given(id: str | int | None) -> None:
    (result,) = run(json.dumps({"id": id, "answers": {}}).encode())
    (refused,) = run(json.dumps({"id": id, "answers": {"colour": "red"}}).encode())
    for record in (result, refused):
        given = json.loads(json.dumps(record.model_dump(mode="json")))["id"]
        assert (given, type(given)) == (id, type(id))


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (
            b'{"id": "a", "answers": {"a": {"b": 1, "b": 2}}}',
            ErrorRecord(id=None, line=1, error="“b” is given twice."),
        ),
        (
            b'{"id": 1, "answers": {}, "answers": {}}',
            ErrorRecord(id=None, line=1, error="“answers” is given twice."),
        ),
        (
            b'{"id": "a", "answers": {"b": 1, "b": 2}}',
            ErrorRecord(id="a", line=1, error="The question “b” is answered twice."),
        ),
    ],
)
def test_a_name_given_twice_is_refused_wherever_it_is(line: bytes, error: ErrorRecord) -> None:
    assert run(line) == [error]


def test_the_other_lines_still_run_and_blank_ones_are_skipped() -> None:
    good = b'{"id": "good", "answers": {"served": "not-sure"}}'
    results = run(b"\n", b"nonsense", b"  \r\n", good)
    assert [type(one) for one in results] == [ErrorRecord, MatchRecord]
    assert isinstance(results[0], ErrorRecord)
    assert results[0].line == 2


def test_a_byte_order_mark_is_no_fault() -> None:
    (line,) = run(b'\xef\xbb\xbf{"id": "x", "answers": {}}')
    assert isinstance(line, MatchRecord)


@pytest.mark.parametrize("lines", [(), (b"\n", b" ")])
def test_an_empty_input_says_so(lines: tuple[bytes, ...]) -> None:
    assert run(*lines) == [
        ErrorRecord(id=None, line=1, error="The input is empty: give one JSON object a line.")
    ]
