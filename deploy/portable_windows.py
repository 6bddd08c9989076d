"""Makes a folder that runs natc on Windows by a double click: no installation, no administrator, no network.

UNTESTED: nobody has tried the folder on Windows yet. Whoever does, please say in the runbook on which Windows and what happened.

    .venv/bin/python deploy/portable_windows.py python-3.13.1-embed-amd64.zip natc-windows

The first argument is Python's own "Windows embeddable package (64-bit)", fetched and its signature checked by whoever makes the
folder. The wheels are those of requirements.lock, each by its SHA-256; fetching them needs the network, once, here, and the
developers' tools of `./natc test`.
"""

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]
SUPPORTED = ("3.11", "3.12", "3.13", "3.14")
PACKAGES = "Lib/site-packages"
START = """@echo off\r
title natc local\r
cd /d "%~dp0"\r
python\\python.exe -s -m natc local --browser %*\r
if errorlevel 1 pause\r
"""
ABOUT = """natc for Windows, as a folder. UNTESTED: nobody has tried it on Windows yet.\r
\r
Double-click "natc local.cmd". A window opens and, in your browser, the page of natc. Nothing is\r
installed, nothing leaves the machine.\r
To work in a folder of yours, drag that folder onto "natc local.cmd". Closing the window ends natc.\r
MANIFEST.txt names every file with its SHA-256.\r
\r
natc za Windows, kao fascikla. NEISPROBANO: na Windowsu je jos niko nije isprobao.\r
Dvaput kliknite na "natc local.cmd".\r
"""


def main(embedded: Path, out: Path) -> None:
    """Make the folder `out` from Python's embeddable package."""
    version = python_version(embedded)
    if out.exists():
        sys.exit(f"{out} exists; name a folder that does not, so that nothing old stays in it")
    with zipfile.ZipFile(embedded) as archive:
        archive.extractall(out / "python")
    install(out / "python" / PACKAGES, version)
    shutil.copytree(ROOT / "src/natc", out / "python" / PACKAGES / "natc", ignore=shutil.ignore_patterns("__pycache__"))
    find_packages(out / "python", version)
    (out / "natc local.cmd").write_bytes(START.encode("ascii"))
    (out / "READ ME.txt").write_bytes(ABOUT.encode("ascii"))
    (out / "MANIFEST.txt").write_text("".join(manifest(out)), "utf-8")


def python_version(embedded: Path) -> str:
    """The version, as 3.13, of an embeddable package: it holds a file python313._pth. Exits with a sentence for anything else."""
    with zipfile.ZipFile(embedded) as archive:
        found = [match for name in archive.namelist() if (match := re.fullmatch(r"python3(\d+)\._pth", name))]
    version = f"3.{found[0][1]}" if found else ""
    if version not in SUPPORTED:
        sys.exit(f"{embedded.name} is not Python's embeddable package for Windows; one of {', '.join(SUPPORTED)} is needed")
    return version


def install(target: Path, version: str) -> None:
    """Put the wheels for Windows into `target`, each by its hash; nothing is built and no code of theirs is run."""
    uv = Path(sys.executable).with_name("uv")
    platform = ["--python-platform", "x86_64-pc-windows-msvc", "--python-version", version, "--only-binary", ":all:"]
    command = [uv, "pip", "install", *platform, "--require-hashes", "--no-deps", "--target", target]
    subprocess.run([*command, "--requirement", ROOT / "requirements.lock"], check=True)


def find_packages(python: Path, version: str) -> None:
    """Tell the embedded Python where its packages lie; it looks nowhere else, not even where the machine has others."""
    digits = version.replace(".", "")
    (python / f"python{digits}._pth").write_text(f"python{digits}.zip\n.\n{PACKAGES}\nimport site\n", "ascii")


def manifest(out: Path) -> Iterator[str]:
    """A line for every file: its SHA-256, and where it lies."""
    for path in sorted(out.rglob("*")):
        if path.is_file():
            yield f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(out).as_posix()}\n"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
