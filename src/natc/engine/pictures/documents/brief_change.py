"""What the brief says of a change and of what is not known: only what the submissions themselves record."""

from collections.abc import Iterator, Sequence
from itertools import chain
from math import sqrt

import polars as pl

from natc.engine.pictures.documents.brief_figures import counted
from natc.engine.pictures.documents.counts import handed_in, reason_for_none, rows, total
from natc.engine.pictures.documents.series import Series
from natc.engine.pictures.documents.speech import load_words
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_form import Category, load_submission_form
from natc.engine.text import say

REVISED_YEARS = 2  # told one by one; two pages hold no more
STANDARD_ERRORS = 2  # about 95 %: the difference of two independent Poisson counts a and b has the variance a + b
NEW_IN_REGISTER, GONE_FROM_REGISTER = "NotRegistered", "Removed"  # of P15


def explanations(told: Series) -> tuple[str, ...]:
    """Breaks, changes of earlier years, tables that came or went, how firm the figures are, chance; then what they cannot say."""
    recorded = (_breaks(told), _revisions(told), _availability(told), _versions(told), _firmness(told), _chance(told))
    return (*chain.from_iterable(recorded), told.tell("limits"))


def unknowns(told: Series) -> tuple[str, ...]:
    """Who is in no row, what is unknown of those who are, and the tables without figures."""
    return (told.tell("unseen"), *_unknown_counts(told), *_without(told))


def _breaks(told: Series) -> Iterator[str]:
    broken = _grouped(told, told.now, "break", load_submission_form().breaks)
    yield told.tell("broken-tables", list="; ".join(broken.values())) if broken else told.tell("nothing-recorded")


def _revisions(told: Series) -> Iterator[str]:
    if (reason := reason_for_none(told.now, "P15")) and not handed_in(told.now, "P15"):
        yield told.tell("revision-reason", reason=told.reason(reason))
        return
    changed = _changes([told.now])
    if changed.is_empty():
        yield told.tell("no-revision")
    for year in sorted(set(changed["earlier_year"]))[-REVISED_YEARS:]:
        yield _revision(told, year, changed.filter(pl.col("earlier_year") == year))


def _revision(told: Series, year: str, changed: pl.DataFrame) -> str:
    added, removed = _added_and_removed(changed)
    moved = float(changed["value"].sum()) - added - removed
    parts = {"added": added, "removed": removed, "moved": moved} | _corrected(told, int(year))
    key = "revised-total" if "now" in parts else "revised"
    return told.tell(key, year=year, **{name: told.tell.number(part) for name, part in parts.items()})


def _corrected(told: Series, year: int) -> dict[str, float]:
    """Registered persons of the year as handed in and with all later changes; nothing where a submission between is missing."""
    submissions = {one.year: one for one in told.all}
    later = [submissions.get(between) for between in range(year + 1, (told.now.year or year) + 1)]
    then = total(submissions[year], "P1").exact if year in submissions else None
    if then is None or not later or None in later:
        return {}
    changed = _changes([one for one in later if one]).filter(pl.col("earlier_year") == str(year))
    added, removed = _added_and_removed(changed)
    return {"then": then, "now": then + added - removed}


def _added_and_removed(changed: pl.DataFrame) -> tuple[float, float]:
    added = changed.filter(pl.col("from_status") == NEW_IN_REGISTER)["value"].sum()
    removed = changed.filter(pl.col("to_status") == GONE_FROM_REGISTER)["value"].sum()
    return float(added), float(removed)


def _changes(submissions: Sequence[Submission]) -> pl.DataFrame:
    """The rows of P15 in which a person changed."""
    return pl.concat([rows(one, "P15") for one in submissions]).filter(pl.col("value") > 0)


def _availability(told: Series) -> Iterator[str]:
    if told.before is None:
        return
    had = {table.code: handed_in(told.before, table.code) for table in load_submission_form().tables}
    has = {code: handed_in(told.now, code) for code in had}
    when = told.when(told.before)
    for key, here, there in (("came", has, had), ("went", had, has)):
        if codes := [code for code in had if here[code] and not there[code]]:
            yield told.tell(key, when=when, tables=_titles(told, codes))


def _versions(told: Series) -> Iterator[str]:
    if told.before is not None and told.before.version != told.now.version:
        yield told.tell("other-form", then=told.before.version, now=told.now.version)


def _firmness(told: Series) -> Iterator[str]:
    for submission in filter(None, (told.now, told.before)):
        marked = _grouped(told, submission, "mark", load_submission_form().marks)
        when = told.when(submission)
        if len(marked) == 1:
            yield told.tell("all-firm", when=when, mark=next(iter(marked)))
        elif marked:
            yield told.tell("some-firm", when=when, list="; ".join(marked.values()))


def _chance(told: Series) -> Iterator[str]:
    if told.before is None or told.broken("P1"):
        return
    now, before = total(told.now, "P1").exact, total(told.before, "P1").exact
    if now is None or before is None:
        return
    chance, change = round(STANDARD_ERRORS * sqrt(now + before)), abs(now - before)
    numbers = {"now": now, "before": before, "chance": chance, "difference": change}
    key = "within-chance" if change <= chance else "beyond-chance"
    yield told.tell(key, **{name: told.tell.number(number) for name, number in numbers.items()})


def _unknown_counts(told: Series) -> Iterator[str]:
    for entry in load_words("brief")["unknowns"]:
        count = counted(told.now, entry["table"], entry["codes"])
        if count.value:
            yield told.tell("unknown-count", label=say(entry["label"], told.tell.lang), count=told.shown(count))


def _without(told: Series) -> Iterator[str]:
    """Tables that are asked for and hold no number, by the reason given."""
    silent: dict[str | None, list[str]] = {}
    for table in load_submission_form().tables:
        if not table.waits_for and not handed_in(told.now, table.code):
            silent.setdefault(reason_for_none(told.now, table.code), []).append(table.code)
    for reason, codes in silent.items():
        yield told.tell(
            "without", reason=told.reason(reason), tables=told.tell.named([_expected(told, code) for code in codes], most=2)
        )


def _expected(told: Series, table: str) -> str:
    days = told.now.marks.filter(pl.col("table") == table)["expected"].drop_nulls()
    title = _title(told, table)
    return told.tell("expected", table=title, day=told.tell.day(days[0])) if len(days) else title


def _grouped(told: Series, submission: Submission, column: str, categories: Sequence[Category]) -> dict[str, str]:
    """{label of a code in this column of the marks: the label with its tables}, in the order of the form."""
    said = dict(submission.marks.select("table", column).drop_nulls().iter_rows())
    tables: dict[str, list[str]] = {}
    for table in load_submission_form().tables:
        if table.code in said:
            tables.setdefault(told.label(categories, said[table.code]), []).append(table.code)
    return {why: told.tell("grouped", why=why, tables=_titles(told, codes)) for why, codes in tables.items()}


def _titles(told: Series, tables: Sequence[str]) -> str:
    return told.tell.named([_title(told, table) for table in tables], most=1)


def _title(told: Series, table: str) -> str:
    title = say(load_submission_form().table(table).title, told.tell.lang)
    return title[0].lower() + title[1:]
