"""natc convert: records kept by another standard become a register of ours, with an account of what had no place."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from natc.commands.screen import HeaderOption, LangOption, Language, SheetOption, out, working
from natc.engine.standard.convert import Account, convert, load_crosswalk, write_converted
from natc.engine.standard.convert.account import phrase
from natc.engine.standard.files import read_table
from natc.engine.text import Text, say, spaced

app = typer.Typer(add_completion=False)


class Source(StrEnum):
    """The standards whose records natc can convert."""

    ctdc = "ctdc"
    htcds = "htcds"


@app.command(no_args_is_help=True)
def main(
    source: Annotated[Source, typer.Argument(help="ctdc: CTDC's published data set; htcds: records collected with HTCDS 2.0.")],
    file: Annotated[Path, typer.Argument(help="The file to convert: CSV, workbook, Parquet or JSON.")],
    *,
    folder: Annotated[Path, typer.Option("--out", help="The folder for register.csv and account.md.")],
    sheet: SheetOption = None,
    header_row: HeaderOption = None,
    lang: LangOption = Language.en,
) -> None:
    """Convert records kept by another standard into the protection register, with an account of what had no place."""
    with working(file.name):
        crosswalk = load_crosswalk(source)
        converted = convert(crosswalk, read_table(file, sheet=sheet, header_row=header_row))
        register, account = write_converted(converted, folder, lang, source=file)
    _tell(converted.account, lang)
    _say("written", lang, path=register)
    _say("written", lang, path=account)
    _say("next", lang, form=converted.account.form.code, path=register)


def _tell(account: Account, lang: str) -> None:
    """The account in short: what was carried, what was not and why."""
    used = [line for line in account.carried if line.filled]
    left = [line for line in account.left if line.filled]
    _say("read", lang, file=account.file, rows=account.rows)
    _say("carried", lang, columns=len(used), variables=len(account.variables), cells=account.cells_carried, filled=account.filled)
    if account.cells_without_place:
        _say("without", lang, cells=account.cells_without_place)
        _reasons(((line.heading, one.cells, one.why) for line in used for one in line.without), lang)
    if left:
        _say("left", lang, cells=account.cells_left, columns=len(left))
        _reasons(((line.heading, line.filled, line.said) for line in left if line.said), lang)
    out.print(say(account.crosswalk.blank, lang), markup=False)
    _say("lacking", lang, names=", ".join(say(variable.label, lang) for variable, _ in account.lacking))


def _reasons(found: Iterable[tuple[str, int, Text]], lang: str) -> None:
    """One line a reason, with the columns it holds for and their cells; the most cells first."""
    columns: dict[str, dict[str, int]] = {}
    for heading, cells, why in found:
        of_reason = columns.setdefault(say(why, lang), {})
        of_reason[heading] = of_reason.get(heading, 0) + cells
    for reason, counted in sorted(columns.items(), key=lambda entry: -sum(entry[1].values())):
        names = ", ".join(f"{heading} ({spaced(cells)})" for heading, cells in counted.items())
        out.print(f"  {names}: {reason}", markup=False)


def _say(key: str, lang: str, **parts: object) -> None:
    out.print(phrase("screen", key, lang, **parts), markup=False)
