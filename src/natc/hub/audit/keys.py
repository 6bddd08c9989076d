"""The key that signs the ledger's heads, kept in the hub's folder and nowhere else."""

import os
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from django.conf import settings

from natc.engine.merkle.note import Verifier

ORIGIN = "natc.ledger"  # the name of the log in its signed heads
LEDGER_KEY = "ledger.key"  # the file in the folder of keys


@cache
def signing_key(folder: Path) -> Ed25519PrivateKey:
    """The key in `folder`; made at the first use, readable by its owner alone."""
    path = folder / LEDGER_KEY
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        _write_for_owner(path, pem)
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path} holds another kind of key; put back the one from the backup")
    return key


def verifier() -> Verifier:
    """Whose signature is on the heads: what members keep beside them."""
    return Verifier(ORIGIN, signing_key(settings.VAR / "keys").public_key().public_bytes_raw())


def _write_for_owner(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
