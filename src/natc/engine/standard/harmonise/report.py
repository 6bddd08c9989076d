"""The report of one state: what there is, what is odd, how each label was read, what is not known."""

import polars as pl

from natc.engine.standard.form import Severity
from natc.engine.standard.harmonise.findings import totals_of
from natc.engine.standard.harmonise.glotip import Harmonised
from natc.engine.standard.harmonise.labels import Kind, Reading, classify, country_name
from natc.engine.standard.harmonise.markup import Html, table, tag
from natc.engine.standard.harmonise.page import VICTIMS, glance, opening, page, section, series, unknown_figures
from natc.engine.standard.harmonise.tidy import OF_COUNTRIES
from natc.engine.standard.harmonise.words import load_words, phrase, rule_title, sentence, severity_of, term, what_to_do
from natc.engine.standard.reference import word
from natc.engine.text import say


def state_report(harmonised: Harmonised, code: str, lang: str) -> str:
    """The report of the state with this alpha-2 code as one HTML page; of a state without any row, that it does not report."""
    name = country_name(code, lang)
    title = phrase("report", lang, state=name)
    cells = harmonised.cells.filter(pl.col("territory") == code)
    footnote = [tag("p", phrase("kosovo", lang), class_="quiet")] if code == "XK" else []
    if cells.is_empty():
        silent = tag("p", phrase("not-reported", lang, state=name))
        return page(title, [opening(harmonised, title, lang), silent, *footnote], lang=lang)
    found = harmonised.findings.filter(pl.col("territory") == code).to_dicts()
    years = harmonised.coverage["year"].unique().sort().to_list()
    sections = [
        opening(harmonised, title, lang),
        glance(cells, *severities(found), lang),
        section(phrase("series", lang), series(totals_of(cells), years, lang)),
        _coverage(harmonised.coverage.filter(pl.col("territory") == code), lang),
        _findings(found, lang),
        _labels(cells, lang),
        _not_known(cells, years, lang),
    ]
    return page(title, [*sections, *footnote], lang=lang)


def severities(found: list[dict[str, object]]) -> tuple[int, int]:
    """How many warnings and how many notes."""
    warnings = sum(severity_of(str(finding["rule"])) is Severity.WARNING for finding in found)
    return warnings, len(found) - warnings


def _coverage(coverage: pl.DataFrame, lang: str) -> Html:
    indicators = [name for name in load_words()["indicators"] if name in coverage["indicator"]]
    by_cell = {(row["year"], row["indicator"]): row for row in coverage.iter_rows(named=True)}
    years = coverage["year"].unique().sort().to_list()
    head = [phrase("year", lang), *(term("short", name, lang) for name in indicators)]
    rows = [[year, *(_covered(by_cell[year, name], lang) for name in indicators)] for year in years]
    legend = tag("p", phrase("coverage-legend", lang), class_="quiet")
    return section(phrase("coverage", lang), legend, table(head, rows, class_="coverage"))


def _covered(row: dict[str, int], lang: str) -> Html:
    if not row["reported"]:
        return tag("td", phrase("none", lang), class_="none")
    said = [tag("small", f"{row[key]} {phrase(key, lang)}") for key in ("shown", "hidden", "missing", "improbable") if row[key]]
    return tag("td", *said, class_=None if row["shown"] else "all-hidden")


def _findings(found: list[dict[str, object]], lang: str) -> Html:
    rules = [rule for rule in load_words()["rules"] if any(finding["rule"] == rule for finding in found)]
    rules.sort(key=lambda rule: severity_of(rule) is Severity.NOTE)
    blocks = [_rule(rule, [finding for finding in found if finding["rule"] == rule], lang) for rule in rules]
    return section(phrase("findings", lang), *(blocks or [tag("p", phrase("no-findings", lang))]))


def _rule(rule: str, found: list[dict[str, object]], lang: str) -> Html:
    severity = severity_of(rule)
    mark = tag("span", f" ({word(severity, lang)})", class_="severity")
    lines = tag("ul", *(_line(finding, lang) for finding in found), class_=f"finds {severity}")
    return tag("div", tag("h3", _capital(rule_title(rule, lang)), mark), tag("p", what_to_do(rule, lang)), lines)


def _line(finding: dict[str, object], lang: str) -> Html:
    when = f"{finding['year']}, {term('indicators', str(finding['indicator']), lang)}: "
    row = tag("small", f" ({phrase('finding-row', lang, row=finding['row'])})")
    return tag("li", when, sentence(finding, lang), ".", row)


def _labels(cells: pl.DataFrame, lang: str) -> Html:
    used = (
        cells.filter(pl.col("dimension").is_in(OF_COUNTRIES))
        .group_by("category_label")
        .len()
        .sort(pl.col("category_label").str.to_lowercase(), "category_label")
    )
    head = [phrase(key, lang) for key in ("label", "times", "read-as", "reason")]
    rows = [_label(label, rows, lang) for label, rows in used.iter_rows()]
    body = table(head, rows, class_="labels") if rows else tag("p", phrase("no-labels", lang))
    return section(phrase("labels", lang), body)


def _label(label: str, rows: int, lang: str) -> list[object]:
    reading = classify(label)
    return [
        label or phrase("blank-label", lang),
        tag("td", rows, class_="number"),
        read_as(reading, lang),
        say(reading.reason, lang),
    ]


def read_as(reading: Reading, lang: str) -> str:
    """What a label was read as, in words, with the candidates nobody decided between."""
    if reading.candidates:
        names = ", ".join(f"{country_name(code, lang)} ({code})" for code in reading.candidates)
        return f"{term('kinds', reading.kind, lang)}: {phrase('candidates', lang, names=names)}"
    if reading.kind is Kind.COUNTRY and reading.code:
        return f"{country_name(reading.code, lang)} ({reading.code})"
    if reading.kind is Kind.FORMER and reading.code:
        return f"{term('former', reading.code, lang)} ({reading.code})"
    return term("kinds", reading.kind, lang)


def _not_known(cells: pl.DataFrame, years: list[int], lang: str) -> Html:
    known = set(totals_of(cells).filter(pl.col("indicator") == VICTIMS)["year"])
    silent = [str(year) for year in years if year not in known]
    span = {"first": years[0], "last": years[-1]}
    said = phrase("unknown-years", lang, years=", ".join(silent), **span) if silent else phrase("all-years", lang, **span)
    return section(phrase("not-known", lang), tag("ul", tag("li", said), *unknown_figures(cells, lang)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
