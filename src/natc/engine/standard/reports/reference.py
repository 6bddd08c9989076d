"""The reports as a reference page: for each body its tables, from which cells each number is summed, and the differences."""

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from natc.engine.standard.reference import cite
from natc.engine.standard.reports.body import BESIDE, BODIES, CROSSED, Body, ReportTable, listed, load_body
from natc.engine.standard.reports.words import heading
from natc.engine.text import ORIGINAL, say

LANG = ORIGINAL
HEAD = """\
# Reports to other bodies

Made by `python -m natc.engine.standard.reports.reference > docs/reference/reports.md`; correct the YAML, not this page.

How to make them: [Report to other bodies](../how-to/report-to-other-bodies.md). The tables and codes they are summed from:
[the annual submission](submission.md). **Nobody has compared these tables with what the bodies themselves ask for today;
every source marked "to be checked" is just that.**

## How a number is summed

Every number is the sum of the cells that its table, its row and its column take together, written as
`P4 form_one=SexualExploitation sex=F age!=Unknown`: the table, then for each dimension the categories that count (`=`) or all
but some (`!=`). A dimension that is not named is summed over; a table alone is its total as handed in. A list named after a
dimension has a line for each of its categories, in an open dimension for each that occurs.

- All parts hold a number: the sum, exact. 0 was counted.
- A part holds a reason instead: "at least" the sum of the others, and the reason; instead of "at least 0" the reason alone.
- A part is not applicable: it adds nothing and the sum stays exact. All are, or the form has no such row: not applicable.
- In an open table that was filled in, what does not occur is 0. In one that was not, there is no number.
"""


def reports_page() -> str:
    """The whole page, in English; the same YAML gives the same text."""
    return "\n".join([HEAD, *(line for code in BODIES for line in _body(load_body(code)))]).rstrip() + "\n"


def _body(body: Body) -> Iterator[str]:
    yield f"## natc report {body.code}: {say(body.title, LANG)}\n"
    yield f"To {say(body.to, LANG)}. {say(body.about, LANG)}\n"
    yield f"Source: {cite(body.source, LANG)}\n"
    month, day = body.first_day
    yield f"Its year begins on {day:02}-{month:02} (day-month).\n"
    yield "| table | what | from | rows | columns | unit of count | source |"
    yield "|---|---|---|---|---|---|---|"
    yield from (_table(table) for table in body.tables)
    yield ""
    yield from _lists(body)
    yield from _differences(body)
    yield "### What the submission cannot give\n"
    yield from (f"- {say(lack.what, LANG)}. {say(lack.why, LANG)}" for lack in body.lacks)
    yield ""


def _table(table: ReportTable) -> str:
    taken = f"`{table.selection.written()}`" if table.selection.table else "each row"
    said = [taken, table.rows, table.columns or "the periods", say(table.unit, LANG), cite(table.source, LANG)]
    note = f". {say(table.note, LANG)}" if table.note else ""
    return f"| {table.code} | {say(table.title, LANG)}{note} | {' | '.join(said)} |"


def _lists(body: Body) -> Iterator[str]:
    """The lists that the body's tables name, each line with what it takes; dimensions speak for themselves."""
    named = [name for table in body.tables for lists in (table.rows, table.columns) for name in _names(lists)]
    used: Mapping[str, Any] = {name: body.lists[name] for name in dict.fromkeys(named) if name in body.lists}
    if not used:
        return
    yield "| list | line | takes |"
    yield "|---|---|---|"
    for name, entries in used.items():
        for line in map(listed, entries):
            taken = (
                say(line.cannot, LANG) if line.cannot else f"`{line.selection.written()}`" if line.selection.written() else "all"
            )
            yield f"| {name} | {heading(line, LANG)} | {taken} |"
    yield ""


def _names(lists: str) -> list[str]:
    return [name for part in lists.split(BESIDE) for name in part.split(CROSSED)]


def _differences(body: Body) -> Iterator[str]:
    yield "### Differences of definition\n"
    yield "| about | how this body counts | how the report counts | concerns | source |"
    yield "|---|---|---|---|---|"
    for one in body.differences:
        said = [say(text, LANG) for text in (one.about, one.theirs, one.ours)]
        concerns = f"`{one.concerns.written()}`" if one.concerns else ""
        yield f"| {' | '.join(said)} | {concerns} | {cite(one.source, LANG)} |"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(reports_page())
