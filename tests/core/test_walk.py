"""Which question comes next, and which is not worth asking any more."""

from dataclasses import replace

import pytest

from matcher.core import Answers, Taxonomy, match
from matcher.core.taxonomy.values import Warning
from matcher.core.walk import Walk, walk
from tests import builders

WORK = builders.taxonomy(
    axes=[builders.axis("family"), builders.axis("place")],
    outcomes={"family": ["support", "finance"], "place": ["home", "far"]},
    questions=[
        builders.question("object", "contacts", "invoices", family=2),
        builders.question("channel", "phone", "queue", family=builders.tie_break("family")),
        builders.question("law", "strict", "loose", place=1),
        builders.question(
            "wish",
            "cheap",
            "safe",
            family=builders.tie_break("family", 0.5),
            place=builders.tie_break("place"),
        ),
    ],
    evidence=(
        *builders.evidence(
            "family",
            {
                "object=contacts": {"support": 3, "finance": -2},
                "object=invoices": {"finance": 1},
                "channel=phone": {"support": 3},
                "wish=safe": {"finance": 1},
            },
        ),
        *builders.evidence(
            "place", {"law=strict": {"far": "x"}, "law=loose": {"far": 1}, "wish=safe": {"home": 2}}
        ),
    ),
)


def at(taxonomy: Taxonomy, **picks: str) -> Walk:
    return walk(taxonomy, match(taxonomy, builders.answers(taxonomy, **picks)))


@pytest.mark.parametrize(
    ("picks", "expected"),
    [
        ({}, "object"),
        # settled: a phone cannot lift finance over support any more
        ({"object": "contacts"}, "law"),
        # open: a phone could still bring support first
        ({"object": "invoices"}, "channel"),
        ({"object": "not-sure"}, "channel"),
        # near = far is ruled out, so no wish matters
        ({"object": "contacts", "law": "strict"}, None),
        ({"object": "contacts", "law": "loose"}, "wish"),
        ({"object": "contacts", "law": "loose", "wish": "not-sure"}, None),
        # answers to later questions do not hide an earlier one
        ({"wish": "safe"}, "object"),
    ],
)
def test_the_next_question_is_the_first_that_may_still_matter(
    picks: dict[str, str], expected: str | None
) -> None:
    assert at(WORK, **picks).next == expected


def test_the_walk_names_what_was_skipped_and_what_is_open() -> None:
    assert at(WORK, object="contacts") == Walk(
        next="law",
        answered=("object",),
        skipped=("channel",),
        open=("law", "wish"),
        least=1,
        most=2,
    )


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("channel = phone", "channel"),
        ("channel = phone and object = invoices", "law"),
        ("channel = phone and object = contacts", "channel"),
        ("channel unanswered", "channel"),
        ("law = strict", "law"),
    ],
)
def test_a_question_is_asked_while_a_warning_that_mentions_it_is_open(
    condition: str, expected: str
) -> None:
    warning = Warning(slug="w", title="W", condition=condition, text="!")
    taxonomy = builders.changed(WORK, warnings=(warning,))
    assert at(taxonomy, object="contacts").next == expected


@pytest.mark.parametrize(
    ("close_percent", "expected"),
    [
        (50, "channel"),  # 4 of 6 points are close now; a phone would make it 4 of 9
        (70, "channel"),  # not close now; a wish for safety would make it 4.5 of 6
        (90, "law"),  # neither can make it close
    ],
)
def test_a_question_is_asked_while_it_may_decide_whether_a_second_outcome_is_close(
    close_percent: int, expected: str
) -> None:
    taxonomy = builders.changed(
        WORK,
        axes=(builders.axis("family", close_percent=close_percent), WORK.axes[1]),
        warnings=(builders.warning("two", "family is close"),),
        evidence=(
            *builders.evidence("family", {"object=contacts": {"support": 3, "finance": 2}}),
            *WORK.evidence[3:],
        ),
    )
    assert at(taxonomy, object="contacts").next == expected


# ── Context ──────────────────────────────────────────────────────────────────────────────

FRAMED = builders.changed(
    WORK,
    context=(
        builders.context("sector", "public", "private"),
        builders.context("parts", "one", "two", asked="first"),
        builders.context("country", "here", "there"),
    ),
)
DECIDED = {"object": "contacts", "law": "strict"}


@pytest.mark.parametrize(
    ("context", "picks", "expected"),
    [
        ({}, {}, "parts"),
        ({}, {"object": "contacts"}, "parts"),
        ({"parts": "two"}, {}, "object"),
        ({"parts": "not-sure", "sector": "public"}, {}, "object"),
        ({"parts": "one"}, DECIDED, "sector"),
        ({"parts": "one", "sector": "not-sure"}, DECIDED, "country"),
        ({"parts": "one", "sector": "public", "country": "here"}, DECIDED, None),
    ],
)
def test_context_is_asked_before_all_others_or_after_them(
    context: dict[str, str], picks: dict[str, str], expected: str | None
) -> None:
    answers = replace(builders.answers(FRAMED, **picks), context=tuple(context.items()))
    assert walk(FRAMED, match(FRAMED, answers)).next == expected


def test_context_is_never_skipped_and_what_comes_last_counts_as_one_page() -> None:
    plain, framed = at(WORK, **DECIDED), at(FRAMED, **DECIDED)
    assert (plain.open, plain.least, plain.most) == ((), 0, 0)
    assert framed == replace(
        plain, next="parts", least=2, most=2, first=("parts",), last=("sector", "country")
    )


def test_context_alone_does_not_bring_the_early_result() -> None:
    answers = Answers((), "", (("parts", "one"), ("sector", "public"), ("country", "here")))
    position = walk(FRAMED, match(FRAMED, answers))
    assert (position.answered, position.first, position.last) == ((), (), ())
    assert not position.early_result


def test_a_question_is_asked_while_another_kind_of_buying_depends_on_it() -> None:
    taxonomy = builders.changed(WORK, outside=(builders.outside("lease", "channel = queue"),))
    assert at(taxonomy, object="contacts").next == "channel"
    assert at(taxonomy, object="contacts", channel="phone").next == "law"


@pytest.mark.parametrize(
    ("conditions", "picks", "left"),
    [
        # certain: what else is answered is about work that is handed over
        (["object = contacts"], {"object": "contacts"}, ()),
        (["object = contacts"], {"object": "invoices"}, ("channel", "law", "wish")),
        # only an answer to the next question decides it
        (["object = contacts and channel is not phone"], {"object": "contacts"}, ("channel",)),
        (
            ["object = contacts and channel is not phone"],
            {"object": "contacts", "channel": "queue"},
            (),
        ),
        # it may still be another kind, which comes first
        (["channel = phone", "object = contacts"], {"object": "contacts"}, ("channel",)),
    ],
)
def test_the_walk_ends_once_it_is_certainly_another_kind_of_buying(
    conditions: list[str], picks: dict[str, str], left: tuple[str, ...]
) -> None:
    rows = [builders.outside(f"k{at}", condition) for at, condition in enumerate(conditions)]
    position = at(builders.changed(WORK, outside=tuple(rows)), **picks)
    assert position.open[: len(left)] == left
    assert (position.next is None) is (left == ())
    if not left:
        assert (position.least, position.most, position.borders) == (0, 0, 0)
        assert {*position.skipped} == {one.slug for one in WORK.questions} - picks.keys()


def test_a_question_of_the_fit_check_is_never_skipped() -> None:
    driver = builders.driver("stability", "channel", 100, phone=9, queue=5)
    taxonomy = builders.changed(WORK, drivers=(driver,))
    assert at(taxonomy, object="contacts").next == "channel"


@pytest.mark.parametrize(("count", "expected"), [(4, False), (5, True), (6, True), (7, False)])
def test_an_early_result_is_offered_from_the_fifth_answer_on(count: int, expected: bool) -> None:
    taxonomy = builders.taxonomy(
        axes=[builders.axis("family")],
        outcomes={"family": ["a", "b"]},
        questions=[builders.question(f"q{number}", "x", "y", family=1) for number in range(7)],
    )
    picks = {f"q{number}": "x" for number in range(count)}
    assert at(taxonomy, **picks).early_result is expected
