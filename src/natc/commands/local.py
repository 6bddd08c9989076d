"""natc local: the office's own work as pages in a browser, on this machine only; no account, no database, nothing leaves."""

import datetime
import os
import signal
import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from natc.commands.screen import tell
from natc.hub.local.start import open_socket, serve, work_folder

app = typer.Typer(add_completion=False)

OPENING = "open-natc-local.html"


@app.command()
def main(
    folder: Annotated[
        Path | None, typer.Argument(help="The folder with the sheets; without it one that is deleted at the end.")
    ] = None,
    *,
    port: Annotated[int, typer.Option(help="The port on this machine; a free one when not named.")] = 0,
    browser: Annotated[bool, typer.Option("--browser", help="Open the page in this machine's browser.")] = False,
    today: Annotated[
        datetime.datetime | None, typer.Option(help="The day to check against, if not today.", formats=["%Y-%m-%d"])
    ] = None,
) -> None:
    """Open a page on this machine on which a sheet becomes a submission: map, check and correct, link, aggregate, report."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that a folder of its own is deleted then, too
    with work_folder(folder) as work, open_socket(port) as listening:
        tell(f"natc local works in {work}" + ("" if folder else ", which is deleted at the end: save what you made before."))

        def opened(address: str) -> None:
            tell(f"Open this address, once: {address}")
            tell("Press Enter for a new address, Ctrl+C to end.")
            if browser:
                _show(address, work)

        try:
            serve(work, listening, today.date() if today else None, opened)
        except KeyboardInterrupt:
            tell("Ended.")


def _show(address: str, work: Path) -> None:
    """Open the address by way of a file that only this person may read: whoever lists processes sees the file's name, not it."""
    page = work / "natc" / OPENING
    with os.fdopen(os.open(page, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(f'<!doctype html><meta http-equiv="refresh" content="0; url={address}"><a href="{address}">natc local</a>')
    webbrowser.open(page.as_uri())
