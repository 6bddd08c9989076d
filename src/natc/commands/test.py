"""`natc test`: everything the house checks, in one run; the last lines say what was left out and how to get it."""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import typer

from natc.checkout import checkout
from natc.commands.screen import out, tell

app = typer.Typer(add_completion=False)

POSTGRESQL = "NATC_TEST_POSTGRESQL"  # a server on which the hub's tests may make and drop a database of their own
EVERYTHING = "NATC_TEST_EVERYTHING"  # set to 1, a test left out is a failure
HERE = Path(sys.executable).parent
CHECKS: dict[str, list[str | Path]] = {
    "ruff": [sys.executable, "-m", "ruff", "check", "."],
    "ruff format": [sys.executable, "-m", "ruff", "format", "--check", "."],
    "mypy": [sys.executable, "-m", "mypy"],
    "import-linter": [HERE / "lint-imports", "--no-cache", "--no-logo"],
    "deptry": [HERE / "deptry", "."],
}
PYTEST = [sys.executable, "-m", "pytest", "-n", "2"]


def failed_checks(root: Path) -> list[str]:
    """The names of the checks that found something; what they found is on the screen."""
    failed = []
    for name, command in CHECKS.items():
        out.rule(name, align="left")
        if subprocess.run(command, cwd=root, check=False).returncode != 0:
            failed.append(name)
    return failed


def left_out(report: Path) -> Counter[str]:
    """How many tests were skipped for each reason, from pytest's JUnit report."""
    skipped = ElementTree.parse(report).iter("skipped")  # noqa: S314  written by our own pytest a moment ago
    return Counter(skip.get("message", "no reason given") for skip in skipped)


def run_pytest(root: Path, arguments: list[str]) -> tuple[int, Counter[str]]:
    """Pytest's exit code, and what it left out."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        done = subprocess.run([*PYTEST, f"--junitxml={report}", *arguments], cwd=root, check=False)
        return done.returncode, left_out(report) if report.exists() else Counter()


def run_on_postgresql(root: Path) -> tuple[int, Counter[str]]:
    """The stories of the hub once more on PostgreSQL, where the environment names a server; left out where it does not."""
    url = os.environ.get(POSTGRESQL)
    if not url:
        return 0, Counter(
            {f"{POSTGRESQL} names no server for the hub's tests on PostgreSQL (postgresql://user:password@host/name)": 1}
        )
    out.rule("pytest on PostgreSQL", align="left")
    environment = {**os.environ, "NATC_DATABASE_URL": url}
    return subprocess.run([*PYTEST, "tests/hub"], cwd=root, env=environment, check=False).returncode, Counter()


def closing(failed: list[str], skipped: Counter[str]) -> list[str]:
    """The last lines: what was left out and why, then the verdict."""
    lines = [f"Left out, {count} test{'s' * (count > 1)}: {reason}" for reason, count in skipped.most_common()]
    verdict = f"Failed: {', '.join(failed)}." if failed else "Everything that ran passed."
    return [*(lines or ["Nothing was left out."]), verdict]


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def test(ctx: typer.Context) -> None:
    """Run ruff, mypy, import-linter, deptry and pytest.

    Further arguments go to pytest. With NATC_TEST_EVERYTHING=1 a test left out is a failure.
    """
    root = checkout()
    failed = failed_checks(root)
    out.rule("pytest", align="left")
    code, skipped = run_pytest(root, ctx.args)
    if code != 0:
        failed.append("pytest")
    if not ctx.args:
        code, unreached = run_on_postgresql(root)
        skipped += unreached
        if code != 0:
            failed.append("pytest on PostgreSQL")
    if skipped and os.environ.get(EVERYTHING) == "1":
        failed.append(f"tests were left out although {EVERYTHING}=1")
    for line in closing(failed, skipped):
        tell(line)
    raise typer.Exit(1 if failed else 0)
