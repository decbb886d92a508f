"""The page that hands out the links of a result that was just kept."""

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest
from django.utils.translation import gettext as _

from matcher.links import absolute_url
from matcher.presenters.follow import FollowLinks, follow_result
from matcher.presenters.qr_code import QrCode, qr_code
from matcher.presenters.words import until
from matcher.sharing import StoredResult
from matcher.web.deletion_key import KEY_SECONDS
from matcher.web.page import page_url


@dataclass(frozen=True, slots=True)
class CreatedPage:
    """The links, the QR code of the one to share, and a mail with it. `until` is empty for a
    result without an end, `assessment` where none was kept with it."""

    title: str
    until: str
    minutes: int
    link: str
    assessment: str
    code: QrCode
    mail: str
    title_link: str
    deletion_link: str
    follow: FollowLinks


def created_page(request: HttpRequest, stored: StoredResult, key: str) -> CreatedPage:
    """The page of this result, for whoever has the key that deletes it."""
    link = absolute_url(page_url(request, "shared", stored.token))
    return CreatedPage(
        title=stored.title,
        until=until(stored.expiry) if stored.expiry else "",
        minutes=KEY_SECONDS // 60,
        link=link,
        assessment=page_url(request, "shared_assessment", stored.token)
        if stored.assessment_json
        else "",
        code=qr_code(link),
        mail=_mail(stored.title or _("What kind of outsourcing this is"), link),
        title_link=page_url(request, "title", stored.token, key),
        follow=follow_result(request, stored.token),
        deletion_link=absolute_url(page_url(request, "delete", stored.token, key)),
    )


def _mail(subject: str, link: str) -> str:
    """The URL that opens a mail with the link in it."""
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(link, safe='')}"
