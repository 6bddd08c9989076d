"""The small language in which a report says from which cells of the submission a number is summed.

`P4 form_one=SexualExploitation,Servitude sex=F age!=Unknown`: the table, then for each dimension that matters the
categories that count (=) or all but some (!=). A dimension that is not named is summed over. A table alone is its total.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from natc.engine.standard.submission_form import Table

NOT = "!="


@dataclass(frozen=True)
class Clause:
    """One condition on a dimension: it is, or with `out` it is not, one of these categories."""

    dimension: str
    codes: tuple[str, ...]
    out: bool = False

    def takes(self, code: str) -> bool:
        return (code in self.codes) != self.out


@dataclass(frozen=True)
class Selection:
    """Cells of one table of the submission. `table` is "" where a row or a column says only its part."""

    table: str = ""
    where: tuple[Clause, ...] = ()

    def and_(self, other: "Selection") -> "Selection":
        """The cells that both take; the table that `other` names counts before that of this one."""
        return Selection(other.table or self.table, self.where + other.where)

    def takes(self, table: Table, codes: Sequence[str]) -> bool:
        """Whether the row of `table` with these category codes is among the cells."""
        row = {dimension.code: code for dimension, code in zip(table.dimensions, codes, strict=True)}
        return all(clause.takes(row[clause.dimension]) for clause in self.where)

    def only(self, dimension: str) -> str | None:
        """The one category that is taken of a dimension; None where it is summed over several."""
        named = [clause.codes for clause in self.where if clause.dimension == dimension and not clause.out]
        return named[0][0] if named and len(named[0]) == 1 else None

    def written(self) -> str:
        """The selection as `select` reads it."""
        clauses = [f"{clause.dimension}{NOT if clause.out else '='}{','.join(clause.codes)}" for clause in self.where]
        return " ".join(filter(None, (self.table, *clauses)))


def select(text: str) -> Selection:
    """The selection that `text` writes; "" is every cell of a table that is named elsewhere."""
    words = text.split()
    table = words.pop(0) if words and "=" not in words[0] else ""
    return Selection(table, tuple(_clause(word) for word in words))


def _clause(word: str) -> Clause:
    sign = NOT if NOT in word else "="
    dimension, _, codes = word.partition(sign)
    return Clause(dimension, tuple(codes.split(",")), out=sign == NOT)
