"""natc ledger: whether the ledger of the hub is what it was."""

from pathlib import Path
from typing import Annotated

import typer

from natc.hub.site.start import manage

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.callback()
def ledger() -> None:
    """The append-only record of every act that matters."""


@app.command()
def verify(
    head: Annotated[Path | None, typer.Option("--head", help="A signed head that you kept.")] = None,
) -> None:
    """Read every entry again. Exit code 0: nothing was changed; 1: something was."""
    manage("verify_ledger", *([str(head)] if head else []))
