"""A file that is kept: its content is on disk under its SHA-256; its name belongs to the record that owns it."""

from pathlib import Path

from django.conf import settings
from django.db import models

from natc.hub.fields import Record, for_members
from natc.hub.files.kinds import Kind


class StoredFile(Record):
    """One content, once, however many records own it. Owners point here with PROTECT: who still does keeps it alive."""

    sha256 = for_members(models.CharField(max_length=64, unique=True))  # hexadecimal
    size = for_members(models.PositiveBigIntegerField())  # bytes
    kind = for_members(models.CharField(max_length=20, choices=Kind))

    @property
    def path(self) -> Path:
        """Where its content is."""
        return path_of(self.sha256)


def folder() -> Path:
    """The folder of all contents."""
    return Path(settings.VAR) / "files"


def path_of(sha256: str) -> Path:
    """Where the content with a SHA-256 is: two letters of folder, so that no folder grows too large."""
    return folder() / sha256[:2] / sha256
