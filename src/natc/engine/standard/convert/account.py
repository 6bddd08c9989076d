"""The written account of a conversion: what was carried, what had no place and why, cell for cell."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from natc.engine.standard.convert.crosswalk import Crosswalk
from natc.engine.standard.form import Form, Level, Variable, read_yaml
from natc.engine.text import Text, say, spaced

HERE = Path(__file__).parent
MOST_VALUES = 20  # values without a place shown for one column; more hides the rest of the page


@dataclass(frozen=True)
class Without:
    """A value that had no place. `value` is None where it must not be shown."""

    value: str | None
    cells: int
    why: Text


@dataclass(frozen=True)
class Line:
    """One column of the source; `to` is None when it was not carried, and `said` then tells why, else what to mind."""

    heading: str
    filled: int
    to: str | None
    said: Text | None
    without: tuple[Without, ...] = ()

    @property
    def without_place(self) -> int:
        """Cells of which some part had no place."""
        return sum(one.cells for one in self.without)

    @property
    def carried(self) -> int:
        """Cells carried in full."""
        return self.filled - self.without_place if self.to else 0


@dataclass(frozen=True)
class Account:
    """Every filled cell of the source is carried, without a place, or in a column that was left."""

    crosswalk: Crosswalk
    form: Form
    file: str
    sheet: str | None
    rows: int
    carried: tuple[Line, ...]
    left: tuple[Line, ...]
    variables: tuple[str, ...]  # of the register that was made

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.carried + self.left

    @property
    def filled(self) -> int:
        return sum(line.filled for line in self.lines)

    @property
    def cells_carried(self) -> int:
        return sum(line.carried for line in self.carried)

    @property
    def cells_without_place(self) -> int:
        return sum(line.without_place for line in self.carried)

    @property
    def cells_left(self) -> int:
        return sum(line.filled for line in self.left)

    @property
    def lacking(self) -> tuple[tuple[Variable, Text], ...]:
        """Core variables that the register does not have, with the reason."""
        absent = [one for one in self.form.variables if one.level is Level.CORE and one.code not in self.variables]
        return tuple((one, self.crosswalk.lacks.get(one.code, why_text("unsaid"))) for one in absent)


def sentence(group: str, key: str) -> Text:
    """One sentence of the account."""
    text: Text = _sentences()[group][key]
    return text


def phrase(group: str, key: str, lang: str, **parts: object) -> str:
    """One sentence of the account in `lang`, filled in; whole numbers as `spaced` writes them."""
    return say(
        sentence(group, key), lang, **{name: spaced(part) if isinstance(part, int) else part for name, part in parts.items()}
    )


def why_text(key: str, variable: Variable | None = None) -> Text:
    """The reason of this name in every language, with the variable's label in it."""
    text = sentence("why", key)
    return {lang: said.format(label=say(variable.label, lang)) if variable else said for lang, said in text.items()}


def account_markdown(account: Account, lang: str) -> str:
    """The account as Markdown in `lang`; the same account gives the same text."""
    return (
        "\n".join([*_opening(account, lang), *_cells(account, lang), *_columns(account, lang), *_lacking(account, lang)]) + "\n"
    )


def _opening(account: Account, lang: str) -> Iterator[str]:
    form, crosswalk = account.form, account.crosswalk
    sheet = _say("sheet", lang, name=account.sheet) if account.sheet else ""
    status = _say("proposed", lang) if form.status == "proposed" else form.status
    titles = {"source": say(crosswalk.title, lang), "form": say(form.title, lang)}
    yield f"# {_say('title', lang, file=account.file)}\n"
    yield _say("opening", lang, rows=account.rows, sheet=sheet, version=form.version, status=status, **titles) + "\n"
    yield say(crosswalk.use, lang) + "\n"
    yield _say("crosswalk", lang, source=crosswalk.source.text) + "\n"
    yield f"## {_say('blank', lang)}\n\n{say(crosswalk.blank, lang)}\n"


def _cells(account: Account, lang: str) -> Iterator[str]:
    counts = {
        "filled": account.filled,
        "carried": account.cells_carried,
        "without": account.cells_without_place,
        "left": account.cells_left,
    }
    yield f"## {_say('cells', lang)}\n"
    yield from (f"- {spaced(count)} {_say(key, lang)}" for key, count in counts.items())
    yield f"\n{_say('in_part', lang)}\n"


def _columns(account: Account, lang: str) -> Iterator[str]:
    filled = [line for line in account.lines if line.filled]
    carried = [
        (line.heading, line.to or "", line.filled, line.carried, line.without_place, say(line.said, lang) if line.said else "")
        for line in filled
        if line.to
    ]
    left = [(line.heading, line.filled, say(line.said, lang)) for line in filled if not line.to and line.said]
    yield f"## {_say('columns', lang)}\n"
    yield from table(["column", "variable", "filled", "carried", "without", "mind"], carried, lang)
    yield f"## {_say('values', lang)}\n"
    yield from table(["column", "value", "cells", "why"], list(_values(account, lang)), lang)
    yield f"## {_say('not_carried', lang)}\n"
    yield from table(["column", "filled", "why"], left, lang)
    if empty := [line.heading for line in account.lines if not line.filled]:
        yield _say("empty", lang, names=", ".join(empty)) + "\n"


def _values(account: Account, lang: str) -> Iterator[tuple[str, str, int, str]]:
    for line in account.carried:
        for one in line.without[:MOST_VALUES]:
            yield line.heading, one.value or phrase("heads", "hidden", lang), one.cells, say(one.why, lang)
        if rest := line.without[MOST_VALUES:]:
            yield line.heading, _say("more", lang, count=len(rest)), sum(one.cells for one in rest), ""


def _lacking(account: Account, lang: str) -> Iterator[str]:
    lacking = [(variable.code, say(variable.label, lang), say(why, lang)) for variable, why in account.lacking]
    others = [one.code for one in account.form.variables if one.level is not Level.CORE and one.code not in account.variables]
    key = account.form.key[0]
    numbers = [line.heading for line in account.carried if line.to == key]
    code = _say("from_column", lang, names=", ".join(numbers)) if numbers else _say("from_row", lang)
    yield f"## {_say('lacking', lang)}\n\n{_say('core', lang)}\n"
    yield from table(["variable", "label", "why"], lacking, lang)
    yield _say("others", lang, names=", ".join(others)) + "\n"
    yield f"## {_say('codes', lang)}\n\n{code}\n"
    yield f"## {_say('next', lang)}\n\n{_say('check', lang, form=account.form.code)}"


def table(heads: Iterable[str], rows: Sequence[tuple[str | int, ...]], lang: str) -> Iterator[str]:
    """A Markdown table with heads from the sentences; numbers stand to the right."""
    if not rows:
        yield _say("none", lang) + "\n"
        return
    names = [phrase("heads", head, lang) for head in heads]
    sides = ["---:" if isinstance(cell, int) else "---" for cell in rows[0]]
    yield f"| {' | '.join(names)} |\n|{'|'.join(sides)}|"
    yield from (f"| {' | '.join(map(_cell, row))} |" for row in rows)
    yield ""


def _cell(cell: str | int) -> str:
    return spaced(cell) if isinstance(cell, int) else " ".join(cell.split()).replace("|", "\\|")


def _say(key: str, lang: str, **parts: object) -> str:
    return phrase("account", key, lang, **parts)


@cache
def _sentences() -> dict[str, dict[str, Text]]:
    return dict(read_yaml(HERE / "account.yaml"))
