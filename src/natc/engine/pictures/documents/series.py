"""The submissions of a brief: the one it is about and earlier ones of the same state, and what may be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from natc.engine.errors import Refused
from natc.engine.pictures.documents.counts import Count
from natc.engine.pictures.documents.speech import Speech, load_words
from natc.engine.standard.form import COUNTRIES, load_codes
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_form import Category, Relation, load_submission_form
from natc.engine.text import say

SAME_LENGTH = 3  # days by which two periods may differ: leap years, halves of a year


@dataclass(frozen=True)
class Series:
    """The submission that the brief is about, the earlier ones oldest first, and the words it is told in."""

    now: Submission
    earlier: tuple[Submission, ...]
    tell: Speech

    @property
    def before(self) -> Submission | None:
        """The last one before `now`; None when no earlier one was given."""
        return self.earlier[-1] if self.earlier else None

    @property
    def all(self) -> tuple[Submission, ...]:
        """Oldest first, the one the brief is about last."""
        return (*self.earlier, self.now)

    @property
    def country(self) -> str:
        return say(load_codes(COUNTRIES).label(self.now.territory), self.tell.lang)

    def period(self, submission: Submission) -> str:
        """The period as the name of a row or column."""
        return self._period(submission, "year", "span")

    def when(self, submission: Submission) -> str:
        """The period as part of a sentence: "in 2024"."""
        return self._period(submission, "in-year", "in-span")

    def shown(self, count: Count) -> str:
        """The number, "at least" it where cells are missing, or why there is none."""
        if count.value is None:
            return self.reason(count.reason)
        number = self.tell.number(count.value)
        return self.tell("least", number=number) if count.least else number

    def reason(self, code: str | None) -> str:
        """Why there is no number, in words."""
        return self.label(load_submission_form().reasons, code) if code else self.tell("not-said")

    def label(self, categories: Sequence[Category], code: str) -> str:
        """The label of a category; a code that the form does not know stands as it is."""
        labels = {category.code: category.label for category in categories}
        return say(labels[code], self.tell.lang) if code in labels else code

    def broken(self, table: str) -> str | None:
        """Why the table of `now` cannot be compared with earlier ones, in words; None where it can.

        A break said of one table holds for all that count the same persons.
        """
        codes = self.now.marks.filter(pl.col("table").is_in(_same_persons(table)))["break"].drop_nulls()
        return self.label(load_submission_form().breaks, codes[0]) if len(codes) else None

    def _period(self, submission: Submission, year: str, span: str) -> str:
        if submission.year is not None:
            return self.tell(year, year=submission.year)
        return self.tell(span, first=self.tell.day(submission.first_day), last=self.tell.day(submission.last_day))


def series(submission: Submission, earlier: Sequence[Submission], lang: str) -> Series:
    """The series in order. Raises Refused where the submissions are not of one state, overlap, or differ in length."""
    ordered = sorted(earlier, key=lambda one: one.first_day)
    for one, following in pairwise([*ordered, submission]):
        if one.territory != submission.territory:
            raise Refused(f"a submission of {one.territory} stands beside one of {submission.territory}; give those of one state")
        if one.last_day >= following.first_day:
            raise Refused(
                f"the submission up to {one.last_day} is not wholly before the one from {following.first_day};"
                " give each period once, and the one the brief is about first"
            )
        if abs(_days(one) - _days(submission)) > SAME_LENGTH:
            raise Refused(
                f"the submission from {one.first_day} to {one.last_day} is of {_days(one)} days, the one the brief is about"
                f" of {_days(submission)}; give periods of one length"
            )
    return Series(submission, tuple(ordered), Speech(load_words("brief")["words"], lang))


def _same_persons(table: str) -> set[str]:
    """The tables whose totals must equal that of this one, itself among them."""
    rules = [set(rule.tables) for rule in load_submission_form().rules if rule.kind is Relation.EQUAL]
    return {table}.union(*(tables for tables in rules if table in tables))


def _days(submission: Submission) -> int:
    return (submission.last_day - submission.first_day).days + 1
