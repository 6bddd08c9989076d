"""The terminal: one console for what is said, one for progress."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from natc.engine.text import THIN_SPACE

out = Console(highlight=False, soft_wrap=True)
progress_console = Console(stderr=True)
LONGEST_TOLD = 500  # characters of one line on the screen; a cell may hold megabytes


def printable(text: str) -> str:
    """`text` on one line, without control signs that a terminal would obey, cut where it floods the screen."""
    line = "".join(sign if sign.isprintable() or sign == THIN_SPACE else " " for sign in text)
    return line if len(line) <= LONGEST_TOLD else f"{line[:LONGEST_TOLD]}…"


def tell(line: str) -> None:
    """Say one line as it stands: a path in brackets is no markup, a cell cannot steer the terminal."""
    out.print(printable(line), markup=False)


class Language(StrEnum):
    """The languages of the standard, natc.engine.text.LANGUAGES."""

    en = "en"
    sr = "sr"
    sr_latn = "sr-Latn"


LangOption = Annotated[Language, typer.Option("--lang", help="Language of what is said: en, sr (Cyrillic) or sr-Latn.")]
SheetOption = Annotated[str | None, typer.Option("--sheet", help="The sheet of a workbook that holds the table.")]
HeaderOption = Annotated[
    int | None, typer.Option("--header-row", min=1, help="The row with the headings, as the spreadsheet numbers it.")
]
MappingOption = Annotated[Path | None, typer.Option("--mapping", help="The mapping file that natc map made for this sheet.")]


@contextmanager
def working(what: str) -> Iterator[Progress]:
    """A progress display on the error stream while a long step runs; silent where that is not a terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[said]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=progress_console, transient=True, disable=not progress_console.is_terminal) as progress:
        progress.add_task(what, total=None, said="")
        yield progress
