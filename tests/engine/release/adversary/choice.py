"""What the choice of a layout tells: the procedure is public, so an attacker runs it on every truth there could have been."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

Truth = TypeVar("Truth", bound=Mapping[str, int])


def by_answer(truths: Iterable[Truth], publish: Callable[[Truth], Hashable]) -> dict[Hashable, list[Truth]]:
    """The truths that the procedure turns into each publication: exactly what its reader cannot tell apart."""
    grouped: dict[Hashable, list[Truth]] = {}
    for truth in truths:
        grouped.setdefault(publish(truth), []).append(truth)
    return grouped


def values_left(truths: Iterable[Mapping[str, int]]) -> dict[str, set[int]]:
    """{cell: its values} over truths that nobody can tell apart."""
    left: dict[str, set[int]] = {}
    for truth in truths:
        for cell, count in truth.items():
            left.setdefault(cell, set()).add(count)
    return left
