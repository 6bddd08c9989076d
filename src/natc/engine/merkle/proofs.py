"""What a proof shows, by hashes alone: the verifications of RFC 9162. Of the tree they share only how two hashes are joined.

A root does not say how many leaves it stands for, so the size must come with it from one signed head; a proof against a
root and a size that do not belong together means nothing.
"""

from collections.abc import Iterator, Sequence

from natc.engine.merkle.tree import EMPTY_ROOT, node_hash


def proves_inclusion(proof: Sequence[bytes], *, leaf: bytes, index: int, size: int, root: bytes) -> bool:
    """Whether `proof` shows that the leaf hash `leaf` stands at `index` (from 0) of the log of this size and root.

    RFC 9162 section 2.1.3.2.
    """
    if not 0 <= index < size:
        return False
    found = leaf
    steps = _Steps(index, size - 1)
    for sibling in proof:
        if steps.at_the_top():
            return False
        found = node_hash(sibling, found) if steps.climb_from_the_right() else node_hash(found, sibling)
    return steps.at_the_top() and found == root


def proves_consistency(proof: Sequence[bytes], *, old_size: int, old_root: bytes, size: int, root: bytes) -> bool:
    """Whether `proof` shows that the log of `size` and `root` begins with the whole log of `old_size` and `old_root`.

    RFC 9162 section 2.1.4.2; every log begins with the empty one, which has EMPTY_ROOT.
    """
    if not 0 <= old_size <= size:
        return False
    if old_size == size:
        return not proof and old_root == root
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    whole = old_size & (old_size - 1) == 0  # the old tree is itself a subtree of the new one
    return _climb(iter([old_root, *proof] if whole else proof), old_size, old_root, size, root)


def _climb(hashes: Iterator[bytes], old_size: int, old_root: bytes, size: int, root: bytes) -> bool:
    start = next(hashes, None)
    if start is None:
        return False
    old = new = start
    steps = _Steps(old_size - 1, size - 1)
    steps.leave_whole_subtree()
    for sibling in hashes:
        if steps.at_the_top():
            return False
        if steps.climb_from_the_right():
            old, new = node_hash(sibling, old), node_hash(sibling, new)
        else:
            new = node_hash(new, sibling)
    return steps.at_the_top() and old == old_root and new == root


class _Steps:
    """Where the climb stands: the number of its node and of the last node on that level, `fn` and `sn` in RFC 9162."""

    def __init__(self, node: int, last: int) -> None:
        self._node, self._last = node, last

    def at_the_top(self) -> bool:
        return self._last == 0

    def climb_from_the_right(self) -> bool:
        """Go up one step of the proof; whether the node was a right child, so that its sibling stands before it."""
        right = self._node % 2 == 1 or self._node == self._last
        if right:
            while self._node % 2 == 0 and self._node:  # levels on which the last node has no sibling
                self._up()
        self._up()
        return right

    def leave_whole_subtree(self) -> None:
        """Go up to the root of the whole subtree that the node ends."""
        while self._node % 2 == 1:
            self._up()

    def _up(self) -> None:
        self._node, self._last = self._node // 2, self._last // 2
