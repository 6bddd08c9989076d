"""The tree and its proofs: published vectors, every case to 64 leaves, and a second implementation."""

from functools import cache

import naive
import pytest
from hypothesis import given
from hypothesis import strategies as st

from natc.engine.merkle.proofs import proves_consistency, proves_inclusion
from natc.engine.merkle.tree import EMPTY_ROOT, Frontier, Tree, leaf_hash, node_hash

MOST = 64  # leaves of the exhaustive tests
SIZES = range(1, MOST + 1)

# The test vectors of the certificate-transparency project (merkle_tree_test.cc), used by every implementation since.
ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
CONSISTENCY = {
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}

entries_of = st.lists(st.binary(max_size=8), min_size=1, max_size=200)


def published() -> Tree:
    return Tree(leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES)


def entries(count: int) -> list[bytes]:
    return [b"entry %d" % number for number in range(count)]


@cache
def tree() -> Tree:
    return Tree(map(leaf_hash, entries(MOST)))


@cache
def root(size: int) -> bytes:
    return tree().root(size)


def forged(proof: list[bytes]) -> list[list[bytes]]:
    """The proof with each element spoiled, left out, doubled, exchanged with the next, given a byte of the next; lengthened."""
    bad = bytes(32)
    spoiled = [[*proof[:at], bad, *proof[at + 1 :]] for at in range(len(proof))]
    without = [[*proof[:at], *proof[at + 1 :]] for at in range(len(proof))]
    doubled = [[*proof[: at + 1], *proof[at:]] for at in range(len(proof))]
    shifted = [[*proof[:at], proof[at + 1], proof[at], *proof[at + 2 :]] for at in range(len(proof) - 1)]
    resplit = [
        [*proof[:at], proof[at + 1][-1:] + proof[at], proof[at + 1][:-1], *proof[at + 2 :]] for at in range(len(proof) - 1)
    ]
    return [*spoiled, *without, *doubled, *shifted, *resplit, [bad, *proof], [*proof, bad]]


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_roots_are_the_published_ones(size: int) -> None:
    assert published().root(size).hex() == ROOTS[size]


@pytest.mark.parametrize(("old", "size"), CONSISTENCY)
def test_consistency_proofs_are_the_published_ones(old: int, size: int) -> None:
    assert [element.hex() for element in published().consistency(old, size)] == CONSISTENCY[old, size]


@pytest.mark.parametrize("size", SIZES)
def test_every_root_and_proof_equals_that_of_the_second_implementation(size: int) -> None:
    some = entries(size)

    assert root(size) == naive.mth(some)
    assert [tree().inclusion(index, size) for index in range(size)] == [naive.path(index, some) for index in range(size)]
    assert [tree().consistency(old, size) for old in range(1, size + 1)] == [naive.proof(old, some) for old in range(1, size + 1)]


@pytest.mark.parametrize("size", SIZES)
def test_every_leaf_is_proven_to_be_in_and_nothing_else_is(size: int) -> None:
    for index in range(size):
        leaf, proof = leaf_hash(entries(size)[index]), tree().inclusion(index, size)

        assert proves_inclusion(proof, leaf=leaf, index=index, size=size, root=root(size))
        assert not proves_inclusion(proof, leaf=leaf_hash(b"another"), index=index, size=size, root=root(size))
        assert not proves_inclusion(proof, leaf=leaf, index=index, size=size, root=bytes(32))
        for elsewhere in {*range(-1, size + 1)} - {index}:
            assert not proves_inclusion(proof, leaf=leaf, index=elsewhere, size=size, root=root(size))
        for false in forged(proof):
            assert not proves_inclusion(false, leaf=leaf, index=index, size=size, root=root(size))


@pytest.mark.parametrize("size", SIZES)
def test_every_beginning_is_proven_to_be_one_and_no_other_history_is(size: int) -> None:
    for old in range(1, size + 1):
        proof = tree().consistency(old, size)

        assert proves_consistency(proof, old_size=old, old_root=root(old), size=size, root=root(size))
        assert not proves_consistency(proof, old_size=old, old_root=bytes(32), size=size, root=root(size))
        assert not proves_consistency(proof, old_size=old, old_root=root(old), size=size, root=bytes(32))
        for false in forged(proof):
            assert not proves_consistency(false, old_size=old, old_root=root(old), size=size, root=root(size))


@pytest.mark.parametrize("size", range(2, MOST + 1))
def test_a_log_that_rewrote_one_entry_cannot_prove_that_it_only_grew(size: int) -> None:
    for old in range(1, size):
        for changed in {0, old // 2, old - 1}:
            some = entries(size)
            some[changed] = b"rewritten"
            rewritten = Tree(map(leaf_hash, some))

            assert not proves_consistency(
                rewritten.consistency(old, size), old_size=old, old_root=root(old), size=size, root=rewritten.root()
            )


@pytest.mark.parametrize("size", SIZES)
def test_a_proof_for_another_beginning_shows_nothing(size: int) -> None:
    for old in range(1, size + 1):
        for claimed in {*range(size + 2)} - {old}:
            proof = tree().consistency(old, size)

            assert not proves_consistency(proof, old_size=claimed, old_root=root(old), size=size, root=root(size))


def test_a_proof_longer_than_the_tree_is_high_shows_nothing_though_its_hashes_fit() -> None:
    leaf, above = leaf_hash(b"leaf"), leaf_hash(b"above")

    assert not proves_inclusion([above], leaf=leaf, index=0, size=1, root=node_hash(above, leaf))


def test_every_log_begins_with_the_empty_one() -> None:
    assert proves_consistency([], old_size=0, old_root=EMPTY_ROOT, size=7, root=root(7))
    assert not proves_consistency([], old_size=0, old_root=root(3), size=7, root=root(7))
    assert not proves_consistency([root(7)], old_size=0, old_root=EMPTY_ROOT, size=7, root=root(7))
    assert not proves_inclusion([], leaf=EMPTY_ROOT, index=0, size=0, root=EMPTY_ROOT)


def test_a_frontier_has_the_root_of_the_whole_tree_at_every_size() -> None:
    frontier = Frontier()

    for size in SIZES:
        frontier = frontier.append(leaf_hash(entries(size)[-1]))

        assert (frontier.size, frontier.root()) == (size, root(size))
        assert len(frontier.peaks) == size.bit_count()


@pytest.mark.parametrize(("part", "size"), [(3, 2), (1, MOST + 1), (-1, 5)])
def test_a_proof_about_leaves_that_are_not_there_is_not_made(part: int, size: int) -> None:
    with pytest.raises(ValueError, match="the tree has 64"):
        tree().consistency(part, size)


@given(entries_of, st.data())
def test_both_implementations_agree_on_any_log(some: list[bytes], data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(some)))
    old = data.draw(st.integers(1, size))
    index = data.draw(st.integers(0, size - 1))
    made = Tree(map(leaf_hash, some))

    assert made.root(size) == naive.mth(some[:size])
    assert made.inclusion(index, size) == naive.path(index, some[:size])
    assert made.consistency(old, size) == naive.proof(old, some[:size])
    assert proves_inclusion(
        made.inclusion(index, size), leaf=leaf_hash(some[index]), index=index, size=size, root=made.root(size)
    )
    assert proves_consistency(made.consistency(old, size), old_size=old, old_root=made.root(old), size=size, root=made.root(size))


@given(st.lists(st.binary(min_size=30, max_size=34), max_size=8), st.integers(0, 70), st.integers(0, 70))
def test_a_made_up_proof_shows_nothing_and_breaks_nothing(proof: list[bytes], some: int, other: int) -> None:
    if some != other:
        assert not proves_consistency(proof, old_size=some, old_root=root(5), size=other, root=root(9))
    assert not proves_inclusion(proof, leaf=leaf_hash(b"another"), index=some, size=other, root=root(9))


def test_a_root_over_20_000_leaves_needs_one_hash_a_leaf() -> None:
    count = 20_000
    made = Tree(leaf_hash(b"%d" % number) for number in range(count))
    frontier = Frontier()
    for number in range(count):
        frontier = frontier.append(leaf_hash(b"%d" % number))

    assert made.root() == frontier.root()
    assert len(made.inclusion(12_345, count)) == 15  # ceil(log2 of 20,000)
