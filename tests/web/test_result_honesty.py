"""Say only what is true: what holds of every page about random answers to the real questions.

The pages are made once, and each test holds all of them to one promise. What a page may say is
worked out from the taxonomy by trying what the page speaks of, not by asking the code that says it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from matcher.core import NOT_SURE, Answer, Answers, Match, Taxonomy, match, parse_query, write_query
from matcher.core.answers import in_order
from matcher.core.picks import UNSURE, Picks
from matcher.core.taxonomy.values import Question
from matcher.core.walk import border_question
from matcher.editions import forget_editions
from tests.client import Client
from tests.fixtures import Rows
from tests.web.editions import publish
from tests.web.reading import Element, Page
from tests.web.results import (
    dead_anchors,
    decided,
    empty_tables,
    headings,
    inside,
    part,
    sentence,
    stopped,
    tips,
    verdict,
    warned,
    with_mark,
)

pytestmark = pytest.mark.django_db  # which also has the test database made for `shown`

SEED = 2026

COMPLETIONS = 12
"""So many ways to answer what is open are tried for each set of answers."""


@dataclass(frozen=True)
class Shown:
    """Random answers, what the core makes of them, and the pages about them: the result, all that
    is behind it, the result without the answers that are not sure, the check of answers, and a
    question."""

    taxonomy: Taxonomy
    match: Match
    result: Page
    in_full: Page
    without_unsure: Page
    answers: Page
    question: Page

    @property
    def picks(self) -> dict[str, Answer]:
        return self.match.answers.as_dict()

    def first(self, axis: str) -> str | None:
        return self.match.rankings[axis].top

    def __repr__(self) -> str:
        return write_query(self.match.answers)


# ── Random answers, and their pages ──────────────────────────────────────────────────────


def matched(taxonomy: Taxonomy, picks: Picks) -> Match:
    return match(taxonomy, Answers(in_order(taxonomy, picks)))


def usual_answers(question: Question) -> list[Answer]:
    """The answers with so many ticks as somebody may make."""
    return [answer for answer in question.answers if len(answer) <= 2]


def random_picks(taxonomy: Taxonomy, randomly: Random, known: float) -> dict[str, Answer]:
    """Answers to this share of the base questions; the others have none or are *not sure*."""
    picks = {}
    for question in taxonomy.index.base_questions:
        if randomly.random() < known:
            picks[question.slug] = randomly.choice(usual_answers(question))
        elif randomly.random() < 0.6:
            picks[question.slug] = UNSURE
    return picks


def random_match(taxonomy: Taxonomy, randomly: Random, known: float) -> Match:
    """Of work that is handed over: a page about another kind of buying says nothing else."""
    result = matched(taxonomy, random_picks(taxonomy, randomly, known))
    return random_match(taxonomy, randomly, known) if result.outside else result


def random_matches(taxonomy: Taxonomy) -> Iterator[Match]:
    """Few answers, some, and all; and all where a border question is open."""
    randomly = Random(SEED)
    for known, count in [(0, 1), (0.1, 4), (0.4, 6), (0.8, 5), (1, 3)]:
        for _number in range(count):
            yield random_match(taxonomy, randomly, known)
    bordering = 0
    while bordering < 5:
        candidate = random_match(taxonomy, randomly, known=1)
        if any(border_question(taxonomy, candidate, axis) for axis in candidate.rankings):
            bordering += 1
            yield candidate


@pytest.fixture(scope="module")
def shown(
    django_db_setup: Rows, django_db_blocker: DjangoDbBlocker, drafted: Taxonomy
) -> list[Shown]:
    forget_editions()  # what an earlier test published as edition 1
    with django_db_blocker.unblock(), transaction.atomic():
        publish(drafted)
        pages = [look_at(drafted, result) for result in random_matches(drafted)]
        transaction.set_rollback(True)
    return pages


def look_at(taxonomy: Taxonomy, result: Match) -> Shown:
    query = write_query(result.answers)
    sure = "&".join(f"{slug}={pick}" for slug, pick in result.answers if pick != NOT_SURE)
    last = taxonomy.index.base_questions[-1].slug
    paths = (
        f"/match/result/?{query}",
        f"/match/result/in-full/?{query}",
        f"/match/result/?{sure}",
        f"/match/answers/?{query}",
        f"/match/{last}/?{query}",
    )
    return Shown(taxonomy, result, *(Page(Client().get(path)) for path in paths))


# ── Settled ──────────────────────────────────────────────────────────────────────────────


def test_nothing_is_called_settled_while_an_answer_can_still_change_the_first_place(shown):
    randomly = Random(SEED)
    turning = 0
    for each in shown:
        axes = axes_that_may_turn(each, randomly)
        turning += bool(axes)
        remarks = inside(each.question, "dd", each.question.one("dl", class_="standings"))
        settled = {
            axis
            for axis, remark in zip(each.match.rankings, remarks, strict=True)
            if "Settled" in remark
        }
        assert settled.isdisjoint(axes), each
        if axes:
            assert "nothing left to ask" not in each.answers.text, each
    assert turning > 10


def axes_that_may_turn(each: Shown, randomly: Random) -> set[str]:
    """The axes on which some way to answer what is open, border questions too, puts another outcome
    first; as far as a few tries find them."""
    tried = [completed(each, randomly) for _number in range(COMPLETIONS)]
    return {
        axis
        for after in tried
        for axis, ranking in after.rankings.items()
        if ranking.top != each.first(axis)
    }


def completed(each: Shown, randomly: Random) -> Match:
    """One way to answer what has no answer, and then the border questions that come up."""
    taxonomy, picks = each.taxonomy, each.picks
    for question in taxonomy.index.base_questions:
        picks.setdefault(question.slug, randomly.choice(usual_answers(question)))
    after = matched(taxonomy, picks)
    for axis in after.rankings:
        if border := border_question(taxonomy, after, axis):
            picks[border.slug] = randomly.choice(border.answers)
    return matched(taxonomy, picks)


def test_a_question_that_is_left_out_changes_nothing_whatever_else_is_answered(shown):
    randomly = Random(SEED)
    skipped = 0
    for each in shown:
        for question in each.taxonomy.index.base_questions:
            if question.prompt in left_out(each.answers):
                skipped += 1
                for _number in range(COMPLETIONS):
                    picks = completed(each, randomly).answers.as_dict()
                    results = {
                        what_counts(matched(each.taxonomy, picks | {question.slug: answer}))
                        for answer in usual_answers(question)
                    }
                    assert len(results) == 1, (each, question.slug)
    assert skipped


def left_out(page: Page) -> list[str]:
    """The questions under the heading *Left out*."""
    places = [page.elements.index(each) for each in page.all("h2") if each.text == "Left out"]
    if not places:
        return []
    listed = next(each for each in page.elements[places[0] :] if each.tag == "ul")
    return inside(page, "li", listed)


def what_counts(result: Match) -> tuple[object, ...]:
    """The first places, the warnings and the verdict."""
    return tuple(tops(result).values()), result.warnings, result.fit


def tops(result: Match) -> dict[str, str | None]:
    return {axis: ranking.top for axis, ranking in result.rankings.items()}


# ── No verdict and no number out of nothing ──────────────────────────────────────────────


def test_no_verdict_and_no_score_without_the_required_answers(shown):
    lacking = 0
    for each in shown:
        missing = [
            driver.question
            for driver in each.taxonomy.drivers
            if driver.required and each.picks.get(driver.question, UNSURE) == UNSURE
        ]
        overriding = [
            stop.verdict
            for stop in each.taxonomy.stops
            if not stop.at_most and stop.warning in stopped(each.result)
        ]
        lacking += bool(missing) and not overriding
        if missing:
            assert verdict(each.result) in (overriding or ["open"]), each
            assert numbers_of_ten(each.result) == [], each
        else:
            assert verdict(each.result) != "open", each
            assert len(each.result.all("p", class_="dial")) == 1, each
    assert 5 < lacking < len(shown)


def numbers_of_ten(page: Page) -> list[str]:
    """The scores on the page, but for the scale that says what a score would mean."""
    texts = [page.title, sentence(page), *page.texts("p"), *page.texts("caption")]
    return [text for text in texts if re.search(r"\d\.\d (of|/) ?10", text)]


def test_where_nothing_is_decided_nothing_follows(shown):
    undecided = [each for each in shown if not any(tops(each.match).values())]
    for each in undecided:
        if not each.match.fit.stops:
            assert sentence(each.result) == "Not enough to decide yet."
            assert (verdict(each.result), numbers_of_ten(each.result)) == ("open", [])
            assert set(headings(each.result)) <= {"Why", "Watch out"}
            assert len(each.result.all("section", class_="ask-here")) == 3
    assert undecided


# ── Not sure is never said as a fact ─────────────────────────────────────────────────────


def test_not_sure_says_nothing_that_no_answer_does_not_say(shown):
    """But for the warnings that ask to find out."""
    for each in shown:
        unsure, without = each.result, each.without_unsure
        assert said(unsure) == said(without), each
        more = set(warned(unsure)) - set(warned(without))
        for warning in each.taxonomy.warnings:
            assert warning.slug not in more or NOT_SURE in warning.condition, each
        assert set(warned(without)) <= set(warned(unsure)), each
    assert any(UNSURE in each.picks.values() for each in shown)


def said(page: Page) -> tuple[object, ...]:
    """What a result asserts."""
    return (
        sentence(page),
        verdict(page),
        decided(page),
        stopped(page),
        page.texts("p", class_="dial"),
        part(page, "buy"),
        part(page, "run"),
        part(page, "steps"),
        page.texts("dl", class_="facts"),
    )


def test_not_sure_is_no_reason(shown):
    for each in shown:
        reasons = [
            text
            for element in (*each.result.all("ul"), *each.result.all("table"))
            if is_reason(element)
            for text in inside(each.result, "tr", element) or inside(each.result, "li", element)
            if not text.endswith("%")  # a driver that is left out
        ]
        assert not any("I’m not sure" in text for text in reasons), each


def is_reason(element: Element) -> bool:
    return any(outer.attributes.get("id") == "why" for outer in element.inside)


# ── What would change it ─────────────────────────────────────────────────────────────────


def test_what_would_change_it_lists_all_changes_that_are_honest_and_no_other(shown):
    several = 0
    for each in shown:
        expected = {
            f"{slug}={option}"
            for axis in each.match.rankings
            if each.first(axis)
            for slug, option in honest_changes(each, axis)
        }
        assert set(tips(each.in_full)) == expected, each
        assert set(tips(each.result)) <= expected, each
        assert bool(tips(each.result)) == bool(expected), each
        several += len(expected) > 3
    assert several > 10


def honest_changes(each: Shown, axis: str) -> Iterator[tuple[str, str]]:
    """Other answers that put another outcome first on the axis, and that somebody could mean: about
    the circumstances, or with an option that speaks for that outcome itself."""
    index = each.taxonomy.index
    for slug, given in each.picks.items():
        question = index.question_by_slug[slug]
        for option, answer in single_changes(question, given) if given != UNSURE else ():
            top = matched(each.taxonomy, each.picks | {slug: answer}).rankings[axis].top
            if top not in (None, each.first(axis)) and (
                question.circumstance or speaks_for(each.taxonomy, slug, option, axis, top)
            ):
                yield slug, option


def single_changes(question: Question, given: Answer) -> Iterator[tuple[str, Answer]]:
    """Every answer that one other option leads to: instead of the one that was picked or, where
    several may be ticked, as a tick more or less."""
    for option in question.options:
        picked = {option.slug} if question.kind == "one" else {*given} ^ {option.slug}
        answer = tuple(each.slug for each in question.options if each.slug in picked)
        if answer != given and answer in question.answers:
            yield option.slug, answer


def speaks_for(taxonomy: Taxonomy, question: str, option: str, axis: str, outcome: str) -> bool:
    return any(
        (cell.question, cell.option, cell.axis, cell.outcome) == (question, option, axis, outcome)
        and cell.strength > 0
        for cell in taxonomy.evidence
    )


def test_every_entry_leads_to_the_result_that_it_names(shown):
    for each in shown:
        texts = {link["href"]: link.text for link in each.result.all("a")}
        for entry, href in tips(each.result).items():
            slug, option = entry.split("=")
            linked = parse_query(each.taxonomy, href.partition("?")[2]).answers
            question = each.taxonomy.index.question_by_slug[slug]
            answer = dict(single_changes(question, each.picks[slug]))[option]
            assert linked.as_dict() == each.picks | {slug: answer}, each
            after = match(each.taxonomy, linked)
            turned = {
                each.taxonomy.index.outcome_name(axis, ranking.top)
                for axis, ranking in after.rankings.items()
                if ranking.top and ranking.top != each.first(axis)
            }
            assert any(texts[href].endswith(f"this would be {name}.") for name in turned), each


# ── Why not another ──────────────────────────────────────────────────────────────────────


def test_why_not_another_lists_only_rows_in_which_the_first_gained_more(shown):
    listed = 0
    for each in shown:
        for table in each.result.all("table"):
            (caption,) = inside(each.result, "caption", table)
            if caption.startswith("Why not"):
                for row in body_rows(each.result, table):
                    first, other, lead = (number(cell) for cell in row)
                    assert first - other == lead > 0, (each, caption)
                    listed += 1
        for text in each.result.texts("p"):
            if text.startswith("Why not"):
                leads = re.findall(r"[+−]\d[\d.]*(?= ?[,.]| and \d+ more)", text)
                assert all(number(lead) > 0 for lead in leads), (each, text)
                listed += len(leads)
    assert listed > 100


def body_rows(page: Page, table: Element) -> list[list[str]]:
    """The cells of the rows of the table's body."""
    return [
        [cell.text for cell in page.all("td") if row in cell.inside]
        for row in page.all("tr")
        if table in row.inside and row.inside[-1].tag == "tbody"
    ]


def number(text: str) -> float:
    return float(text.replace("−", "-"))


# ── The page ─────────────────────────────────────────────────────────────────────────────


def test_no_table_is_empty_no_link_leads_nowhere_and_no_place_is_there_twice(shown):
    for each in shown:
        for page in (each.result, each.without_unsure, each.answers, each.question):
            assert empty_tables(page) == [], each
            assert dead_anchors(page) == [], each
            places = [element["id"] for element in with_mark(page, "id")]
            assert len(places) == len(set(places)), each


POINTS = re.compile(r"[+−]?(0|[1-9]\d*)(\.\d?[1-9])?")
"""No sign but these two, no leading or trailing zero, no comma."""


def test_a_number_of_points_is_formatted_in_one_way(shown):
    for each in shown:
        texts = [
            *each.result.texts("td", class_="number"),
            *each.result.texts("span", class_="points"),
            *each.result.texts("span", class_="strip-sure"),
            *each.result.texts("p", class_="because"),
        ]
        for text in texts:
            for written in re.findall(r"[-–+−±]?\d[\d.,]*\d|[-–+−±]?\d", text):
                assert POINTS.fullmatch(written), (each, text)


def test_the_title_begins_with_the_verdict_and_then_what_stops_it(shown):
    for each in shown:
        pill, page = each.result.one("p", class_="pill").text, each.result
        titles = [
            warning.title.rstrip(".")
            for warning in each.taxonomy.warnings
            if warning.slug in stopped(page)[:1]
        ]
        words = list(dict.fromkeys([pill, *titles]))
        undecided = sentence(page) == "Not enough to decide yet."
        assert page.title.startswith("Not enough" if undecided else ": ".join(words)), each
