"""The launcher: what it takes for whole, which Python it chooses, and what it says when something is missing. No network."""

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock"]


def load(path: Path) -> ModuleType:
    """A script as a module, without leaving compiled files behind."""
    loader = SourceFileLoader(path.stem, str(path))
    spec = importlib.util.spec_from_loader(path.stem, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A fresh copy of what the launcher needs, with two small locks and no .venv."""
    folder = tmp_path / "natc-copy"
    shutil.copytree(ROOT / "bootstrap", folder / "bootstrap", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "natc", folder / "natc")
    for lock in LOCKS:
        (folder / lock).write_text(f"# {lock}\n")
    return folder


@pytest.fixture
def whole(folder: Path) -> Path:
    """The same folder with a finished .venv, as far as the launcher looks."""
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/python").symlink_to(os.path.realpath(sys.executable))
    start = load(folder / "natc")
    for lock in LOCKS:
        Path(start.stamp_path(lock)).write_text(start.stamp(lock))
    return folder


@pytest.fixture(scope="module")
def install() -> ModuleType:
    return load(ROOT / "bootstrap/install.py")


@pytest.mark.parametrize("script", ["natc", "bootstrap/install.py"])
def test_python_3_6_can_read_the_launcher(script: str) -> None:
    ast.parse((ROOT / script).read_text(), feature_version=(3, 6))


def test_in_a_fresh_folder_everything_is_missing(folder: Path) -> None:
    start = load(folder / "natc")

    assert start.missing_locks(["check"]) == ["requirements.lock"]
    assert start.missing_locks(["test"]) == LOCKS


def test_in_a_whole_folder_nothing_is_missing(whole: Path) -> None:
    start = load(whole / "natc")

    assert start.missing_locks([]) == []
    assert start.missing_locks(["test", "-k", "chair"]) == []


def test_a_changed_lock_is_installed_again(whole: Path) -> None:
    (whole / "requirements.lock").write_text("anyascii==0.3.3\n")

    assert load(whole / "natc").missing_locks([]) == ["requirements.lock"]


def test_a_changed_developers_lock_matters_to_developers_only(whole: Path) -> None:
    (whole / "requirements-dev.lock").write_text("pytest==9.2.0\n")

    start = load(whole / "natc")

    assert start.missing_locks(["check"]) == []
    assert start.missing_locks(["lock"]) == ["requirements-dev.lock"]


def test_another_python_behind_the_same_name_is_noticed(whole: Path) -> None:
    (whole / ".venv/bin/python").unlink()
    (whole / ".venv/bin/python").symlink_to("/bin/sh")

    assert load(whole / "natc").missing_locks([]) == ["requirements.lock"]


def test_a_python_that_was_removed_is_noticed(whole: Path) -> None:
    (whole / ".venv/bin/python").unlink()
    (whole / ".venv/bin/python").symlink_to(whole / "gone")

    assert load(whole / "natc").missing_locks([]) == ["requirements.lock"]


def test_a_folder_that_was_moved_is_noticed(whole: Path) -> None:
    moved = whole.rename(whole.with_name("elsewhere"))

    assert load(moved / "natc").missing_locks([]) == ["requirements.lock"]


def test_a_stamp_that_was_cut_off_is_not_believed(whole: Path) -> None:
    stamp = Path(load(whole / "natc").stamp_path("requirements.lock"))
    stamp.write_text(stamp.read_text()[:-5])

    assert load(whole / "natc").missing_locks([]) == ["requirements.lock"]


@pytest.mark.parametrize(
    ("version", "suits"),
    [((2, 7), False), ((3, 6), False), ((3, 10), False), ((3, 11), True), ((3, 14), True), ((3, 15), False)],
)
def test_python_3_11_to_3_14_suit(install: ModuleType, version: tuple[int, int], suits: bool) -> None:  # noqa: FBT001
    assert install.suits(version) is suits


def test_the_launcher_and_the_project_name_the_same_pythons(install: ModuleType) -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]

    assert declared == f">=3.{install.OLDEST[1]},<3.{install.NEWEST[1] + 1}"


def program(folder: Path, name: str, script: str) -> None:
    """A small program on the search path."""
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def test_the_newest_python_that_runs_is_chosen(install: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "python3.14", "exit 127")  # as a version manager's name without the version behind it
    program(tmp_path, "python3.13", "echo 3 9")  # as a link that points to something else
    program(tmp_path, "python3.12", "echo 3 12")
    program(tmp_path, "python3.11", "echo 3 11")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert install.find_python() == str(tmp_path / "python3.12")


def test_without_a_python_that_suits_it_says_which_ones_do(
    install: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(install.Missing, match=r"Python 3\.11 to 3\.14 is needed, this is 3\.\d+ and no other was found"):
        install.find_python()


@pytest.mark.parametrize(
    ("pip_said", "we_say"),
    [
        (
            "WARNING: Retrying (Retry(total=0)) after connection broken by 'SSLError(SSLCertVerificationError(1, "
            "'[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed'))'\nERROR: No matching distribution found for anyascii",
            "apt install ca-certificates",
        ),
        (
            "WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError: Temporary failure in name "
            "resolution'\nERROR: No matching distribution found for anyascii==0.3.3",
            "the network cannot be reached",
        ),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "Free about 2000 MB"),
        ("[Errno 13] Permission denied: '/opt/natc/.venv'", "may not write to /opt/natc"),
        ("[Errno 30] Read-only file system: '/opt/natc/.venv'", "may not write to /opt/natc"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "nothing of it was installed"),
        (
            "ERROR: Could not find a version that satisfies the requirement anyascii==0.3.3 (from versions: none)\n"
            "ERROR: No matching distribution found for anyascii==0.3.3",
            "the network cannot be reached",
        ),
        (
            "ERROR: Could not find a version that satisfies the requirement polars==2.1.0 (from versions: 0.1, 0.2)\n"
            "ERROR: No matching distribution found for polars==2.1.0",
            "does not exist for this machine",
        ),
        ("ERROR: the sky fell", "its last words were:\nERROR: the sky fell"),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(install: ModuleType, pip_said: str, we_say: str) -> None:
    assert we_say in install.why(pip_said, "/opt/natc")


def test_the_wheel_of_pip_is_the_one_we_looked_at(install: ModuleType) -> None:
    assert install.vendored_pip(str(ROOT)).endswith("none-any.whl/pip")


def test_a_damaged_wheel_stops_the_start_with_one_sentence(folder: Path) -> None:
    next((folder / "bootstrap").glob("pip-*.whl")).write_bytes(b"cut off")

    started = subprocess.run([sys.executable, folder / "natc", "check"], capture_output=True, text=True, check=False)

    assert started.returncode == 2
    assert "is damaged: its SHA-256 is not the one in VENDOR.md" in started.stderr
    assert "Traceback" not in started.stderr
    assert not list(folder.glob(".venv/whole-*"))


def test_two_starts_at_once_wait_for_each_other(install: ModuleType, folder: Path) -> None:
    holder = "import sys; sys.path.insert(0, sys.argv[1]); import install; install.take(open(sys.argv[2], 'w')); print('held')"
    lock = folder / ".venv.lock"

    with lock.open("w") as file:
        install.take(file)
        command = [sys.executable, "-c", holder, str(folder / "bootstrap"), str(lock)]
        second = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert second.stderr is not None
        waits = second.stderr.readline()
    said, _ = second.communicate(timeout=20)

    assert "waiting for it" in waits
    assert said == "held\n"
