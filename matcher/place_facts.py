"""What is known of places in a year, prepared for an edition and kept beside it.

It is written once for each edition and year, so that a link says the same whatever a later version
of the calendars knows.
"""

from matcher.core import Taxonomy
from matcher.core.places import PlaceYear
from matcher.models import Edition, EditionPlaces


def compute(taxonomy: Taxonomy, year: int) -> PlaceYear:
    """What is known of the places of this taxonomy in the year. It takes about a second."""
    # Not above: it loads 20 MB that a process which publishes nothing does without.
    from matcher.core.almanac import place_year  # noqa: PLC0415

    return place_year(taxonomy, year)


def prepare(edition: Edition, taxonomy: Taxonomy, years: tuple[int, ...]) -> int:
    """Keep what is known of places in these years, where it is not kept yet; return of how many
    years it was not. Nothing is done for a taxonomy without places."""
    kept = set(edition.places.values_list("year", flat=True)) if taxonomy.places else set(years)
    missing = [year for year in years if year not in kept]
    EditionPlaces.objects.bulk_create(
        EditionPlaces(
            edition=edition, year=year, facts_json=compute(taxonomy, year).model_dump_json()
        )
        for year in missing
    )
    return len(missing)


def prepared(edition_id: int, year: int) -> PlaceYear | None:
    """What was prepared for this edition and year; where nothing was, for the year before it that
    is nearest. None without any."""
    rows = EditionPlaces.objects.filter(edition=edition_id, year__lte=year).order_by("-year")
    text = rows.values_list("facts_json", flat=True).first()
    return PlaceYear.from_json(text) if text else None
