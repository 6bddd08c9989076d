"""What humans decided about pairs of rows, kept in a local file that survives next month's lists, where rows move."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import yaml

from natc.engine.errors import Refused, Unusable
from natc.engine.linkage import lists
from natc.engine.whole import whole_file

WARNING = "# LOCAL ONLY: decisions about persons. Never send this file, never upload it; keep it with the lists it belongs to.\n"
KEY_LENGTH = 20  # hexadecimal digits, 80 bits: no two rows of a country share one by chance
Pair = tuple[int, int]  # row numbers, the smaller first


@dataclass
class Decisions:
    """Answers by pairs of row keys: True is the same person. `salt` makes the keys useless beside another file."""

    salt: str = field(default_factory=lambda: secrets.token_hex(16))
    answers: dict[tuple[str, str], bool] = field(default_factory=dict)


def row_keys(rows: pl.DataFrame, salt: str) -> list[str]:
    """For each row a key of what identifies the person in that body's list; repeats are numbered in the order of the rows."""
    seen: dict[str, int] = {}
    keys = []
    for content in rows.select(lists.BODY, *lists.IDENTIFIERS).iter_rows():
        text = "\x1f".join(value or "" for value in content)
        key = hmac.new(salt.encode(), text.encode(), hashlib.sha256).hexdigest()[:KEY_LENGTH]
        seen[key] = seen.get(key, 0) + 1
        keys.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return keys


def answers_about(rows: pl.DataFrame, decisions: Decisions) -> dict[Pair, bool]:
    """The decisions that concern two rows of these lists, by row numbers."""
    number = {key: row for row, key in enumerate(row_keys(rows, decisions.salt))}
    found = {}
    for (left, right), same in decisions.answers.items():
        if left in number and right in number:
            found[in_order(number[left], number[right])] = same
    return found


def keep(decisions: Decisions, keys: Sequence[str], pair: Pair, same: bool | None) -> None:  # noqa: FBT001 - an answer, not a switch
    """Put the answer about two rows into `decisions` in place of an earlier one; None takes it back. `keys`: from row_keys()."""
    first, second = sorted(keys[row] for row in pair)
    if same is None:
        decisions.answers.pop((first, second), None)
    else:
        decisions.answers[first, second] = same


def in_order(one: int, other: int) -> Pair:
    """Two rows as a Pair."""
    return (one, other) if one < other else (other, one)


def load_decisions(path: Path) -> Decisions:
    """The decisions kept in `path`; none when there is no such file yet. Raises Unusable for another kind of file."""
    if not path.exists():
        return Decisions()
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        decided = [(tuple(sorted(entry["pair"])), entry["same"]) for entry in raw["decided"]]
        salt = str(raw["salt"])
    except (yaml.YAMLError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise Unusable(
            f"{path} is not a file of decisions (expected `salt` and a list `decided`); "
            "give the file that `natc link` wrote, or a new name"
        ) from error
    answers: dict[tuple[str, str], bool] = {}
    for pair, same in decided:
        if answers.setdefault(pair, same) is not same:
            raise Refused(f"{path} says both same and different of the pair {' and '.join(pair)}; delete one of the two lines")
    return Decisions(salt, answers)


def save_decisions(decisions: Decisions, path: Path) -> None:
    """Write the decisions in one stable order; the file is whole or not there."""
    lines = [
        f"- {{pair: [{first}, {second}], same: {str(same).lower()}}}"
        for (first, second), same in sorted(decisions.answers.items())
    ]
    text = "\n".join([f"salt: {decisions.salt}", "decided:" if lines else "decided: []", *lines])
    with whole_file(path) as unfinished:
        unfinished.write_text(f"{WARNING}{text}\n", encoding="utf-8")
