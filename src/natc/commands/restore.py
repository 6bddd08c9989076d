"""natc restore: the hub back from a backup."""

from pathlib import Path
from typing import Annotated

import typer

from natc.commands.screen import tell
from natc.hub.site.backup.databases import database_at
from natc.hub.site.backup.restore import restore
from natc.hub.site.backup.sealed import identity_in

app = typer.Typer(add_completion=False)


@app.command()
def main(
    file: Annotated[Path, typer.Argument(help="The backup.")],
    identity: Annotated[Path, typer.Option("--identity", help="The file with the age key that opens it.")],
    into: Annotated[Path, typer.Option("--into", help="The folder to make, for NATC_VAR; empty or not there yet.")],
    database: Annotated[
        str | None, typer.Option("--database", help="For a backup of PostgreSQL: the empty database, postgresql://….")
    ] = None,
) -> None:
    """Restore into an empty place, compare everything with what the backup says, verify the ledger; else restore nothing."""
    manifest = restore(file, identity_in(identity), into.absolute(), database_at(database) if database else None)
    rows = sum(manifest.contents.rows.values())
    tell(f"Restored what natc {manifest.natc} saved at {manifest.made_at}.")
    tell(f"{rows} rows of {len(manifest.contents.rows)} tables are as they were; {manifest.files} files are, byte for byte.")
    tell(f"Ledger verified: {manifest.contents.ledger_size} entries, root {manifest.contents.ledger_root}")
    tell("Compare the ledger with a head that a member kept: natc ledger verify --head FILE")
    tell(f"Next: NATC_VAR={into}" + (" and NATC_DATABASE_URL as given here" if database else ""))
