"""What an attack won: from the values that a cell can still take."""

from collections import Counter
from collections.abc import Iterable, Set
from enum import StrEnum

from adversary.system import Target

FAR_FROM_ONE = 5  # persons; a cell that may be 0, or as many as this, does not say that there was a person or two


class Won(StrEnum):
    """How much the attacker learned, worst first."""

    EXACT = "the exact value"
    ONE_OF_TWO = "one of two values"
    FEW = "fewer values than needed"
    CLOSE = "neither 0 nor 5 or more"
    NOTHING = "nothing"


RECOVERIES = (Won.EXACT, Won.ONE_OF_TWO, Won.FEW, Won.CLOSE)


def won(target: Target, values: Set[int]) -> Won:
    """What knowing that the cell takes one of these values gives away. That a cell holds many persons gives nothing away."""
    if not values or min(values) >= target.smallest_shown:
        return Won.NOTHING  # nothing fits: the attacker sees that something was revised, and learns no count
    if len(values) <= 2:
        return Won.EXACT if len(values) == 1 else Won.ONE_OF_TWO
    if len(values) < target.needed:
        return Won.FEW
    return Won.NOTHING if far(target, values) else Won.CLOSE


def far(target: Target, values: Set[int]) -> bool:
    """Whether the values leave open that nobody was there, or many; never asked where the rule tells zero from few."""
    return target.zero_told or 0 in values or max(values) >= FAR_FROM_ONE


def tally(outcomes: Iterable[Won]) -> dict[Won, int]:
    """How many cells of each outcome, worst first."""
    counted = Counter(outcomes)
    return {outcome: counted[outcome] for outcome in Won}
