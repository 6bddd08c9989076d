"""`natc catalogue`: the hub's pages in other languages, brought up to date with its sources."""

import typer

from natc.commands.screen import tell
from natc.hub.site.start import manage

app = typer.Typer(add_completion=False)


@app.command()
def main() -> None:
    """Gather what the hub's pages say, keep the translations that people wrote, compile them; say what is not translated yet."""
    manage("catalogue")
    tell("Everything that the hub says is translated.")
