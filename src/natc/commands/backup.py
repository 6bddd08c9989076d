"""natc backup: the whole hub in one file that only the holders of a key can open."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from natc.commands.screen import tell
from natc.hub.site import settings
from natc.hub.site.backup.databases import database_at
from natc.hub.site.backup.make import Place, back_up
from natc.hub.site.backup.sealed import recipient_of

app = typer.Typer(add_completion=False)


@app.command()
def main(
    to: Annotated[Path, typer.Option("--to", help="The file to write, or a folder: then the file is named by the time.")],
    recipient: Annotated[list[str], typer.Option("--recipient", help="Who may open it, age1…; may be given several times.")],
) -> None:
    """Copy database and files while people work, seal them, read them back. The key that opens them is not needed here."""
    now = datetime.now(UTC)
    file = to / f"natc-{now:%Y-%m-%dT%H%M%SZ}.age" if to.is_dir() else to
    place = Place(settings.VAR, database_at(settings.DATABASE_URL))
    manifest = back_up(place, file, [recipient_of(text) for text in recipient])
    rows = sum(manifest.contents.rows.values())
    tell(f"{file}: {rows} rows of {len(manifest.contents.rows)} tables, {manifest.files} files; read back and whole.")
    tell(f"Ledger: {manifest.contents.ledger_size} entries, root {manifest.contents.ledger_root}")
