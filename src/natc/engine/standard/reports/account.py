"""What stands around the tables of a report, as rows of text: what it is, where it counts otherwise, what it cannot give."""

from collections.abc import Iterator
from datetime import date

from babel import Locale
from babel.dates import format_date

from natc.engine.standard.harmonise.labels import country_name
from natc.engine.standard.reference import cite
from natc.engine.standard.reports.figures import NOT_IN_SUBMISSION, Answers, Figure
from natc.engine.standard.reports.make import Given, MadeTable, Report
from natc.engine.standard.reports.words import figure_in_words, form_label, heading, phrase, reasons_in_words
from natc.engine.standard.submission_form import load_submission_form
from natc.engine.text import say

KOSOVO = "XK"

Row = tuple[str, ...]


def state_name(report: Report, lang: str) -> str:
    return country_name(report.territory, lang)


def periods(report: Report) -> str:
    return ", ".join(one.period for one in report.given)


def remarks(report: Report, lang: str) -> list[str]:
    """What a reader must know before the figures, as sentences; the most important first."""
    said = [phrase("warning", lang, to=say(report.body.to, lang))]
    if not all(source.checked for source in (report.body.source, *(made.table.source for made in report.tables))):
        said.append(phrase("unchecked", lang))
    said += [_other_year(report, one, lang) for one in other_years(report)]
    said.append(phrase("small_cells", lang))
    return [*said, phrase("kosovo", lang)] if KOSOVO in _territories(report) else said


def other_years(report: Report) -> list[Given]:
    """The submissions whose period is not a year as this body counts it."""
    return [one for one in report.given if not report.body.is_year(one.submission.first_day, one.submission.last_day)]


def facts(report: Report, lang: str) -> list[Row]:
    """(heading, text): for whom, which state and period, from which file with which SHA-256."""
    rows = [
        (phrase("body", lang), say(report.body.to, lang)),
        (phrase("state", lang), state_name(report, lang)),
    ]
    for one in report.given:
        made_by = str(one.submission.manifest.get("made_by", ""))
        rows += [
            (phrase("period", lang), one.period),
            (phrase("file", lang), f"{one.file}, SHA-256 {one.sha256}"),
            (phrase("form", lang), f"{load_submission_form().code} {one.submission.version}"),
            *([(phrase("made_by", lang), made_by)] if made_by else []),
        ]
    return [*rows, (phrase("source", lang), cite(report.body.source, lang))]


def how_to_read(lang: str) -> list[Row]:
    """(sign, meaning) of everything that may stand in place of a number."""
    form = load_submission_form()
    return [
        (phrase("number", lang), phrase("number_means", lang)),
        (phrase("at_least_head", lang), phrase("at_least_means", lang)),
        *((say(reason.label, lang), say(reason.note or reason.label, lang)) for reason in form.reasons),
        (phrase("not_applicable_head", lang), phrase("not_applicable_means", lang)),
    ]


def marks(report: Report, lang: str) -> list[Row]:
    """(period, table, mark) of every table of the submissions that a figure comes from."""
    used = {code for made in report.tables for code in made.taken_from}
    return [
        (one.period, table.code, mark_in_words(one, table.code, lang))
        for one in report.given
        for table in load_submission_form().tables
        if table.code in used
    ]


def mark_in_words(given: Given, table: str, lang: str) -> str:
    """What the submission says once of a table: provisional or final, or why it holds nothing and when it will."""
    mark = Answers(given.submission).mark(table)
    said = [form_label(str(mark[key]), lang) for key in ("mark", "reason") if mark.get(key)]
    if mark.get("expected"):
        said.append(phrase("expected", lang, day=mark["expected"]))
    if mark.get("break"):
        said.append(phrase("break", lang, why=form_label(str(mark["break"]), lang)))
    return "; ".join(said) or phrase("no_mark", lang)


def differences(report: Report, lang: str) -> list[Row]:
    """(about, how the body counts, how the report counts, how many it concerns, source) of each difference of definition."""
    return [
        (
            say(one.about, lang),
            say(one.theirs, lang),
            say(one.ours, lang),
            "" if one.concerns is None else _by_period(report, report.concerned(one.concerns), lang),
            cite(one.source, lang),
        )
        for one in report.body.differences
    ]


def not_available(report: Report, lang: str) -> list[Row]:
    """(what, row, column, period, why): first what the submission never holds, then the figures that are no exact number."""
    lacks = [(say(one.what, lang), "", "", "", say(one.why, lang)) for one in report.body.lacks]
    return lacks + [row for made in report.tables for row in (*_never(made, lang), *_this_time(report, made, lang))]


def _never(made: MadeTable, lang: str) -> Iterator[Row]:
    """Rows and columns that the submission does not hold, whatever it was filled with."""
    for row in made.rows:
        if row.cannot:
            yield _name(made, lang), heading(row, lang), "", "", say(row.cannot, lang)
    for column in made.columns:
        if column.cannot:
            yield _name(made, lang), "", heading(column, lang), "", say(column.cannot, lang)


def _this_time(report: Report, made: MadeTable, lang: str) -> Iterator[Row]:
    for one, figures in zip(report.given, made.figures, strict=True):
        asked = [figure for row in figures for figure in row if NOT_IN_SUBMISSION not in figure.without]
        reasons = {figure.without for figure in asked}
        if asked and len(reasons) == 1 and all(figure.value is None for figure in asked):
            yield _name(made, lang), phrase("whole_table", lang), "", one.period, reasons_in_words(asked[0].without, lang)
            continue
        for row, line in zip(made.rows, figures, strict=True):
            for column, figure in zip(made.columns, line, strict=True):
                if not figure.exact and NOT_IN_SUBMISSION not in figure.without:
                    where = heading(row, lang), heading(column, lang)
                    yield _name(made, lang), *where, one.period, figure_in_words(figure, lang)


def _name(made: MadeTable, lang: str) -> str:
    return f"{made.table.code} {say(made.table.title, lang)}"


def _by_period(report: Report, figures: list[Figure], lang: str) -> str:
    """One figure, or one for each period where there are several."""
    if len(figures) == 1:
        return figure_in_words(figures[0], lang)
    told = zip(report.given, figures, strict=True)
    return "; ".join(f"{one.period}: {figure_in_words(figure, lang)}" for one, figure in told)


def _other_year(report: Report, one: Given, lang: str) -> str:
    first = format_date(date(one.submission.first_day.year, *report.body.first_day), "d MMMM", locale=Locale.parse(lang, sep="-"))
    return phrase("other_year", lang, first=first, file=one.file, period=one.period)


def _territories(report: Report) -> set[str]:
    """The state, and every category of a row or column, countries among them."""
    lines = (line for made in report.tables for line in (*made.rows, *made.columns))
    return {code for line in lines for clause in line.selection.where for code in clause.codes} | {report.territory}
