"""A hub of its own folder and database, prepared and filled as an operator would: the database is of the kind under test."""

import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from made_hub import Hub
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from natc.hub.site.backup.databases import database_at
from natc.hub.site.backup.make import Place

SERVER = os.environ.get("NATC_DATABASE_URL", "")  # the stories of the hub run once on SQLite, once on a server
PEOPLE = """
import django
django.setup()
from natc.hub.site.demonstration import fill_demonstration
fill_demonstration()
"""
FORTY_ACTS = """
import django; django.setup()
import uuid; from django.db import transaction; from natc.hub.audit.actions import record, sign_head
with transaction.atomic():
    for _ in range(40): record("desk confirmed", by=uuid.uuid4(), desk=uuid.uuid4(), target=None)
sign_head()
"""


@pytest.fixture(scope="session")
def new_url() -> Iterator[Callable[[Path], str]]:
    """The address of a new, empty database for a hub in a folder; those on a server are dropped at the end."""
    made: list[str] = []

    def new(folder: Path) -> str:
        if not SERVER:
            return f"sqlite://{folder / 'natc.sqlite3'}"
        made.append(f"natc_{uuid.uuid4().hex}")
        with psycopg.connect(SERVER, autocommit=True) as server:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(made[-1])))
        parts = conninfo_to_dict(SERVER)
        password = f":{parts['password']}" if parts.get("password") else ""
        return f"postgresql://{parts['user']}{password}@{parts['host']}:{parts.get('port', 5432)}/{made[-1]}"

    yield new
    for name in made:
        with psycopg.connect(SERVER, autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory, new_url: Callable[[Path], str]) -> Hub:
    """A hub with the demonstration's people, a ledger with a signed head, and a file. Stories only read it."""
    folder = tmp_path_factory.mktemp("hub") / "var"
    made = Hub(Place(folder, database_at(new_url(folder))))
    assert made.natc("prepare").returncode == 0
    setting = made.environment(DJANGO_SETTINGS_MODULE="natc.hub.site.settings")
    for script in (PEOPLE, FORTY_ACTS):
        subprocess.run([sys.executable, "-c", script], env=setting, check=True)
    (folder / "blobs" / "ab").mkdir(parents=True)
    (folder / "blobs" / "ab" / "cdef").write_bytes(os.urandom(300_000))
    (folder / "static" / "made-again.css").write_text("")
    return made


@pytest.fixture
def empty_place(tmp_path: Path, new_url: Callable[[Path], str]) -> Place:
    """A folder that is not there yet, and an empty database for it."""
    folder = tmp_path / "restored"
    return Place(folder, database_at(new_url(folder)))
