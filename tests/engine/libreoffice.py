"""LibreOffice as an office uses it: open a workbook, choose from a drop-down, type, save in two formats.

A Basic macro in a profile of its own does it, so nothing but LibreOffice Calc is needed (no Python bridge, no Java).
"""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

SOFFICE = shutil.which("soffice")
LONGEST = 120  # seconds for one start
DOCTYPE = '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">'
CHOOSE = """
' The entries the drop-down of a cell offers: the cells of the named range its validation points at.
Function Offered(book, cell)
  source = cell.Validation.getFormula1()
  If Left(source, 1) = "=" Then source = Mid(source, 2)
  Offered = book.NamedRanges.getByName(source).ReferredCells
End Function

' Chooses the entry at a position, as a click in the drop-down does.
Sub PickEntry(book, sheet, address, position)
  cell = book.Sheets.getByName(sheet).getCellRangeByName(address)
  If cell.Validation.Type <> com.sun.star.sheet.ValidationType.LIST Then Exit Sub
  cell.String = Offered(book, cell).getCellByPosition(0, position).String
End Sub

' Types a text as a person does: LibreOffice decides what it is.
Sub TypeIn(book, sheet, address, text)
  book.Sheets.getByName(sheet).getCellRangeByName(address).FormulaLocal = text
End Sub

Sub SaveCopy(book, url, filter)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = filter
  book.storeToURL(url, how())
End Sub
"""


@dataclass(frozen=True)
class Chosen:
    """The entry at this position (from 0) of a cell's drop-down."""

    position: int


def use(workbook: Path, entries: Mapping[tuple[str, str], str | Chosen], saved: Sequence[Path]) -> None:
    """Open `workbook` in LibreOffice, fill {(sheet, address): typed text or choice}, save as each path (.xlsx or .ods)."""
    profile = workbook.parent / "profile"
    _install(profile, _macro(workbook, entries, saved))
    _start(profile, "macro:///Standard.Module1.Main")


def _macro(workbook: Path, entries: Mapping[tuple[str, str], str | Chosen], saved: Sequence[Path]) -> str:
    filters = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8"}
    lines = [
        _call("PickEntry", sheet, address, entry.position)
        if isinstance(entry, Chosen)
        else _call("TypeIn", sheet, address, entry)
        for (sheet, address), entry in entries.items()
    ]
    lines += [_call("SaveCopy", path.as_uri(), filters[path.suffix]) for path in saved]
    body = "\n  ".join(lines)
    return f"""{CHOOSE}
Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL("{workbook.as_uri()}", "_blank", 0, hidden())
  {body}
  book.close(True)
  StarDesktop.terminate()
End Sub
"""


def _call(name: str, *arguments: str | int) -> str:
    quoted = [str(value) if isinstance(value, int) else '"' + value.replace('"', '""') + '"' for value in arguments]
    return f"{name}(book, {', '.join(quoted)})"


def _install(profile: Path, macro: str) -> None:
    """Put the macro into the empty module that LibreOffice makes in a new profile."""
    _start(profile, "--terminate_after_init")
    module = '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">'
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{DOCTYPE}\n{module}{escape(macro)}</script:module>'
    (profile / "user" / "basic" / "Standard" / "Module1.xba").write_text(text, encoding="utf-8")


def _start(profile: Path, *arguments: str) -> None:
    command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *arguments]
    subprocess.run(command, check=True, timeout=LONGEST, capture_output=True)
