"""Events of the ledger, the head they lead to, and the signed heads that members keep."""

import json
from hashlib import sha256

from django.db import models

from natc.engine.merkle.tree import Frontier
from natc.hub.fields import for_members, open_to_all, secret

HASH_SIZE = 32  # bytes of SHA-256


class Event(models.Model):
    """One act. Erasing it blanks salt and event; the commitment stays, so that the log stays whole.

    commitment: SHA-256 over the salt and the canonical event. The leaf of the tree is the RFC 6962 hash of the commitment.
    """

    index = open_to_all(models.PositiveBigIntegerField(primary_key=True))
    commitment = open_to_all(models.BinaryField(max_length=HASH_SIZE))
    salt = secret(models.BinaryField(max_length=HASH_SIZE, null=True))
    at = for_members(models.DateTimeField(null=True, db_index=True))
    what = for_members(models.CharField(max_length=80, blank=True))
    by = for_members(models.UUIDField(null=True, db_index=True))
    desk = for_members(models.UUIDField(null=True, db_index=True))
    target = for_members(models.UUIDField(null=True, db_index=True))
    digest = for_members(models.CharField(max_length=64, blank=True))  # SHA-256 of what the act was about, hexadecimal

    class Meta:
        ordering = ("-index",)

    def canonical(self) -> bytes:
        """The bytes that the commitment covers: sorted keys, no spaces, UTF-8."""
        ids = {"by": self.by, "desk": self.desk, "target": self.target}
        said = {key: str(value) for key, value in ids.items() if value}
        said |= {"at": self.at.isoformat() if self.at else "", "index": str(self.index), "what": self.what, "digest": self.digest}
        return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    def computed(self) -> bytes:
        """The commitment anew from salt and event."""
        return sha256(bytes(self.salt or b"") + self.canonical()).digest()

    @property
    def erased(self) -> bool:
        """Whether nothing but the commitment is left."""
        return self.salt is None


class Head(models.Model):
    """The one row that is locked to append: the size of the log and all that is needed to go on from it."""

    size = open_to_all(models.PositiveBigIntegerField(default=0))
    peaks = open_to_all(models.BinaryField(default=b""))  # hashes of HASH_SIZE bytes, one after the other

    @property
    def frontier(self) -> Frontier:
        """The head as the engine knows it."""
        peaks = bytes(self.peaks)
        return Frontier(self.size, tuple(peaks[start : start + HASH_SIZE] for start in range(0, len(peaks), HASH_SIZE)))


class SignedHead(models.Model):
    """A head as it was signed and given to the members: from then on nothing before it can change unseen."""

    size = open_to_all(models.PositiveBigIntegerField(unique=True))
    note = open_to_all(models.TextField())  # a signed checkpoint
    at = open_to_all(models.DateTimeField())

    class Meta:
        ordering = ("-size",)


class JobDone(models.Model):
    """A recurring job was done for one period, so that no second worker does it again."""

    job = open_to_all(models.CharField(max_length=60))
    period = open_to_all(models.DateTimeField())  # its first instant

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "period"], name="a_job_once_a_period")]
