"""What is hidden and why, in words that reveal nothing: the same page as Markdown and as HTML.

Everything on it follows from the release itself or from its policy; nothing is said of why one figure is shown as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from natc.engine.release.archive import Standing
from natc.engine.release.figures import Release, ReleaseTable, Showing, Tested
from natc.engine.release.outputs.figure import banner, percent, territory_name, years
from natc.engine.release.outputs.files import shown_and_lost
from natc.engine.release.outputs.words import phrase, word
from natc.engine.release.outputs.workbook import table_rule
from natc.engine.standard.harmonise.markup import Html, table, tag
from natc.engine.standard.harmonise.page import page, section
from natc.engine.text import say


@dataclass(frozen=True)
class Part:
    """A part of the page: heading, paragraphs, and a table, its head first, or no rows for none."""

    heading: str
    paragraphs: Sequence[str]
    rows: Sequence[Sequence[str]] = ()


def hidden_parts(release: Release, lang: str) -> list[Part]:
    """The page about a release, part by part."""
    return [
        Part(phrase("why-heading", lang), [phrase(key, lang) for key in ("why-hidden", "why-none-told")]),
        Part(phrase("how", lang), [word("reading", showing, lang) for showing in Showing]),
        Part(phrase("rules-heading", lang), [], _rules(release, lang)),
        _coarser(release, lang),
        Part(phrase("lost-heading", lang), [phrase("share-of", lang)], _lost(release, lang)),
        Part(phrase("tested-heading", lang), _tested(release.tested, lang)),
    ]


def write_markdown(release: Release, standing: Standing, path: Path, lang: str) -> None:
    """The page as Markdown."""
    lines = [f"# {phrase('hidden-title', lang)}", "", banner(release, standing, lang), ""]
    for part in hidden_parts(release, lang):
        lines += [f"## {part.heading}", "", *(line for paragraph in part.paragraphs for line in (paragraph, ""))]
        if part.rows:
            head, *rows = part.rows
            lines += [*map(_markdown_row, [head, ["---"] * len(head), *rows]), ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def write_html(release: Release, standing: Standing, path: Path, lang: str) -> None:
    """The page as one HTML file, without script, nothing fetched."""
    title = phrase("hidden-title", lang)
    opening = tag("header", tag("h1", title), tag("p", tag("strong", banner(release, standing, lang))))
    sections = [
        section(part.heading, *map(_paragraph, part.paragraphs), *_html_table(part.rows)) for part in hidden_parts(release, lang)
    ]
    path.write_text(page(title, [opening, *sections], lang=lang), encoding="utf-8")


def _rules(release: Release, lang: str) -> list[list[str]]:
    head = [phrase(key, lang) for key in ("table", "rule-column", "rule-source")]
    return [head, *([_titled(one, lang), table_rule(one, lang), _source(one, lang)] for one in release.tables)]


def _source(one: ReleaseTable, lang: str) -> str:
    return one.source.text if one.source.checked else phrase("to-be-checked", lang, source=one.source.text)


def _coarser(release: Release, lang: str) -> Part:
    heading = phrase("coarser-heading", lang)
    if release.given_up.is_empty():
        return Part(heading, [phrase("nothing-coarser", lang)])
    head = [phrase(key, lang) for key in ("table", "territory", "period", "instead")]
    rows = [_given_up(release, row, lang) for row in release.given_up.iter_rows(named=True)]
    return Part(heading, [phrase("coarser-tells", lang)], [head, *rows])


def _given_up(release: Release, row: dict[str, Any], lang: str) -> list[str]:
    one = release.table(row["table"])
    says = {layout.code: say(layout.says, lang) for layout in one.layouts}
    instead = phrase("left-out", lang) if row["layout"] is None else says[row["layout"]]
    return [_titled(one, lang), territory_name(row["territory"], lang), years(row["first_year"], row["last_year"]), instead]


def _lost(release: Release, lang: str) -> list[list[str]]:
    head = [
        phrase("table", lang),
        phrase("figures", lang),
        *(word("showings", showing, lang) for showing in Showing),
        phrase("share", lang),
    ]
    rows = []
    for counts in shown_and_lost(release).iter_rows(named=True):
        numbers = counts[Showing.ROUNDED] + counts[Showing.EXACT]
        share = percent(numbers, counts["figures"] - counts[Showing.NONE])
        told = [counts["figures"], *(counts[showing] for showing in Showing)]
        rows.append([_titled(release.table(counts["table"]), lang), *map(str, told), share])
    return [head, *rows]


def _tested(tested: Tested, lang: str) -> list[str]:
    if not tested.cells:
        return [phrase("tested-none", lang)]
    proven = phrase("tested", lang, cells=tested.cells)
    against = (
        phrase("tested-against", lang, numbers=", ".join(tested.against)) if tested.against else phrase("tested-first", lang)
    )
    return [proven, against, phrase("tested-unproven", lang)]


def _titled(one: ReleaseTable, lang: str) -> str:
    return f"{one.code}: {say(one.title, lang)}"


def _markdown_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _paragraph(text: str) -> Html:
    return tag("p", text)


def _html_table(rows: Sequence[Sequence[str]]) -> list[Html]:
    return [table(rows[0], rows[1:])] if rows else []
