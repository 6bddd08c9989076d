"""natc map: join an office's own sheet to the standard, once; a person confirms every proposal."""

import datetime
from collections.abc import Collection
from collections.abc import Mapping as Dict
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.prompt import Prompt
from rich.table import Column as GridColumn
from rich.table import Table as Grid

from natc.commands.screen import HeaderOption, LangOption, Language, SheetOption, out, printable, tell
from natc.engine.errors import Refused
from natc.engine.standard.files import Table, read_table
from natc.engine.standard.form import Form, Variable, load_form
from natc.engine.standard.mapping import (
    Column,
    Mapping,
    first_cells,
    joined,
    load_mapping,
    mapped,
    propose,
    refuse_conventions,
    refuse_words,
    save_mapping,
    targets,
    without,
)
from natc.engine.standard.values import NOTHING_SAID, nearest_code
from natc.engine.text import Text, say
from natc.engine.whole import keep_inputs, whole_file

app = typer.Typer(add_completion=False)

_SAID: dict[str, Text] = {
    "read": {"en": "{file}: {columns} columns{row}{sheet}", "sr": "{file}: колона: {columns}{row}{sheet}"},
    "row": {"en": ", headings in row {row}", "sr": ", заглавља у реду {row}"},
    "sheet": {"en": ' on the sheet "{name}"', "sr": " на листу „{name}“"},
    "column": {"en": "Column of the office", "sr": "Колона установе"},
    "variable": {"en": "Variable of the standard", "sr": "Варијабла стандарда"},
    "state": {"en": "State", "sr": "Стање"},
    "why": {"en": "Why", "sr": "Зашто"},
    "confirmed": {"en": "confirmed", "sr": "потврђено"},
    "proposed": {"en": "proposed", "sr": "предложено"},
    "values": {"en": "Words read as codes in “{heading}”: {values}", "sr": "Речи прочитане као шифре у „{heading}“: {values}"},
    "unread": {"en": "Words without a code in “{heading}”: {values}", "sr": "Речи без шифре у „{heading}“: {values}"},
    "left_out": {"en": "Columns that are not read: {headings}", "sr": "Колоне које се не читају: {headings}"},
    "join_more": {
        "en": "Where one of them holds what the standard asks: in the mapping, take it out of left_out and add it to columns, "
        "with heading, variable (natc standard lists the codes) and confirmed: true.",
        "sr": "Ако нека садржи нешто што стандард тражи: у повезивању је избришите из left_out и додајте у columns, "
        "са heading, variable (шифре: natc standard) и confirmed: true.",
    },
    "dates": {"en": "Dates: {dates}. Decimals: {decimals}.", "sr": "Датуми: {dates}. Децимале: {decimals}."},
    "ask": {
        "en": "“{heading}” ({cells} …) → {label} ({variable}): {why}. Right? (y yes, n leave out, or another variable's code)",
        "sr": "„{heading}“ ({cells} …) → {label} ({variable}): {why}. Тачно? (y да, n изостави, или шифра друге варијабле)",
    },
    "ask_left_out": {
        "en": "“{heading}” ({cells} …) is joined to nothing. Enter leaves it out; or the code of a variable",
        "sr": "„{heading}“ ({cells} …) није повезано ни са чим. Enter изоставља; или шифра варијабле",
    },
    "ask_conventions": {
        "en": "The sheet's own values show: dates {dates}, decimals {decimals}. Read it so? (y yes, n no)",
        "sr": "Вредности у табели показују: датуми {dates}, децимале {decimals}. Читати тако? (y да, n не)",
    },
    "offered": {
        "en": "Shown by the sheet's own values, not confirmed: dates {dates}, decimals {decimals}.",
        "sr": "Показују вредности у табели, није потврђено: датуми {dates}, децимале {decimals}.",
    },
    "ask_values": {
        "en": "“{heading}”: {values}. Right? (y yes, n none of them)",
        "sr": "„{heading}“: {values}. Тачно? (y да, n ниједна)",
    },
    "open": {
        "en": "{count} proposals wait for a person: run natc map in a terminal, correct {path}, or accept all with --accept.",
        "sr": "Предлога који чекају потврду: {count}. Покрените natc map у терминалу, исправите {path} или додајте --accept.",
    },
    "next": {
        "en": "Next: natc check {form} {file} --mapping {mapping}",
        "sr": "Следеће: natc check {form} {file} --mapping {mapping}",
    },
    "saved": {
        "en": "Mapping saved, to be used again next year: {path}",
        "sr": "Повезивање сачувано, за употребу и следеће године: {path}",
    },
    "written": {
        "en": "Register written: {path} ({rows} rows)",
        "sr": "Регистар записан: {path} (редова: {rows})",
    },
}


@app.command()
def main(
    file: Annotated[Path, typer.Argument(help="The office's own sheet.")],
    *,
    to: Annotated[str, typer.Option("--to", help="The form to join it to: protection, justice, ngo.")],
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="The mapping file; made beside the sheet when not named.")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Accept all proposals, as if one had read each of them.")] = False,
    constant: Annotated[list[str] | None, typer.Option("--set", help="A value for every row, as VARIABLE=CODE.")] = None,
    output: Annotated[
        Path | None, typer.Option("--out", help="Write the register in the standard's columns to this CSV.")
    ] = None,
    sheet: SheetOption = None,
    header_row: HeaderOption = None,
    lang: LangOption = Language.en,
) -> None:
    """Join an office's own sheet to the standard. Nothing is applied that nobody has confirmed."""
    form = load_form(to)
    path = mapping or file.with_name(f"{file.stem}.mapping.yaml")
    keep_inputs([output, path], [file])
    keep_inputs([output], [path])
    earlier = load_mapping(path) if mapping or path.exists() else Mapping(form.code, ())
    if earlier.form != form.code:
        raise Refused(
            f"{path.name} joins this sheet to {earlier.form}; name another file with --mapping to join it to {form.code}"
        )
    given = _given(earlier, sheet, header_row, constant or [])
    table = read_table(file, sheet=given.sheet, header_row=given.header_row)
    join = propose(table, form, given, lang)
    if accept:
        join = join.confirm()
    elif out.is_terminal:
        new = [heading for heading in join.left_out if heading not in given.left_out]
        join = _ask_left_out(join, new, table, targets(form), lang)
        join = _asked(propose(table, form, join, lang), form, table, lang)
    save_mapping(join, path)
    _show(table, join, form, lang)
    _show_words(join, form, lang)
    _say("saved", lang, path=path)
    if join.proposals:
        _say("open", lang, count=len(join.proposals), path=path.name)
    else:
        _say("next", lang, form=form.code, file=file, mapping=path)
    if output:
        _write(table, join, form, output, lang)


def _asked(join: Mapping, form: Form, table: Table, lang: str) -> Mapping:
    """The mapping once the person at the terminal has answered every question about it."""
    while join.proposals:  # a column joined to another variable brings words of its own
        join = propose(table, form, _ask(join, form, table, lang), lang)
    return join if join.offered == NOTHING_SAID else _ask_conventions(join, lang)


def _given(earlier: Mapping, sheet: str | None, header_row: int | None, constants: list[str]) -> Mapping:
    """The earlier mapping with what was said on the command line put over it."""
    return replace(
        earlier,
        sheet=sheet or earlier.sheet,
        header_row=header_row or earlier.header_row,
        constants={**earlier.constants, **_constants(constants)},
    )


def _constants(said: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in said]
    wrong = next((text for text, (_, sign, value) in zip(said, pairs, strict=True) if not sign or not value), None)
    if wrong is not None:
        raise Refused(f"--set {wrong}: expected VARIABLE=CODE, such as org_Type=NGO")
    return {variable: value for variable, _, value in pairs}


def _ask_left_out(join: Mapping, headings: list[str], table: Table, known: Collection[str], lang: str) -> Mapping:
    """Offer each of the columns that nothing was proposed for; Enter leaves it out."""
    cells = first_cells(table)
    for heading in headings:
        question = say(_SAID["ask_left_out"], lang, heading=heading, cells=cells[heading])
        answer = Prompt.ask(escape(printable(question)), console=out, choices=["", *known], show_choices=False, default="")
        if answer:
            join = joined(join, heading, answer)
    return join


def _ask_conventions(join: Mapping, lang: str) -> Mapping:
    question = say(_SAID["ask_conventions"], lang, dates=join.offered.dates, decimals=join.offered.decimals)
    answer = Prompt.ask(question, console=out, choices=["y", "n"], default="y")
    return join.with_conventions() if answer == "y" else refuse_conventions(join)


def _ask(join: Mapping, form: Form, table: Table, lang: str) -> Mapping:
    """Go through the proposals one by one with the person at the terminal."""
    known, cells = targets(form), first_cells(table)
    for column in join.proposals:
        answered = _ask_column(column, known, cells.get(column.heading, ""), lang)
        if answered is None:
            join = without(join, column.heading)
        else:
            columns = tuple(answered if one.heading == column.heading else one for one in join.columns)
            join = replace(join, columns=columns)
    return join


def _ask_column(column: Column, known: dict[str, Variable], cells: str, lang: str) -> Column | None:
    """The column as the person wants it: confirmed, joined to another variable, or None to leave it out."""
    if not column.confirmed:
        label = say(known[column.variable].label, lang)
        said = {"heading": column.heading, "label": label, "variable": column.variable, "why": column.why, "cells": cells}
        question = say(_SAID["ask"], lang, **said)
        answer = Prompt.ask(escape(printable(question)), console=out, choices=["y", "n", *known], show_choices=False, default="y")
        if answer == "n":
            return None
        if answer != "y":
            return Column(column.heading, answer, confirmed=True)
    if column.proposed:
        question = say(_SAID["ask_values"], lang, heading=column.heading, values=_pairs(column.proposed))
        if Prompt.ask(escape(printable(question)), console=out, choices=["y", "n"], default="y") == "n":
            return refuse_words(column)
    return column.confirm()


def _show(table: Table, join: Mapping, form: Form, lang: str) -> None:
    sheet = say(_SAID["sheet"], lang, name=table.sheet) if table.sheet else ""
    row = say(_SAID["row"], lang, row=table.header_row) if table.header_row else ""
    _say("read", lang, file=table.path.name, row=row, columns=len(table.headings), sheet=sheet)
    for remark in table.remarks:
        tell("  " + say(remark, lang))
    known = targets(form)
    heads = (GridColumn(say(_SAID[head], lang), overflow="fold") for head in ("column", "variable", "state", "why"))
    grid = Grid(*heads, expand=False)  # folded, never cut: a code cut in two is no code
    for column in join.columns:
        state = say(_SAID["confirmed" if column.settled else "proposed"], lang)
        variable = f"{say(known[column.variable].label, lang)}\n[dim]{column.variable}[/]"
        grid.add_row(escape(printable(column.heading)), variable, state, escape(printable(column.why)))
    if join.columns:
        out.print(grid)


def _show_words(join: Mapping, form: Form, lang: str) -> None:
    """The words read as codes and those without one, the columns left out, the ways with dates and decimals."""
    known = targets(form)
    for column in join.columns:
        if column.values or column.proposed:
            _say("values", lang, heading=column.heading, values=_pairs({**column.values, **column.proposed}))
        if column.unread:
            words = ", ".join(_with_nearest(word, known[column.variable]) for word in column.unread)
            _say("unread", lang, heading=column.heading, values=words)
    if join.left_out:
        _say("left_out", lang, headings=", ".join(f'"{heading}"' for heading in join.left_out))
        _say("join_more", lang)
    if join.conventions != NOTHING_SAID:
        _say("dates", lang, dates=join.conventions.dates, decimals=join.conventions.decimals)
    if join.offered != NOTHING_SAID:
        _say("offered", lang, dates=join.offered.dates, decimals=join.offered.decimals)


def _with_nearest(word: str, variable: Variable) -> str:
    nearest = nearest_code(word, variable.code_list)
    return f'"{word}" (≈ {nearest}?)' if nearest else f'"{word}"'


def _pairs(values: Dict[str, str]) -> str:
    return ", ".join(f'"{word}" = {code or "—"}' for word, code in values.items())


def _write(table: Table, join: Mapping, form: Form, path: Path, lang: str) -> None:
    """The register as CSV. Cells that cannot be read are kept as written, so that natc check finds them."""
    if join.proposals:
        raise Refused(f"{path.name} was not written: {len(join.proposals)} proposals wait for a person")
    register = mapped(table, join, form, today=datetime.date.today())
    with whole_file(path) as unfinished:
        register.write_csv(unfinished)
    _say("written", lang, path=path, rows=register.height)


def _say(key: str, lang: str, **parts: object) -> None:
    tell(say(_SAID[key], lang, **parts))
