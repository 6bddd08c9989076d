"""The release archive of the engine, under the hub's folder: read before a test, grown when something becomes public."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from natc.engine.release import archive as engine
from natc.engine.release.archive import Archive
from natc.engine.release.archive_log import parse_head
from natc.engine.release.figures import Mark
from natc.engine.release.figures import Release as Made
from natc.engine.release.file import release_hash
from natc.engine.text import Text
from natc.hub.statistics.models import ArchiveHead


def home() -> Path:
    """The folder of all that is kept of releases."""
    return Path(settings.VAR) / "releases"


def earlier() -> tuple[Made, ...]:
    """All releases that were ever public, in their order. Raises Refused where the archive is not what it was."""
    with _opened() as archive:
        return archive.releases


def add(made: Made) -> str:
    """Add a release that becomes public; the head after it. One that is there already, byte for byte, is not added again."""
    with _opened() as archive:
        there = {one.number: one for one in archive.releases}.get(made.number)
        same = there is not None and release_hash(there) == release_hash(made)
        return _kept(archive if same else engine.append(archive, made))


def withdraw(number: str, why: Text) -> str:
    """Enter that a release is withdrawn; the head after it. What is withdrawn already is not entered again."""
    with _opened() as archive:
        done = engine.standing(archive.releases, number).mark == Mark.WITHDRAWN
        return _kept(archive if done else engine.withdraw(archive, number, why))


@contextmanager
def _opened() -> Iterator[Archive]:
    known = ArchiveHead.objects.first()
    home().mkdir(parents=True, exist_ok=True)
    with engine.open_archive(home() / "archive", parse_head(known.head) if known else None) as archive:
        yield archive


def _kept(archive: Archive) -> str:
    head = str(archive.head)
    ArchiveHead.objects.get_or_create(head=head, defaults={"at": timezone.now()})
    return head
