"""What a journalist does with a pocket calculator: take published figures from a published whole, one step at a time."""

from collections.abc import Callable, Iterator, Mapping

from adversary.published import REGION, Range
from adversary.system import Place, Sum, System

Trick = Callable[[Place, Place], bool]  # whether this figure is taken from that whole
TRICKS: Mapping[str, Trick] = {
    "the other parts from a total": lambda part, whole: _same(part, whole, "release table territory period"),
    "states from the region": lambda part, whole: (
        whole.territory == REGION != part.territory and _same(part, whole, "table period")
    ),
    "known years from three": lambda part, whole: part.period != whole.period and _same(part, whole, "table territory"),
    "one release from another": lambda part, whole: (
        part.release != whole.release and _same(part, whole, "table territory period")
    ),
    "a finer layout from a coarser": lambda part, whole: (
        part.layout != whole.layout and _same(part, whole, "table territory period")
    ),
    "a table from its sister": lambda part, whole: part.table != whole.table and _same(part, whole, "territory period"),
}


def subtracted(system: System, trick: Trick) -> dict[frozenset[int], Range]:
    """For each cell under attack the narrowest range that one subtraction of this kind leaves it."""
    figures = [known for known in system.sums if isinstance(known.why, Place)]
    by_unknown: dict[int, list[Sum]] = {}
    for figure in figures:
        for part in figure.parts:
            by_unknown.setdefault(part, []).append(figure)
    return {parts: _narrowest(parts, by_unknown, trick) for parts in system.targets}


def _narrowest(parts: frozenset[int], by_unknown: Mapping[int, list[Sum]], trick: Trick) -> Range:
    lows, highs = [0], []
    for whole in by_unknown.get(min(parts), ()):
        if parts <= whole.parts.keys():
            low, high = _rest(parts, whole, by_unknown, trick)
            lows.append(low)
            highs += [] if high is None else [high]
    return max(lows), min(highs) if highs else None


def _rest(parts: frozenset[int], whole: Sum, by_unknown: Mapping[int, list[Sum]], trick: Trick) -> Range:
    """What the whole leaves for these parts when every figure beside them, that the trick allows, is taken from it."""
    left = set(whole.parts) - parts
    low, high = whole.low or 0, whole.high
    for figure in _beside(parts, whole, by_unknown, trick):
        if figure.parts.keys() <= left:
            left -= figure.parts.keys()
            low -= low if figure.high is None else figure.high
            high = None if high is None else high - (figure.low or 0)
    return 0 if left else low, high  # what nobody published may be anything: then only the upper end is known


def _beside(parts: frozenset[int], whole: Sum, by_unknown: Mapping[int, list[Sum]], trick: Trick) -> Iterator[Sum]:
    """Figures inside the whole and beside the parts, those that are sure to hold most persons first."""
    inside = {figure for part in whole.parts.keys() - parts for figure in by_unknown[part]}
    fitting = [one for one in inside if trick(_place(one), _place(whole)) and one.parts.keys() <= whole.parts.keys() - parts]
    yield from sorted(fitting, key=lambda figure: (-(figure.low or 0), len(figure.parts), _place(figure)))


def _place(figure: Sum) -> Place:
    assert isinstance(figure.why, Place)
    return figure.why


def _same(part: Place, whole: Place, fields: str) -> bool:
    return all(getattr(part, field) == getattr(whole, field) for field in fields.split())
