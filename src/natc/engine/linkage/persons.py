"""Which rows are one person: what was decided pair by pair, and what follows from it."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping

import polars as pl

from natc.engine.errors import Refused
from natc.engine.linkage import lists
from natc.engine.linkage.decisions import Pair


def pairs_by_code(rows: pl.DataFrame) -> list[Pair]:
    """Each row with the first row of the same local person code."""
    coded = rows.select(lists.ROW, lists.PERSON_CODE).drop_nulls()
    first = coded.with_columns(first=pl.col(lists.ROW).min().over(lists.PERSON_CODE))
    return first.filter(pl.col("first") < pl.col(lists.ROW)).select("first", lists.ROW).rows()


def components(count: int, same: Iterable[Pair]) -> list[int]:
    """For each of `count` rows the smallest row number of its person, when the rows of each pair in `same` are one person."""
    parent = list(range(count))
    for pair in same:
        left, right = (_root(parent, row) for row in pair)
        parent[max(left, right)] = min(left, right)
    return [_root(parent, row) for row in range(count)]


def undecided(pairs: Iterable[Pair], persons: list[int], answers: Mapping[Pair, bool]) -> list[Pair]:
    """The pairs of which nothing is decided and nothing follows, in their order."""
    apart = {frozenset((persons[one], persons[other])) for (one, other), same in answers.items() if not same}
    return [pair for pair in pairs if len(both := frozenset(persons[row] for row in pair)) > 1 and both not in apart]


def check_consistent(rows: pl.DataFrame, same: Iterable[Pair], different: Iterable[Pair]) -> None:
    """Raises Refused, naming the rows, where two rows are decided different but are one person by other decisions or codes."""
    same = list(same)
    persons = components(rows.height, same)
    for one, other in different:
        if persons[one] == persons[other]:
            raise Refused(_contradiction(rows, _chain(same, one, other)))


def _contradiction(rows: pl.DataFrame, chain: list[int]) -> str:
    first, *between, last = [place_of(rows, row) for row in chain]
    through = f"through {', then '.join(between)}" if between else "by their local person code"
    return (
        f"{first} and {last} are decided to be different persons, but they are one person {through}; "
        "write the pairs with --workbook, change one of these answers, and read it back with --decided"
    )


def place_of(rows: pl.DataFrame, row: int) -> str:
    """Where the row stands: file and line."""
    return f"{rows[lists.LIST][row]} line {rows[lists.LINE][row]}"


def _chain(same: list[Pair], start: int, end: int) -> list[int]:
    """The shortest way from `start` to `end` along pairs that are one person."""
    beside = defaultdict(list)
    for one, other in same:
        beside[one].append(other)
        beside[other].append(one)
    came_from, waiting = {start: start}, deque([start])
    while end not in came_from:
        row = waiting.popleft()
        for neighbour in beside[row]:
            if neighbour not in came_from:
                came_from[neighbour] = row
                waiting.append(neighbour)
    chain = [end]
    while chain[-1] != start:
        chain.append(came_from[chain[-1]])
    return chain[::-1]


def _root(parent: list[int], row: int) -> int:
    while parent[row] != row:
        parent[row] = parent[parent[row]]
        row = parent[row]
    return row
