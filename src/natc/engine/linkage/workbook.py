"""The pairs as a workbook in which a human answers "same person? yes/no", and the answers read back."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl
import xlsxwriter

from natc.engine.errors import Unusable
from natc.engine.linkage import lists
from natc.engine.linkage.decisions import Decisions, Pair, answers_about, row_keys
from natc.engine.linkage.link import Linkage
from natc.engine.linkage.persons import place_of
from natc.engine.linkage.words import heading, reasons
from natc.engine.standard.files.door import FileKind, file_kind
from natc.engine.standard.files.workbook import READ_ERRORS, Grid, read_grids
from natc.engine.text import Text, in_every_language, say
from natc.engine.whole import whole_workbook

SHEET = "pairs"
ANSWER, KEYS = 0, (1, 2)  # columns
SHOWN = (lists.BODY_NAME, lists.BODY_TYPE, *lists.IDENTIFIERS, lists.SEX, lists.CITIZENSHIP, lists.REGISTERED_ON)
ANSWERS: Mapping[bool, Text] = {True: {"en": "yes", "sr": "да"}, False: {"en": "no", "sr": "не"}}
HEADINGS: tuple[Text, ...] = (
    {"en": "same person?", "sr": "исто лице?"},
    {"en": "key A (leave)", "sr": "кључ А (не мењати)"},
    {"en": "key B (leave)", "sr": "кључ Б (не мењати)"},
    {"en": "why they look alike", "sr": "зашто личе"},
    {"en": "where", "sr": "где"},
)
NEVER: Text = {
    "en": "LOCAL ONLY: this workbook names persons. Never send it, never upload it.",
    "sr": "САМО ЛОКАЛНО: ова радна свеска садржи имена лица. Никада је не слати и не постављати на мрежу.",
}
HEADING_ROW = 1  # counted from 0; row 0 holds the warning
WIDTHS = (14, 10, 10, 70, 26)  # characters


def write_workbook(linkage: Linkage, decisions: Decisions, path: Path, lang: str) -> None:
    """One line per pair with a drop-down for the answer, filled in where there is one; the file is whole or not there."""
    rows = linkage.rows
    keys, answers = row_keys(rows, decisions.salt), answers_about(rows, decisions)
    with whole_workbook(path) as book:
        sheet = book.add_worksheet(SHEET)
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True, "font_color": "#9C0006"})
        sheet.write_string(0, 0, say(NEVER, lang), bold)
        for column, text in enumerate(
            [*[say(each, lang) for each in HEADINGS], *[f"{heading(code, lang)} {side}" for code in SHOWN for side in "AB"]]
        ):
            sheet.write_string(HEADING_ROW, column, text, bold)
        for line, pair in enumerate(linkage.shown.iter_rows(named=True), start=HEADING_ROW + 1):
            for column, cell in enumerate(_cells(rows, pair, answers, keys, lang)):
                sheet.write_string(line, column, cell, wrap)
        _drop_down(sheet, linkage.shown.height, lang)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(HEADING_ROW + 1, 1)


def read_workbook(path: Path, decisions: Decisions, rows: pl.DataFrame) -> None:
    """Put the answers of the workbook into `decisions`; a blank cell says nothing.

    Raises Unusable for an answer not ours, and for a workbook that was written beside another file of decisions.
    """
    answers = dict(_answers(path))
    if answers and not {key for pair in answers for key in pair} & set(row_keys(rows, decisions.salt)):
        raise Unusable(
            f"{path.name} was written for other lists or beside another file of decisions: it knows none of these rows; "
            "give the lists and the --out or --decisions with which it was written"
        )
    decisions.answers |= answers


def _answers(path: Path) -> Iterator[tuple[tuple[str, str], bool]]:
    meant = {said: same for same, text in ANSWERS.items() for said in in_every_language(text)}
    for number, cells in enumerate(_lines(path), start=HEADING_ROW + 2):
        answer, first, second = (str(cells[column]).strip() for column in (ANSWER, *KEYS))
        where = f'{path.name}, sheet "{SHEET}", row {number}'
        if not answer:
            continue
        if answer.lower() not in meant:
            raise Unusable(f'{where}: found "{answer}" as answer; expected one of {", ".join(meant)}, or blank')
        if not first or not second:
            raise Unusable(f"{where}: the keys of the pair are gone; write the workbook again")
        yield (min(first, second), max(first, second)), meant[answer.lower()]


def _cells(rows: pl.DataFrame, pair: dict[str, int], answers: Mapping[Pair, bool], keys: Sequence[str], lang: str) -> list[str]:
    left, right = pair["left"], pair["right"]
    decided = answers.get((left, right))
    values = [rows[code][row] or "" for code in SHOWN for row in (left, right)]
    return [
        "" if decided is None else say(ANSWERS[decided], lang),
        keys[left],
        keys[right],
        "; ".join(reasons(rows, pair, lang)),
        f"{place_of(rows, left)}; {place_of(rows, right)}",
        *values,
    ]


def _drop_down(sheet: xlsxwriter.worksheet.Worksheet, count: int, lang: str) -> None:
    choices = [say(text, lang) for text in ANSWERS.values()]
    sheet.data_validation(HEADING_ROW + 1, ANSWER, HEADING_ROW + max(1, count), ANSWER, {"validate": "list", "source": choices})


def _lines(path: Path) -> Grid:
    other = Unusable(f'{path} is not a workbook with the sheet "{SHEET}" that `natc link --workbook` writes; give that file')
    if file_kind(path) is not FileKind.WORKBOOK:
        raise other
    try:
        lines = read_grids(path)[SHEET]
    except (*READ_ERRORS, KeyError) as error:
        raise other from error
    if not lines or len(lines[0]) <= max(KEYS):
        raise Unusable(f'{path.name}, sheet "{SHEET}", has lost its first columns (answer and keys); write the workbook again')
    return lines[HEADING_ROW + 1 :]
