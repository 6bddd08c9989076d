"""One module a command; each has a Typer `app`. Only these modules print."""
