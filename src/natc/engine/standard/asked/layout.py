"""How a closed table stands on a page or on paper: one dimension across where it is narrow enough, the others down the side."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from natc.engine.standard.submission_form import Category, Dimension, Table, exists

WIDEST = 8  # columns; a dimension with more categories goes down the side
Codes = Sequence[str]


@dataclass(frozen=True)
class Layout:
    """heads: the dimensions down the side. columns: the categories across; none where each row is one cell.

    rows: the categories at the side, then for each column the codes of its cell, None where the table has no such cell.
    """

    heads: Sequence[Dimension]
    columns: Sequence[Category]
    rows: Sequence[tuple[Sequence[Category], Sequence[Codes | None]]]


def layout_of(table: Table) -> Layout:
    """The layout of a closed table: the last dimension that is narrow enough goes across."""
    across = max((place for place, one in enumerate(table.dimensions) if len(one.categories) <= WIDEST), default=None)
    wide = across is not None and len(table.dimensions) > 1
    columns = table.dimensions[across].categories if across is not None and wide else ()
    heads = [one for place, one in enumerate(table.dimensions) if not wide or place != across]
    rows = []
    for categories in product(*(dimension.categories for dimension in heads)):
        codes = [category.code for category in categories]
        ends = [[*codes[:across], column.code, *codes[across:]] for column in columns] or [codes]
        cells = [end if exists(table, end) else None for end in ends]
        if any(cells):
            rows.append((categories, cells))
    return Layout(heads, columns, rows)
