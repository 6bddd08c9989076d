"""Keeping a file, and letting it go."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from django.db import transaction
from django.db.models import ProtectedError

from natc.engine.errors import Refused
from natc.hub.files import rules
from natc.hub.files.kinds import kind_of
from natc.hub.files.models import StoredFile, path_of


class Upload(Protocol):
    """A file as a form gives it."""

    name: str | None
    size: int | None

    def read(self) -> bytes: ...


@transaction.atomic
def keep(*, upload: Upload) -> StoredFile:
    """Keep an uploaded file; the same bytes are kept once. The action of the record that owns it records the act.

    Raises Refused, with a sentence, for what is too large, empty, or of no kind that is taken.
    """
    _check(rules.why_not_keep(upload.size or 0))
    content = upload.read()
    _check(rules.why_not_keep(len(content)) or rules.why_not_kind(content))
    digest = sha256(content).hexdigest()
    _write(path_of(digest), content)  # also where it is there already: its new time keeps `sweep` away until the row is in
    about = {"size": len(content), "kind": kind_of(content) or ""}  # a rule has refused what is of no kind
    return StoredFile.objects.get_or_create(sha256=digest, defaults=about)[0]


@transaction.atomic
def let_go(*, file: StoredFile) -> None:
    """Forget a file that no record owns any more; its content leaves the disk at the next sweep. Does nothing where one does."""
    try:
        with transaction.atomic():
            file.delete()
    except ProtectedError:
        return


def _check(why_not: str | None) -> None:
    if why_not:
        raise Refused(why_not)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: to a temporary name, to the disk, then its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """The new name to the disk too, where the system lets one."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        os.fsync(handle)
        os.close(handle)
