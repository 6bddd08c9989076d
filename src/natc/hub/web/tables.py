"""Lists as tables that can be filtered, sorted and taken away: one pattern for every list of every app."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import django_tables2
import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from natc.engine.text import fold
from natc.engine.whole import AS_TYPED

ROWS = 50  # of a page
FINDING = ("q", "page", "export")  # what the form above a list says itself, or begins anew
ACTIVE = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet take a text for a formula
WIDEST, WIDTH = 40, 28  # columns of a workbook that get a width, in letters
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ListTable(django_tables2.Table):  # type: ignore[misc]  # the library has no types
    """A list as `request` asks for it. Columns that lead somewhere use `linkify`; `value_…` gives what the export holds."""

    def __init__(self, rows: Iterable[Any], request: HttpRequest) -> None:
        self.request = request
        super().__init__(rows)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What else the address says, which looking for a word must not lose."""
        said = self.request.GET.lists()
        return [(name, value) for name, values in said if name not in FINDING for value in values]


def table_page(
    request: HttpRequest, table: type[ListTable], rows: Iterable[Any], *, template: str, name: str, **page: Any
) -> HttpResponse:
    """The page of a list, its rows filtered by ?q= (any column, either alphabet) and sorted by ?sort=.

    ?export=csv gives the same rows as the file `name`.csv. rows: at most some thousands, visible to who asks.
    """
    shown = table(_matching(table(list(rows), request), fold(request.GET.get("q", ""))), request)
    django_tables2.RequestConfig(request, paginate={"per_page": ROWS}).configure(shown)
    if request.GET.get("export") == "csv":
        return as_csv(shown.as_values(), name)
    return render(request, template, {**page, "table": shown})


def _matching(table: ListTable, wanted: str) -> list[Any]:
    """The rows of which some column has the letters that are wanted."""
    said = list(table.as_values())[1:]
    return [row.record for row, values in zip(table.rows, said, strict=True) if wanted in fold(" ".join(map(str, values)))]


def as_csv(rows: Iterable[Sequence[Any]], name: str) -> HttpResponse:
    """Rows, the headings first, as the file `name`.csv: UTF-8 with a mark that Excel reads; no text in it becomes a formula."""
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=_saved_as(f"{name}.csv"))
    csv.writer(answer).writerows([_inert(value) for value in row] for row in rows)
    return answer


def as_workbook(rows: Iterable[Sequence[Any]], name: str) -> HttpResponse:
    """The same rows as the file `name`.xlsx: numbers are numbers, no text becomes a formula or a link."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {**AS_TYPED, "in_memory": True}) as book:
        sheet, wrapped = book.add_worksheet(), book.add_format({"text_wrap": True, "valign": "top"})
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row, wrapped)
        sheet.set_column(0, WIDEST, WIDTH)
        sheet.freeze_panes(1, 0)
    return HttpResponse(content.getvalue(), content_type=XLSX, headers=_saved_as(f"{name}.xlsx"))


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}


def _inert(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(ACTIVE) else text
