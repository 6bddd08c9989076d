"""manual.md: what every command says to --help. Kept, since asking a command first loads all that it works with.

`python -m natc.manual` writes it anew.
"""

from collections.abc import Iterator
from typing import Any

import typer
from typer.main import get_command

from natc.cli import COMMANDS, MANUAL, app_of

WIDTH = 80  # letters a line: no terminal has fewer


def manual() -> str:
    """The page: every command and every command below it."""
    sections = [section for name in COMMANDS for section in _sections(f"natc {name}", get_command(app_of(name)))]
    return "\n".join(["# Commands\n\nWritten by `python -m natc.manual` from the commands themselves.\n", *sections])


def _sections(name: str, command: Any) -> Iterator[str]:
    # Any: the classes of commands are private to Typer
    said = command.get_help(typer.Context(command, info_name=name, terminal_width=WIDTH))
    yield f"## {name}\n\n```text\n{said}\n```\n"
    for below, smaller in getattr(command, "commands", {}).items():
        yield from _sections(f"{name} {below}", smaller)


if __name__ == "__main__":
    MANUAL.write_text(manual(), encoding="utf-8")
