"""Writes everything that is made of a release: every file, or none."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from natc.engine.errors import Unusable
from natc.engine.release.archive import Standing
from natc.engine.release.figures import Release
from natc.engine.release.outputs.files import everything, shown_and_lost, table_frame, write_csv
from natc.engine.release.outputs.hidden import write_html, write_markdown
from natc.engine.release.outputs.sdmx import code
from natc.engine.release.outputs.sdmx_files import write_data, write_sdmx_csv, write_structure
from natc.engine.release.outputs.workbook import write_workbook

SDMX = "sdmx-"  # begins the names of what machines read


def write_outputs(release: Release, standing: Standing, folder: Path, *, lang: str) -> list[Path]:
    """Write the files of a release to `folder`; gives their paths in order of name. The same release, the same bytes.

    Raises Unusable where the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as scratch:
            for name, fill in _files(release, standing, lang).items():
                fill(Path(scratch) / name)
            return [path.replace(folder / path.name) for path in sorted(Path(scratch).iterdir())]
    except OSError as error:
        raise Unusable(
            f"{folder}: cannot write there ({error.strerror}); give a folder of your own with room on its disk"
        ) from error


def _files(release: Release, standing: Standing, lang: str) -> dict[str, Callable[[Path], object]]:
    files: dict[str, Callable[[Path], object]] = {
        "figures.csv": partial(write_csv, everything(release, standing, lang)),
        "shown-and-lost.csv": partial(write_csv, shown_and_lost(release)),
        "reported.csv": partial(write_csv, release.reported),
        "release.xlsx": partial(write_workbook, release, standing, lang=lang),
        "hidden.md": partial(write_markdown, release, standing, lang=lang),
        "hidden.html": partial(write_html, release, standing, lang=lang),
        f"{SDMX}structure.xml": partial(write_structure, release),
        f"{SDMX}data.xml": partial(write_data, release, standing),
    }
    for table in release.tables:
        name = code(table.code)
        files[f"table-{name}.csv"] = partial(write_csv, table_frame(release, standing, table, lang))
        files[f"{SDMX}{name}.csv"] = partial(write_sdmx_csv, release, standing, table)
    return files
