"""Memory is bounded, whatever the number of editions and whoever asks for them."""

import gc

import pytest

from matcher.core import Match, Taxonomy
from matcher.editions import MAX_CACHED_EDITIONS
from tests.web.editions import publish, small

pytestmark = [pytest.mark.django_db, pytest.mark.checker]

EDITIONS = 40


def living(kind: type) -> int:
    """How many such values this process holds in memory."""
    gc.collect()
    return sum(type(value) is kind for value in gc.get_objects())


@pytest.fixture
def editions() -> None:
    for number in range(1, EDITIONS + 1):
        publish(small(), number=number)


def test_refused_posts_about_many_editions_leave_no_more_in_memory_than_a_few(
    client, editions, settings
):
    settings.WRITE_LIMIT = 1_000
    before = living(Taxonomy)
    sent = {"colour": "green", "size": "large", "title": "a" * 121}
    for post in range(300):
        form = sent | {"edition": str(post % EDITIONS + 1)}
        assert client.post("/results/", form).status_code == 400
    assert living(Taxonomy) - before <= MAX_CACHED_EDITIONS


@pytest.mark.parametrize("url", ["/match/", "/match/answers/", "/match/result/"])
def test_a_page_keeps_nothing_of_the_answers_that_it_was_made_of(client, published, drafted, url):
    client.get(url, {"served": "external-customer"})
    before = living(Match)
    for question in drafted.questions:
        for option in question.options:
            client.get(url, {question.slug: option.slug})
    assert living(Match) - before <= 1  # the last one may still be on its way
