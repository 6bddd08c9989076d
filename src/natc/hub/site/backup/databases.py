"""The two databases a hub may have: each can be copied while people work, and loaded where nothing is."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import psycopg
from psycopg import IsolationLevel, sql
from psycopg.conninfo import conninfo_to_dict

from natc.engine.errors import Refused, Unusable
from natc.hub.site.backup.contents import Contents, count

TABLES_OF_SQLITE = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
TABLES_OF_POSTGRESQL = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
LIBPQ = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}


class Database(Protocol):
    """A database of a hub."""

    @property
    def kind(self) -> str:
        """What its dumps are; a dump of one kind cannot be loaded into the other."""

    @property
    def url(self) -> str:
        """Its address as NATC_DATABASE_URL takes it."""

    def dump(self, to: Path) -> Contents:
        """Write all of it, as it stood at one instant, to the file `to`; gives what was in it at that instant."""

    def must_be_empty(self) -> None:
        """Raises Refused where anything is in it."""

    def load(self, dump: Path) -> Contents:
        """Fill this database, which is empty, from a dump, whole or not at all; gives what is in it then."""

    def empty(self) -> None:
        """Take out again what `load` put in."""


def database_at(url: str) -> Database:
    """The database at `url`, of the form that NATC_DATABASE_URL has."""
    return Sqlite(Path(urlsplit(url).path)) if url.startswith("sqlite:") else Postgresql(url)


@dataclass(frozen=True)
class Sqlite:
    """A file."""

    path: Path
    kind: str = "sqlite"

    @property
    def url(self) -> str:
        """Its address."""
        return f"sqlite://{self.path.absolute()}"

    def dump(self, to: Path) -> Contents:
        """SQLite's own online copy: one snapshot, whoever writes meanwhile."""
        if not self.path.is_file():
            raise Unusable(f"there is no database at {self.path}; NATC_VAR or NATC_DATABASE_URL names it")
        with closing(sqlite3.connect(self.path)) as live, closing(sqlite3.connect(to)) as copy:
            try:
                live.backup(copy)
            except sqlite3.DatabaseError as error:
                raise Unusable(f"{self.path} cannot be copied ({error}); natc restore brings back the newest backup") from error
            return _counted(copy)

    def must_be_empty(self) -> None:
        """There must be no file."""
        if self.path.exists():
            raise Refused(f"{self.path} is there already; a backup is restored into an empty place only")

    def load(self, dump: Path) -> Contents:
        """Put the copy in its place."""
        shutil.copyfile(dump, self.path)
        self.path.chmod(0o600)
        with closing(sqlite3.connect(self.path)) as loaded:
            return _counted(loaded)

    def empty(self) -> None:
        """Remove the file."""
        self.path.unlink(missing_ok=True)


@dataclass(frozen=True)
class Postgresql:
    """A database on a server. PostgreSQL's own pg_dump and pg_restore must be installed."""

    url: str
    kind: str = "postgresql"

    def dump(self, to: Path) -> Contents:
        """pg_dump in its custom format, and our count, of the same snapshot."""
        with self._connect() as connection:
            connection.isolation_level = IsolationLevel.REPEATABLE_READ
            ((snapshot,),) = connection.execute("SELECT pg_export_snapshot()")
            self._run("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}", f"--file={to}")
            return count(connection, _tables(connection))

    def must_be_empty(self) -> None:
        """There must be no table."""
        with self._connect() as connection:
            if tables := _tables(connection):
                raise Refused(f"the database already holds {len(tables)} tables; a backup is restored into an empty one only")

    def load(self, dump: Path) -> Contents:
        """pg_restore in one transaction."""
        options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-acl")
        self._run("pg_restore", *options, f"--dbname={self._settings['PGDATABASE']}", str(dump))
        with self._connect() as connection:
            return count(connection, _tables(connection))

    def empty(self) -> None:
        """Drop the tables."""
        with self._connect() as connection:
            if tables := _tables(connection):
                names = sql.SQL(", ").join(map(sql.Identifier, tables))
                connection.execute(sql.SQL("DROP TABLE {} CASCADE").format(names))

    @property
    def _settings(self) -> Mapping[str, str]:
        """The environment of PostgreSQL's tools: arguments would show the password to everybody on the machine."""
        parts = conninfo_to_dict(self.url)
        return {variable: str(parts[name]) for name, variable in LIBPQ.items() if parts.get(name) is not None}

    def _connect(self) -> psycopg.Connection:
        try:
            return psycopg.connect(self.url)
        except psycopg.OperationalError as error:
            raise Unusable(f"the database cannot be reached ({str(error).strip()}); its address must be right") from error

    def _run(self, tool: str, *arguments: str) -> None:
        path = shutil.which(tool)
        if path is None:
            raise Unusable(f"{tool} is not installed and is needed for PostgreSQL; apt install postgresql-client")
        environment = {**os.environ, **self._settings}
        done = subprocess.run([path, *arguments], env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Unusable(f"{tool} ended with: {done.stderr.strip() or 'no word'}")


def _counted(connection: sqlite3.Connection) -> Contents:
    return count(connection, [name for (name,) in connection.execute(TABLES_OF_SQLITE)])


def _tables(connection: psycopg.Connection) -> list[str]:
    return [name for (name,) in connection.execute(TABLES_OF_POSTGRESQL)]
