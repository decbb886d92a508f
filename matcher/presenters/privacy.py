"""The page that says what is kept."""

from dataclasses import dataclass

from django.conf import settings

from matcher.link_keys import WRONG_KEYS
from matcher.unknown_words import FORGOTTEN_AFTER, SHOWN_FROM
from matcher.web.deletion_key import KEY_SECONDS


@dataclass(frozen=True, slots=True)
class PrivacyPage:
    """The numbers on the page: new results that one network address may store in an hour, wrong
    keys that it may try, and minutes until the cookie with the deletion key ends. Whether unknown
    words are counted; on how many days one is met before editors see it, and in how many it is
    forgotten otherwise."""

    writes_an_hour: int
    wrong_keys: int
    key_minutes: int
    counts_words: bool
    word_days: int
    forgotten_days: int


def privacy_page() -> PrivacyPage:
    """The numbers as this site is set up."""
    return PrivacyPage(
        writes_an_hour=settings.WRITE_LIMIT,
        wrong_keys=WRONG_KEYS.most,
        key_minutes=KEY_SECONDS // 60,
        counts_words=settings.COUNT_UNKNOWN_WORDS,
        word_days=SHOWN_FROM,
        forgotten_days=FORGOTTEN_AFTER.days,
    )
