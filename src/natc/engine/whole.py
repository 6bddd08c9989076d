"""Files that natc is asked to write: whole or not at all, and never over a file it reads."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from natc.engine.errors import Refused, Unusable

AS_TYPED = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}  # a text stays a text


def keep_inputs(outputs: Iterable[Path | None], inputs: Iterable[Path | None]) -> None:
    """Raises Refused when one of the outputs is a file that is read in the same run: an office's sheet is never overwritten."""
    read = {path.resolve() for path in inputs if path}
    for output in filter(None, outputs):
        if output.resolve() in read:
            raise Refused(f"{output} is a file that is read here and is not overwritten; name another")


def make_folder(path: Path) -> None:
    """Make the folder and those above it. Raises Unusable where the place does not take it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable(f"{path} cannot be made as a folder ({error.strerror}); give another place to write to") from error


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """The path to write to instead of `path`; what was written stands at `path` once the block is left without error.

    Raises Unusable for what the disk refuses: a folder that is missing or closed, a full disk, a file open in Excel.
    """
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        yield unfinished
        unfinished.replace(path)
    except (FileCreateError, OSError) as error:
        raise Unusable(f"{path} cannot be written ({error}); close it where it is open, or choose another place") from error
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def whole_workbook(path: Path) -> Iterator[xlsxwriter.Workbook]:
    """A workbook that stands at `path` once the block is left without error. No text in it becomes a formula, number or link."""
    with whole_file(path) as unfinished, xlsxwriter.Workbook(unfinished, AS_TYPED) as book:
        yield book
