"""In which order figures are read."""

from collections.abc import Iterable

from natc.engine.release.figures import REGION
from natc.engine.release.outputs.figure import Figure


def in_order(figures: Iterable[Figure]) -> list[Figure]:
    """All states together first, then by state; the newest period first; totals first, then groups as the policy lists them."""
    return sorted(
        figures, key=lambda one: (one.territory != REGION, one.territory, -one.last_year, one.first_year, groups_of(one))
    )


def groups_of(figure: Figure) -> tuple[int, ...]:
    """Where the groups of a figure stand in its layout's axes; nothing for a total, which comes first."""
    return tuple(axis.groups.index(group) for axis, group in zip(figure.layout.axes, figure.groups, strict=False))
