"""The log of a release archive: one line a release, with the head that was given out when it was added.

A line reads `SIZE:ROOT  SHA-256  NUMBER.json`. The Merkle leaf of a release is the SHA-256 of its bytes, the same that
states approve. The root on a line follows from the hashes above it, so a line moved, changed or left out shows at once.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from natc.engine.errors import Refused, Unusable
from natc.engine.merkle.tree import Frontier, Tree, leaf_hash

NUMBER = re.compile(r"[0-9]{4}-[1-9][0-9]*")  # of a release
_HEAD = re.compile(r"(?P<size>0|[1-9][0-9]*):(?P<root>[0-9a-f]{64})")
_LINE = re.compile(rf"{_HEAD.pattern}  (?P<sha256>[0-9a-f]{{64}})  (?P<number>{NUMBER.pattern})\.json")


@dataclass(frozen=True)
class Head:
    """What a reader keeps of an archive: how many releases, and the root over them."""

    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.size}:{self.root.hex()}"


@dataclass(frozen=True)
class Logged:
    """A release as the log has it: its number, and the SHA-256 (hexadecimal) of its file."""

    number: str
    sha256: str


def parse_head(text: str) -> Head:
    """The head that natc printed. Raises Unusable."""
    match = _HEAD.fullmatch(text.strip().lower())
    if not match:
        raise Unusable(f'"{text}" is no head of an archive; expected SIZE:ROOT as natc release printed it: copy it whole')
    return Head(int(match["size"]), bytes.fromhex(match["root"]))


def log_tree(logged: Sequence[Logged]) -> Tree:
    """The Merkle tree over the releases in this order."""
    return Tree(_leaf(one) for one in logged)


def log_head(logged: Sequence[Logged]) -> Head:
    """The head of an archive of these releases."""
    return Head(len(logged), log_tree(logged).root())


def log_text(logged: Sequence[Logged]) -> str:
    """The log of these releases, a line each."""
    lines, frontier = [], Frontier()
    for one in logged:
        frontier = frontier.append(_leaf(one))
        lines.append(f"{Head(frontier.size, frontier.root())}  {one.sha256}  {one.number}.json\n")
    return "".join(lines)


def parse_log(text: str, name: str) -> list[Logged]:
    """The releases in a log; `name` is what a refusal calls it.

    Raises Unusable for a line that is none, Refused for one that does not follow from those above it.
    """
    logged = list[Logged]()
    for position, line in enumerate(text.splitlines(keepends=True), start=1):
        match = _LINE.fullmatch(line.removesuffix("\n"))
        if not match or not line.endswith("\n"):
            raise Unusable(f"line {position} of {name} cannot be read; bring the archive back from a copy")
        logged.append(Logged(match["number"], match["sha256"]))
    for position, (line, followed) in enumerate(zip(text.splitlines(), log_text(logged).splitlines(), strict=True), start=1):
        if line != followed:
            raise Refused(
                f"line {position} of {name}, {logged[position - 1].number}.json, does not follow from the lines above it: "
                "a line was changed, moved or taken out; bring the archive back from a copy"
            )
    return logged


def refuse_another_history(logged: Sequence[Logged], expected: Head, name: str) -> None:
    """Raises Refused unless the first releases, as many as `expected` counts, have its root: the archive only grew since."""
    if expected.size > len(logged):
        raise Refused(
            f"{name} holds {len(logged)} releases and the head expected was given over {expected.size}: "
            "releases were taken out, or it is another archive"
        )
    if log_tree(logged).root(expected.size) != expected.root:
        raise Refused(
            f"{name} has another history than the head expected: one of its first {expected.size} releases was changed, "
            "or it is another archive; compare it with a copy"
        )


def _leaf(one: Logged) -> bytes:
    return leaf_hash(bytes.fromhex(one.sha256))
