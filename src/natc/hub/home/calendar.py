"""Waiting for me as a calendar that any office program reads (RFC 5545)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import icalendar

from natc.hub.fields import spoken
from natc.hub.home.waiting import Waiting


def calendar_of(rows: Iterable[Waiting], *, language: str, now: datetime, site: str) -> bytes:
    """Rows that have a day as events of that whole day: a day at the desk is a day in the diary, whatever the reader's zone.

    language: of the titles. now: in UTC, the time at which the calendar is made. site: scheme and host for the links.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//natc//Waiting for me//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for row in rows:
        if row.due_on is not None:
            calendar.add_component(_event(row, language, now, site))
    return bytes(calendar.to_ical())


def _event(row: Waiting, language: str, now: datetime, site: str) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{row.uid}@natc")
    event.add("dtstamp", now)
    event.add("summary", spoken(row.waiting_text, language))
    event.add("dtstart", row.due_on)
    event.add("dtend", row.due_on + timedelta(days=1) if row.due_on else None)  # the first day that no longer belongs to it
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add("url", f"{site}{row.waiting_at}")
    return event
