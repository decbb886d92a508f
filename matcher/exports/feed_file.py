"""A feed of changes as Atom (RFC 4287) and as JSON Feed 1.1."""

import json
from datetime import datetime

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html_join
from django.utils.translation import get_language, gettext as _

from matcher.presenters.change_feed import ChangeFeed

ATOM = "application/atom+xml; charset=utf-8"
JSON_FEED = "application/feed+json"


class _Atom(Atom1Feed):
    """Django's, which would call a feed whose newest entry has no day updated now."""

    def latest_post_date(self) -> datetime:
        updated: datetime = self.feed["updated"]
        return updated


def write_atom(feed: ChangeFeed, *, page: str, url: str) -> str:
    """The feed at this `url`, about the `page` of a result or a programme."""
    atom = _Atom(
        title=feed.title,
        link=page,
        description="",
        subtitle=feed.about,
        language=get_language(),
        author_name=_("BPO Service Line Matcher"),
        feed_url=url,
        feed_guid=url,
        updated=feed.updated,
    )
    for entry in feed.entries:
        atom.add_item(
            title=entry.title,
            link=page,
            description=format_html_join("", "<p>{}</p>", ((each,) for each in entry.sentences)),
            unique_id=f"{page}#{entry.anchor}",
            pubdate=entry.published,
            updateddate=entry.published,
        )
    return atom.writeString("utf-8")


def write_json_feed(feed: ChangeFeed, *, page: str, url: str) -> str:
    """The same for those who read JSON."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.about,
        "home_page_url": page,
        "feed_url": url,
        "language": get_language(),
        "authors": [{"name": _("BPO Service Line Matcher")}],
        "items": [
            {
                "id": f"{page}#{entry.anchor}",
                "url": page,
                "title": entry.title,
                "content_text": "\n".join(entry.sentences),
                "date_published": entry.published.isoformat(),
            }
            for entry in feed.entries
        ],
    }
    return json.dumps(document, ensure_ascii=False)
