"""The report of the region: the states beside each other."""

import polars as pl

from natc.engine.standard.harmonise.coverage import REGION
from natc.engine.standard.harmonise.findings import totals_of
from natc.engine.standard.harmonise.glotip import Harmonised, labels_of
from natc.engine.standard.harmonise.labels import Kind, classify, country_name
from natc.engine.standard.harmonise.markup import Html, table, tag
from natc.engine.standard.harmonise.page import glance, opening, page, section, series, unknown_figures
from natc.engine.standard.harmonise.report import read_as, severities
from natc.engine.standard.harmonise.tidy import Status
from natc.engine.standard.harmonise.words import load_words, phrase, rule_title, severity_of, term
from natc.engine.standard.reference import word
from natc.engine.text import say


def region_report(harmonised: Harmonised, lang: str) -> str:
    """The report of the region as one HTML page. Nothing is added up over states: their laws and counting rules differ."""
    title = phrase("report", lang, state=phrase("region", lang))
    cells = harmonised.cells.filter(pl.col("territory").is_in(REGION))
    found = harmonised.findings.filter(pl.col("territory").is_in(REGION))
    footnote = tag("p", phrase("kosovo", lang), class_="quiet")
    if cells.is_empty():
        silent = tag("p", phrase("not-reported", lang, state=phrase("region", lang)))
        return page(title, [opening(harmonised, title, lang), silent, footnote], lang=lang)
    sections = [
        opening(harmonised, title, lang),
        glance(cells, *severities(found.to_dicts()), lang),
        _states(cells, found, lang),
        _all_series(cells, harmonised.coverage["year"].unique().sort().to_list(), lang),
        _coverage(harmonised.coverage, lang),
        _rules(found, lang),
        _labels(cells, lang),
        section(phrase("not-known", lang), tag("ul", *unknown_figures(cells, lang))),
        footnote,
    ]
    return page(title, sections, lang=lang)


def _states(cells: pl.DataFrame, found: pl.DataFrame, lang: str) -> Html:
    head = [phrase(key, lang) for key in ("state", "figures", "hidden", "warnings", "notes")]
    rows = [_state(code, cells.filter(pl.col("territory") == code), found, lang) for code in REGION]
    return section(phrase("states", lang), table(head, rows, class_="numbers"))


def _state(code: str, cells: pl.DataFrame, found: pl.DataFrame, lang: str) -> list[object]:
    name = tag("a", country_name(code, lang), href=f"report-{code}.html")
    if cells.is_empty():
        return [name, tag("td", phrase("does-not-report", lang), colspan=4)]
    hidden = cells.filter(pl.col("status") == Status.HIDDEN).height
    warnings, notes = severities(found.filter(pl.col("territory") == code).to_dicts())
    numbers = [cells.height, hidden, warnings, notes]
    return [name, *(tag("td", number, class_="number") for number in numbers)]


def _all_series(cells: pl.DataFrame, years: list[int], lang: str) -> Html:
    totals = totals_of(cells)
    charts = [
        tag("div", tag("h3", country_name(code, lang)), series(totals.filter(pl.col("territory") == code), years, lang))
        for code in REGION
        if code in cells["territory"]
    ]
    return section(phrase("series", lang), tag("div", *charts, class_="charts"))


def _coverage(coverage: pl.DataFrame, lang: str) -> Html:
    region = coverage.filter(pl.col("territory").is_in(REGION))
    tables: list[Html] = []
    for indicator in (name for name in load_words()["indicators"] if name in region["indicator"]):
        tables += [tag("h3", term("indicators", indicator, lang)), _matrix(region.filter(pl.col("indicator") == indicator), lang)]
    return section(phrase("coverage", lang), tag("p", phrase("coverage-short", lang), class_="quiet"), *tables)


def _matrix(coverage: pl.DataFrame, lang: str) -> Html:
    by_cell = {(row["year"], row["territory"]): row for row in coverage.iter_rows(named=True)}
    years = coverage["year"].unique().sort().to_list()
    rows = [[year, *(_covered(by_cell[year, code], lang) for code in REGION)] for year in years]
    return table(
        [phrase("year", lang), *(tag("abbr", code, title=country_name(code, lang)) for code in REGION)],
        rows,
        class_="coverage narrow",
    )


def _covered(row: dict[str, int], lang: str) -> Html:
    if not row["reported"]:
        return tag("td", "–", class_="none", aria_label=phrase("none", lang))
    said = f"{row['shown']} {phrase('shown', lang)}, {row['hidden']} {phrase('hidden', lang)}"
    return tag("td", f"{row['shown']}/{row['hidden']}", aria_label=said, class_=None if row["shown"] else "all-hidden")


def _rules(found: pl.DataFrame, lang: str) -> Html:
    times = dict(found.group_by("rule").len().iter_rows())
    head = [phrase(key, lang) for key in ("rule", "severity", "count", "states")]
    rows = [
        [
            rule_title(rule, lang),
            word(severity_of(rule), lang),
            tag("td", times[rule], class_="number"),
            ", ".join(found.filter(pl.col("rule") == rule)["territory"].unique().sort()),
        ]
        for rule in load_words()["rules"]
        if rule in times
    ]
    return section(phrase("by-rule", lang), table(head, rows, class_="rules") if rows else tag("p", phrase("no-findings", lang)))


def _labels(cells: pl.DataFrame, lang: str) -> Html:
    """Labels by what they were read as, so that many spellings of one country stand together."""
    used = labels_of(cells).with_columns(
        read=pl.col("label").map_elements(lambda label: read_as(classify(label), lang), pl.String)
    )
    groups = used.group_by("read", "kind").agg("label", pl.col("rows").sum()).sort(pl.col("kind") != Kind.COUNTRY, "read")
    head = [phrase(key, lang) for key in ("read-as", "times", "label", "reason")]
    rows = [
        [
            read,
            tag("td", rows, class_="number"),
            ", ".join(label or phrase("blank-label", lang) for label in labels),
            _reasons(labels, lang),
        ]
        for read, _, labels, rows in groups.iter_rows()
    ]
    return section(phrase("labels", lang), table(head, rows, class_="labels"))


def _reasons(labels: list[str], lang: str) -> str:
    return "; ".join(dict.fromkeys(say(classify(label).reason, lang) for label in labels))
