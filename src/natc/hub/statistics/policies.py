"""Two policies side by side, before a release is begun: which counts each would show as a number and which as a range.

The finest layout of each table of states, by the numbers of its rule alone: the disclosure test comes later and may hide more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from natc.engine.release.counts import Counts, cells_of, counts_of
from natc.engine.release.figures import ReleaseTable
from natc.engine.release.policy import Policy, Scope
from natc.engine.text import Text
from natc.hub.statistics.compiling import accepted_editions, handed
from natc.hub.submissions.models import Call

Cell = tuple[str, str]  # territory, cell


@dataclass(frozen=True)
class Shown:
    """What a policy would do with the counts of one table. numbers, ranges: {cell: its count}."""

    table: ReleaseTable
    numbers: dict[Cell, int]
    ranges: dict[Cell, int]


@dataclass(frozen=True)
class Compared:
    """One table under both policies; None where a policy does not have it."""

    title: Text
    first: Shown | None
    second: Shown | None

    @property
    def only_first(self) -> list[tuple[Cell, int]]:
        """Counts that the first would show as a number and the second would not."""
        return _only(self.first, self.second)

    @property
    def only_second(self) -> list[tuple[Cell, int]]:
        """The other way round."""
        return _only(self.second, self.first)


def compare(call: Call, first: Policy, second: Policy) -> list[Compared]:
    """Each table of either policy, over what is accepted of a call now."""
    counts = [(one.territory, counts_of(one)) for one in map(handed, accepted_editions(call))]
    shown_first, shown_second = _shown(first, counts), _shown(second, counts)
    titles = {one.table.code: one.table.title for one in (*shown_second.values(), *shown_first.values())}
    return [Compared(title, shown_first.get(code), shown_second.get(code)) for code, title in titles.items()]


def _shown(policy: Policy, counts: Sequence[tuple[str, Counts]]) -> dict[str, Shown]:
    of_states = [table for table in policy.tables if policy.scopes[table.code] is not Scope.REGION]
    return {table.code: _table(table, counts) for table in of_states}


def _table(table: ReleaseTable, counts: Iterable[tuple[str, Counts]]) -> Shown:
    shown = Shown(table, {}, {})
    for territory, given in counts:
        for cell, count in cells_of(given, table, table.layouts[0]).items():
            if isinstance(count, int):
                (shown.numbers if _as_number(table, count) else shown.ranges)[territory, cell] = count
    return shown


def _as_number(table: ReleaseTable, count: int) -> bool:
    return count >= table.smallest_shown or (count == 0 and table.zero_shown)


def _only(one: Shown | None, other: Shown | None) -> list[tuple[Cell, int]]:
    if one is None or other is None:
        return []
    return [(cell, count) for cell, count in one.numbers.items() if cell not in other.numbers]
