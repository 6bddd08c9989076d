"""Finding the heading row among titles, group headings and merged cells."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import count

Row = Sequence[str | None]
Merge = tuple[tuple[int, int], tuple[int, int]]  # first and last (row, column), 0-based, inclusive

LOOKED_AT = 60  # rows from the top among which the headings must stand
WIDE_ENOUGH = 0.6  # share of the widest row's cells that a heading row fills
_NUMBER_OR_DATE = re.compile(r"[\d\s.,:/%+-]+")


@dataclass(frozen=True)
class Header:
    """`row` is the last row of the headings, 1-based as a spreadsheet shows it; `names` has None for a column without heading."""

    row: int
    names: tuple[str | None, ...]


def find_header(rows: Sequence[Row], merges: Sequence[Merge] = (), known: Collection[str] = ()) -> Header | None:
    """The heading row: one that holds names of `known` variables, else the first wide row of distinct words.

    `rows` are the first rows of the sheet. Two-level headings are joined: the lower one names the column, the upper one
    stands in where the lower is blank or not distinct. None when no row looks like headings.
    """
    rows = rows[:LOOKED_AT]
    by_code = next((index for index, row in enumerate(rows) if _holds_codes(row, known)), None)
    if by_code is not None:
        return Header(by_code + 1, _distinct(rows[by_code], rows[by_code]))
    top = next((index for index in range(len(rows)) if _could_be_headings(rows, index, merges)), None)
    if top is None:
        return None
    bottom = _bottom(rows, top, merges)
    upper = _filled_over_merges(rows, max(top - 1, 0) if _is_group_row(rows, top, merges) else top, merges)
    return Header(bottom + 1, _distinct(rows[bottom], upper))


def header_at(rows: Sequence[Row], row: int) -> Header:
    """The headings that stand in `row` (1-based), as somebody who knows the sheet says."""
    return Header(row, _distinct(rows[row - 1], rows[row - 1]))


def column_letter(index: int) -> str:
    """The spreadsheet's name of the column with this 0-based index: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _holds_codes(row: Row, known: Collection[str]) -> bool:
    found = sum(cell in known for cell in row if cell)
    return found >= 2 or (found == 1 and sum(map(bool, row)) == 1)


def _could_be_headings(rows: Sequence[Row], index: int, merges: Sequence[Merge]) -> bool:
    """Whether the row is wide, made of words, and these distinct, if need be by the groups above them."""
    filled = [cell for cell in rows[index] if cell]
    groups = _filled_over_merges(rows, index - 1, merges) if index else [None] * len(rows[index])
    distinct = len({(group, cell) for group, cell in zip(groups, rows[index], strict=True) if cell})
    widest = max(sum(map(bool, row)) for row in rows)
    words = [cell for cell in filled if not _NUMBER_OR_DATE.fullmatch(cell)]
    if len(filled) < WIDE_ENOUGH * widest or len(words) < 0.9 * len(filled) or distinct < 0.8 * len(filled):
        return False
    return len(filled) >= 2 or widest == 1


def _bottom(rows: Sequence[Row], top: int, merges: Sequence[Merge]) -> int:
    """The last row of headings that begin in row `top`: below it, rows reached by a merge or naming the parts of a group."""
    reached = max([top, *(last[0] for first, last in merges if first[0] <= top <= last[0])])
    if reached > top:
        return min(reached, len(rows) - 1)
    groups = [range(first[1], last[1] + 1) for first, last in merges if first[0] == top and last[1] > first[1]]
    below = rows[top + 1] if top + 1 < len(rows) else ()
    named = any(below[column] for group in groups for column in group if column < len(below))
    return top + 1 if named else top


def _is_group_row(rows: Sequence[Row], top: int, merges: Sequence[Merge]) -> bool:
    """Whether the row above `top` holds group headings: over several columns, or beside a heading merged down into `top`."""
    if top == 0:
        return False
    above = rows[top - 1]
    over_groups = any(first[0] == top - 1 and last[1] > first[1] for first, last in merges)
    narrow = max((last[1] - first[1] + 1 for first, last in merges if first[0] == top - 1), default=0) < len(above) / 2
    return sum(map(bool, above)) >= 2 or (over_groups and narrow)


def _filled_over_merges(rows: Sequence[Row], index: int, merges: Sequence[Merge]) -> list[str | None]:
    row = list(rows[index])
    for (top, left), (bottom, right) in merges:
        if top <= index <= bottom:
            row[left : right + 1] = [rows[top][left]] * (right + 1 - left)
    return row


def _distinct(lower: Row, upper: Row) -> tuple[str | None, ...]:
    """Column names: the lower heading, the upper where that is blank, "upper: lower" where it is not distinct."""
    upper = [*upper, *[None] * (len(lower) - len(upper))]
    often = Counter(cell for cell in lower if cell)
    names = [
        f"{over}: {cell}" if cell and often[cell] > 1 and over and over != cell else cell or over
        for cell, over in zip(lower, upper, strict=False)
    ]
    result: list[str | None] = []
    for name in names:
        one_line = " ".join(name.split()) if name else None
        numbered = (one_line if number == 1 else f"{one_line} ({number})" for number in count(1))
        result.append(next(one for one in numbered if one not in result) if one_line else None)
    return tuple(result)
