"""natc backup-key: the key that opens backups, to be kept away from the hub."""

from pathlib import Path
from typing import Annotated

import typer

from natc.commands.screen import tell
from natc.hub.site.backup.sealed import make_key

app = typer.Typer(add_completion=False)


@app.command()
def main(file: Annotated[Path, typer.Argument(help="The file to write the secret key to.")]) -> None:
    """Make a key on a machine that is not the hub; say the recipient that belongs to it. Whoever loses it loses the backups."""
    tell(f"The secret key is in {file}: keep it, and a copy, away from the hub. Give the hub this recipient alone:")
    tell(str(make_key(file)))
