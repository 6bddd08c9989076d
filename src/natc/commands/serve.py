"""natc serve: the hub's pages for a real network; the environment says where its database is."""

import os
from typing import Annotated

import typer

from natc.commands.screen import out
from natc.hub.site.start import SETTINGS, manage, serve

app = typer.Typer(add_completion=False)


@app.command()
def main(
    host: Annotated[str, typer.Option(help="The address to listen on; a reverse proxy with TLS stands before it.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
) -> None:
    """Bring the database up to date and serve pages and due jobs until stopped."""
    manage("migrate", "--verbosity=0")
    manage("createcachetable")
    out.print(f"Serving on http://{host}:{port}")
    raise typer.Exit(serve({**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS}, host, port))
