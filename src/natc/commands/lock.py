"""`natc lock`: resolve pyproject.toml into the two lock files."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from natc.checkout import checkout
from natc.commands.screen import tell
from natc.engine.errors import Refused

app = typer.Typer(add_completion=False)

LOCK, DEVELOPERS_LOCK = "requirements.lock", "requirements-dev.lock"
COMPILE = (
    "pip compile --no-config --quiet --generate-hashes --universal --python-version 3.11 --only-binary :all: "
    "--no-header --no-emit-index-url --no-emit-find-links"
).split()
LOCAL = ("http:", "https:", "file:", "--index", "--extra-index", "--find-links", " @ ")  # traces of one machine's set-up


def local_traces(lock: str) -> list[str]:
    """The lines of a lock that name a registry's host or a path of one machine."""
    return [line for line in lock.splitlines() if any(trace in line for trace in LOCAL)]


def plain_environment() -> dict[str, str]:
    """This environment without what one machine tells pip and uv about other sources of packages."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("UV_", "PIP_"))}


def compile_lock(root: Path, lock: str, sources: list[str], *, upgrade: bool) -> None:
    """Write `lock` from `sources` (arguments of uv), whole or not at all. Raises Refused when it names a host or a path."""
    fresh = root / f".{lock}.new"
    if not upgrade:
        fresh.write_text((root / lock).read_text())
    command: list[str | Path] = [Path(sys.executable).with_name("uv"), *COMPILE, *sources, "--output-file", fresh.name]
    done = subprocess.run(command, cwd=root, env=plain_environment(), check=False)
    if done.returncode != 0:
        fresh.unlink(missing_ok=True)
        raise Refused(f"uv could not resolve {lock}; the lock stays as it was. What it said stands above.")
    if traces := local_traces(fresh.read_text()):
        fresh.unlink()
        raise Refused(f"{lock} would name a host or a path of this machine ({traces[0].strip()}); the lock stays as it was.")
    fresh.replace(root / lock)


@app.command()
def lock(
    *,
    upgrade: Annotated[
        bool, typer.Option("--upgrade", help="Take the newest versions, not only what pyproject.toml forces")
    ] = False,
) -> None:
    """Resolve pyproject.toml for every platform and Python 3.11 to 3.14 into requirements.lock and requirements-dev.lock."""
    root = checkout()
    compile_lock(root, LOCK, ["pyproject.toml"], upgrade=upgrade)
    compile_lock(root, DEVELOPERS_LOCK, ["--group", "dev", "--constraint", LOCK], upgrade=upgrade)
    tell("Locked. The next start installs what changed.")
