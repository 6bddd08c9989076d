"""The definitions of RFC 6962 section 2.1 word by word, slow and recursive: the second implementation to compare with."""

import hashlib


def mth(entries: list[bytes]) -> bytes:
    """The Merkle tree hash, section 2.1."""
    n = len(entries)
    if n == 0:
        return hashlib.sha256().digest()
    if n == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    k = largest_power_of_two_smaller_than(n)
    return hashlib.sha256(b"\x01" + mth(entries[:k]) + mth(entries[k:])).digest()


def path(m: int, entries: list[bytes]) -> list[bytes]:
    """The Merkle audit path for entry m, section 2.1.1."""
    n = len(entries)
    if n == 1:
        return []
    k = largest_power_of_two_smaller_than(n)
    if m < k:
        return [*path(m, entries[:k]), mth(entries[k:])]
    return [*path(m - k, entries[k:]), mth(entries[:k])]


def proof(m: int, entries: list[bytes]) -> list[bytes]:
    """The Merkle consistency proof from the first m entries, section 2.1.2."""
    return subproof(m, entries, known=True)


def subproof(m: int, entries: list[bytes], *, known: bool) -> list[bytes]:
    """SUBPROOF of section 2.1.2; `known` is its b."""
    n = len(entries)
    if m == n:
        return [] if known else [mth(entries)]
    k = largest_power_of_two_smaller_than(n)
    if m <= k:
        return [*subproof(m, entries[:k], known=known), mth(entries[k:])]
    return [*subproof(m - k, entries[k:], known=False), mth(entries[:k])]


def largest_power_of_two_smaller_than(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k
