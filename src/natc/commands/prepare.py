"""natc prepare: makes the hub's database, or brings it up to date after natc itself was."""

import typer

from natc.commands.screen import tell
from natc.hub.site.start import manage

app = typer.Typer(add_completion=False)


@app.command()
def main() -> None:
    """Run after installing and after each update of natc, with a backup made before. Does nothing where nothing is to be done."""
    manage("prepare")
    tell("The database is up to date.")
