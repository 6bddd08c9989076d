"""When a day ends: a deadline is a local day and a time zone, and only here becomes an instant."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def end_of_day(day: date, zone: str) -> datetime:
    """The first instant, in UTC, that no longer belongs to `day` in an IANA time zone."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 28 February where that year has no 29th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year + years, day.month, last)


def start_of_day(day: date, zone: str) -> datetime:
    """The first instant, in UTC, of `day` in an IANA time zone."""
    return end_of_day(day - timedelta(days=1), zone)
