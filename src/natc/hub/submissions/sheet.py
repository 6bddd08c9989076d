"""A section as its page shows it: fields one below the other, tables as grids, and what came back from the page."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils.translation import gettext as _

from natc.engine.errors import Refused
from natc.engine.standard.asked.form import AskedForm, Given, Question, Section
from natc.engine.standard.asked.layout import layout_of
from natc.engine.standard.submission_form import SEPARATOR, Category, Dimension, Relation, Table, cell_key, exists, total_key
from natc.hub.submissions.actions.answers import Saved, Written
from natc.hub.submissions.models import Answer
from natc.hub.submissions.reading import Read
from natc.hub.submissions.values import as_posted, as_typed, in_words, read_answer

ADDED = 3  # empty rows at the end of an open table
VALUE, REASON, SEEN, TRY, ADD = "v:", "r:", "s:", "u:", "a:"  # how the names of a page's fields begin; a key follows


@dataclass(frozen=True)
class Option:
    """One option of a question: whether it is chosen, and at which place of a ranking, from 1."""

    category: Category
    chosen: bool
    place: int | None


@dataclass(frozen=True)
class Field:
    """One cell or question on the page. error: why what was typed was not taken. theirs: what somebody else saved meanwhile."""

    question: Question
    given: Given
    seen: int
    typed: str
    words: str  # the answer as it is read
    error: str = ""
    theirs: str = ""
    conflict: bool = False
    remarked: bool = False

    @property
    def options(self) -> list[Option]:
        """Its options, in order."""
        value = self.given.value
        chosen = value if isinstance(value, list) else [value]
        places = {code: place for place, code in enumerate(chosen, start=1)}
        return [Option(one, one.code in places, places.get(one.code)) for one in self.question.options]


@dataclass(frozen=True)
class Row:
    """One row of a grid: its categories from left to right, its cells; None where the table has no such cell."""

    heads: Sequence[Category]
    cells: Sequence[Field | None]


@dataclass(frozen=True)
class Grid:
    """A table on the page. columns: categories of its last dimension; none where each row is one cell."""

    table: Table
    heads: Sequence[Dimension]
    columns: Sequence[Category]
    rows: Sequence[Row]
    total: Field | None
    added: Sequence[int]  # numbers of empty rows; none of a closed table
    adds_up: bool  # a rule of the form says that the total is the sum of the rows


@dataclass(frozen=True)
class Sheet:
    """A section with its answers."""

    section: Section
    fields: Sequence[Field]
    grids: Sequence[Grid]

    @property
    def readers(self) -> str | None:
        """Who reads all of its answers; None where that differs."""
        marks = {*(question.readers for question in self.section.questions), *(table.readers for table in self.section.tables)}
        return marks.pop() if len(marks) == 1 else None


@dataclass
class Posted:
    """What came back: cells to save; by key what was typed and why it was not taken; what is wrong with added rows."""

    cells: list[Written] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


Show = Callable[[Question], Field]


def sheet_of(
    form: AskedForm,
    section: Section,
    answers: Read,
    *,
    posted: Posted | None = None,
    saved: Sequence[Saved] = (),
    remarked: Container[str] = (),
) -> Sheet:
    """The section with answers by key.

    posted, saved: what was just sent and what became of it, for errors and conflicts. remarked: keys of cells with remarks.
    """
    came = posted or Posted()
    wanted = {cell.key: cell.given for cell in came.cells}
    conflicts = {one.answer.key for one in saved if not one.kept}

    def show(question: Question) -> Field:
        key, answer = question.key, answers.get(question.key)
        given, seen = (answer.given, answer.version) if answer else (Given(), 0)
        if key in conflicts:
            theirs = in_words(form, question, given)
            mine = wanted[key]
            typed = as_typed(form, question, mine)
            return Field(question, mine, seen, typed, "", theirs=theirs, conflict=True, remarked=key in remarked)
        typed = came.typed.get(key, as_typed(form, question, given))
        words, error = in_words(form, question, given), came.errors.get(key, "")
        return Field(question, given, seen, typed, words, error, remarked=key in remarked)

    fields = [show(question) for question in section.questions]
    grids = [_open_grid(form, table, answers, show) if table.open else _grid(form, table, show) for table in section.tables]
    return Sheet(section, fields, grids)


def _grid(form: AskedForm, table: Table, show: Show) -> Grid:
    """A closed table, as the engine lays it out."""
    layout = layout_of(table)
    rows = [
        Row(heads, [_cell(form, table, codes, show) if codes is not None else None for codes in cells])
        for heads, cells in layout.rows
    ]
    return Grid(table, layout.heads, layout.columns, rows, _total(form, table, show), (), _adds_up(form, table))


def _open_grid(form: AskedForm, table: Table, answers: Read, show: Show) -> Grid:
    """The rows that the desk has added, by category, and empty ones to add more."""
    keys = [key for key in answers if key.startswith(cell_key(table.code, [""])) and key != total_key(table.code)]
    rows = []
    for key in sorted(keys):
        codes = key.split(SEPARATOR)[1:]
        heads = [_category(dimension, code) for dimension, code in zip(table.dimensions, codes, strict=True)]
        rows.append(Row(heads, [_cell(form, table, codes, show)]))
    return Grid(table, table.dimensions, (), rows, _total(form, table, show), range(ADDED), _adds_up(form, table))


def _cell(form: AskedForm, table: Table, codes: Sequence[str], show: Show) -> Field | None:
    question = form.question(cell_key(table.code, codes)) if exists(table, codes) else None
    return show(question) if question else None


def _total(form: AskedForm, table: Table, show: Show) -> Field | None:
    question = form.question(total_key(table.code))
    return show(question) if question else None


def _adds_up(form: AskedForm, table: Table) -> bool:
    return table.total and any(rule.kind is Relation.PARTS for rule in form.rules)


def _category(dimension: Dimension, code: str) -> Category:
    return next(category for category in dimension.categories if category.code == code)


def read_posted(form: AskedForm, section: Section, post: QueryDict) -> Posted:
    """What a page of this section sent. Cells of other sections are not read."""
    posted = Posted()
    for name in post:
        key = name.removeprefix(SEEN)
        if name.startswith(SEEN) and section.own({key: Given()}):
            _read_cell(form, key, post, posted)
    for table in section.tables:
        if table.open:
            _read_added(form, table, post, posted)
    return posted


def _read_cell(form: AskedForm, key: str, post: QueryDict, posted: Posted) -> None:
    seen, typed, question = str(post[SEEN + key]), post.getlist(VALUE + key), form.question(key)
    if question is None:
        posted.errors[key] = _no_such_row()
        return
    try:
        given = read_answer(form, question, typed, post.get(REASON + key, ""))
    except Refused as refused:
        posted.typed[key], posted.errors[key] = " ".join(typed), str(refused)
        return
    posted.cells.append(Written(key, given, int(seen) if seen.isdigit() else 0, _try(post.get(TRY + key))))


def _try(uid: str | None) -> UUID:
    """What a script called its save, so that it can repeat it; a page without a script repeats nothing."""
    if uid is None:
        return uuid4()
    try:
        return UUID(uid)
    except ValueError as error:
        raise Refused(_("“%(said)s” is no name of a save; load the page again.") % {"said": uid[:40]}) from error


def saved_in_words(form: AskedForm, posted: Posted, saved: Sequence[Saved]) -> dict[str, dict[str, Any]]:
    """By key what became of each cell that a script sent: saved, in conflict with what somebody else saved, or an error."""
    errors = {key: {"state": "error", "says": says} for key, says in posted.errors.items()}
    cells = zip(posted.cells, saved, strict=True)
    became = {
        wanted.key: _became(form, question, wanted.given, one.answer)
        for wanted, one in cells
        if (question := form.question(wanted.key))
    }
    return {**errors, **became}


def _became(form: AskedForm, question: Question, wanted: Given, answer: Answer) -> dict[str, Any]:
    """A save that is repeated after somebody changed the cell is in conflict too: what stands there is not what was typed."""
    if answer.given == wanted:
        return {"state": "saved", "version": answer.version, "shows": as_typed(form, question, wanted)}
    standing = {"values": as_posted(form, question, answer.given), "reason": answer.reason}
    words = {"theirs": in_words(form, question, answer.given), "mine": in_words(form, question, wanted)}
    return {"state": "conflict", "version": answer.version, **standing, **words}


def _read_added(form: AskedForm, table: Table, post: QueryDict, posted: Posted) -> None:
    first = f"{ADD}{table.code}:"
    for number in dict.fromkeys(name.removeprefix(first).partition(":")[0] for name in post if name.startswith(first)):
        start = f"{first}{number}:"
        codes = [post.get(start + dimension.code, "") for dimension in table.dimensions]
        typed = post.getlist(start + VALUE)
        if any(codes) or any(typed):
            _read_row(form, cell_key(table.code, codes), typed, posted)


def _read_row(form: AskedForm, key: str, typed: Sequence[str], posted: Posted) -> None:
    question = form.question(key)
    if question is None:
        posted.refused.append(_no_such_row())
        return
    try:
        posted.cells.append(Written(key, read_answer(form, question, typed), 0, uuid4()))
    except Refused as refused:
        posted.refused.append(str(refused))


def _no_such_row() -> str:
    return _("A row was not added: choose one of each list, and a combination that the table has.")
