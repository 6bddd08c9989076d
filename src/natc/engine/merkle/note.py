"""Signed notes: a text and the lines of those who signed it. Source: C2SP signed-note v1 (c2sp.org/signed-note), read 2026.

    text, its last line ended
    (a blank line)
    — name base64(key hash, 4 bytes, and signature)

Ed25519 alone. A signature covers the text with its last line end, without the blank line.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from natc.engine.errors import Refused, Unusable

ED25519 = b"\x01"  # C2SP signed-note, "Signature types"
KEY_HASH_SIZE = 4  # bytes
KEY_SIZE, SIGNATURE_SIZE = 32, 64  # bytes, RFC 8032
LARGEST = 1_000_000  # bytes of a note; ours have some hundred
MOST_SIGNATURES = 100  # Go's note package refuses more
_LINE = re.compile(r"— (?P<name>\S+) (?P<blob>[A-Za-z0-9+/]+={0,2})")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True)
class Verifier:
    """Who signs, and the public Ed25519 key (32 bytes) that proves it."""

    name: str
    public: bytes

    @property
    def key_hash(self) -> bytes:
        """The four bytes by which a signature line names its key."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:KEY_HASH_SIZE]

    def __str__(self) -> str:
        """The verifier as one shares it: name+key hash+base64(type and key)."""
        return f"{self.name}+{self.key_hash.hex()}+{b64encode(ED25519 + self.public).decode()}"


@dataclass(frozen=True)
class Signature:
    """One signature line. The bytes are a signature only if `key_hash` is that of an Ed25519 key."""

    name: str
    key_hash: bytes
    signature: bytes

    def __str__(self) -> str:
        return f"— {self.name} {b64encode(self.key_hash + self.signature).decode()}\n"


@dataclass(frozen=True)
class Note:
    """A text, ended by a line end, with its signatures. What it says counts only once `signers` has verified them."""

    text: str
    signatures: tuple[Signature, ...]

    def __bytes__(self) -> bytes:
        return f"{self.text}\n{''.join(map(str, self.signatures))}".encode()


def parse_verifier(text: str) -> Verifier:
    """The verifier that `text` names, as str(verifier) gives it. Raises Unusable."""
    name, _, rest = text.partition("+")
    key_hash, _, encoded = rest.partition("+")
    key = decode(encoded)
    if not _is_name(name) or len(key) != KEY_SIZE + 1 or not key.startswith(ED25519):
        raise Unusable(f'"{text}" is no verifier key; expected name+key hash+base64 of an Ed25519 key: copy it whole')
    verifier = Verifier(name, key[1:])
    if verifier.key_hash.hex() != key_hash:
        raise Unusable(f'the verifier key "{text}" contradicts itself (its hash is {verifier.key_hash.hex()}); copy it whole')
    return verifier


def sign(text: str, name: str, key: Ed25519PrivateKey) -> Note:
    """`text` as a note signed by `name`. Raises Unusable for a name with a space or "+", or a text no note can hold."""
    if not _is_name(name):
        raise Unusable(f'"{name}" cannot sign a note; a name has letters, no space and no "+"')
    if not text.endswith("\n") or _CONTROL.search(text):
        raise Unusable("the text of a note ends with a line end and holds no control signs")
    return countersign(Note(text, ()), name, key)


def countersign(note: Note, name: str, key: Ed25519PrivateKey) -> Note:
    """The note with one more signature over the same text, as a witness gives it."""
    verifier = Verifier(name, key.public_key().public_bytes_raw())
    signature = Signature(name, verifier.key_hash, key.sign(note.text.encode()))
    return Note(note.text, (*note.signatures, signature))


def parse_note(content: bytes) -> Note:
    """The note in `content`; nothing is verified yet. Raises Unusable for anything the format does not allow."""
    if len(content) > LARGEST:
        raise Unusable(f"the signed note has {len(content)} bytes; a note has at most {LARGEST}")
    try:
        whole = content.decode()
    except UnicodeDecodeError as error:
        raise Unusable(f"the signed note is not UTF-8 (byte {error.start}); take the file as it was published") from error
    text, blank, lines = whole.rpartition("\n\n")
    if not blank or not text or not lines.endswith("\n") or _CONTROL.search(whole):
        raise Unusable("this is no signed note; expected a text, a blank line and signature lines, each line ended")
    signatures = lines[:-1].split("\n")
    if len(signatures) > MOST_SIGNATURES:
        raise Unusable(f"the signed note has {len(signatures)} signatures; at most {MOST_SIGNATURES} are read")
    return Note(text + "\n", tuple(map(_signature, signatures)))


def signers(note: Note, verifiers: Sequence[Verifier]) -> list[Verifier]:
    """Those of `verifiers` who signed the note; signatures by keys nobody here knows say nothing and are passed over.

    Raises Refused where a signature in the name of a known key is false, and where none is of a known key.
    """
    known = {(verifier.name, verifier.key_hash): verifier for verifier in verifiers}
    signed = list[Verifier]()
    for signature in note.signatures:
        verifier = known.get((signature.name, signature.key_hash))
        if verifier is None:
            continue
        if not _verifies(signature, verifier, note.text):
            raise Refused(f"the signature of {verifier.name} is false: the text was changed, or somebody else signed it")
        signed.append(verifier)
    if not signed:
        names = ", ".join(verifier.name for verifier in verifiers)
        raise Refused(f"the note carries no signature by a key known here ({names}); do not trust what it says")
    return list(dict.fromkeys(signed))


def decode(encoded: str) -> bytes:
    """The bytes of `encoded`; empty unless it is base64 in its one canonical spelling (RFC 4648 section 3.5)."""
    try:
        decoded = b64decode(encoded, validate=True)
    except ValueError:
        return b""
    return decoded if b64encode(decoded).decode() == encoded else b""


def _signature(line: str) -> Signature:
    match = _LINE.fullmatch(line)
    blob = decode(match["blob"]) if match else b""
    if not match or not _is_name(match["name"]) or len(blob) <= KEY_HASH_SIZE:
        raise Unusable(f'"{line}" is no signature line; expected a long dash, a name and base64 of key hash and signature')
    return Signature(match["name"], blob[:KEY_HASH_SIZE], blob[KEY_HASH_SIZE:])


def _verifies(signature: Signature, verifier: Verifier, text: str) -> bool:
    if len(signature.signature) != SIGNATURE_SIZE:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(verifier.public).verify(signature.signature, text.encode())
    except InvalidSignature:
        return False
    return True


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(sign.isspace() for sign in name)
