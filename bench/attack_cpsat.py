"""The attack on real-size releases: which values each hidden cell can still take, by OR-tools' CP-SAT.

Run by bench/attack.py in an environment of its own; reads a system of sums from standard input, writes what it found. It knows
the true counts only to begin from them: around the truth, one state-year at a time, most cells soon show values enough, and what
fits around the truth fits. Only cells that stay open are put to the whole system, where no other value means a recovery.
"""

import json
import random
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

MOST = 100_000  # persons or events; no cell holds more
ROUNDS = 12  # joint solves of a state-year before its open cells are asked for one by one
WISHES = 40  # open cells that one joint solve draws towards values not seen yet
GLANCE = 0.3  # seconds for a joint solve, which proves nothing
LOOK = 10.0  # seconds for a joint solve of everything
SECONDS = 60.0  # for one solve; a solve that needs longer proves nothing
FAR_FROM_ONE = 5  # persons; as the rule of release


@dataclass(frozen=True)
class Sum:
    parts: dict[int, int]
    low: int | None
    high: int | None


@dataclass
class Target:
    """A cell under attack; `values`: those it was seen to take; `closed`: no other value fits."""

    parts: frozenset[int]
    needed: int
    far: bool  # one of the values must be 0 or FAR_FROM_ONE or more
    values: set[int] = field(default_factory=set)
    closed: bool = False

    def open(self) -> bool:
        return not self.closed and not self.safe()

    def safe(self) -> bool:
        return len(self.values) >= self.needed and (not self.far or 0 in self.values or max(self.values) >= FAR_FROM_ONE)


@dataclass
class Attack:
    """The system, one table that fits (`counts`), and what was seen so far."""

    sums: list[Sum]
    targets: list[Target]
    counts: list[int]
    solves: int = 0
    timed_out: int = 0

    def see(self, targets: list[Target]) -> None:
        for target in targets:
            target.values.add(sum(self.counts[part] for part in target.parts))

    def check(self, sums: list[Sum]) -> None:
        """A found table counts only when it fits in whole numbers."""
        for known in sums:
            value = sum(factor * self.counts[part] for part, factor in known.parts.items())
            if (known.low is not None and value < known.low) or (known.high is not None and value > known.high):
                raise SystemExit(f"a table does not fit: {value} outside {known.low}..{known.high}")


class Model:
    """CP-SAT over some of the unknowns, the others held at the counts found so far."""

    def __init__(self, attack: Attack, free: list[int], sums: list[Sum]) -> None:
        self.attack, self.free, self.sums = attack, free, sums
        self.model = cp_model.CpModel()
        self.variables = {part: self.model.new_int_var(0, MOST, "") for part in free}
        for part, variable in self.variables.items():
            self.model.add_hint(variable, attack.counts[part])
        for known in sums:
            held = sum(factor * attack.counts[part] for part, factor in known.parts.items() if part not in self.variables)
            inside = [factor * self.variables[part] for part, factor in known.parts.items() if part in self.variables]
            low = -MOST * 1000 if known.low is None else known.low - held
            high = MOST * 1000 if known.high is None else known.high - held
            self.model.add_linear_constraint(cp_model.LinearExpr.sum(inside), low, high)
        self.asked = self.model.new_int_var(0, MOST * 1000, "asked")
        self.solver = cp_model.CpSolver()
        self.solver.parameters.num_workers = 1
        self.solver.parameters.max_time_in_seconds = SECONDS

    def expression(self, target: Target) -> Any:
        held = sum(self.attack.counts[part] for part in target.parts if part not in self.variables)
        return cp_model.LinearExpr.sum([self.variables[part] for part in target.parts if part in self.variables]) + held

    def copy(self) -> cp_model.CpModel:
        return self.model.clone()

    def solve(self, model: cp_model.CpModel, targets: list[Target]) -> int:
        """Solve; a table found becomes the current one and all these targets see it."""
        self.attack.solves += 1
        status = self.solver.solve(model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            for part, variable in self.variables.items():
                self.attack.counts[part] = self.solver.value(variable)
            self.attack.check(self.sums)
            self.attack.see(targets)
        elif status != cp_model.INFEASIBLE:
            self.attack.timed_out += 1
        return status


def joint(model: Model, targets: list[Target], chance: random.Random, seconds: float) -> None:
    """Draw many open cells at once towards values they were not seen to take."""
    for _ in range(ROUNDS):
        still = [target for target in targets if target.open()]
        if not still:
            return
        copy = model.copy()
        distances = []
        for target in chance.sample(still, min(WISHES, len(still))):
            wish = next(value for value in chance.sample(range(12), 12) if value not in target.values or len(target.values) > 11)
            distance = copy.new_int_var(0, MOST * 1000, "")
            copy.add_abs_equality(distance, model.expression(target) - wish)
            distances.append(distance)
        copy.minimize(cp_model.LinearExpr.sum(distances))
        model.solver.parameters.max_time_in_seconds = seconds
        model.solve(copy, targets)
        model.solver.parameters.max_time_in_seconds = SECONDS


def own(model: Model, target: Target, targets: list[Target]) -> bool:
    """Ask for this cell alone: lowest, highest, then what lies between. Whether every other value is proven not to fit."""
    ends = []
    for sign in (1, -1):
        copy = model.copy()
        copy.minimize(sign * model.expression(target))
        if model.solve(copy, targets) != cp_model.OPTIMAL:
            return False
        ends.append(sum(model.attack.counts[part] for part in target.parts))
        if target.safe():
            return False
    proven = True
    for value in range(ends[0], ends[1] + 1):
        if target.safe():
            return False
        if value not in target.values:
            copy = model.copy()
            copy.add(model.expression(target) == value)
            proven &= model.solve(copy, targets) in (cp_model.INFEASIBLE, cp_model.OPTIMAL)
    return proven


def around(attack: Attack, blocks: list[str], chance: random.Random) -> None:
    """One state-year after the other, all others held; each ends as it began, so that all stay near the truth."""
    for number, block in enumerate(sorted(set(blocks))):
        begun, solves = time.perf_counter(), attack.solves
        within = {part for part, one in enumerate(blocks) if one == block}
        sums = [known for known in attack.sums if within & known.parts.keys()]
        targets = [target for target in attack.targets if within & target.parts]
        for island, held in islands(sums, within):
            around_one(attack, island, held, [target for target in targets if target.parts & island], chance)
        left = sum(target.open() for target in targets)
        took = f"{attack.solves - solves} solves, {time.perf_counter() - begun:.1f} s"
        say(f"{number + 1}/{len(set(blocks))} {block}: {len(targets)} cells, {left} open, {took}")


def around_one(attack: Attack, free: set[int], sums: list[Sum], targets: list[Target], chance: random.Random) -> None:
    """The values that cells take when only these unknowns move."""
    if not any(target.open() for target in targets):
        return
    before = [attack.counts[part] for part in sorted(free)]
    model = Model(attack, sorted(free), sums)
    joint(model, targets, chance, GLANCE)
    for target in targets:
        if target.open() and target.parts <= free:
            own(model, target, targets)
    for part, count in zip(sorted(free), before, strict=True):
        attack.counts[part] = count
    close(attack, free, [known for known in sums if known.parts.keys() <= free], targets)


def close(attack: Attack, free: set[int], sums: list[Sum], targets: list[Target]) -> None:
    """Cells that take no other value even when all that ties this state-year to the others is forgotten."""
    apart = Attack(sums, [], list(attack.counts))
    model = Model(apart, sorted(free), sums)
    for target in targets:
        if target.open() and target.parts <= free:
            alone = Target(target.parts, target.needed, target.far, set(target.values))
            target.closed = own(model, alone, [alone]) and alone.values == target.values
    attack.solves += apart.solves


def whole(attack: Attack, chance: random.Random) -> None:
    """The cells still open against everything at once: together, then one by one."""
    for island, sums in islands(attack.sums, set(range(len(attack.counts)))):
        here = [target for target in attack.targets if target.open() and target.parts & island]
        if here:
            begun, model = time.perf_counter(), Model(attack, sorted(island), sums)
            joint(model, here, chance, LOOK)
            still = [target for target in here if target.open()]
            for target in still:
                if target.open():
                    target.closed = own(model, target, attack.targets)
            proven = sum(not target.open() for target in here)
            say(f"{len(here)} cells open, {len(still)} after joint solves, {proven} proven, {time.perf_counter() - begun:.0f} s")


def islands(sums: list[Sum], free: set[int]) -> list[tuple[set[int], list[Sum]]]:
    """Unknowns that no sum connects are attacked apart; those that are held connect nothing."""
    root = {part: part for part in free}

    def find(part: int) -> int:
        while root[part] != part:
            root[part] = root[root[part]]
            part = root[part]
        return part

    for known in sums:
        first, *others = [find(part) for part in known.parts if part in free]
        for other in others:
            root[find(other)] = find(first)
    members: dict[int, set[int]] = defaultdict(set)
    for part in free:
        members[find(part)].add(part)
    held: dict[int, list[Sum]] = defaultdict(list)
    for known in sums:
        held[find(next(part for part in known.parts if part in free))].append(known)
    return [(members[one], held[one]) for one in sorted(members)]


def start(attack: Attack) -> bool:
    """Whether a table fits; the given counts where they do, otherwise one that is found near them."""
    for island, sums in islands(attack.sums, set(range(len(attack.counts)))):
        try:
            attack.check(sums)
        except SystemExit:
            model = Model(attack, sorted(island), sums)
            for part, variable in model.variables.items():
                model.model.add_hint(variable, attack.counts[part])
            if model.solve(model.model, []) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                return False
    return True


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    asked = json.load(sys.stdin)
    sums = [Sum(dict(map(tuple, parts)), low, high) for parts, low, high in asked["sums"] if parts]
    targets = [Target(frozenset(parts), needed, far, set(seen)) for parts, needed, far, seen in asked["targets"]]
    attack = Attack(sums, targets, asked["counts"])
    fits = start(attack)
    if fits:
        attack.see(attack.targets)
        chance = random.Random(asked["seed"])
        around(attack, asked["blocks"], chance)
        whole(attack, chance)
    found = [[sorted(target.values), target.safe() or target.closed] for target in attack.targets]
    json.dump({"fits": fits, "found": found, "solves": attack.solves, "timed_out": attack.timed_out}, sys.stdout)


if __name__ == "__main__":
    main()
