"""natc serve: the hub's pages for a real network; the environment says where its database is."""

import os
from pathlib import Path
from typing import Annotated

import typer

from natc.commands.screen import tell
from natc.engine.errors import Unusable
from natc.hub.site.start import MAKE_A_SECRET, SETTINGS, Door, check_deployment, manage, serve, serve_pages

app = typer.Typer(add_completion=False)

HostOption = Annotated[str, typer.Option(help="The address to listen on; a reverse proxy with TLS stands before 127.0.0.1.")]
CertificateOption = Annotated[Path | None, typer.Option(help="To serve TLS without a proxy: the certificate chain, PEM.")]


@app.command()
def main(
    host: HostOption = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    certificate: CertificateOption = None,
    key: Annotated[Path | None, typer.Option(help="The certificate's key, PEM.")] = None,
    *,
    pages_only: Annotated[bool, typer.Option("--pages-only", help="natc worker runs on its own beside this.")] = False,
) -> None:
    """Serve pages and due jobs until stopped. On this machine's own address the database is brought up to date first; on any
    other address everything that natc check-deploy knows must be in order.
    """
    if not os.environ.get("NATC_SECRET_KEY"):
        raise Unusable(f"NATC_SECRET_KEY is not set, and nobody could sign in without it; {MAKE_A_SECRET}")
    door = Door(host, port, certificate, key)
    if door.loopback:
        manage("prepare")
    else:
        check_deployment(door)
    tell(f"Serving on {'https' if certificate else 'http'}://{host}:{port}")
    raise typer.Exit((serve_pages if pages_only else serve)({**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS}, door))
