"""Every number of every report, worked out by hand from one small submission.

`submission.txt` is what was handed in; `<body>.txt` is what must stand in the report: rows and columns in the words of the
report, without those that hold nothing but 0; "." for 0, the reason where there is no number, "≥" where a part has none.
A statistician can check one against the other.
"""

from pathlib import Path

import pytest
from made_submission import small_submission

from natc.engine.standard.reports import BODIES, make_report
from natc.engine.standard.reports.figures import Figure
from natc.engine.standard.reports.make import Given, MadeTable
from natc.engine.standard.reports.words import heading, plain_number

HERE = Path(__file__).parent
ZERO = "."


def as_text(made: MadeTable) -> str:
    """The table as it is written in the text files: rows and columns of nothing but 0 are counted and left out."""
    told = [[written(figure) for figure in row] for row in made.figures[0]]
    rows = [number for number, row in enumerate(told) if set(row) != {ZERO}]
    columns = [number for number in range(len(made.columns)) if any(row[number] != ZERO for row in told)]
    size = f"{len(made.rows)} rows, {len(made.columns)} columns"
    title = f"# {made.table.code} {made.table.title['en']} ({size})"
    if len({cell for row in told for cell in row}) == 1:
        return f"{title}\neverywhere: {told[0][0]}"
    heads = [heading(made.columns[number], "en") or "figure" for number in columns]
    names = [heading(made.rows[number], "en") for number in rows]
    cells = [[told[row][column] for column in columns] for row in rows]
    left, widths = max(map(len, ["", *names])), [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    lines = [
        f"{name:{left}}  " + "  ".join(f"{cell:>{width}}" for cell, width in zip(line, widths, strict=True))
        for name, line in zip(["", *names], [heads, *cells], strict=True)
    ]
    return "\n".join([title, *lines])


def written(figure: Figure) -> str:
    reasons = ",".join(figure.without)
    if figure.value is None:
        return reasons
    number = str(plain_number(figure.value)) if figure.value else ZERO
    return number if figure.exact else f"≥{number} {reasons}"


@pytest.mark.parametrize("body", BODIES)
def test_every_number_is_the_one_worked_out_by_hand(body: str) -> None:
    expected = (HERE / f"{body}.txt").read_text(encoding="utf-8")

    report = make_report(body, [Given(small_submission(), "submission.json", "0" * 64)])

    assert "\n\n".join(as_text(made) for made in report.tables) + "\n" == expected
