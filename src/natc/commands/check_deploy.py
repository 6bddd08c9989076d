"""natc check-deploy: what is not safe in the way the hub is set up."""

import typer

from natc.commands.screen import tell
from natc.commands.serve import CertificateOption, HostOption
from natc.hub.site.start import Door, check_deployment

app = typer.Typer(add_completion=False)


@app.command()
def main(host: HostOption = "127.0.0.1", certificate: CertificateOption = None) -> None:
    """Look at settings, folder and database as they would be served on --host. Exit code 1: something is not in order."""
    check_deployment(Door(host, 0, certificate))
    tell("Everything that natc can see of this deployment is in order.")
