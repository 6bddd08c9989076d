"""Signed notes and checkpoints: the published examples, and what must be refused."""

from base64 import b64encode
from typing import cast

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from natc.engine.errors import EngineError, Refused, Unusable
from natc.engine.merkle.checkpoint import Checkpoint, open_checkpoint, parse_checkpoint
from natc.engine.merkle.note import Verifier, countersign, parse_note, parse_verifier, sign, signers
from natc.engine.merkle.tree import EMPTY_ROOT, leaf_hash

# The example of Go's package golang.org/x/mod/sumdb/note, where the format comes from.
GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_NOTE = (
    f"{GO_TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"

# The examples of C2SP's signed-note and tlog-checkpoint.
C2SP_NOTE = """This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
"""
C2SP_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
C2SP_CHECKPOINT = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
"""

LOG = "natc.example/releases"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
WITNESS = Ed25519PrivateKey.from_private_bytes(bytes(range(32, 64)))
HEAD = Checkpoint(LOG, 3, leaf_hash(b"some leaf"))
ROOT = b64encode(HEAD.root).decode()


def verifier(name: str, key: Ed25519PrivateKey) -> Verifier:
    return Verifier(name, key.public_key().public_bytes_raw())


def signed_head() -> bytes:
    return bytes(sign(HEAD.text, LOG, KEY))


@pytest.mark.parametrize(("note", "key"), [(GO_NOTE, GO_KEY), (C2SP_NOTE, C2SP_KEY)])
def test_the_published_notes_are_verified(note: str, key: str) -> None:
    known = parse_verifier(key)

    assert signers(parse_note(note.encode()), [known]) == [known]
    assert str(known) == key
    assert bytes(parse_note(note.encode())) == note.encode()


def test_the_published_checkpoint_is_read() -> None:
    checkpoint = parse_checkpoint(parse_note(C2SP_CHECKPOINT.encode()).text)

    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert C2SP_CHECKPOINT.startswith(checkpoint.text)


def test_a_signed_head_comes_back_as_it_was() -> None:
    assert open_checkpoint(signed_head(), verifier(LOG, KEY)) == HEAD


def test_the_head_of_an_empty_log_can_be_signed() -> None:
    empty = Checkpoint(LOG, 0, EMPTY_ROOT)

    assert open_checkpoint(bytes(sign(empty.text, LOG, KEY)), verifier(LOG, KEY)) == empty


def test_a_witness_signs_the_same_text_and_the_log_stays_its_signer() -> None:
    note = countersign(parse_note(signed_head()), "ana", WITNESS)

    assert signers(parse_note(bytes(note)), [verifier("ana", WITNESS)]) == [verifier("ana", WITNESS)]
    assert open_checkpoint(bytes(note), verifier(LOG, KEY)) == HEAD


def test_what_comes_after_the_root_is_passed_over() -> None:
    assert parse_checkpoint(f"{HEAD.text}Timestamp: 1\n") == HEAD


@pytest.mark.parametrize("at", range(len(signed_head())))
def test_every_changed_byte_is_refused(at: int) -> None:
    content = bytearray(signed_head())
    content[at] ^= 1

    with pytest.raises(EngineError):
        open_checkpoint(bytes(content), verifier(LOG, KEY))


@pytest.mark.parametrize("length", range(len(signed_head())))
def test_every_truncation_is_refused(length: int) -> None:
    with pytest.raises(EngineError):
        open_checkpoint(signed_head()[:length], verifier(LOG, KEY))


def test_the_right_name_with_another_key_is_no_signature_known_here() -> None:
    with pytest.raises(Refused, match="no signature by a key known here"):
        open_checkpoint(bytes(sign(HEAD.text, LOG, WITNESS)), verifier(LOG, KEY))


def test_a_signature_of_another_text_is_false() -> None:
    other = sign(Checkpoint(LOG, 4, HEAD.root).text, LOG, KEY)
    moved = HEAD.text.encode() + bytes(other)[len(other.text.encode()) :]

    with pytest.raises(Refused, match="is false"):
        open_checkpoint(moved, verifier(LOG, KEY))


def test_one_false_signature_in_a_known_name_spoils_the_note() -> None:
    good = signed_head()
    false = bytes(sign("another text\n", LOG, KEY)).split(b"\n\n")[1]

    with pytest.raises(Refused, match="is false"):
        open_checkpoint(good + false, verifier(LOG, KEY))


def test_the_head_of_another_log_is_refused_though_the_key_is_right() -> None:
    other = Checkpoint("natc.example/another", 3, HEAD.root)

    with pytest.raises(Refused, match="of the log"):
        open_checkpoint(bytes(sign(other.text, LOG, KEY)), verifier(LOG, KEY))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        f"{LOG}\n3\n",
        f"{LOG}\n3\n{ROOT}",
        f"\n3\n{ROOT}\n",
        f"{LOG}\n03\n{ROOT}\n",
        f"{LOG}\n-1\n{ROOT}\n",
        f"{LOG}\n+3\n{ROOT}\n",
        f"{LOG}\n3 \n{ROOT}\n",
        f"{LOG}\n३\n{ROOT}\n",
        f"{LOG}\n{2**63}\n{ROOT}\n",
        f"{LOG}\n3\n{ROOT[:-4]}\n",
        f"{LOG}\n3\n{ROOT[:-1]}\n",
        f"{LOG}\n3\n{ROOT[:-2]}B=\n",
        f"{LOG}\n3\n {ROOT}\n",
        f"{LOG}\n3\n{ROOT}\n\n",
        f"{LOG}\n\n3\n{ROOT}\n",
    ],
)
def test_a_malformed_checkpoint_is_unusable(text: str) -> None:
    with pytest.raises(Unusable, match="checkpoint"):
        parse_checkpoint(text)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"text\n",
        b"text\n\n",
        b"\n\n" + signed_head().split(b"\n\n")[1],
        signed_head().replace("—".encode(), b"-"),
        signed_head().replace("— ".encode(), "—  ".encode()),
        signed_head() + b"\n",
        signed_head() + "— ana AAAA\n".encode(),
        signed_head().replace(b"\n", b"\r\n"),
        b"\xff" + signed_head(),
        HEAD.text.encode() + b"\n" + signed_head().split(b"\n\n")[1] * 101,
        b"x" * 1_000_001,
    ],
)
def test_a_malformed_note_is_unusable(content: bytes) -> None:
    with pytest.raises(Unusable, match=r"signed note|signature line"):
        parse_note(content)


@pytest.mark.parametrize("cut", [slice(1, None), slice(None, -1), slice(0, 20), slice(0, 0)])
def test_a_verifier_key_that_is_not_whole_is_unusable(cut: slice) -> None:
    with pytest.raises(Unusable, match="copy it whole"):
        parse_verifier(GO_KEY[cut])


@pytest.mark.parametrize("name", ["", "two words", "a+b", "line\n"])
def test_a_name_that_no_signature_line_can_hold_does_not_sign(name: str) -> None:
    with pytest.raises(Unusable, match="cannot sign"):
        sign(HEAD.text, name, KEY)


@pytest.mark.parametrize("text", ["", "not ended", "a tab\t\n"])
def test_a_text_that_no_note_can_hold_is_not_signed(text: str) -> None:
    with pytest.raises(Unusable, match="text of a note"):
        sign(text, LOG, KEY)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_anything_at_all_is_read_or_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(EngineError) as refused:
        open_checkpoint(content, verifier(LOG, KEY))

    assert cast(str, refused.value.args[0])
