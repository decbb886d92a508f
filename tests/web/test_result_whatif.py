"""What would change a result: other answers that could honestly be given, and those not given."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests import builders
from tests.web.editions import publish, small
from tests.web.reading import Page
from tests.web.results import case, decided, headings, part, result_url, tips

pytestmark = pytest.mark.django_db


def result(client, query: str) -> Page:
    return Page(client.get(f"/match/result/?{query}"))


# ── Answers that could honestly be other ─────────────────────────────────────────────────


def circumstances(*slugs: str, **changes: object):
    """`small`, where these questions are about the circumstances of the work."""
    questions = tuple(
        each.model_copy(update={"circumstance": each.slug in slugs}) for each in small().questions
    )
    return small(questions=questions, **changes)


def test_a_circumstance_may_be_other_and_its_entry_opens_that_result(client):
    publish(circumstances("colour"))
    page = result(client, "colour=green&size=small&label=fruit")
    href = "/match/result/?colour=blue&size=small&label=fruit"
    assert tips(page) == {"colour=blue": href}
    assert page.link("If the answer to “colour?” were “Blue”, this would be Plum.") == href
    assert decided(Page(client.get(href))) == {"kind": "plum"}


def test_the_nature_of_the_work_may_be_other_only_where_the_option_speaks_for_the_outcome(client):
    cells = {"size=large": {"apple": 2, "pear": 1}, "taste=sweet": {"pear": 3}}
    publish(small(evidence=builders.evidence("kind", cells)))
    assert list(tips(result(client, "size=large&taste=sour"))) == ["taste=sweet"]


def test_a_change_is_a_sentence_about_the_work_where_the_option_has_one(client, draft, published):
    page = Page(client.get(result_url(case("A13"))))
    assert "If you told named people what to do, this would be Dedicated team." in page.texts("a")


def test_the_likeliest_changes_are_shown_and_the_others_in_full(client, draft, published):
    url = result_url(case("A13"))
    page = Page(client.get(url))
    text = part(page, "change")
    assert "Onshore comes next, 1 point behind." in text
    entries = list(tips(page))
    every = tips(Page(client.get(page.link("Every single answer that would change it"))))
    assert 0 < len(entries) == len(set(entries)) < len(every)
    assert set(entries) < set(every)
    for entry, href in tips(page).items():
        slug, option = entry.split("=")
        changed = {*parse_qsl(urlsplit(href).query)} ^ {*parse_qsl(urlsplit(url).query)}
        assert (slug, option) in changed
        assert {question for question, _option in changed} == {slug}


def test_where_no_circumstance_changes_a_decision_it_says_so(client, draft, published):
    page = Page(client.get(result_url(case("A20"))))
    assert (
        "Hybrid comes next, 5.5 points behind. No single other answer about your circumstances "
        "would change it."
    ) in part(page, "change")


def test_what_would_make_it_other_work_stands_apart_and_is_no_tip(client):
    cells = {
        "size=large": {"apple": 2, "pear": 1},
        "size=small": {"apple": -1},
        "taste=sour": {"pear": 1},
    }
    publish(small(evidence=builders.evidence("kind", cells)))
    page = Page(client.get("/match/result/in-full/?size=large&taste=sour"))
    sentence = "If the answer to “size?” were “Small”, this would be Pear."
    assert tips(page) == {}
    assert page.link(sentence) == "/match/result/?size=small&taste=sour"
    (opener,) = [each for each in page.all("summary") if "other work" in each.text]
    assert sentence in opener.inside[-1].text


def test_an_outcome_that_is_the_only_one_left_has_no_rival(client):
    cells = {"colour=green": {"apple": 1, "pear": "x", "plum": "x", "quince": "x"}}
    publish(small(evidence=builders.evidence("kind", cells)))
    text = part(result(client, "colour=green"), "change")
    assert "There is no rival: your answers rule out everything else." in text


def test_equal_points_are_called_equal(client):
    publish(small())
    assert "Equal points: Quince." in part(result(client, "size=large"), "change")


def test_without_a_decision_nothing_would_change(client):
    publish(small())
    assert part(result(client, "colour=not-sure"), "change") == ""


# ── Two that are close ───────────────────────────────────────────────────────────────────

CLOSE = (
    "object=purchases-shipments&judgment=low-rules&regulation=high&served=internal-ops"
    "&work_kind=document-heavy&volume=returning&readiness=standard-service&sensitivity=own-people"
    "&control=we-direct&data_location=no-limits&language_time=our-hours&priority=lowest-cost"
)


def test_while_two_are_close_the_question_that_tells_them_apart_is_offered(client, published):
    page = result(client, CLOSE)
    border = published.taxonomy.index.question_by_slug["invoice-or-purchase"]
    assert page.link(border.prompt) == f"/match/invoice-or-purchase/?{CLOSE}&then=result"
    answered = result(client, f"{CLOSE}&invoice-or-purchase=about-half")
    assert border.prompt not in part(answered, "change")


# ── What is still open ───────────────────────────────────────────────────────────────────


def test_open_and_unsure_questions_lead_to_an_answer_and_back_to_the_result(client):
    publish(small())
    page = result(client, "colour=green&size=not-sure")
    assert part(page, "change").endswith(
        "Still open size? (you were not sure) It cannot change what comes first by itself. "
        "taste? It cannot change what comes first by itself."
    )
    kept = "?colour=green&size=not-sure&then=result"
    assert page.link("taste?") == f"/match/taste/{kept}"
    assert page.link("size?") == f"/match/size/{kept}"


def test_an_open_question_says_what_an_answer_could_put_first(client):
    publish(small())
    text = part(result(client, "size=large"), "change")
    assert "colour? An answer could put first: Plum (Kind of thing)." in text


def test_nothing_is_open_when_all_is_known(client):
    publish(small())
    assert "Still open" not in part(result(client, "colour=green&size=large&taste=sour"), "change")


def test_open_questions_are_sorted_by_what_they_are_worth(client, draft, published):
    answers = case("A13")
    for slug in ("priority", "served"):
        del answers[slug]
    answers["control"] = "not-sure"
    page = Page(client.get(result_url(answers)))
    open_questions = page.one("section", **{"aria-labelledby": "open-questions"}).text
    assert "It cannot change what comes first by itself." in open_questions
    prompts = [
        published.taxonomy.index.question_by_slug[slug].prompt for slug in ("control", "served")
    ]
    assert open_questions.index(prompts[0]) < open_questions.index(prompts[1])


def test_a_question_without_a_weight_may_still_be_open(client):
    free = builders.question("hunger", "yes", "no")
    publish(small(questions=(*small().questions, free)))
    page = result(client, "colour=green&size=large&taste=sour")
    assert "hunger? It cannot change what comes first by itself." in part(page, "change")
    assert headings(page) == ["Why", "What would change it"]
