"""The hub back from a backup, into an empty place, whole or not at all."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pyrage.x25519 import Identity

from natc.engine.errors import Refused, Unusable
from natc.engine.whole import make_folder
from natc.hub.site.backup.contents import Contents
from natc.hub.site.backup.databases import Database, Sqlite
from natc.hub.site.backup.make import SQLITE, WORK
from natc.hub.site.backup.manifest import Manifest
from natc.hub.site.backup.package import unpacked
from natc.hub.site.backup.sealed import unseal
from natc.hub.site.start import SETTINGS


def restore(backup: Path, identities: Sequence[Identity], into: Path, server: Database | None) -> Manifest:
    """Make the folder `into` the hub that `backup` holds; gives what is in it.

    server: the empty database for a backup of PostgreSQL; None for one of SQLite, whose database goes into the folder.
    Everything is held against the manifest and the ledger is verified before the folder gets its name. Raises Refused where
    the place is not empty or the backup is not what it says; then the place is as empty as it was.
    """
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise Refused(f"{into} is not empty; a backup is restored into an empty place only")
    with _whole_folder(into) as unfinished:
        work = unfinished / f"{WORK}taken-apart"
        work.mkdir()
        unseal(backup, work / "package", identities)
        manifest = unpacked(work / "package", work / "database", unfinished)
        database = _database_for(manifest, unfinished, server)
        database.must_be_empty()
        with _emptied_on_failure(database):
            _compare(manifest.contents, database.load(work / "database"))
            shutil.rmtree(work)
            _verify_ledger(unfinished, database, manifest)
    return manifest


@contextmanager
def _whole_folder(path: Path) -> Iterator[Path]:
    """A folder that stands at `path` once the block is left without error; after an error there is nothing."""
    make_folder(path.parent)
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        unfinished.mkdir(mode=0o700)
    except OSError as error:
        raise Unusable(f"{unfinished} cannot be made ({error.strerror}); remove it, or choose another place") from error
    try:
        yield unfinished
        unfinished.rename(path)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


@contextmanager
def _emptied_on_failure(database: Database) -> Iterator[None]:
    try:
        yield
    except BaseException:
        database.empty()
        raise


def _database_for(manifest: Manifest, folder: Path, server: Database | None) -> Database:
    database = server or Sqlite(folder / SQLITE)
    if manifest.database == "postgresql" and server is None:
        raise Refused("this backup is of PostgreSQL: name an empty database with --database postgresql://…")
    if manifest.database == "sqlite" and server is not None:
        raise Refused("this backup is of SQLite: its database goes into the folder; leave --database out")
    return database


def _compare(expected: Contents, found: Contents) -> None:
    for table in sorted(expected.rows.keys() | found.rows.keys()):
        before, after = expected.rows.get(table), found.rows.get(table)
        if before != after:
            raise Refused(f"table {table} had {before} rows when the backup was made and has {after} now; nothing was restored")
    if found != expected:
        raise Refused("the ledger of the restored database is not that of the backup; nothing was restored")


def _verify_ledger(folder: Path, database: Database, manifest: Manifest) -> None:
    """What `natc ledger verify` does, for the hub in `folder`."""
    place = {"NATC_VAR": str(folder), "NATC_DATABASE_URL": database.url, "DJANGO_SETTINGS_MODULE": SETTINGS}
    verify = [sys.executable, "-m", "natc", "ledger", "verify"]
    done = subprocess.run(verify, env={**os.environ, **place}, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Refused(
            f"the restored ledger could not be verified, so nothing was restored (the backup is of natc {manifest.natc}): "
            f"{done.stderr.strip()}"
        )
