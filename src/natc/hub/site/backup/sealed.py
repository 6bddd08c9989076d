"""A package sealed in the age format (age-encryption.org/v1): any age program opens it, nobody without a key does."""

import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from pyrage import DecryptError, EncryptError, IdentityError, RecipientError, decrypt_io, encrypt_io
from pyrage.x25519 import Identity, Recipient

from natc.engine.errors import Refused, Unusable
from natc.engine.whole import whole_file

KEY = "AGE-SECRET-KEY-"


class Readable:
    """Chunks as a file to read from, and the SHA-256 of what was read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._left, self.digest = chunks, b"", sha256()

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end."""
        while not self._left:
            try:
                self._left = next(self._chunks)
            except StopIteration:
                return b""
        given, self._left = self._left[:size], self._left[size:]
        self.digest.update(given)
        return given


class Digest:
    """A file to write to that keeps nothing but the SHA-256."""

    def __init__(self) -> None:
        self.digest = sha256()

    def write(self, data: bytes) -> int:
        """Take `data`."""
        self.digest.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


def recipient_of(text: str) -> Recipient:
    """Who may open a backup, from an age1… line. Raises Unusable for anything else."""
    try:
        return Recipient.from_str(text.strip())
    except RecipientError as error:
        raise Unusable(f"{text[:80]!r} is no age recipient (age1…); age-keygen or natc backup-key makes one") from error


def make_key(path: Path) -> Recipient:
    """Make a new key in the file `path`, readable by its owner alone; gives whom to seal to. Raises Refused where it exists."""
    identity = Identity.generate()
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"# public key: {identity.to_public()}\n{identity}\n")
    except FileExistsError as error:
        raise Refused(f"{path} exists; a key is never written over") from error
    except OSError as error:
        raise Unusable(f"{path} cannot be written ({error.strerror}); choose another place") from error
    return identity.to_public()


def identity_in(path: Path) -> list[Identity]:
    """The keys in a file that age-keygen or natc made. Raises Unusable where there is none."""
    try:
        lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
        found = [Identity.from_str(line) for line in lines if line.startswith(KEY)]
    except (OSError, UnicodeDecodeError, IdentityError) as error:
        raise Unusable(f"{path} cannot be read as an age key ({error}); give the file with the line {KEY}…") from error
    if not found:
        raise Unusable(f"{path} holds no age key; give the file with the line {KEY}…")
    return found


def seal(chunks: Iterator[bytes], to: Path, recipients: Sequence[Recipient]) -> None:
    """Write `chunks`, sealed, to the file `to`, and read it back from the disk before it gets its name.

    A key made for this one reading, and never kept, opens it once. Raises Unusable where anything fails; then nothing is at `to`.
    """
    once = Identity.generate()
    package, read_back = Readable(chunks), Digest()
    try:
        with whole_file(to) as unfinished:
            with unfinished.open("wb") as file:
                encrypt_io(package, file, [*recipients, once.to_public()])
                file.flush()
                os.fsync(file.fileno())
            with unfinished.open("rb") as file:
                decrypt_io(file, read_back, [once])
            if read_back.digest.digest() != package.digest.digest():
                raise Unusable(f"{to} could not be read back as it was written; the disk may be failing")
    except (EncryptError, DecryptError) as error:
        raise Unusable(f"the backup was not made: {error}") from error


def unseal(path: Path, to: Path, identities: Sequence[Identity]) -> None:
    """Write what is sealed in `path` to the file `to`. Raises Refused where it is truncated, altered, or for somebody else."""
    if not path.is_file():
        raise Unusable(f"there is no file {path}")
    try:
        with path.open("rb") as sealed, to.open("xb") as file:
            decrypt_io(sealed, file, identities)
    except (DecryptError, OSError) as error:  # pyrage raises OSError where a later part was altered or is missing
        raise Refused(
            f"{path} cannot be opened with this key ({error}): it is no backup, is not whole, was altered, or is for another key"
        ) from error
