"""Words of pasted phrases that nothing here explains, counted for editors where a site says so: the
word alone, once a day, without the text around it or who pasted it."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from matcher.models import UnknownWord

LENGTHS = range(3, 21)
"""Letters. What is shorter says little; what is longer may be somebody's name or a number."""

SHOWN_FROM = 5
"""On so many different days a word is met before an editor sees it: then it is nobody's own."""

FORGOTTEN_AFTER = timedelta(days=90)
"""A word that was not shown by then, and not met in so long, is erased."""

MOST_WORDS = 10_000
"""So many are kept; beyond that no new one is."""


def countable(words: Iterable[str]) -> tuple[str, ...]:
    """Those of the words that may be counted, in small letters and each once."""
    small = (word.lower() for word in words)
    return tuple(dict.fromkeys(w for w in small if w.isalpha() and len(w) in LENGTHS))


def count_words(words: Iterable[str], today: date) -> None:
    """Count what may be counted of these words, unless it was counted today already."""
    if met := countable(words):
        _forget(today)
        _count(met, today)


def _forget(today: date) -> None:
    shown_never = UnknownWord.objects.filter(days__lt=SHOWN_FROM)
    shown_never.filter(last_day__lt=today - FORGOTTEN_AFTER).delete()


@transaction.atomic
def _count(words: tuple[str, ...], today: date) -> None:
    again = UnknownWord.objects.filter(word__in=words, last_day__lt=today)
    again.update(days=F("days") + 1, last_day=today)
    room = max(0, MOST_WORDS - UnknownWord.objects.count())
    new = [UnknownWord(word=word, last_day=today) for word in words[:room]]
    UnknownWord.objects.bulk_create(new, ignore_conflicts=True)
