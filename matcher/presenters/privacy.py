"""The page that says what is kept."""

from dataclasses import dataclass

from django.conf import settings

from matcher.web.deletion_key import KEY_SECONDS


@dataclass(frozen=True, slots=True)
class PrivacyPage:
    """The numbers on the page: writes that one network address may make in an hour, and minutes
    until the cookie with the deletion key ends."""

    writes_an_hour: int
    key_minutes: int


def privacy_page() -> PrivacyPage:
    """The numbers as this site is set up."""
    return PrivacyPage(settings.WRITE_LIMIT, KEY_SECONDS // 60)
