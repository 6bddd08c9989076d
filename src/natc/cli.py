"""The command `natc`. A table names the module of each command; only the one asked for is loaded."""

import importlib
import sys
from typing import NoReturn

import click
import typer

from natc import __version__
from natc.engine.errors import EngineError, Refused, Unusable

COMMANDS = {
    "standard": "Show the data standard; write templates and forms from it",
    "mission": "List what the product must do, and the tests that prove each part",
    "harmonise": "Tidy figures already handed in elsewhere (UNODC); say what is odd about them",
}

CLEAN, BLOCKED, UNUSABLE = 0, 1, 2  # exit codes


class LazyGroup(click.Group):
    """A group whose commands live in `natc.commands.<name>`, each module with one Typer `app`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        app: typer.Typer = importlib.import_module(f"natc.commands.{cmd_name}").app
        command = typer.main.get_command(app)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="natc")
def natc() -> None:
    """The working platform of the Network of Anti-Trafficking Coordinators of South-East Europe."""


def main() -> NoReturn:
    """Run the command line. Exit code 0 is clean, 1 blocking findings or a refusal, 2 unusable input or usage."""
    try:
        natc(prog_name="natc", standalone_mode=True)
    except EngineError as error:
        click.echo(f"natc: {error}", err=True)
        match error:
            case Unusable():
                sys.exit(UNUSABLE)
            case Refused() | _:
                sys.exit(BLOCKED)
    sys.exit(CLEAN)
