"""What a database holds, counted: by this a copy is held against what it was made from."""

from base64 import b64encode
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from natc.engine.errors import Unusable
from natc.engine.merkle.tree import Frontier, leaf_hash

LEDGER = "audit_event"
COMMITMENTS = f'SELECT commitment FROM {LEDGER} ORDER BY "index"'  # noqa: S608


class Connection(Protocol):
    """What sqlite3 and psycopg have in common."""

    def execute(self, query: Any, /) -> Iterable[Any]:
        """The rows of a query."""


@dataclass(frozen=True)
class Contents:
    """Rows of each table, entries of the ledger and their root in base64, computed anew from the entries."""

    rows: dict[str, int]
    ledger_size: int
    ledger_root: str


def count(connection: Connection, tables: Collection[str]) -> Contents:
    """Count the rows of `tables`, which are all, and walk the ledger. Raises Unusable where they are not those of a hub."""
    if LEDGER not in tables:
        raise Unusable("the database holds no hub; natc prepare makes one")
    rows = {table: int(_single(connection, f'SELECT count(*) FROM "{table}"')) for table in sorted(tables)}  # noqa: S608
    frontier = Frontier()
    for (commitment,) in connection.execute(COMMITMENTS):
        frontier = frontier.append(leaf_hash(bytes(commitment)))
    return Contents(rows, frontier.size, b64encode(frontier.root()).decode())


def _single(connection: Connection, query: str) -> Any:
    ((value,),) = connection.execute(query)
    return value
