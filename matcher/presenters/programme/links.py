"""The page with the two links of a programme."""

from dataclasses import dataclass

from django.http import HttpRequest

from matcher.links import absolute_url
from matcher.presenters.programme.names import names_url
from matcher.presenters.programme.question import first_question
from matcher.presenters.qr_code import QrCode, qr_code
from matcher.presenters.words import until
from matcher.programmes import summaries, summarised_rows
from matcher.web.programme import OpenProgramme


@dataclass(frozen=True, slots=True)
class LinksPage:
    """The link that reads and the one that edits, the first also as a QR code. `until` is empty for
    a programme without an end, `confirm` where no name has anything to propose to, and `answer`
    where no row has a question open."""

    title: str
    until: str
    reading: str
    editing: str
    code: QrCode
    confirm: str
    answer: str


def links_page(request: HttpRequest, opened: OpenProgramme) -> LinksPage:
    """The links of this programme."""
    reading = absolute_url(opened.reading("programme"))
    stored = opened.stored
    return LinksPage(
        title=stored.title,
        until=until(stored.expiry) if stored.expiry else "",
        reading=reading,
        editing=absolute_url(opened.url),
        code=qr_code(reading),
        confirm=names_url(opened),
        answer=first_question(opened, summaries(summarised_rows(stored))),
    )
