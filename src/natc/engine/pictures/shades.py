"""Classes of shade: which numbers share one."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from natc.engine.pictures.draw import PAPER, SHADES

Shade = tuple[int, int, str]  # least number, greatest, colour


def shades(numbers: Iterable[int]) -> list[Shade]:
    """The classes, palest first, each with about as many different numbers; zero is in none."""
    order = sorted(set(numbers) - {0})
    count = min(len(SHADES), len(order))
    cuts = [len(order) * place // count for place in range(count + 1)] if count else []
    return [(order[low], order[high - 1], SHADES[place]) for place, (low, high) in enumerate(pairwise(cuts))]


def shade_of(number: int, classes: Sequence[Shade]) -> str:
    """The colour of a number; zero is paper."""
    return next((colour for least, most, colour in classes if least <= number <= most), PAPER)
