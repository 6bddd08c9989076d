"""The work folder: the sheets of the office, beside each how it is read, and in a folder of its own what natc makes of them."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404
from django.utils.translation import gettext as _

from natc.engine.errors import EngineError, Refused
from natc.engine.standard.check import Report, check
from natc.engine.standard.corrections import Correction, corrected, load_corrections, save_corrections
from natc.engine.standard.files import Table, read_table
from natc.engine.standard.form import load_form
from natc.engine.standard.mapping import Mapping, load_mapping, mapped, propose, refuse_proposals, save_mapping
from natc.engine.text import spaced
from natc.engine.whole import make_folder, whole_file
from natc.hub.local.language import spoken_here
from natc.hub.local.settings import FOLDER, MADE, TODAY

ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt", ".json", ".parquet")  # of files listed as sheets
MAPPING = ".mapping.yaml"  # as natc map names the file beside a sheet
OF_WINDOWS = frozenset({"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))})
LONGEST_NAME = 120  # characters; natc puts words of its own after it
Told = Callable[[str], None]


@dataclass(frozen=True)
class Sheet:
    """One list that an office keeps, in its own shape."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def mapping_file(self) -> Path:
        return self.path.with_name(f"{self.path.stem}{MAPPING}")

    @property
    def corrections_file(self) -> Path:
        return MADE / f"{self.path.stem}.corrections.jsonl"

    @property
    def register_file(self) -> Path:
        """The rows in the standard's columns, once they are written."""
        return MADE / "registers" / f"{self.path.stem}.csv"

    @property
    def begun(self) -> bool:
        """Whether it was joined to the standard, be it only by proposals."""
        return self.mapping_file.exists()

    @property
    def mapping(self) -> Mapping:
        return load_mapping(self.mapping_file)

    @property
    def corrections(self) -> list[Correction]:
        return load_corrections(self.corrections_file)

    @property
    def changed_at(self) -> float:
        """When the sheet, its mapping or a correction changed last; seconds since 1970, as the disk has it."""
        files = (self.path, self.mapping_file, self.corrections_file)
        return max(path.stat().st_mtime for path in files if path.exists())

    def table(self) -> Table:
        """The table as the person corrected it."""
        join = self.mapping
        return corrected(_read(self.path, _stamp(self.path), join.sheet, join.header_row), self.corrections)

    def keep(self, corrections: Iterable[Correction]) -> None:
        """Keep these corrections in place of those kept before."""
        save_corrections(corrections, self.corrections_file)


def today() -> datetime.date:
    """The day against which dates are checked: this one, if nothing else was said at the start."""
    return TODAY or datetime.date.today()


def sheets() -> list[Sheet]:
    """The sheets in the work folder, by name."""
    paths = sorted(path for path in FOLDER.iterdir() if path.is_file() and not path.name.endswith(MAPPING))
    return [Sheet(path) for path in paths if path.suffix.lower() in ENDINGS or Sheet(path).begun]


def sheet(name: str) -> Sheet:
    """The sheet with this name. Raises Http404: an address names no other file."""
    for one in sheets():
        if one.name == name:
            return one
    raise Http404


@dataclass(frozen=True)
class Asked:
    """What a person says of a sheet: the form it is joined to, and where its table stands if natc cannot find it."""

    form: str
    sheet: str | None = None
    header_row: int | None = None


def bring(file: "UploadedFile[bytes]", mapping: "UploadedFile[bytes] | None", asked: Asked) -> Sheet:
    """Keep a sheet in the work folder under its own name, with last year's mapping beside it, and begin with it.

    Raises Refused for a name that is taken or that no file should have, Unusable as natc map does; nothing is kept then.
    """
    new = Sheet(FOLDER / _checked_name(file.name or ""))
    taken = next((one.name for one in sheets() if one.path.stem == new.path.stem), None)
    if taken or (mapping and new.begun):
        words = {"name": taken or new.mapping_file.name}
        raise Refused(_("%(name)s lies in the work folder already; give the file another name.") % words)
    brought = {new.path: file, **({new.mapping_file: mapping} if mapping else {})}
    lay_there = new.begun
    try:
        for path, content in brought.items():
            _keep(content, path)
        begin(new, asked)
    except EngineError:
        for path in (new.path, *([] if lay_there else [new.mapping_file])):
            path.unlink(missing_ok=True)
        raise
    return new


def begin(new: Sheet, asked: Asked) -> None:
    """Propose how a sheet is joined to the standard, after last year's mapping where it lies beside; nothing is confirmed."""
    earlier = new.mapping if new.begun else Mapping(asked.form, ())
    if earlier.form != asked.form:
        words = {"name": new.mapping_file.name, "theirs": earlier.form, "ours": asked.form}
        raise Refused(_("%(name)s joins a sheet to %(theirs)s, not to %(ours)s.") % words)
    given = replace(earlier, sheet=asked.sheet or earlier.sheet, header_row=asked.header_row or earlier.header_row)
    table = read_table(new.path, sheet=given.sheet, header_row=given.header_row)
    save_mapping(propose(table, load_form(asked.form), given, spoken_here()), new.mapping_file)


def look(at: Sheet, told: Told) -> None:
    """Check the sheet as natc check does; the report stands in `looked` until the sheet, its mapping or a correction changes."""
    stamp, join = _stamp_of(at), at.mapping
    refuse_proposals(join, at.mapping_file.name)
    report = check(at.table(), load_form(join.form), join, today=today(), on_progress=lambda rows, _read: told(spaced(rows)))
    _reports[at.path] = (stamp, report)


def looked(at: Sheet) -> Report | None:
    """What was found in the sheet as it stands now; None when nobody has looked since something changed."""
    stamp, report = _reports.get(at.path, (None, None))
    return report if stamp == _stamp_of(at) else None


def write_register(of: Sheet) -> Path:
    """Write the sheet's rows, as corrected, in the standard's columns, as natc map --out does. Raises Refused while a proposal
    waits."""
    join = of.mapping
    refuse_proposals(join, of.mapping_file.name)
    make_folder(of.register_file.parent)
    with whole_file(of.register_file) as unfinished:
        mapped(of.table(), join, load_form(join.form), today=today()).write_csv(unfinished)
    return of.register_file


_reports: dict[Path, tuple[object, Report]] = {}


def _stamp_of(one: Sheet) -> object:
    """Changes when anything does that a report depends on, the day included."""
    return today(), *map(_stamp, (one.path, one.mapping_file, one.corrections_file))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=4)
def _read(path: Path, _stamp: object, sheet: str | None, header_row: int | None) -> Table:
    """The table of a file that says nothing else by now: a large workbook is read once, not for every page."""
    return read_table(path, sheet=sheet, header_row=header_row)


def _keep(file: "UploadedFile[bytes]", path: Path) -> None:
    with whole_file(path) as unfinished, unfinished.open("wb") as target:
        target.writelines(file.chunks())


def _checked_name(name: str) -> str:
    """The name, which Django has already cut to its last part. Raises Refused for one that some system cannot keep."""
    usual = name and len(name) <= LONGEST_NAME and not name.startswith(".") and name.isprintable()
    if not usual or set(name) & set('<>:"/\\|?*') or name.partition(".")[0].lower() in OF_WINDOWS:
        raise Refused(_("The file has a name that cannot be kept; give it a short one of letters and digits."))
    return name
