"""What all templates share: a workbook with the same bytes every time, its looks, its drop-down lists, its instruction sheets."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from natc.engine.standard.form import read_yaml
from natc.engine.standard.reference import words
from natc.engine.text import LANGUAGES, Text, in_every_language, say
from natc.engine.whole import AS_TYPED, whole_file

WORDS: Mapping[str, Any] = {**words(), **read_yaml(Path(__file__).parent / "words.yaml")}
CREATED = datetime(2026, 1, 1)
CODES_SHEET = "codes"
LISTS_ON_PAGE = 2
LINE = 13  # points, of a line in the font below at size 10
WIDEST = 1.0  # characters of a column's width that one letter may take; capitals and Cyrillic are wider than digits
FONT = "Arial"  # on every office machine, with Cyrillic
INK, TEAL, PALE, GREY, RED, SAND = "#1F2933", "#1B5E6B", "#DCEBEE", "#7B8794", "#B42318", "#FFF7E6"

LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"font_size": 16, "bold": True, "font_color": TEAL},
    "subtitle": {"font_size": 11, "bold": True, "font_color": TEAL, "valign": "top", "text_wrap": True},
    "plain": {"text_wrap": True, "valign": "top"},
    "asked": {"bold": True, "font_color": TEAL},
    "framed": {"font_size": 9, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#CBD2D9"},
    "subtitle_line": {"font_size": 11, "bold": True, "font_color": TEAL},
    "warning": {
        "bold": True,
        "font_size": 13,
        "font_color": RED,
        "bg_color": SAND,
        "border": 2,
        "border_color": RED,
        "text_wrap": True,
        "valign": "vcenter",
    },
    "head": {"bold": True, "font_color": "white", "bg_color": TEAL, "text_wrap": True, "valign": "vcenter", "border": 1},
    "core": {"bold": True, "font_color": "white", "bg_color": TEAL, "text_wrap": True, "valign": "vcenter", "border": 1},
    "useful": {"bold": True, "font_color": INK, "bg_color": PALE, "text_wrap": True, "valign": "vcenter", "border": 1},
    "optional": {"font_color": INK, "bg_color": "#F1F3F5", "text_wrap": True, "valign": "vcenter", "border": 1},
    "machine": {"font_size": 7, "font_color": GREY, "bg_color": "#F1F3F5", "num_format": "@", "valign": "vcenter"},
    "text": {"num_format": "@"},
    "label": {"bg_color": "#F8F9FA", "border": 1, "border_color": "#CBD2D9", "num_format": "@"},
    "input": {"border": 1, "border_color": GREY, "num_format": "@"},
    "number": {"border": 1, "border_color": GREY, "num_format": "0"},
    "decimal": {"border": 1, "border_color": GREY, "num_format": "0.00"},
    "total": {"bold": True, "bg_color": PALE, "border": 1, "num_format": "0"},
    "total_label": {"bold": True, "bg_color": PALE, "border": 1, "num_format": "@"},
}


@dataclass(frozen=True)
class Book:
    """A workbook being written in one language."""

    workbook: xlsxwriter.Workbook
    lang: str
    looks: Mapping[str, Format]

    def say(self, text: Text) -> str:
        return say(text, self.lang)

    def word(self, key: str, **parts: object) -> str:
        """A text around the standard's own, in the language of the workbook."""
        return say(WORDS[key], self.lang, **parts)

    def sheet(self, name: str) -> Worksheet:
        """A new sheet, ready to print: A4 landscape, one page wide, page number in the foot."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8&A&R&8&P / &N")
        sheet.hide_gridlines(2)
        return sheet


@contextmanager
def new_book(path: Path, title: str, lang: str) -> Iterator[Book]:
    """A workbook that stands at `path` once the block is left without error. No string becomes a formula, a number or a link."""
    content = BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True, **AS_TYPED})
    workbook.set_properties({"title": title, "created": CREATED})
    workbook.formats[0].set_font_name(FONT)
    workbook.formats[0].set_font_size(10)
    looks = {name: workbook.add_format({"font_name": FONT, "font_size": 10, **look}) for name, look in LOOKS.items()}
    yield Book(workbook, lang, looks)
    workbook.close()
    with whole_file(path) as unfinished:
        unfinished.write_bytes(content.getvalue())


def write_codes(book: Book, lists: Mapping[str, Sequence[tuple[str, Text]]]) -> None:
    """The sheet of all code lists, side by side, each with its code and its label in every language.

    Each list gets the name `list_<name>` over its labels in the workbook's language; drop-downs refer to that.
    """
    sheet = book.sheet(CODES_SHEET)
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(0, 1)
    sheet.fit_to_pages(ceil(len(lists) / LISTS_ON_PAGE), 0)
    for number, (name, entries) in enumerate(lists.items()):
        left = number * (len(LANGUAGES) + 2)
        sheet.write_string(0, left, name, book.looks["subtitle"])
        sheet.write_row(1, left, [book.word("variable"), *LANGUAGES], book.looks["head"])
        for row, (code, label) in enumerate(entries, start=2):
            for column, value in enumerate([code, *in_every_language(label)]):
                sheet.write_string(row, left + column, value, book.looks["text"])
        sheet.set_column(left, left, 16)
        sheet.set_column(left + 1, left + len(LANGUAGES), 30)
        column = left + 1 + LANGUAGES.index(book.lang)
        span = xlsxwriter.utility.xl_range_abs(2, column, 1 + len(entries), column)
        book.workbook.define_name(list_name(name), f"={CODES_SHEET}!{span}")


def list_name(name: str) -> str:
    """The workbook's name for the labels of this list."""
    return f"list_{name}"


def choice(book: Book, name: str) -> dict[str, Any]:
    """A drop-down over a list; anything else is stopped."""
    return {
        "validate": "list",
        "source": f"={list_name(name)}",
        "error_title": book.word("list_title"),
        "error_message": book.word("list_stop"),
    }


def bounds_in_words(least: float, most: float | None, lang: str) -> str:
    """The bounds of a number in words: "from 0 to 120", or "of 0 or more" where nothing bounds it above."""
    if most is None:
        return say(WORDS["at_least_zero"], lang)
    return say(WORDS["fill_range"], lang, least=f"{least:g}", most=f"{most:g}")


def number(book: Book, kind: str, *, least: float | None = None, most: float | None = None) -> dict[str, Any]:
    """A number of `kind` "integer" or "decimal" between two bounds; without bounds, 0 or more."""
    low = 0 if least is None else least
    bounds = {"criteria": ">=", "value": low} if most is None else {"criteria": "between", "minimum": low, "maximum": most}
    return {
        "validate": kind,
        **bounds,
        "error_title": book.word("number_title"),
        "error_message": book.word("number_stop", range=bounds_in_words(low, most, book.lang)),
    }


def height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Height in points of a row whose wrapped cells hold these texts in columns of these widths (characters).

    Neither Excel nor LibreOffice measures rows of a file it did not write itself, so they are measured here.
    """
    lines = [ceil(len(text) * WIDEST / width) for text, width in zip(texts, widths, strict=True)]
    return LINE * max(1, *lines) + 3


def write_lines(book: Book, sheet: Worksheet, row: int, lines: Sequence[Text], *, widths: Sequence[int]) -> int:
    """Numbered sentences, one a row, wrapped over all columns but the first; gives the next free row."""
    for position, line in enumerate(lines, start=1):
        text = book.say(line)
        sheet.write_number(row, 0, position, book.looks["subtitle"])
        sheet.merge_range(row, 1, row, len(widths) - 1, text, book.looks["plain"])
        sheet.set_row(row, height([text], [sum(widths[1:])]))
        row += 1
    return row


def write_framed(book: Book, sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    """A row of framed, wrapped texts from the first column on, as high as its longest."""
    for column, text in enumerate(texts):
        sheet.write_string(row, column, text, book.looks["framed"])
    sheet.set_row(row, height(texts, widths))
