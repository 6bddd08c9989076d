"""A hub in a folder and a database of its own, run by commands as an operator runs it."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg

from natc.hub.site.backup.databases import Database, Sqlite
from natc.hub.site.backup.make import Place

SECRET = "a-secret-of-more-than-fifty-signs-that-is-good-for-tests-0123456789"


@dataclass(frozen=True)
class Hub:
    """A hub that is not the one of this process."""

    place: Place

    def environment(self, **changed: str) -> dict[str, str]:
        """What the operator set."""
        names = {"NATC_VAR": str(self.place.folder), "NATC_DATABASE_URL": self.place.database.url, "NATC_SECRET_KEY": SECRET}
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("NATC_", "DJANGO_"))}
        return {**clean, **names, **changed}

    def natc(self, *arguments: str | Path, **changed: str) -> subprocess.CompletedProcess[str]:
        """Run natc there."""
        command = [sys.executable, "-m", "natc", *map(str, arguments)]
        return subprocess.run(command, env=self.environment(**changed), capture_output=True, text=True, check=False)


def rows(database: Database, table: str) -> list[tuple[object, ...]]:
    """Every row of a table, in an order that both copies share."""
    opened = sqlite3.connect(database.path) if isinstance(database, Sqlite) else psycopg.connect(database.url)
    with closing(opened) as connection:
        return sorted((tuple(row) for row in connection.execute(f'SELECT * FROM "{table}"').fetchall()), key=repr)
