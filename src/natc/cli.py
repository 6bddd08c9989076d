"""The command `natc`. A table names the module of each command; only the one asked for is loaded."""

import difflib
import gc
import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from natc import __version__
from natc.engine.errors import EngineError, Refused, Unusable

if TYPE_CHECKING:
    import typer

COMMANDS = {
    "demo": "See the whole story on invented data",
    "local": "Do all this on a page of this machine, without typing commands",
    "standard": "Show the data standard; write templates and forms from it",
    "map": "Join an office's own sheet to the standard",
    "check": "Find what is wrong in a register, cell by cell",
    "link": "Merge what several bodies registered into one register with one row a person",
    "aggregate": "Make the totals of the annual submission from registers that stay at home",
    "convert": "Turn CTDC or HTCDS records into a register, with an account of what had no place",
    "report": "Make the tables that another body asks for from the annual submission",
    "brief": "Write the two-page national brief for a minister, exact, not for publication",
    "situation": "Write the situation report from a release, as an accessible PDF",
    "harmonise": "Tidy figures already handed in elsewhere (UNODC); say what is odd about them",
    "release": "Make figures that cannot betray a person from submissions, and keep them in the archive",
    "archive": "Look into a release archive; withdraw a release; write its files again",
    "invent": "Write invented registers, for trying and measuring",
    "serve": "Serve the hub's pages, as the environment sets it up",
    "worker": "Do what is due by the clock, beside the pages",
    "prepare": "Make the hub's database, or bring it up to date",
    "invite": "Invite the first person of an empty hub, who invites all others",
    "check-deploy": "Say what is not safe in the way the hub is set up",
    "backup": "The whole hub in one file that only the holders of a key can open",
    "backup-key": "Make the key that opens backups",
    "restore": "The hub back from a backup, into an empty place",
    "ledger": "Verify the hub's ledger",
    "mission": "List what the product must do, and the tests that prove each part",
    "test": "Run every check and test, and say what was left out",
    "catalogue": "Gather what the hub's pages say for translation, and compile the translations",
    "lock": "Resolve pyproject.toml into the two lock files",
}

OBJECTS_BETWEEN_COLLECTIONS = 50_000  # with Python's own 700, a start spends 0.1 s on looking for garbage that is not there
MANUAL = Path(__file__).with_name("manual.md")  # what every command says to --help, written by natc.manual
CLEAN, BLOCKED, UNUSABLE = 0, 1, 2  # exit codes


def overview() -> str:
    """What `natc --help` prints."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {does}" for name, does in COMMANDS.items()]
    return "\n".join(
        [
            "Usage: natc COMMAND …   (natc COMMAND --help says more; natc --version)",
            "",
            "The working platform of the Network of Anti-Trafficking Coordinators of South-East Europe.",
            "",
            *lines,
        ]
    )


def unknown(name: str) -> Unusable:
    """The error for a command that does not exist, with the nearest one that does."""
    nearest = difflib.get_close_matches(name, COMMANDS, n=1)
    advice = f"did you mean {nearest[0]}?" if nearest else "natc --help lists them."
    return Unusable(f"There is no command {name}; {advice}")


def module_of(name: str) -> str:
    """The module of a command."""
    return f"natc.commands.{name.replace('-', '_')}"


def help_of(words: list[str]) -> str | None:
    """What `natc check --help` prints, for ["check"]; None for words that are no command."""
    _, found, rest = MANUAL.read_text(encoding="utf-8").partition(f"\n## natc {' '.join(words)}\n\n```text\n")
    return rest.partition("\n```\n")[0] if found else None


def app_of(name: str) -> "typer.Typer":
    """One command, loaded with all that it works with."""
    app: typer.Typer = importlib.import_module(module_of(name)).app
    app.rich_markup_mode = None  # plain errors cost 0.05 s less and read the same in a log
    app.pretty_exceptions_enable = False  # a crash must not print the values a function held: they may be about a person
    return app


def run(arguments: list[str]) -> None:
    """Do what the arguments ask. Raises SystemExit as commands do, and EngineError."""
    match arguments:
        case [] | ["-h" | "--help", *_]:
            print(overview())
        case ["--version", *_]:
            print(f"natc {__version__}")
        case [*words, "--help"] if said := help_of(words):
            print(said)
        case [name, *rest] if name in COMMANDS:
            app_of(name)(rest, prog_name=f"natc {name}")
        case [name, *_]:
            raise unknown(name)


def main() -> NoReturn:
    """Run the command line. Exit code 0 is clean, 1 blocking findings or a refusal, 2 unusable input or usage."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    try:
        run(sys.argv[1:])
    except EngineError as error:
        print(f"natc: {error}", file=sys.stderr)
        match error:
            case Unusable():
                sys.exit(UNUSABLE)
            case Refused() | _:
                sys.exit(BLOCKED)
    sys.exit(CLEAN)
