"""The sheets of an XLSForm as rows that know their number, their plain columns and their texts in several languages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from natc.engine.errors import Unusable
from natc.engine.standard.asked.languages import tag_of, without_derived
from natc.engine.standard.files.cells import cell_text
from natc.engine.standard.files.door import FileKind, file_kind
from natc.engine.standard.files.workbook import READ_ERRORS, Grid, read_grids
from natc.engine.text import ORIGINAL

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
COLONS = re.compile(r"\s*::?\s*")


@dataclass(frozen=True)
class Row:
    """One row of a sheet. number: as a spreadsheet shows it. cells: what is filled in, by heading."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    default: str  # the tag of a text whose column names no language

    def __getitem__(self, column: str) -> str:
        """What stands in a column without a language; nothing where it is blank or missing."""
        return self.cells.get(column, "")

    def text(self, column: str) -> dict[str, str]:
        """What a column says, by language; languages that are not known are left out."""
        found: dict[str, str] = {}
        for heading, said in self.cells.items():
            base, language = split_heading(heading)
            tag = tag_of(language) if language else self.default
            if base == column and tag:
                found[tag] = said
        return without_derived(found)


@dataclass(frozen=True)
class Sheets:
    """What an XLSForm holds. name: of the file."""

    name: str
    grids: Mapping[str, Grid]

    @cached_property
    def default(self) -> str:
        """The language of columns that name none: that of the settings, otherwise English."""
        for row in self._rows(SETTINGS, ORIGINAL):
            return tag_of(row["default_language"]) or ORIGINAL
        return ORIGINAL

    def rows(self, sheet: str) -> list[Row]:
        """The rows of a sheet that hold anything; none where there is no such sheet."""
        return list(self._rows(sheet, self.default))

    def headings(self, sheet: str) -> list[str]:
        """The headings of a sheet, from left to right."""
        grid = self.grids.get(sheet, [])
        return [_heading(cell) for cell in grid[0]] if grid else []

    def _rows(self, sheet: str, default: str) -> Iterator[Row]:
        headings = self.headings(sheet)
        for number, cells in enumerate(self.grids.get(sheet, [])[1:], start=2):
            filled = {head: text for head, cell in zip(headings, cells, strict=False) if head and (text := cell_text(cell))}
            if filled:
                yield Row(sheet, number, filled, default)


def read_sheets_of(path: Path) -> Sheets:
    """The sheets of an XLSForm, whatever they hold. Raises Unusable for what is no workbook."""
    if file_kind(path) is not FileKind.WORKBOOK:
        raise Unusable(f"{path.name} is no workbook; an XLSForm is an .xlsx file with the sheets survey and choices")
    try:
        grids = read_grids(path)
    except READ_ERRORS as error:
        raise Unusable(f"{path.name} is damaged ({error}); ask for the file again") from error
    return Sheets(path.name, {name.strip().lower(): grid for name, grid in grids.items()})


def split_heading(heading: str) -> tuple[str, str]:
    """The column and the language of a heading such as label::Shqip (sq); no language where it names none."""
    base, _, language = COLONS.sub("::", heading, count=1).partition("::")
    return base, language


def _heading(cell: Any) -> str:
    """A heading, its column in small letters: people write Label::English (en)."""
    base, language = split_heading(cell_text(cell) or "")
    column = re.sub(r"\s+", "_", base.strip().lower())
    return f"{column}::{language}" if language else column


def filled(rows: Sequence[Row], column: str) -> list[Row]:
    """Those of the rows where a column, in whatever language, holds something."""
    return [row for row in rows if any(split_heading(heading)[0] == column for heading in row.cells)]
