"""The command `natc`. A table names the module of each command; only the one asked for is loaded."""

import importlib
import sys
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from natc import __version__
from natc.engine.errors import EngineError, Refused, Unusable

COMMANDS = {
    "standard": "Show the data standard; write templates and forms from it",
    "map": "Join an office's own sheet to the standard",
    "check": "Find what is wrong in a register, cell by cell",
    "convert": "Turn CTDC or HTCDS records into a register, with an account of what had no place",
    "mission": "List what the product must do, and the tests that prove each part",
}

CLEAN, BLOCKED, UNUSABLE = 0, 1, 2  # exit codes


class LazyGroup(TyperGroup):
    """A group whose commands live in `natc.commands.<name>`, each module with one Typer `app`."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the library's signature
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = typer.main.get_command(importlib.import_module(f"natc.commands.{cmd_name}").app)
        command.name = cmd_name
        return command

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The table of commands, without loading any of them."""
        formatter.write_usage(ctx.command_path, "COMMAND [OPTIONS]")
        formatter.write_text(f"\n{self.help}")
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))
        formatter.write_text(
            "\nnatc COMMAND --help says more of each. Exit codes: 0 clean, 1 blocking findings or refused, 2 unusable input."
        )


app = typer.Typer(cls=LazyGroup, add_completion=False, pretty_exceptions_enable=False)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - a Typer callback
    if wanted:
        typer.echo(f"natc {__version__}")
        raise typer.Exit


@app.callback(context_settings={"help_option_names": ["-h", "--help"]})
def natc(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """The working platform of the Network of Anti-Trafficking Coordinators of South-East Europe."""


def main() -> NoReturn:
    """Run the command line. Exit code 0 is clean, 1 blocking findings or a refusal, 2 unusable input or usage."""
    try:
        app(prog_name="natc")
    except EngineError as error:
        typer.echo(f"natc: {error}", err=True)
        match error:
            case Unusable():
                sys.exit(UNUSABLE)
            case Refused() | _:
                sys.exit(BLOCKED)
    sys.exit(CLEAN)
