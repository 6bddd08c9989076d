"""Lists as tables that can be filtered, sorted and taken away: one pattern for every list of every app."""

import csv
from collections.abc import Iterable
from typing import Any

import django_tables2
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from natc.engine.text import fold

ROWS = 50  # of a page
FINDING = ("q", "page", "export")  # what the form above a list says itself, or begins anew
ACTIVE = ("=", "+", "-", "@", "\t", "\r")  # what makes a spreadsheet take a text for a formula


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
        return _as_csv(shown, name)
    return render(request, template, {**page, "table": shown})


def _matching(table: ListTable, wanted: str) -> list[Any]:
    """The rows of which some column has the letters that are wanted."""
    said = list(table.as_values())[1:]
    return [row.record for row, values in zip(table.rows, said, strict=True) if wanted in fold(" ".join(map(str, values)))]


def _as_csv(table: ListTable, name: str) -> HttpResponse:
    """UTF-8 with a mark that Excel reads; no text in it becomes a formula."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=headers)
    csv.writer(answer).writerows([_inert(value) for value in row] for row in table.as_values())
    return answer


def _inert(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(ACTIVE) else text
