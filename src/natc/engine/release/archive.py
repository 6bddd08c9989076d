"""The release archive: every release ever made, one file each, and a log in which a rewriting shows.

Nothing is ever taken out. A wrong release is withdrawn by an entry of its own, and the next may replace it; every later
release is tested against all of them, the withdrawn too, since they are known.
"""

import os
import platform
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import polars as pl

from natc.engine.errors import Refused, Unusable
from natc.engine.release.archive_log import NUMBER, Head, Logged, log_head, log_text, parse_log, refuse_another_history
from natc.engine.release.figures import FIGURES, GIVEN_UP, REPORTED, Mark, Release, Tested
from natc.engine.release.file import read_release, release_bytes
from natc.engine.text import Text
from natc.engine.whole import make_folder, whole_file

LOG, IN_USE = "log", "in-use"
UNFINISHED = ".unfinished"
_NOT_TESTED = Tested(0, ())  # a withdrawal shows no figure


@dataclass(frozen=True)
class Archive:
    """The releases in the order in which they were added, while nobody else can add one. `folder` is locked."""

    folder: Path
    logged: tuple[Logged, ...]
    releases: tuple[Release, ...]

    @property
    def head(self) -> Head:
        """What to print and keep: with it, nobody can show another past later."""
        return log_head(self.logged)


@dataclass(frozen=True)
class Standing:
    """How a release stands today. Its own bytes never change, so this must stand on everything made from it."""

    mark: Mark  # its own, or WITHDRAWN
    replaced_by: str | None  # number of the release to read instead
    why: Text | None  # why it was withdrawn or replaced


@contextmanager
def open_archive(folder: Path, expected: Head | None = None) -> Iterator[Archive]:
    """The archive in the folder, checked whole and locked until the block is left; an empty one where there is none.

    Raises Refused where somebody else uses it, where a file was altered, taken out, moved or put in, and where it is not
    the history of which `expected` is a head; Unusable where a file cannot be read.
    """
    make_folder(folder)
    with _locked(folder):
        log = folder / LOG
        logged = parse_log(log.read_text(encoding="utf-8", errors="replace"), str(log)) if log.exists() else []
        if expected:
            refuse_another_history(logged, expected, str(folder))
        _finish_or_undo(folder, logged)
        _refuse_strangers(folder, logged)
        yield Archive(folder, tuple(logged), tuple(_read(folder, one) for one in logged))


def append(archive: Archive, release: Release) -> Archive:
    """The archive with `release` at its end, on disk too: whole or not at all.

    Raises Refused for a number that is taken, and for a release that replaces one which is not there or was replaced.
    """
    _refuse_impossible(archive.releases, release)
    content = release_bytes(release)
    logged = (*archive.logged, Logged(release.number, sha256(content).hexdigest()))
    name = f"{release.number}.json"
    unfinished = archive.folder / f"{name}{UNFINISHED}"
    _write_through(unfinished, content)
    with whole_file(archive.folder / LOG) as log:  # the log decides: what it names is in, and only that
        _write_through(log, log_text(logged).encode())
    unfinished.replace(archive.folder / name)
    return Archive(archive.folder, logged, (*archive.releases, release))


def withdraw(archive: Archive, number: str, why: Text) -> Archive:
    """The archive with an entry at its end that withdraws release `number`. Raises Refused as `append` does."""
    withdrawn = {release.number: release for release in archive.releases}.get(number)
    if withdrawn is None:
        raise Refused(f"{archive.folder} holds no release {number}; it holds {_numbers(archive.releases)}")
    entry = replace(
        withdrawn,
        number=next_number(archive.releases, int(number.partition("-")[0])),
        mark=Mark.WITHDRAWN,
        replaces=number,
        why=why,
        tables=(),
        figures=pl.DataFrame(schema=FIGURES),
        reported=pl.DataFrame(schema=REPORTED),
        given_up=pl.DataFrame(schema=GIVEN_UP),
        tested=_NOT_TESTED,
    )
    return append(archive, entry)


def standing(releases: Sequence[Release], number: str) -> Standing:
    """How the release of this number stands after all `releases`. KeyError when it is not among them."""
    release = {release.number: release for release in releases}[number]
    later = [one for one in releases if one.replaces == number]
    withdrawal = next((one for one in later if one.mark == Mark.WITHDRAWN), None)
    replacement = next((one for one in later if one.mark != Mark.WITHDRAWN), None)
    told = withdrawal or replacement or release
    return Standing(Mark.WITHDRAWN if withdrawal else release.mark, replacement.number if replacement else None, told.why)


def next_number(releases: Sequence[Release], year: int) -> str:
    """The number that the next release of this year takes: "2025-3" after two."""
    taken = [int(release.number.partition("-")[2]) for release in releases if release.number.startswith(f"{year}-")]
    return f"{year}-{max(taken, default=0) + 1}"


def _refuse_impossible(releases: Sequence[Release], release: Release) -> None:
    if not NUMBER.fullmatch(release.number):
        raise Refused(f'"{release.number}" is no number of a release; expected the year and a counter: "2025-1"')
    if release.number in [one.number for one in releases]:
        raise Refused(f"release {release.number} is in the archive already, and a release never changes; take the next number")
    if release.mark in (Mark.REVISED, Mark.WITHDRAWN) and not (release.replaces and release.why):
        raise Refused(f"release {release.number} is marked {release.mark.lower()}; say which release it replaces, and why")
    if release.replaces is None:
        return
    if release.replaces not in [one.number for one in releases if one.mark != Mark.WITHDRAWN]:
        raise Refused(f"there is no release {release.replaces} to replace; the archive holds {_numbers(releases)}")
    found = standing(releases, release.replaces)
    if release.mark == Mark.WITHDRAWN and found.mark == Mark.WITHDRAWN:
        raise Refused(f"release {release.replaces} is withdrawn already")
    if release.mark != Mark.WITHDRAWN and found.replaced_by:
        raise Refused(f"release {release.replaces} was replaced by {found.replaced_by}; replace that one")


def _numbers(releases: Sequence[Release]) -> str:
    return ", ".join(release.number for release in releases if release.mark != Mark.WITHDRAWN) or "none yet"


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the archive. A file made only if it is not there also holds on a shared drive, and on every system."""
    lock = folder / IN_USE
    try:
        with lock.open("x", encoding="utf-8") as file:
            file.write(f"process {os.getpid()} on {platform.node()} since {datetime.now(UTC):%Y-%m-%d %H:%M} UTC")
    except FileExistsError as error:
        raise Refused(
            f"{folder} is in use by {_holder(lock)}; wait until it is done. If that process no longer runs, "
            f"because it was stopped or the machine was switched off, remove {lock} and try again: nothing is lost"
        ) from error
    except OSError as error:
        raise Unusable(f"{folder} cannot be written ({error.strerror}); give a folder of your own") from error
    try:
        yield
    finally:
        lock.unlink()


def _holder(lock: Path) -> str:
    try:
        return lock.read_text(encoding="utf-8") or "another process"
    except OSError:
        return "another process"  # which has just let go


def _finish_or_undo(folder: Path, logged: Sequence[Logged]) -> None:
    """Mend what an interrupted append left: finish it where the log names the release, otherwise leave no trace of it."""
    known = {f"{one.number}.json{UNFINISHED}" for one in logged}
    for unfinished in folder.glob(f"*{UNFINISHED}"):
        finished = unfinished.with_name(unfinished.name.removesuffix(UNFINISHED))
        if unfinished.name in known and not finished.exists():
            unfinished.replace(finished)
        else:
            unfinished.unlink()


def _refuse_strangers(folder: Path, logged: Sequence[Logged]) -> None:
    known = {LOG, IN_USE, *(f"{one.number}.json" for one in logged)}
    for path in sorted(folder.iterdir()):
        if path.name not in known and not path.name.startswith("."):  # what a file browser keeps for itself
            raise Refused(f"{path} is not in the log of the archive; nobody has tested a release against it: take it out")


def _read(folder: Path, one: Logged) -> Release:
    path = folder / f"{one.number}.json"
    if not path.exists():
        raise Refused(f"{path} is missing, but the log has it; bring it back from a copy, or no release can be tested against it")
    try:
        found = sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise Unusable(f"{path} cannot be read ({error.strerror}); mend that first") from error
    if found != one.sha256:
        raise Refused(f"{path} was altered: its SHA-256 is {found}, the log says {one.sha256}; bring it back from a copy")
    release = read_release(path)
    if release.number != one.number:
        raise Refused(f"{path} holds release {release.number}, not {one.number}; bring it back from a copy")
    return release


def _write_through(path: Path, content: bytes) -> None:
    """Write so that a power cut after this leaves the whole content."""
    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise Unusable(f"{path} cannot be written ({error.strerror}); make room or choose another place") from error
