"""Every integer table that fits: a complete search of our own, for small systems. No solver, no tolerance, no rounding."""

from collections.abc import Iterator, Mapping, Sequence, Set

from adversary.system import Sum, System

MANY = 2_000  # persons; no small table has more, so that every unknown has an end
Box = list[tuple[int, int]]  # lowest and highest count of each unknown


def all_tables(system: System) -> Iterator[tuple[int, ...]]:
    """Each assignment of counts that fits everything known."""
    yield from _search([(0, MANY)] * len(system.unknowns), system.sums, _by_unknown(system))


def feasible_values(system: System, parts: frozenset[int], enough: int | None = None, seen: Set[int] = frozenset()) -> set[int]:
    """The values that the sum of these unknowns takes over all tables that fit; stops once it has `enough`.

    `seen`: values already known to be taken, which need no search.
    """
    found = set(seen)
    box = narrow([(0, MANY)] * len(system.unknowns), system.sums)
    if box is None:
        return set()
    for value in range(sum(box[part][0] for part in parts), min(MANY, sum(box[part][1] for part in parts)) + 1):
        if enough is not None and len(found) >= enough:
            break
        if value not in found and fits(system, parts, value):
            found.add(value)
    return found


def fits(system: System, parts: frozenset[int], value: int) -> bool:
    """Whether some table fits in which these unknowns add to `value`."""
    asked = Sum(dict.fromkeys(parts, 1), value, value, "asked")
    sums = [*system.sums, asked]
    return next(_search([(0, MANY)] * len(system.unknowns), sums, _by_unknown(system, asked)), None) is not None


def narrow(box: Box, sums: Sequence[Sum], touched: Sequence[Sum] | None = None) -> Box | None:
    """The box with every end moved in as far as single sums allow, over and over; None where nothing fits."""
    box = list(box)
    waiting = set(sums if touched is None else touched)
    while waiting:
        moved = _narrow_one(box, waiting.pop())
        if moved is None:
            return None
        waiting |= {known for known in sums if moved & known.parts.keys()} if moved else set()
    return box


def _narrow_one(box: Box, known: Sum) -> set[int] | None:
    """Move the ends of the unknowns of one sum in place: which moved, None where the sum cannot hold."""
    least = sum(factor * box[part][factor < 0] for part, factor in known.parts.items())
    most = sum(factor * box[part][factor > 0] for part, factor in known.parts.items())
    if (known.high is not None and least > known.high) or (known.low is not None and most < known.low):
        return None
    moved = set()
    for part, factor in known.parts.items():
        low, high = box[part]
        up = None if known.high is None else known.high - least + factor * box[part][factor < 0]  # factor * count <= up
        down = None if known.low is None else known.low - most + factor * box[part][factor > 0]  # factor * count >= down
        box[part] = _within(low, high, factor, down, up)
        if box[part][0] > box[part][1]:
            return None
        if box[part] != (low, high):
            moved.add(part)
            least += factor * (box[part][factor < 0] - (low, high)[factor < 0])
            most += factor * (box[part][factor > 0] - (low, high)[factor > 0])
    return moved


def _within(low: int, high: int, factor: int, down: int | None, up: int | None) -> tuple[int, int]:
    if factor < 0:
        down, up, factor = None if up is None else -up, None if down is None else -down, -factor
    return max(low, low if down is None else -(-down // factor)), min(high, high if up is None else up // factor)


def _by_unknown(system: System, *more: Sum) -> Mapping[int, Sequence[Sum]]:
    sums = [*system.sums, *more]
    return {part: [known for known in sums if part in known.parts] for part in range(len(system.unknowns))}


def _search(box: Box, sums: Sequence[Sum], of: Mapping[int, Sequence[Sum]], part: int | None = None) -> Iterator[tuple[int, ...]]:
    narrowed = narrow(box, sums, None if part is None else of[part])
    if narrowed is None:
        return
    open_parts = [part for part, (low, high) in enumerate(narrowed) if low < high]
    if not open_parts:
        yield tuple(low for low, _ in narrowed)
        return
    part = min(open_parts, key=lambda part: narrowed[part][1] - narrowed[part][0])
    for value in range(narrowed[part][0], narrowed[part][1] + 1):
        yield from _search([*narrowed[:part], (value, value), *narrowed[part + 1 :]], sums, of, part)
