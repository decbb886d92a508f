"""The fit check, its stops, warnings and suggestions, by tables."""

from dataclasses import replace

import pytest

from matcher.core import Stop, Taxonomy, current_facts, dump, load, match
from matcher.core.fit import NO_FIT, DriverResult, Fit, missing_drivers, suggested_answer
from matcher.core.match_diff import says_the_same
from matcher.core.taxonomy.values import Band, Suggestion
from tests import builders

SMALL = builders.taxonomy(
    axes=[builders.axis("family")],
    outcomes={"family": ["a", "b"]},
    questions=[
        builders.question("known", "written", "in-heads", "moving", family=1),
        builders.question("near", "routine", "core", family=1),
        builders.question("flow", "steady", "rare", family=1),
    ],
    evidence=builders.evidence("family", {"near=core": {"b": 3}, "near=routine": {"a": 1}}),
    drivers=[
        builders.driver(
            "documentation",
            "known",
            50,
            written=9,
            **{"in-heads": 2},
            moving=1,
            required=True,
        ),
        builders.driver("closeness", "near", 30, routine=9, core=2, required=True),
        builders.driver("stability", "flow", 20, steady=8, rare=3),
    ],
    verdicts=builders.verdicts("ready", "pilot", "too-small", "not-yet", "keep"),
    bands=[
        Band(minimum=75, verdict="ready"),
        Band(minimum=55, verdict="pilot"),
        Band(minimum=0, verdict="not-yet"),
    ],
    stops=[
        Stop(slug="moving", condition="known = moving", verdict="not-yet", warning="settle"),
        Stop(
            slug="core",
            condition="near = core and known = in-heads, moving",
            verdict="keep",
            warning="keep-it",
        ),
        Stop(
            slug="unwritten",
            condition="known = in-heads, not-sure",
            verdict="pilot",
            warning="write-it",
            at_most=True,
        ),
        Stop(slug="thin", condition="flow = rare", verdict="too-small", warning="thin"),
    ],
    warnings=[
        builders.warning("settle", "known = moving"),
        builders.warning("keep-it", "near = core and known = in-heads, moving"),
        builders.warning("family-b", "family = b"),
        builders.warning("label", "label given"),
    ],
    suggestions=[
        Suggestion(question="flow", option="rare", condition="known = in-heads", sentence="1"),
        Suggestion(question="flow", option="steady", condition="known = written", sentence="2"),
        Suggestion(question="flow", option="rare", condition="near = routine", sentence="3"),
    ],
    labels=["call-center"],
)


@pytest.mark.parametrize(
    ("picks", "score", "band", "verdict", "stops"),
    [
        ({}, None, None, None, ()),
        # nothing before every required driver has an answer, and not sure is none
        ({"flow": "steady"}, None, None, None, ()),
        ({"known": "written"}, None, None, None, ()),
        ({"known": "written", "near": "not-sure", "flow": "steady"}, None, None, None, ()),
        ({"known": "not-sure", "near": "not-sure", "flow": "not-sure"}, None, None, None, ()),
        ({"known": "written", "near": "routine"}, 90, "ready", "ready", ()),
        # flow not sure: left out; (50 x 2 + 30 x 9) / 80 = 4.625, and a cap never lifts a score
        (
            {"known": "in-heads", "near": "routine", "flow": "not-sure"},
            46,
            "not-yet",
            "not-yet",
            ("unwritten",),
        ),
        # 0.5 x 9 + 0.3 x 9 + 0.2 x 3 = 7.8, overridden
        (
            {"known": "written", "near": "routine", "flow": "rare"},
            78,
            "ready",
            "too-small",
            ("thin",),
        ),
        # the strongest of several stops wins
        (
            {"known": "moving", "near": "core", "flow": "rare"},
            17,
            "not-yet",
            "keep",
            ("moving", "core", "thin"),
        ),
        # an overriding stop is stronger than a worse band
        ({"known": "in-heads", "near": "core"}, 20, "not-yet", "keep", ("core", "unwritten")),
        # a stop that overrides the score needs none, and one that caps it has nothing to cap
        ({"known": "moving"}, None, None, "not-yet", ("moving",)),
        ({"flow": "rare", "near": "not-sure"}, None, None, "too-small", ("thin",)),
        ({"known": "in-heads"}, None, None, None, ("unwritten",)),
    ],
)
def test_the_fit_check_scores_what_is_answered_and_lets_stops_override(
    picks: dict[str, str],
    score: int | None,
    band: str | None,
    verdict: str | None,
    stops: tuple[str, ...],
) -> None:
    fit = match(SMALL, builders.answers(SMALL, **picks)).fit
    assert (fit.score, fit.band, fit.verdict, fit.stops) == (score, band, verdict, stops)


def test_what_not_sure_scored_in_an_early_edition_is_not_read() -> None:
    drivers = tuple(one.model_copy(update={"not_sure": 10}) for one in SMALL.drivers)
    early = builders.changed(SMALL, drivers=drivers)
    picks = {"known": "written", "near": "routine", "flow": "not-sure"}
    for given in ({"known": "not-sure", "near": "not-sure"}, picks):
        answers = builders.answers(SMALL, **given)
        assert match(early, answers).fit == match(SMALL, answers).fit


def test_the_questions_that_the_score_waits_for_are_named() -> None:
    assert [
        missing_drivers(SMALL, builders.picks(picks))
        for picks in (
            {},
            {"known": "not-sure", "flow": "steady"},
            {"known": "moving"},
            {"known": "moving", "near": "core"},
        )
    ] == [("known", "near"), ("known", "near"), ("near",), ()]


@pytest.mark.parametrize(
    ("condition", "picks", "expected"),
    [
        ("flow is not steady", {}, False),
        ("flow is not steady", {"flow": "not-sure"}, False),
        ("flow is not steady", {"flow": "rare"}, True),
        ("flow unanswered or near = core", {}, False),
        ("flow unanswered or near = core", {"near": "core"}, True),
        ("flow = not-sure, rare", {"flow": "not-sure"}, False),
        ("flow = not-sure, rare", {"flow": "rare"}, True),
        ("family is not a", {}, False),
        ("family is not a", {"near": "core"}, True),
        ("label given", {}, False),
    ],
)
def test_a_stop_holds_by_given_answers_only(
    condition: str, picks: dict[str, str], expected: bool
) -> None:
    stop = Stop(slug="halt", condition=condition, verdict="keep", warning="thin")
    taxonomy = builders.changed(SMALL, stops=(stop,))
    fit = match(taxonomy, builders.answers(taxonomy, **picks)).fit
    assert (fit.stops, fit.verdict) == ((("halt",), "keep") if expected else ((), None))


def test_a_cap_holds_a_good_score_down() -> None:
    drivers = [builders.driver("closeness", "near", 100, routine=9, core=2, required=True)]
    taxonomy = builders.changed(SMALL, drivers=tuple(drivers))
    fit = match(taxonomy, builders.answers(taxonomy, known="in-heads", near="routine")).fit
    assert fit == Fit(
        score=90,
        verdict="pilot",
        band="ready",
        stops=("unwritten",),
        drivers=(DriverResult("closeness", "near", "routine", 100, 9),),
    )


@pytest.mark.parametrize(
    ("weights", "scores", "expected"),
    [
        # 7.65 is exactly in the middle: binary fractions would make it 7.6
        ((30, 20, 15, 20, 15), (9, 6, 4, 9, 9), 77),
        ((30, 20, 15, 20, 15), (9, 6, 4, 6, 9), 71),
        ((50, 50), (7, 8), 75),
        ((1, 2), (10, 0), 33),
        ((1, 2), (0, 10), 67),
    ],
)
def test_the_score_is_exact_and_rounded_half_up(
    weights: tuple[int, ...], scores: tuple[int, ...], expected: int
) -> None:
    questions = [
        builders.question(f"q{place}", "x", "y", family=1) for place in range(len(weights))
    ]
    taxonomy = builders.taxonomy(
        axes=[builders.axis("family")],
        outcomes={"family": ["a", "b"]},
        questions=questions,
        drivers=[
            builders.driver(f"d{place}", f"q{place}", weight, x=score, y=0)
            for place, (weight, score) in enumerate(zip(weights, scores, strict=True))
        ],
        verdicts=builders.verdicts("ready"),
        bands=[Band(minimum=0, verdict="ready")],
    )
    picks = {question.slug: "x" for question in questions}
    assert match(taxonomy, builders.answers(taxonomy, **picks)).fit.score == expected


def test_a_driver_that_is_left_out_is_named() -> None:
    fit = match(SMALL, builders.answers(SMALL, known="written", flow="not-sure")).fit
    assert fit.drivers == (
        DriverResult("documentation", "known", "written", 50, 9),
        DriverResult("closeness", "near", "", 30, None),
        DriverResult("stability", "flow", "not-sure", 20, None),
    )


def several_known() -> Taxonomy:
    known = builders.several("known", "written", "in-heads", "moving", family=1)
    return builders.changed(SMALL, questions=(known, *SMALL.questions[1:]))


@pytest.mark.parametrize(
    ("known", "answer", "score", "stops"),
    [
        ("written", "written", 9, ()),
        ("written, in-heads", "in-heads", 2, ("unwritten",)),
        ("written, in-heads, moving", "moving", 1, ("moving", "unwritten")),
        ("not-sure", "not-sure", None, ()),
    ],
)
def test_of_several_ticks_the_lowest_score_counts(
    known: str, answer: str, score: int | None, stops: tuple[str, ...]
) -> None:
    taxonomy = several_known()
    fit = match(taxonomy, builders.answers(taxonomy, known=known)).fit
    assert fit.drivers[0] == DriverResult("documentation", "known", answer, 50, score)
    assert fit.stops == stops


def test_ticks_with_the_same_score_are_named_by_the_first() -> None:
    driver = builders.driver(
        "documentation", "known", 50, written=9, **{"in-heads": 2}, moving=2, required=True
    )
    taxonomy = builders.changed(several_known(), drivers=(driver,))
    fit = match(taxonomy, builders.answers(taxonomy, known="moving, in-heads, written")).fit
    assert (fit.drivers[0].answer, fit.score) == ("in-heads", 20)


@pytest.mark.parametrize(
    ("picks", "expected"),
    [
        ({}, None),
        ({"near": "routine"}, None),
        ({"flow": "rare"}, "lease"),
        # the first of several
        ({"flow": "rare", "near": "core"}, "lease"),
        ({"near": "core"}, "hire"),
        # by what is known: not sure is no answer that is not routine
        ({"near": "not-sure"}, None),
    ],
)
def test_another_kind_of_buying_is_known_by_answers_and_leaves_the_fit_check_out(
    picks: dict[str, str], expected: str | None
) -> None:
    rows = (
        builders.outside("lease", "flow = rare"),
        builders.outside("hire", "near is not routine"),
    )
    taxonomy = builders.changed(SMALL, outside=rows)
    answers = builders.answers(taxonomy, **picks)
    found, plain = match(taxonomy, answers), match(SMALL, answers)
    assert found.outside == expected
    assert found == replace(plain, outside=expected, fit=NO_FIT if expected else plain.fit)


def test_a_stored_match_keeps_its_other_kind_of_buying() -> None:
    taxonomy = builders.changed(SMALL, outside=(builders.outside("lease", "flow = rare"),))
    answers = builders.answers(taxonomy, flow="rare")
    result = match(taxonomy, answers)
    assert load(dump(result)) == result
    assert not says_the_same(result, replace(result, outside=None))


@pytest.mark.parametrize(
    ("picks", "label", "expected"),
    [
        ({}, "", ()),
        ({}, "call-center", ("label",)),
        ({"near": "core"}, "", ("family-b",)),
        (
            {"near": "core", "known": "moving"},
            "call-center",
            ("settle", "keep-it", "family-b", "label"),
        ),
    ],
)
def test_warnings_show_in_the_order_of_their_table(
    picks: dict[str, str], label: str, expected: tuple[str, ...]
) -> None:
    assert match(SMALL, builders.answers(SMALL, label, **picks)).warnings == expected


@pytest.mark.parametrize(
    ("picks", "expected"),
    [
        ({}, None),
        ({"known": "in-heads"}, "1"),
        ({"known": "written", "near": "routine"}, "2"),
        ({"near": "routine"}, "3"),
    ],
)
def test_the_first_fitting_answer_is_suggested(picks: dict[str, str], expected: str | None) -> None:
    found = suggested_answer(
        SMALL, "flow", current_facts(match(SMALL, builders.answers(SMALL, **picks)))
    )
    assert (found and found.sentence) == expected
    assert (
        suggested_answer(
            SMALL, "known", current_facts(match(SMALL, builders.answers(SMALL, **picks)))
        )
        is None
    )
