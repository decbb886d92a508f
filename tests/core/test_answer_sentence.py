"""The answer in one sentence."""

import pytest

from matcher.core import Answers, Outcome, Profile, Stop, Taxonomy, match
from matcher.core.answer_sentence import AnswerSentence, AxisPhrases, answer_sentence
from matcher.core.taxonomy.values import Verdict
from tests import builders
from tests.core.test_implications import NO_PROFILE

PLAIN = builders.taxonomy(
    axes=[builders.axis("place"), builders.axis("kind"), builders.axis("pace")],
    outcomes={
        "place": ["here", "there", "afar"],
        "kind": ["ball", "box", "cone"],
        "pace": ["fast", "slow"],
    },
    questions=[
        builders.question("size", "big", "small", "even", "any", kind=1),
        builders.question("hue", "red", "blue", "none", kind=1),
        builders.question("spot", "near", "far", "wide", place=1),
        builders.question("haste", "much", pace=1),
        builders.question("state", "good", "fair", "bad", "mute"),
    ],
    evidence=(
        *builders.evidence(
            "kind",
            {
                "size=big": {"ball": 2},
                "size=small": {"box": 2},
                "size=even": {"ball": 2, "box": 2},
                "size=any": {"ball": 2, "box": 2, "cone": 2},
            },
        ),
        *builders.evidence(
            "place",
            {
                "spot=near": {"here": 1},
                "spot=far": {"there": 1, "afar": 1},
                "spot=wide": {"here": 1, "there": 1, "afar": 1},
            },
        ),
        *builders.evidence("pace", {"haste=much": {"fast": 1}}),
    ),
    warnings=[builders.warning("look", "state = bad")],
    stops=[
        Stop(slug=slug, condition=f"state = {slug}", verdict=slug, warning="look")
        for slug in ("good", "fair", "bad", "mute")
    ],
)
VERDICTS = (
    Verdict(
        slug="good",
        name="Good",
        text="",
        severity=0,
        proceeds=True,
        run="Play it",
        closing="Have fun.",
        tint="go",
    ),
    Verdict(slug="fair", name="Fair", text="", severity=1, proceeds=True),
    Verdict(
        slug="bad",
        name="Bad",
        text="",
        severity=2,
        proceeds=False,
        opening="Wait.",
        run="Later, play it",
        tint="hold",
    ),
    Verdict(slug="mute", name="Better not", text="", severity=3, proceeds=False),
)


def worded(outcome: Outcome) -> Outcome:
    """With its words in the sentence; the ball is a family, and “pace” has only names."""
    changes: dict[str, object] = {}
    if outcome.axis != "pace":
        changes["phrase"] = f"a {outcome.slug}" if outcome.axis == "kind" else outcome.slug
    if outcome.slug == "ball":
        changes |= {"profile": Profile.model_validate(NO_PROFILE)}
    return outcome.model_copy(update=changes)


TAXONOMY = builders.changed(
    PLAIN, verdicts=VERDICTS, outcomes=tuple(worded(outcome) for outcome in PLAIN.outcomes)
)


def sentence(taxonomy: Taxonomy = TAXONOMY, **picks: str) -> AnswerSentence:
    return answer_sentence(taxonomy, match(taxonomy, builders.answers(taxonomy, **picks)))


BALL = AxisPhrases("kind", ("a ball",))
HERE = AxisPhrases("place", ("here",))


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"state": "good"}, ("", "Play it", "Have fun.")),
        ({"state": "fair"}, ("", "", "")),
        ({"state": "bad"}, ("Wait.", "Later, play it", "")),
        ({}, ("", "", "")),
    ],
    ids=["goes ahead", "without words", "waits", "no verdict"],
)
@pytest.mark.parametrize(
    ("picks", "family"),
    [
        ({"size": "big", "hue": "red"}, BALL),
        ({"size": "small", "hue": "red"}, AxisPhrases("kind", ("a box",))),
        ({"size": "even", "hue": "red"}, AxisPhrases("kind", ("a ball", "a box"))),
        ({"size": "any", "hue": "red"}, None),
        ({}, None),
    ],
    ids=[
        "a family is first",
        "an outcome that is no family",
        "two families are first",
        "more than two families are first",
        "no family is first",
    ],
)
def test_it_says_what_the_work_is_and_what_the_verdict_makes_of_it(
    state: dict[str, str],
    words: tuple[str, str, str],
    picks: dict[str, str],
    family: AxisPhrases | None,
) -> None:
    opening, run, closing = words
    assert sentence(spot="near", **picks, **state) == AnswerSentence(
        opening=opening, family=family, run=run, others=(HERE,), closing=closing
    )


@pytest.mark.parametrize(
    ("picks", "others"),
    [
        ({}, ()),
        ({"haste": "much"}, (AxisPhrases("pace", ("Fast",)),)),
        ({"spot": "near", "haste": "much"}, (HERE, AxisPhrases("pace", ("Fast",)))),
        ({"spot": "far"}, (AxisPhrases("place", ("there", "afar")),)),
        ({"spot": "wide", "haste": "much"}, (AxisPhrases("pace", ("Fast",)),)),
    ],
    ids=[
        "nothing is first",
        "a name where there is no phrase",
        "in the order of the axes",
        "both of equal points",
        "nothing of more than two",
    ],
)
def test_the_other_axes_say_how_and_where(
    picks: dict[str, str], others: tuple[AxisPhrases, ...]
) -> None:
    assert sentence(size="big", hue="red", **picks).others == others


def test_a_verdict_that_waits_without_words_says_its_name_and_nothing_of_how_and_where() -> None:
    """As in editions that were published before verdicts had words."""
    assert sentence(state="mute", size="big", hue="red", spot="near") == AnswerSentence(
        opening="Better not.", family=BALL, run="", others=(), closing=""
    )


def test_a_stop_that_overrides_the_score_speaks_while_there_is_none() -> None:
    taxonomy = builders.changed(
        TAXONOMY,
        drivers=(builders.driver("hue", "hue", 100, required=True, red=9, blue=1),),
    )
    answers = builders.answers(taxonomy, state="bad")
    assert match(taxonomy, answers).fit.score is None
    assert answer_sentence(taxonomy, match(taxonomy, answers)) == AnswerSentence(
        opening="Wait.", family=None, run="Later, play it", others=(), closing=""
    )


def test_without_families_every_axis_says_how_or_where() -> None:
    said = sentence(builders.changed(PLAIN, verdicts=VERDICTS), size="big", spot="near")
    assert (said.family, said.others) == (
        None,
        (AxisPhrases("place", ("Here",)), AxisPhrases("kind", ("Ball",))),
    )


def test_without_answers_nothing_is_said() -> None:
    assert answer_sentence(TAXONOMY, match(TAXONOMY, Answers())) == AnswerSentence(
        opening="", family=None, run="", others=(), closing=""
    )
