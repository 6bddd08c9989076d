"""The figures of the brief: in short, trend, forms, children, proceedings."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from natc.engine.pictures.caption import Caption
from natc.engine.pictures.documents.counts import Count, rows, summed, total
from natc.engine.pictures.documents.document import Block, Drawing, Grid, Paragraph
from natc.engine.pictures.documents.series import Series
from natc.engine.pictures.documents.speech import load_words
from natc.engine.pictures.figures import counted as counted_figures
from natc.engine.pictures.line import line
from natc.engine.pictures.picture import Picture
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_form import Dimension, load_submission_form
from natc.engine.text import say

CHILD = {"age": ["0-17"]}
IDENTIFIED, PRESUMED = "ActualVictimOfTrafficking", "PossibleVictimOfTrafficking"
USUAL = ("F", "M")  # rows that stand there with zero too
NOT_KNOWN = "NotKnown"  # of the reasons of the form
WORTH_DRAWING = 3  # periods; two say no more in a picture than in a table
DRAWN = 0.7  # of the page's width
PERIODS = 5  # rows of the trend; two pages hold no more
FORMS = 6  # rows of forms; the others are added up
LEADING = 3  # forms named in short


def in_short(told: Series) -> tuple[str, ...]:
    """What a minister reads in half a minute."""
    parts = _short_total(told), _short_status(told), _short_children(told), _short_forms(told), _short_proceedings(told)
    return tuple(filter(None, parts))


def trend(told: Series) -> Iterator[Block]:
    """Registered persons of each period, years without a submission named."""
    tell = told.tell
    head = (tell("period"), tell("registered"), tell("identified"), tell("presumed"), tell("children-column"), tell("firm"))
    yield Grid(tell("trend-table"), head, tuple(_periods(told))[-PERIODS:])
    if _worth_drawing(told):
        yield Drawing(_drawn_trend(told), DRAWN)
    if not told.earlier:
        yield Paragraph(tell("no-earlier"))


def forms(told: Series) -> Iterator[Block]:
    """Persons by form, most frequent first, with those of the period before."""
    tell = told.tell
    now = _by(told.now, "P4", "form_one")
    if not any(count.value for count in now.values()) and not _any_before(told, "P4", "form_one"):
        whole = total(told.now, "P4")
        yield Paragraph(tell("none-registered") if whole.exact == 0 else tell("no-rows", reason=told.reason(whole.reason)))
        return
    head = (tell("form"), told.period(told.now), tell("of-children"), *_before_heads(told))
    yield Grid(tell("forms-table"), head, tuple(_form_rows(told, now)))


def children(told: Series) -> Iterator[Block]:
    """Registered children by sex, and those whose age is unknown."""
    tell, sexes = told.tell, _dimension("P1", "sex")
    listed = [(told.label(sexes.categories, entry.code), {**CHILD, "sex": [entry.code]}) for entry in sexes.categories]
    occurring = [(label, codes) for label, codes in listed if codes["sex"][0] in USUAL or summed(told.now, "P1", **codes).value]
    head = (tell("sex"), told.period(told.now), *_before_heads(told))
    yield Grid(
        tell("children-table"),
        head,
        tuple(_row(told, label, "P1", codes) for label, codes in [(tell("all-children"), CHILD), *occurring]),
    )
    yield Paragraph(tell("children-note", unknown=told.shown(summed(told.now, "P1", age=["Unknown"]))))


def proceedings(told: Series) -> Iterator[Block]:
    """The steps of proceedings, each with its own persons or cases."""
    tell = told.tell
    steps = load_words("brief")["proceedings"]
    listed = tuple(_row(told, say(step["label"], tell.lang), step["table"], step.get("codes")) for step in steps)
    yield Grid(tell("proceedings-table"), (tell("step"), told.period(told.now), *_before_heads(told)), listed)
    yield Paragraph(tell("proceedings-note"))


def counted(submission: Submission, table: str, codes: Mapping[str, Sequence[str]] | None) -> Count:
    """The total of the table, or the sum of the rows that fit `codes`."""
    return summed(submission, table, **codes) if codes else total(submission, table)


def difference(told: Series, table: str, now: Count, before: Count) -> str:
    """The change from one period to the next with its sign, or that the two cannot be compared."""
    if now.exact is None or before.exact is None or told.broken(table):
        return told.tell("not-comparable")
    change = now.exact - before.exact
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return sign + told.tell.number(abs(change))


def _short_total(told: Series) -> str:
    now, when, tell = total(told.now, "P1"), told.when(told.now), told.tell
    change = _change_in_words(told, now)
    if change is None:
        return tell("short-total", when=when, count=told.shown(now))
    return tell("short-total-change", when=when, count=told.shown(now), change=change)


def _change_in_words(told: Series, now: Count) -> str | None:
    if told.before is None:
        return None
    before = total(told.before, "P1")
    if now.exact is None or before.exact is None:
        return None
    when, then = told.when(told.before), told.tell.number(before.exact)
    if why := told.broken("P1"):
        return told.tell("broken", when=when, before=then, why=why)
    key = "more" if now.exact > before.exact else "fewer" if now.exact < before.exact else "same"
    return told.tell(key, difference=told.tell.number(abs(now.exact - before.exact)), when=when, before=then)


def _short_status(told: Series) -> str:
    statuses = [category.code for category in _dimension("P1", "status").categories]
    rest = [code for code in statuses if code not in {IDENTIFIED, PRESUMED}]
    parts = {"identified": [IDENTIFIED], "presumed": [PRESUMED], "rest": rest}
    counts = {name: summed(told.now, "P1", status=codes) for name, codes in parts.items()}
    if all(count.value is None for count in counts.values()):
        return ""
    return told.tell("short-status", **{name: told.shown(count) for name, count in counts.items()})


def _short_forms(told: Series) -> str:
    categories = _dimension("P4", "form_one").categories
    leading = [(code, count) for code, count in _ranked(_by(told.now, "P4", "form_one")) if count.value][:LEADING]
    named = [f"{told.label(categories, code)} {told.shown(count)}" for code, count in leading]
    return told.tell("short-forms", list="; ".join(named)) if named else ""


def _short_children(told: Series) -> str:
    part, whole = summed(told.now, "P1", **CHILD), total(told.now, "P1")
    if part.exact is None or not whole.exact:
        return told.tell("short-children", share=told.shown(part))
    percent = f"{100 * part.exact / whole.exact:.0f}"
    numbers = {"part": told.tell.number(part.exact), "whole": told.tell.number(whole.exact)}
    return told.tell("short-children", share=told.tell("of", **numbers, percent=percent))


def _short_proceedings(told: Series) -> str:
    steps = [step for step in load_words("brief")["proceedings"] if "short" in step]
    counts = [(say(step["short"], told.tell.lang), total(told.now, step["table"])) for step in steps]
    return told.tell("short-proceedings", list="; ".join(f"{label} {told.shown(count)}" for label, count in counts))


def _periods(told: Series) -> Iterator[tuple[str, ...]]:
    """A row for each submission and for each year between two that has none."""
    last = None
    for submission in told.all:
        year = submission.year
        if year is not None and last is not None:
            for missing in range(last + 1, year):
                yield (told.tell("year", year=missing), *[told.tell("no-submission")] * 5)
        last = year
        yield _period_row(told, submission)


def _worth_drawing(told: Series) -> bool:
    """Whether there are calendar years enough, and none is missing that a line would seem to fill."""
    years = [submission.year for submission in told.all[-PERIODS:]]
    first = years[0]
    return first is not None and len(years) >= WORTH_DRAWING and years == list(range(first, first + len(years)))


def _drawn_trend(told: Series) -> Picture:
    shown = told.all[-PERIODS:]
    counts = [total(submission, "P1") for submission in shown]
    series, period = told.tell("registered"), [told.period(submission) for submission in shown]
    drawn = {
        "series": series,
        "period": period,
        "count": [count.exact for count in counts],
        "reason": [_why(count) for count in counts],
    }
    caption = Caption(
        lang=told.tell.lang,
        title=told.tell("trend-picture"),
        unit=series,
        period=f"{period[0]}–{period[-1]}".removesuffix("."),
        source=told.tell("own-submissions"),
        mark=None,
    )
    figures = counted_figures(pl.DataFrame(drawn, schema_overrides={"count": pl.Float64, "reason": pl.String}))
    return line(figures, by=("series", "period"), caption=caption)


def _why(count: Count) -> str | None:
    """The reason a picture gives where there is no exact count."""
    return None if count.exact is not None else count.reason or NOT_KNOWN


def _period_row(told: Series, submission: Submission) -> tuple[str, ...]:
    counts = (
        total(submission, "P1"),
        summed(submission, "P1", status=[IDENTIFIED]),
        summed(submission, "P1", status=[PRESUMED]),
        summed(submission, "P1", **CHILD),
    )
    marks = submission.marks.filter(pl.col("table") == "P1")["mark"].drop_nulls()
    mark = told.label(load_submission_form().marks, marks[0]) if len(marks) else told.tell("not-said")
    return (told.period(submission), *map(told.shown, counts), mark)


def _form_rows(told: Series, now: Mapping[str, Count]) -> Iterator[tuple[str, ...]]:
    """The most frequent forms one by one, the rest of those that occur added up."""
    before = _by(told.before, "P4", "form_one") if told.before else {}
    ranked = [code for code, count in _ranked(now) if count.value or (code in before and before[code].value)]
    listed, rest = (ranked, []) if len(ranked) <= FORMS else (ranked[: FORMS - 1], ranked[FORMS - 1 :])
    named = [(told.label(_dimension("P4", "form_one").categories, code), [code]) for code in listed]
    for label, codes in [*named, *([(told.tell("others"), rest)] if rest else [])]:
        first, *others = _row(told, label, "P4", {"form_one": codes})[1:]
        yield (label, first, told.shown(summed(told.now, "P4", form_one=codes, **CHILD)), *others)


def _row(told: Series, label: str, table: str, codes: Mapping[str, Sequence[str]] | None) -> tuple[str, ...]:
    now = counted(told.now, table, codes)
    if told.before is None:
        return label, told.shown(now)
    before = counted(told.before, table, codes)
    return label, told.shown(now), told.shown(before), difference(told, table, now, before)


def _before_heads(told: Series) -> tuple[str, ...]:
    return () if told.before is None else (told.period(told.before), told.tell("change"))


def _any_before(told: Series, table: str, dimension: str) -> bool:
    return told.before is not None and any(count.value for count in _by(told.before, table, dimension).values())


def _by(submission: Submission, table: str, dimension: str) -> dict[str, Count]:
    """{category: the sum of its rows}, in the order of the form."""
    occur = set(rows(submission, table)[dimension])
    order = [category.code for category in _dimension(table, dimension).categories if category.code in occur]
    return {code: summed(submission, table, **{dimension: [code]}) for code in order}


def _ranked(counts: Mapping[str, Count]) -> list[tuple[str, Count]]:
    return sorted(counts.items(), key=lambda entry: -(entry[1].value or 0))


def _dimension(table: str, code: str) -> Dimension:
    return next(dimension for dimension in load_submission_form().table(table).dimensions if dimension.code == code)
