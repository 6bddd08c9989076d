"""The Merkle tree of RFC 6962 section 2.1 over SHA-256: hashes, a frontier that only grows, and a tree that gives proofs.

A leaf hash is 32 bytes, `leaf_hash` of the bytes that the log records. Trees are given and asked for in leaf hashes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

HASH_SIZE = 32  # bytes of SHA-256
EMPTY_ROOT = sha256(b"").digest()  # the root of no leaves, RFC 6962 section 2.1


def leaf_hash(entry: bytes) -> bytes:
    """The hash of a leaf; its first byte keeps a leaf from being taken for a node."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of the node over two hashes."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True)
class Frontier:
    """All that must be kept to append to a log and know its root: its size, and the roots of its whole subtrees.

    The subtrees are those of the ones in the size's binary form, largest first: at most log2(size) + 1 hashes.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> "Frontier":
        """The frontier with one more leaf hash; at most log2(size) + 1 hashes are computed."""
        peaks = list(self.peaks)
        whole = leaf
        left = self.size
        while left & 1:
            whole = node_hash(peaks.pop(), whole)
            left >>= 1
        return Frontier(self.size + 1, (*peaks, whole))

    def root(self) -> bytes:
        """The root of the tree; EMPTY_ROOT where it has no leaf."""
        if not self.peaks:
            return EMPTY_ROOT
        *larger, root = self.peaks
        for peak in reversed(larger):
            root = node_hash(peak, root)
        return root


class Tree:
    """A log whose leaf hashes are at hand: gives the root of any of its sizes, and proofs.

    Every whole subtree's hash is kept once, so an append computes one hash on average and a proof O(log² size).
    """

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[list[bytes]] = [[]]  # at level k the roots of the whole subtrees over 2^k leaves, left to right
        for leaf in leaves:
            self.append(leaf)

    @property
    def size(self) -> int:
        """The number of leaves."""
        return len(self._levels[0])

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash at the end."""
        self._levels[0].append(leaf)
        level = 0
        while len(self._levels[level]) % 2 == 0:
            if level + 1 == len(self._levels):
                self._levels.append([])
            self._levels[level + 1].append(node_hash(*self._levels[level][-2:]))
            level += 1

    def root(self, size: int | None = None) -> bytes:
        """The root of the first `size` leaves, of all without it. ValueError for more leaves than there are."""
        size = self.size if size is None else size
        self._check(0, size)
        return self._hash(0, size) if size else EMPTY_ROOT

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """The proof that leaf `index` (from 0) is in the tree of the first `size` leaves, from the leaf upwards.

        RFC 9162 section 2.1.3.1. ValueError where there is no such leaf.
        """
        self._check(index + 1, size)
        start, end, proof = 0, size, list[bytes]()
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                proof.append(self._hash(middle, end))
                end = middle
            else:
                proof.append(self._hash(start, middle))
                start = middle
        return proof[::-1]

    def consistency(self, old: int, size: int) -> list[bytes]:
        """The proof that the first `old` leaves are the beginning of the first `size`, RFC 9162 section 2.1.4.1.

        Empty where nothing needs to be shown: `old` is 0 or `size`. ValueError where `size` is below `old`.
        """
        self._check(old, size)
        if old in (0, size):
            return []
        start, end, proof = 0, size, list[bytes]()
        while end != old:
            middle = start + _split(end - start)
            if old <= middle:
                proof.append(self._hash(middle, end))
                end = middle
            else:
                proof.append(self._hash(start, middle))
                start = middle
        known = [] if start == 0 else [self._hash(start, end)]  # a verifier knows the old root itself
        return known + proof[::-1]

    def _check(self, part: int, size: int) -> None:
        if not 0 <= part <= size <= self.size:
            raise ValueError(f"asked for {part} of {size} leaves; the tree has {self.size}")

    def _hash(self, start: int, end: int) -> bytes:
        """The root over the leaves from `start` to before `end`, a subtree of some size of this tree."""
        width = end - start
        if width & (width - 1) == 0:
            return self._levels[width.bit_length() - 1][start // width]
        middle = start + _split(width)
        return node_hash(self._hash(start, middle), self._hash(middle, end))


def _split(width: int) -> int:
    """The largest power of two below `width`, where RFC 6962 divides a tree."""
    return 1 << (width - 1).bit_length() - 1
