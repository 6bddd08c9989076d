"""Files that stand whole or not at all: the old one stays until the new one is finished, and nothing half-written is left."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import xlsxwriter

AS_TYPED = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}  # a text stays a text


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """The path to write to instead of `path`; what was written stands at `path` once the block is left without error."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def whole_workbook(path: Path) -> Iterator[xlsxwriter.Workbook]:
    """A workbook that stands at `path` once the block is left without error. No text in it becomes a formula, number or link."""
    with whole_file(path) as unfinished, xlsxwriter.Workbook(unfinished, AS_TYPED) as book:
        yield book
