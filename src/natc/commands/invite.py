"""natc invite: the first person of an empty hub."""

from typing import Annotated

import typer

from natc.hub.site.start import manage

app = typer.Typer(add_completion=False)


@app.command()
def main(
    email: Annotated[str, typer.Argument(help="The address of the first person of the secretariat.")],
    site: Annotated[str, typer.Option(help="How people reach the hub; without it https:// and the first of NATC_HOSTS.")] = "",
) -> None:
    """Write the Network into an empty hub and invite the first person of its secretariat, who invites all others."""
    manage("invite_first", email, *(["--site", site] if site else []))
