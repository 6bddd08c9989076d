"""The command `natc`: one table, one module a command, one sentence when something is wrong."""

import importlib.util
import subprocess
import sys

import pytest

from natc.cli import COMMANDS, MANUAL, module_of, overview, run
from natc.engine.errors import Unusable
from natc.manual import manual


def natc(*arguments: str) -> subprocess.CompletedProcess[str]:
    """What a person sees who runs natc with these arguments."""
    return subprocess.run([sys.executable, "-m", "natc", *arguments], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_table_has_its_module(command: str) -> None:
    assert importlib.util.find_spec(module_of(command)) is not None


def test_the_overview_names_every_command() -> None:
    shown = overview()

    assert [command for command in COMMANDS if f"\n  {command} " not in shown] == []


def test_a_mistyped_command_is_answered_with_the_nearest() -> None:
    with pytest.raises(Unusable, match=r"There is no command misson; did you mean mission\?"):
        run(["misson"])


def test_a_wrong_command_ends_with_exit_code_2_and_no_traceback() -> None:
    answer = natc("nothing")

    assert answer.returncode == 2
    assert answer.stderr == "natc: There is no command nothing; natc --help lists them.\n"


def test_a_wrong_option_ends_with_exit_code_2_and_no_traceback() -> None:
    answer = natc("mission", "--nothing")

    assert answer.returncode == 2
    assert "No such option: --nothing" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_what_is_kept_of_each_command_is_what_the_command_says() -> None:
    assert MANUAL.read_text(encoding="utf-8") == manual(), "src/natc/manual.md is out of date: run python -m natc.manual"


@pytest.mark.parametrize("words", [["check"], ["archive", "withdraw"]])
def test_help_is_printed_without_loading_what_the_command_works_with(words: list[str]) -> None:
    loaded = "print(sorted({'typer', 'polars'} & set(sys.modules)))"
    shown = f"import sys; from natc.cli import run; run([*{words}, '--help']); {loaded}"

    answer = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True)

    assert answer.stdout.startswith(f"Usage: natc {' '.join(words)} [OPTIONS]")
    assert answer.stdout.splitlines()[-1] == "[]"


def test_help_for_a_command_below_that_does_not_exist_is_answered_by_the_command() -> None:
    answer = natc("archive", "nothing", "--help")

    assert answer.returncode == 2
    assert "No such command" in answer.stderr


def test_asking_for_the_version_loads_neither_typer_nor_rich() -> None:
    loaded = (
        "import sys; from natc.cli import run; run(['--version']); print(sorted({'typer', 'rich', 'polars'} & set(sys.modules)))"
    )

    answer = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)

    assert answer.stdout.splitlines()[-1] == "[]"
