"""Until when a result is kept: to the end of a day, and that of its sender where it is known."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from matcher.core.time_zones import time_zones

EVERYWHERE = "Etc/GMT+12"
"""The zone in which a day ends last, twelve hours after UTC: then it is over everywhere."""


@dataclass(frozen=True, slots=True)
class Expiry:
    """The moment from which a result is gone, in UTC, and the time zone in which it is midnight;
    without one for a result of release 0.1.0, which ended at any hour."""

    at: datetime
    zone: str

    @property
    def ends_a_day(self) -> bool:
        """Whether it is midnight in a zone that we know."""
        return self.zone in time_zones()

    @property
    def last_day(self) -> datetime:
        """A moment of the day that it ends, in its zone, which has to be known."""
        return (self.at - timedelta(microseconds=1)).astimezone(ZoneInfo(self.zone))


def end_of_day(now: datetime, days: int, zone: str) -> Expiry:
    """The end of the day that is so many days after the present one, in the zone of that name.
    Without a zone that we know the present day is that of UTC, and the day ends when it has ended
    everywhere."""
    known = zone if zone in time_zones() else EVERYWHERE
    today = now.astimezone(ZoneInfo(zone) if known == zone else UTC).date()
    midnight = datetime.combine(today + timedelta(days=days + 1), time.min, ZoneInfo(known))
    return Expiry(midnight.astimezone(UTC), known)
