"""Unknown words: counted once a day, alone, and only as long as anybody may want them."""

from datetime import date, timedelta

import pytest

from matcher import unknown_words
from matcher.models import UnknownWord
from matcher.unknown_words import FORGOTTEN_AFTER, count_words, countable

TODAY = date(2026, 12, 1)
TOMORROW = TODAY + timedelta(days=1)

pytestmark = pytest.mark.django_db


def counted() -> list[tuple[str, int, date]]:
    return list(UnknownWord.objects.order_by("word").values_list("word", "days", "last_day"))


def test_only_words_of_letters_may_be_counted_and_each_once() -> None:
    words = (
        "Widget",
        "widget",
        "ab",
        "abc",
        "a1b2",
        "me@home",
        "x" * 20,
        "y" * 21,
        "überall",
        "👍👍👍",
    )
    assert countable(words) == ("widget", "abc", "x" * 20, "überall")


def test_a_word_counts_once_a_day() -> None:
    count_words(["widget"], TODAY)
    count_words(["Widget", "gadget"], TODAY)
    count_words(["widget"], TOMORROW)
    assert counted() == [("gadget", 1, TODAY), ("widget", 2, TOMORROW)]


def test_nothing_to_count_asks_the_database_nothing(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        count_words(["ab", "12"], TODAY)


def test_a_word_that_stays_rare_is_forgotten_and_one_that_editors_see_is_not() -> None:
    UnknownWord.objects.create(word="rare", days=4, last_day=TODAY)
    UnknownWord.objects.create(word="known", days=5, last_day=TODAY)
    later = TODAY + FORGOTTEN_AFTER + timedelta(days=1)
    count_words(["new"], later)
    assert counted() == [("known", 5, TODAY), ("new", 1, later)]


def test_a_full_table_takes_no_new_word(monkeypatch) -> None:
    monkeypatch.setattr(unknown_words, "MOST_WORDS", 1)
    count_words(["widget"], TODAY)
    count_words(["gadget", "widget"], TOMORROW)
    assert counted() == [("widget", 2, TOMORROW)]
