"""What changed between two revisions, clause by clause and word by word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from natc.hub.library.models import Clause
from natc.hub.web.templatetags.said import said

Fate = Literal["same", "gone", "new", "changed"]


@dataclass(frozen=True)
class Piece:
    """Some words of a clause and what happened to them."""

    fate: Fate
    text: str


@dataclass(frozen=True)
class Change:
    """What happened to one clause. pieces: its words in order, of both revisions."""

    fate: Fate
    code: str
    heading: str
    pieces: tuple[Piece, ...]


def difference(old: Iterable[Clause], new: Iterable[Clause]) -> list[Change]:
    """What happened to each clause, in the language of who reads: in the new order, with what is gone where it stood."""
    before, after = {clause.code: clause for clause in old}, {clause.code: clause for clause in new}
    changes = []
    for code in _in_order(list(before), list(after)):
        pieces = tuple(words(_whole(before.get(code)), _whole(after.get(code))))
        heading = said((after.get(code) or before[code]).heading)
        changes.append(Change(_fate(code in before, code in after, pieces), code, heading, pieces))
    return changes


def words(old: str, new: str) -> Iterator[Piece]:
    """The words of two texts in order: those in both, those that are gone, those that are new."""
    left, right = re.findall(r"\S+\s*", old), re.findall(r"\S+\s*", new)
    for kind, start, end, from_, to in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(right[from_:to]))
            continue
        if start < end:
            yield Piece("gone", "".join(left[start:end]))
        if from_ < to:
            yield Piece("new", "".join(right[from_:to]))


def _in_order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """All codes: the new ones in their order, each that is gone after the one that it stood behind."""
    order = list(new)
    for place, code in enumerate(old):
        if code not in new:
            order.insert(order.index(old[place - 1]) + 1 if place else 0, code)
    return order


def _whole(clause: Clause | None) -> str:
    return f"{said(clause.heading)}\n{said(clause.text)}".strip() if clause else ""


def _fate(before: bool, after: bool, pieces: tuple[Piece, ...]) -> Fate:  # noqa: FBT001  two facts, not switches
    if not before:
        return "new"
    if not after:
        return "gone"
    return "same" if all(piece.fate == "same" for piece in pieces) else "changed"
