"""Making a backup."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pyrage.x25519 import Recipient

from natc import __version__
from natc.engine.errors import Refused
from natc.engine.whole import whole_file
from natc.hub.audit.keys import LEDGER_KEY
from natc.hub.site.backup.databases import Database
from natc.hub.site.backup.manifest import FILES, Manifest
from natc.hub.site.backup.package import packed
from natc.hub.site.backup.sealed import seal

NEWEST = "backup.json"  # in the hub's folder: when the newest backup was made, and with which key of the ledger in it
SQLITE = "natc.sqlite3"  # the database in the hub's folder
LEFT_OUT = {"static", "locks", NEWEST, SQLITE, f"{SQLITE}-wal", f"{SQLITE}-shm"}  # made again, or copied as the database
WORK = ".backup-"  # how the folder of a backup that is being made begins


@dataclass(frozen=True)
class Place:
    """Where a hub is: the folder of its files (NATC_VAR) and its database."""

    folder: Path
    database: Database

    def files(self) -> dict[str, Path]:
        """{name: path} of all that a backup takes from the folder, by name."""
        taken = {path.relative_to(self.folder): path for path in sorted(self.folder.rglob("*")) if path.is_file()}
        return {
            name.as_posix(): path
            for name, path in taken.items()
            if name.parts[0] not in LEFT_OUT and not name.parts[0].startswith(WORK)
        }


def back_up(place: Place, to: Path, recipients: Sequence[Recipient]) -> Manifest:
    """Write all that `place` holds to the one file `to`, sealed to `recipients`; gives what is in it.

    The database is copied first, in one snapshot, and the files after: every file that a row speaks of is there. Raises
    Refused where `to` exists, Unusable where something cannot be read or written; then nothing is at `to`.
    """
    if to.exists():
        raise Refused(f"{to} is there already; a backup is never written over")
    made: list[Manifest] = []
    with tempfile.TemporaryDirectory(prefix=WORK, dir=place.folder) as work:  # readable by its owner alone
        dump = Path(work) / "database"
        contents = place.database.dump(dump)
        now = datetime.now(UTC).isoformat(timespec="seconds")

        def manifest(hashes: dict[str, str]) -> Manifest:
            made.append(Manifest(__version__, now, place.database.kind, contents, dict(hashes)))
            return made[0]

        seal(packed(dump, place.files(), manifest), to, recipients)
    _remember(place.folder, made[0])
    return made[0]


def _remember(folder: Path, manifest: Manifest) -> None:
    with whole_file(folder / NEWEST) as unfinished:
        newest = {"made_at": manifest.made_at, "ledger_key": manifest.hashes.get(f"{FILES}/keys/{LEDGER_KEY}")}
        unfinished.write_text(json.dumps(newest), "utf-8")
