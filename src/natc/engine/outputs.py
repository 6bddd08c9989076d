"""Files that natc is asked to write: never over a file it reads, and in one sentence why where the place does not take them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from natc.engine.errors import Refused, Unusable


def keep_inputs(outputs: Iterable[Path | None], inputs: Iterable[Path | None]) -> None:
    """Raises Refused when one of the outputs is a file that is read in the same run: an office's sheet is never overwritten."""
    read = {path.resolve() for path in inputs if path}
    for output in filter(None, outputs):
        if output.resolve() in read:
            raise Refused(f"{output} is a file that is read here and is not overwritten; name another")


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns what the disk refuses into Unusable: a folder that is missing or closed, a full disk, a file open in Excel."""
    try:
        yield
    except (FileCreateError, OSError) as error:
        raise Unusable(f"{path} cannot be written ({error}); close it where it is open, or choose another place") from error
