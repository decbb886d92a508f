"""The page that says what is kept."""

from dataclasses import dataclass

from django.conf import settings

from matcher.link_keys import WRONG_KEYS
from matcher.web.deletion_key import KEY_SECONDS


@dataclass(frozen=True, slots=True)
class PrivacyPage:
    """The numbers on the page: new results that one network address may store in an hour, wrong
    keys that it may try, and minutes until the cookie with the deletion key ends."""

    writes_an_hour: int
    wrong_keys: int
    key_minutes: int


def privacy_page() -> PrivacyPage:
    """The numbers as this site is set up."""
    return PrivacyPage(settings.WRITE_LIMIT, WRONG_KEYS.most, KEY_SECONDS // 60)
