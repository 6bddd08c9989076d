"""Attacks many small releases, and measures what the choice of a layout tells.

Run outside CI: PYTHONPATH=src:tests/engine/release python bench/attack_small.py [first seed] [how many]
What is found is added to the page of bench/attack.py; each recovery is told on the error stream.
"""

import random
import sys
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from adversary.brute import feasible_values
from adversary.choice import by_answer, values_left
from adversary.known import known, revised, unchanged
from adversary.published import Published, read
from attack import Row, counts, everything, keep
from attack_histories import released
from attack_made import State, state
from attack_made import revised as revised_state
from attack_made import submission as made_submission

from natc.engine.errors import Refused
from natc.engine.release.file import release_bytes
from natc.engine.release.policy import Policy, read_policy
from natc.engine.release.release import release
from natc.engine.standard.submission import Submission

TABLES = ("sex", "age", "forms", "form-sex", "citizenship", "body", "means", "corridors", "suspects", "convicted", "judgments")
SMALL = "small: 1 to 3 states, years and tables"
SIZES = (0, 3, 8, 11, 12, 15, 18, 22, 26, 31, 40, 60)  # persons


def main() -> None:
    first, many = (int(word) for word in [*sys.argv[1:], "0", "1000"][:2])
    for seed in range(first, first + many):
        for row in attacked(seed):
            keep(row)


@cache
def default_policy() -> Policy:
    """The policy that natc comes with, read once."""
    return read_policy()


def small_register(seed: int) -> tuple[Policy, list[list[Submission]]]:
    """One to three states over one to three years, perhaps revised, under one to three tables of the policy."""
    chance = random.Random(seed)
    whole = default_policy()
    chosen = chance.sample(TABLES, chance.randint(1, 3))
    states, years = chance.sample(["AL", "RS", "ME"], chance.randint(1, 3)), range(2020, 2021 + chance.randint(0, 2))
    made = [[state(one, year, chance.choice(SIZES), seed) for one in states] for year in years]
    submissions = [[made_submission(one) for one in year] for year in made]
    if chance.random() < 0.4:
        submissions.append([made_submission(revised_state(made[0][0], seed), "Revised")])
    return replace(whole, tables=tuple(one for one in whole.tables if one.code in chosen)), submissions


def attacked(seed: int) -> Iterator[Row]:
    """What is found in a small register, released in turn, by each reader of revisions."""
    policy, made = small_register(seed)
    try:
        history = released(SMALL, policy, made)
    except Refused:
        return
    published = history.published()
    for name, belief in (("everything at once", revised), ("as if nothing was revised", unchanged)):
        version = belief(published)
        if belief is revised or version != revised(published):
            system = known(published, version)
            yield everything(history, name, system, counts(system, history.truth(version)), seed)


def told_by_choice(policy: Policy, women: range, men: range) -> list[tuple[Hashable, str, set[int], set[int]]]:
    """Publications whose choice of layout leaves a cell fewer values than its figures do.

    One state, one year, every number of women and men in these ranges: (publication, sex, values by its figures, values by the
    choice too). The ranges must be wide: what lies outside them is taken to be impossible.
    """
    truths = [{"F": count, "M": other} for count in women for other in men]
    answers = by_answer(truths, lambda truth: _published(policy, truth))
    told = []
    for answer, same in answers.items():
        for sex, values in values_left(same).items():
            by_figures = _values_by_figures(answer, sex)
            if len(values) < min(len(by_figures), 6) and min(values) < 11:
                told.append((answer, sex, by_figures, values))
    return told


def _published(policy: Policy, truth: Mapping[str, int]) -> bytes:
    victims = [{"sex": (sex,), "age": ("18+",), "status": ("Unknown",)} for sex, many in truth.items() for _ in range(many)]
    made = made_submission(State("RS", 2024, victims, []))
    return release_bytes(release([made], policy, [], {}))


def _values_by_figures(answer: bytes, sex: str) -> set[int]:
    published: list[Published] = [read(answer)]
    system = known(published, unchanged(published))
    parts = next(parts for parts, one in system.targets.items() if one.place.cell == sex)
    return feasible_values(system, parts)


if __name__ == "__main__":
    main()
