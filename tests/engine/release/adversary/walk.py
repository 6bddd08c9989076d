"""Values that cells can take, found by moving persons about: one entered, removed or put into another row at a time.

Begins at a table that fits and takes only steps that fit everything known, so every value seen is possible. What it does not
see may be possible all the same: that is for a complete search to say.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from adversary.score import far
from adversary.standard import kin
from adversary.system import Key, Row, System, Target

ROUNDS = 40  # visits to every open cell
PUSHES = 40  # steps tried in one direction on one visit
IDLE = 6  # rounds without a new value after which the walk ends

Change = dict[int, int]  # unknown → what is added to it


def seen_values(system: System, counts: Sequence[int], seed: int) -> dict[frozenset[int], set[int]]:
    """For each cell under attack the values it was seen to take, the true one first. `counts` must fit the system."""
    walk = _Walk(system, counts, seed)
    idle = 0
    for _ in range(ROUNDS):
        before = sum(map(len, walk.seen))
        for target in walk.open_targets():
            walk.push(target)
        idle = idle + 1 if sum(map(len, walk.seen)) == before else 0
        if idle == IDLE:
            break
    return dict(zip(system.targets, walk.seen, strict=True))


def enough(target: Target, values: set[int]) -> bool:
    """Whether these values are as many as the rule asks for."""
    return len(values) >= target.needed and far(target, values)


class _Walk:
    """The current counts, and what every sum and cell comes to under them."""

    def __init__(self, system: System, counts: Sequence[int], seed: int) -> None:
        self.system, self.counts, self.chance = system, list(counts), random.Random(seed)
        self.targets = list(system.targets.values())
        self.rows: dict[Key, list[int]] = defaultdict(list)
        for place, unknown in enumerate(system.unknowns):
            self.rows[unknown[:4]].append(place)
        self.sums = [sum(factor * counts[part] for part, factor in known.parts.items()) for known in system.sums]
        self.in_sums: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, known in enumerate(system.sums):
            for part, factor in known.parts.items():
                self.in_sums[part].append((number, factor))
        self.values = [sum(counts[part] for part in target.parts) for target in self.targets]
        self.seen = [{value} for value in self.values]
        self.in_targets: dict[int, list[int]] = defaultdict(list)
        for number, target in enumerate(self.targets):
            for part in target.parts:
                self.in_targets[part].append(number)
        self.fitting: dict[tuple[Key, tuple[tuple[int, frozenset[str]], ...]], list[int]] = {}

    def open_targets(self) -> list[int]:
        still = [number for number, target in enumerate(self.targets) if not enough(target, self.seen[number])]
        self.chance.shuffle(still)
        return still

    def push(self, number: int) -> None:
        """Move persons into a cell, or out of it, as long as that fits."""
        target, sign = self.targets[number], self.chance.choice((1, -1))
        parts = sorted(target.parts)
        for _ in range(PUSHES):
            part = self.chance.choice(parts if sign == 1 else self._filled(parts))
            change = self.entered(part) if self.chance.random() < 0.3 else self.moved(part, target.parts, sign)
            if change is not None:
                self.take({one: sign * by for one, by in change.items()})

    def take(self, change: Change) -> None:
        """Take the step if everything known still holds."""
        if any(self.counts[part] + by < 0 for part, by in change.items()):
            return
        moved: dict[int, int] = defaultdict(int)
        for part, by in change.items():
            for number, factor in self.in_sums[part]:
                moved[number] += factor * by
        for number, by in moved.items():
            known, value = self.system.sums[number], self.sums[number] + by
            if (by < 0 and known.low is not None and value < known.low) or (
                by > 0 and known.high is not None and value > known.high
            ):
                return
        self._keep(change, moved)

    def _keep(self, change: Change, moved: Mapping[int, int]) -> None:
        for number, by in moved.items():
            self.sums[number] += by
        touched = set()
        for part, by in change.items():
            self.counts[part] += by
            for number in self.in_targets[part]:
                self.values[number] += by
                touched.add(number)
        for number in touched:
            self.seen[number].add(self.values[number])

    def moved(self, part: int, inside: frozenset[int], sign: int) -> Change | None:
        """One person more in this row and one less in a row outside the cell, where no sister table tells the two apart.

        With sign -1 it will be taken the other way round.
        """
        key, row = self._row(part)
        shared = {dimension for other in self._sisters(key) for dimension in self._dimensions(other)}
        fixed = {name: block for name, block in zip(self._dimensions(key), row, strict=True) if name in shared}
        others = [other for other in self._fitting(key, fixed) if other not in inside]
        return {part: 1, self.chance.choice(others if sign == -1 else self._filled(others)): -1} if others else None

    def entered(self, part: int) -> Change:
        """One person more: in this row, and in one row of every table that counts the same persons."""
        key, row = self._row(part)
        person = dict(zip(self._dimensions(key), row, strict=True))
        change = {part: 1}
        for sister in self._sisters(key):
            rows = self._fitting(sister, {name: person[name] for name in self._dimensions(sister) if name in person})
            chosen = self.chance.choice(self._filled(rows))
            change[chosen] = 1
            person |= zip(self._dimensions(sister), self.system.unknowns[chosen][4], strict=True)
        return change

    def _filled(self, rows: list[int]) -> list[int]:
        """The rows that hold somebody; all of them where none does."""
        return [row for row in rows if self.counts[row]] or rows

    def _row(self, part: int) -> tuple[Key, Row]:
        unknown = self.system.unknowns[part]
        return unknown[:4], unknown[4]

    def _dimensions(self, key: Key) -> tuple[str, ...]:
        return self.system.dimensions[key[2]]

    def _sisters(self, key: Key) -> Iterator[Key]:
        for table in kin(key[2]):
            sister = (key[0], key[1], table, key[3])
            if table != key[2] and sister in self.rows:
                yield sister

    def _fitting(self, key: Key, fixed: Mapping[str, frozenset[str]]) -> list[int]:
        """The rows of a table with these blocks."""
        places = tuple((place, fixed[name]) for place, name in enumerate(self._dimensions(key)) if name in fixed)
        if (key, places) not in self.fitting:
            rows = [
                part for part in self.rows[key] if all(self.system.unknowns[part][4][place] == block for place, block in places)
            ]
            self.fitting[key, places] = rows
        return self.fitting[key, places]
