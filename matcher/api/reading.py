"""Calls that read: the taxonomy, its editions, what vendors call things, and places."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import BaseModel

from matcher.api.errors import InvalidField, UnknownEdition
from matcher.api.parsing import JSON
from matcher.api.shapes import (
    EditionRecord,
    EditionsRecord,
    LabelsRecord,
    PlacesForHome,
)
from matcher.core.formats.jsonl import place_record
from matcher.core.formats.taxonomy_json import write_taxonomy
from matcher.editions import (
    NoEdition,
    PublishedRelease,
    current,
    edition,
    latest_editions,
    places as places_of,
)
from matcher.web.etag import conditional_get
from matcher.web.problem_details import FieldProblem

router = Router(tags=["Reading"])


@router.get("/taxonomy", response=dict[str, object], summary="The current edition")
def taxonomy(request: HttpRequest) -> HttpResponse:
    """All of it, as `manage.py export_taxonomy` writes it. With `If-None-Match` it is sent only
    when it has changed."""
    return _taxonomy(request, current())


@router.get("/editions/{int:number}/taxonomy", response=dict[str, object], summary="One edition")
def taxonomy_of(request: HttpRequest, number: int) -> HttpResponse:
    """An edition by its number, which never changes."""
    return _taxonomy(request, published(number))


def published(number: int) -> PublishedRelease:
    """The edition of this number. Raises UnknownEdition."""
    try:
        return edition(number)
    except (NoEdition, OverflowError):
        raise UnknownEdition(number) from None


def _taxonomy(request: HttpRequest, release: PublishedRelease) -> HttpResponse:
    return conditional_get(
        request,
        (release.number, release.sha256),
        lambda: HttpResponse(write_taxonomy(release.taxonomy), content_type=JSON),
    )


@router.get("/editions", response=EditionsRecord, summary="The latest editions")
def editions(request: HttpRequest) -> HttpResponse:
    """The newest first, and how many there are."""
    entries, count = latest_editions()
    records = tuple(
        EditionRecord(
            number=entry.number,
            published=entry.published_at,
            note=entry.note,
            changes=entry.changes,
            rolls_back_to=entry.rolls_back_to,
        )
        for entry in entries
    )
    return answer(EditionsRecord(editions=records, count=count))


@router.get("/labels", response=LabelsRecord, summary="What vendors call things")
def labels(request: HttpRequest) -> HttpResponse:
    """Every label with its names, what it means, and which outcomes it may stand for."""
    release = current()
    return conditional_get(
        request,
        (release.number, release.sha256),
        lambda: answer(LabelsRecord(edition=release.number, labels=release.taxonomy.labels)),
    )


@router.get("/places", response=PlacesForHome, summary="Places as seen from home")
def places(request: HttpRequest, home: str) -> HttpResponse:
    """Working hours that are shared, languages, and rules that forbid, restrict or watch a place,
    for a buyer at home in a country, by its ISO 3166 code in small letters."""
    release, year = current(), timezone.now().year
    known = places_of(release, year)
    seen = known.seen_from(home) if known else ()
    if not seen:
        why = _("Nothing is known of places as seen from “%(home)s”.") % {"home": home}
        raise InvalidField(FieldProblem("home", why))
    records = tuple(map(place_record, seen))
    return answer(PlacesForHome(edition=release.number, home=home, year=year, places=records))


def answer(record: BaseModel, status: int = 200) -> HttpResponse:
    """The record as JSON."""
    return HttpResponse(record.model_dump_json(by_alias=True), content_type=JSON, status=status)
