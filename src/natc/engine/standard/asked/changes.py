"""What became of each question from one version of a form to the next. A code means the same thing for good."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from natc.engine.standard.asked.form import AskedForm, Question, Section
from natc.engine.standard.submission_form import Category, Table
from natc.engine.text import Text


class Became(StrEnum):
    """What became of a question."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    DROPPED = "dropped"


class Aspect(StrEnum):
    """In what a question differs from what it was."""

    SECTION = "section"  # it stands in another one
    ASK = "ask"
    LABEL = "label"
    NOTE = "note"
    OPTIONS = "options"  # other options, or another order
    WORDING = "wording"  # the same options, said otherwise
    BOUNDS = "bounds"
    NEEDED = "needed"
    READERS = "readers"
    TABLE = "table"  # anything of a table


@dataclass(frozen=True)
class Change:
    """One question, or one table under its code. how: empty unless it changed."""

    key: str
    label: Text
    became: Became
    how: tuple[Aspect, ...] = ()


Placed = Mapping[str, tuple[str, Question | Table]]  # by key or code: the code of its section, and itself


def changes(old: AskedForm, new: AskedForm) -> list[Change]:
    """What became of everything that is asked, in the order of the new form; what is asked no more at the end."""
    before, after = _placed(old), _placed(new)
    dropped = [Change(key, _label(one), Became.DROPPED) for key, (_section, one) in before.items() if key not in after]
    return [*(_change(key, before, after) for key in after), *dropped]


def _change(key: str, before: Placed, after: Placed) -> Change:
    section, one = after[key]
    if key not in before:
        return Change(key, _label(one), Became.NEW)
    old_section, old = before[key]
    moved = (Aspect.SECTION,) if section != old_section else ()
    how = (*moved, *_differences(old, one))
    return Change(key, _label(one), Became.CHANGED if how else Became.SAME, how)


def _placed(form: AskedForm) -> Placed:
    return {
        one.key if isinstance(one, Question) else one.code: (section.code, one)
        for section in form.sections
        for one in _asked(section)
    }


def _asked(section: Section) -> Iterator[Question | Table]:
    yield from section.questions
    yield from section.tables


def _label(one: Question | Table) -> Text:
    return one.label if isinstance(one, Question) else one.title


def _differences(old: Question | Table, new: Question | Table) -> Iterator[Aspect]:
    if not isinstance(old, Question) or not isinstance(new, Question):
        if old != new:
            yield Aspect.TABLE
        return
    compared = {
        Aspect.ASK: (old.ask, old.long, old.whole) != (new.ask, new.long, new.whole),
        Aspect.LABEL: old.label != new.label,
        Aspect.NOTE: old.note != new.note,
        Aspect.OPTIONS: _codes(old) != _codes(new),
        Aspect.WORDING: _reworded(old.options, new.options),
        Aspect.BOUNDS: (old.least, old.most) != (new.least, new.most),
        Aspect.NEEDED: (old.needed, old.asked_with) != (new.needed, new.asked_with),
        Aspect.READERS: old.readers != new.readers,
    }
    yield from (aspect for aspect, differs in compared.items() if differs)


def _codes(question: Question) -> list[str]:
    return [option.code for option in question.options]


def _reworded(old: tuple[Category, ...], new: tuple[Category, ...]) -> bool:
    """Whether an option that stays is said otherwise."""
    before = {option.code: (option.label, option.note) for option in old}
    return any(before.get(option.code, (option.label, option.note)) != (option.label, option.note) for option in new)
