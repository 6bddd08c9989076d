"""natc worker: does what is due by the clock, such as signing the head of the ledger every hour."""

import typer

from natc.hub.site.start import manage

app = typer.Typer(add_completion=False)


@app.command()
def main() -> None:
    """Run beside the web server, once or several times; each job is done once a period."""
    manage("worker")
