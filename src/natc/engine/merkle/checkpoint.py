"""Checkpoints: the head of a log as a signed note. Source: C2SP tlog-checkpoint v1 (c2sp.org/tlog-checkpoint), read 2026.

Text: the log's origin, its size in decimal, its root in base64, each on a line of its own; further lines say nothing here.
"""

import re
from base64 import b64encode
from dataclasses import dataclass

from natc.engine.errors import Refused, Unusable
from natc.engine.merkle.note import Verifier, decode, parse_note, signers
from natc.engine.merkle.tree import HASH_SIZE

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_LARGEST_SIZE = 2**63 - 1  # what other implementations hold


@dataclass(frozen=True)
class Checkpoint:
    """The head of the log `origin`: how many leaves, and the root over them."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint that the text of a note says, or that of a file without signatures. Raises Unusable."""
    if not text.endswith("\n"):
        raise Unusable("the checkpoint's last line is not ended; take the file as it was published")
    lines = text[:-1].split("\n")
    if len(lines) < 3 or not all(lines):
        raise Unusable("the checkpoint is incomplete; expected origin, size and root, each on a line, and no empty line")
    origin, size, root = lines[:3]
    if not _SIZE.fullmatch(size) or int(size) > _LARGEST_SIZE:
        raise Unusable(f'line 2 of the checkpoint is "{size}"; expected the number of leaves, without leading zeros')
    return Checkpoint(origin, int(size), _root(root))


def open_checkpoint(content: bytes, log: Verifier) -> Checkpoint:
    """The checkpoint in a signed note, signed by the key of the log it speaks of.

    Raises Unusable for what is no checkpoint, Refused where the log did not sign it or it is another log's.
    """
    note = parse_note(content)
    signers(note, [log])
    checkpoint = parse_checkpoint(note.text)
    if checkpoint.origin != log.name:
        raise Refused(f'the checkpoint is of the log "{checkpoint.origin}"; expected "{log.name}": ask for the right one')
    return checkpoint


def _root(encoded: str) -> bytes:
    root = decode(encoded)
    if len(root) != HASH_SIZE:
        raise Unusable(f'line 3 of the checkpoint is "{encoded}"; expected the base64 of {HASH_SIZE} bytes')
    return root
