"""The period of a submission, and where a date of any precision lies to it."""

import calendar
from dataclasses import dataclass
from datetime import date

# Where a date lies. UNCLEAR: known by month or year only, which lies partly in the period and partly outside.
BLANK, BEFORE, IN, AFTER, UNCLEAR = PLACES = ("blank", "before", "in", "after", "unclear")


@dataclass(frozen=True)
class Period:
    """Two days, both included."""

    first_day: date
    last_day: date

    def when(self, text: str | None) -> str:
        """Where a date of the standard (2024-12-31, 2024-12 or 2024) lies: in the period only if all of it does."""
        if not text:
            return BLANK
        first, last = span(text)
        if last < self.first_day:
            return BEFORE
        if first > self.last_day:
            return AFTER
        return IN if self.first_day <= first and last <= self.last_day else UNCLEAR


def span(text: str) -> tuple[date, date]:
    """The first and the last day that a date of the standard may mean."""
    parts = [int(part) for part in text.split("-")]
    match parts:
        case [year]:
            return date(year, 1, 1), date(year, 12, 31)
        case [year, month]:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        case _:
            day = date(*parts)
            return day, day
