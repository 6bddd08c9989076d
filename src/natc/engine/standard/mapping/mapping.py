"""The mapping file: a YAML that people read and correct."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from natc.engine.errors import Refused, Unusable
from natc.engine.standard.files import Table
from natc.engine.standard.form import FORMS, Form, Variable, load_form
from natc.engine.standard.values import NOTHING_SAID, SEPARATOR, Conventions, DateOrder, Decimals, read_code
from natc.engine.text import fold, in_every_language
from natc.engine.whole import whole_file

TRUE = ("true", "yes")
HEAD = """\
# How the sheet of this office is read into the standard. Correct it by hand where it is wrong; natc reuses it next year.
# A column is read once it says "confirmed: true". "values" turns the office's words into the standard's codes; '' leaves blank.
# Words under "proposed_values" are not read yet: move them to "values" where they are right. So with "proposed_dates".
"""


@dataclass(frozen=True)
class Column:
    """One column of the office's sheet. `proposed` holds values that nobody has confirmed yet, `unread` those without a code."""

    heading: str
    variable: str
    confirmed: bool
    why: str = ""
    values: Dict[str, str] = field(default_factory=dict)
    proposed: Dict[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    separator: str = SEPARATOR

    @property
    def settled(self) -> bool:
        return self.confirmed and not self.proposed

    def confirm(self) -> "Column":
        """The column with all its proposals taken as said."""
        return replace(self, confirmed=True, values={**self.values, **self.proposed}, proposed={})


@dataclass(frozen=True)
class Mapping:
    """How a sheet is read. `constants` hold for every row (the body that keeps the sheet); `left_out` are headings not read.

    `offered` are conventions that the sheet's own values show and nobody has confirmed yet.
    """

    form: str
    columns: tuple[Column, ...]
    conventions: Conventions = NOTHING_SAID
    offered: Conventions = NOTHING_SAID
    constants: Dict[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    sheet: str | None = None
    header_row: int | None = None

    @property
    def proposals(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if not column.settled)

    def confirm(self) -> "Mapping":
        """The mapping with all its proposals taken as said."""
        columns = tuple(column.confirm() for column in self.columns)
        return replace(self, columns=columns).with_conventions()

    def with_conventions(self) -> "Mapping":
        """The mapping with the conventions that were offered."""
        dates = self.conventions.dates if self.offered.dates is DateOrder.UNKNOWN else self.offered.dates
        decimals = self.conventions.decimals if self.offered.decimals is Decimals.UNKNOWN else self.offered.decimals
        return replace(self, conventions=Conventions(dates, decimals), offered=NOTHING_SAID)

    def of(self, variable: str) -> tuple[Column, ...]:
        """The columns that feed `variable`."""
        return tuple(column for column in self.columns if column.variable == variable)


def targets(form: Form) -> dict[str, Variable]:
    """{code: variable} a sheet can be joined to: the form's, and the identifiers that serve linking at home."""
    identifiers = load_form("identifiers").variables if form.code != "identifiers" else ()
    return {variable.code: variable for variable in (*form.variables, *identifiers)}


def plain_mapping(table: Table, form: Form) -> Mapping:
    """The mapping of a sheet whose headings are the standard's own codes or labels; other headings are not read.

    Raises Unusable when two headings name the same variable.
    """
    names = {fold(name): code for code, variable in targets(form).items() for name in own_names(variable)}
    found = {heading: names[fold(heading)] for heading in table.headings if fold(heading) in names}
    headings = {code: heading for heading, code in found.items()}
    for heading, code in found.items():
        if headings[code] != heading:
            raise Unusable(
                f'{table.path.name}: "{heading}" and "{headings[code]}" both name {code}; join the sheet with natc map'
            )
    columns = tuple(Column(heading, variable, confirmed=True) for heading, variable in found.items())
    return Mapping(form.code, columns)


def refuse_proposals(mapping: Mapping, file: str) -> None:
    """Raises Refused while the mapping that stands in `file` holds proposals: nothing is read that nobody has confirmed."""
    if mapping.proposals:
        names = ", ".join(f'"{column.heading}"' for column in mapping.proposals)
        raise Refused(f"{file} still holds proposals nobody has confirmed ({names}); run natc map or correct the file")


def own_names(variable: Variable) -> list[str]:
    """What the standard itself calls a variable: its code and its labels."""
    return [variable.code, *in_every_language(variable.label)]


def save_mapping(mapping: Mapping, path: Path) -> None:
    """Write the mapping where people can read it; the old file stays until the new one is whole.

    Raises Unusable, and writes nothing, for a mapping that load_mapping would refuse, such as a constant that is no code.
    """
    text = yaml.dump(_to_yaml(mapping), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=130)
    _from_yaml(_parsed(text), path)
    with whole_file(path) as unfinished:
        unfinished.write_text(HEAD + text, encoding="utf-8")


def load_mapping(path: Path) -> Mapping:
    """The mapping in `path`. Raises Unusable, naming the entry, for anything that is not one."""
    try:
        raw = _parsed(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise Unusable(f"{path.name}: there is no such mapping file; natc map makes one") from error
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise Unusable(f"{path.name} is not a readable mapping file: {' '.join(str(error).split())}") from error
    return _from_yaml(raw, path)


def _parsed(text: str) -> Any:
    """YAML in which every scalar is text: an office's word "no" or "да" is a word, not a truth."""
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - the base loader makes nothing but texts, lists and dicts


def _to_yaml(mapping: Mapping) -> dict[str, Any]:
    return _without_blanks(
        {
            "form": mapping.form,
            "sheet": mapping.sheet,
            "header_row": mapping.header_row,
            "dates": str(mapping.conventions.dates),
            "decimals": str(mapping.conventions.decimals),
            "proposed_dates": _offered(mapping.offered.dates),
            "proposed_decimals": _offered(mapping.offered.decimals),
            "constants": dict(mapping.constants),
            "columns": [_column_to_yaml(column) for column in mapping.columns],
            "left_out": list(mapping.left_out),
        }
    )


def _offered(convention: DateOrder | Decimals) -> str | None:
    return None if convention.value == DateOrder.UNKNOWN.value else str(convention)


def _column_to_yaml(column: Column) -> dict[str, Any]:
    entry = {
        "heading": column.heading,
        "variable": column.variable,
        "confirmed": column.confirmed,
        "why": column.why,
        "separator": column.separator if column.separator != SEPARATOR else None,
        "values": dict(column.values),
        "proposed_values": dict(column.proposed),
        "unread_values": list(column.unread),
    }
    return _without_blanks(entry)


def _without_blanks(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key == "columns" or value not in (None, "", {}, [])}


def _from_yaml(raw: Any, path: Path) -> Mapping:
    if not isinstance(raw, dict) or raw.get("form") not in FORMS or not isinstance(raw.get("columns"), list):
        forms = ", ".join(FORMS)
        raise Unusable(f'{path.name} is not a mapping file: "form" ({forms}) and "columns" are expected; natc map makes one')
    form = load_form(raw["form"])
    try:
        conventions = _conventions_from_yaml(raw, "dates", "decimals")
        offered = _conventions_from_yaml(raw, "proposed_dates", "proposed_decimals")
        header_row = int(raw["header_row"]) if "header_row" in raw else None
    except (ValueError, TypeError) as error:
        raise Unusable(
            f'{path.name}: {error}; "dates" is day first, month first or unknown, "decimals" comma, point or unknown, '
            '"header_row" a number'
        ) from error
    known = targets(form)
    columns = tuple(_column_from_yaml(entry, known, path) for entry in raw["columns"])
    constants = _words(raw, "constants", path.name)
    _check_constants(constants, known, {column.variable for column in columns}, path)
    return Mapping(
        form=form.code,
        columns=columns,
        conventions=conventions,
        offered=offered,
        constants=constants,
        left_out=_texts(raw, "left_out", path.name),
        sheet=raw.get("sheet"),
        header_row=header_row,
    )


def _conventions_from_yaml(raw: Dict[str, Any], dates: str, decimals: str) -> Conventions:
    return Conventions(DateOrder(raw.get(dates, "unknown")), Decimals(raw.get(decimals, "unknown")))


def _column_from_yaml(raw: Any, known: Dict[str, Variable], path: Path) -> Column:
    if not isinstance(raw, dict) or not {"heading", "variable"} <= raw.keys():
        raise Unusable(f'{path.name}, columns: each entry needs "heading" and "variable", found {_short(raw)}')
    heading, variable = str(raw["heading"]), str(raw["variable"])
    where = f'{path.name}, column "{heading}"'
    if variable not in known:
        raise Unusable(f'{where}: the standard has no variable "{variable}"; natc standard lists them')
    values = _words(raw, "values", where)
    for word, code in values.items():
        _check_code(known[variable], code, f'{where}, value "{word}"')
    return Column(
        heading=heading,
        variable=variable,
        confirmed=str(raw.get("confirmed")).lower() in TRUE,
        why=str(raw.get("why", "")),
        values=values,
        proposed=_words(raw, "proposed_values", where),
        unread=_texts(raw, "unread_values", where),
        separator=str(raw.get("separator", SEPARATOR)),
    )


def _check_constants(constants: Dict[str, str], known: Dict[str, Variable], columns: set[str], path: Path) -> None:
    for code, value in constants.items():
        if code not in known:
            raise Unusable(f'{path.name}, constants: the standard has no variable "{code}"; natc standard lists them')
        if code in columns:
            raise Unusable(f"{path.name}, constants: {code} is read from a column too; keep one of them")
        _check_code(known[code], value, f"{path.name}, constants, {code}")


def _check_code(variable: Variable, code: str, where: str) -> None:
    """Refuse a code the variable's list does not have."""
    if not code or variable.codes is None:
        return
    for part in code.split(SEPARATOR):
        if read_code(part, variable.codes).value != part:
            raise Unusable(f'{where}: "{part}" is not a code of {variable.code}; natc standard {variable.code} lists them')


def _words(entry: Dict[str, Any], key: str, where: str) -> dict[str, str]:
    """The lines "word: code" under `key`; none when it is not there."""
    found = entry.get(key) or {}
    if not isinstance(found, dict) or not all(isinstance(code, str) for code in found.values()):
        raise Unusable(f'{where}, {key}: expected lines of the form "word: code", found {_short(found)}')
    return found


def _texts(entry: Dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    """The words listed under `key`; none when it is not there."""
    found = entry.get(key) or []
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise Unusable(f'{where}, {key}: expected a list with "- " before each word, found {_short(found)}')
    return tuple(found)


def _short(entry: object) -> str:
    return repr(str(entry)[:60])
