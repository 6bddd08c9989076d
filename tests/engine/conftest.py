"""What tests of the engine share: natc as a person runs it, in this process, and a small sheet on disk."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from natc.cli import main


@dataclass(frozen=True)
class Answer:
    """What a person sees: the exit code, and what stands on the screen and on the error stream."""

    code: int
    out: str
    err: str


@pytest.fixture
def natc(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    def run(*arguments: object) -> Answer:
        monkeypatch.setattr(sys, "argv", ["natc", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        return Answer(ended.value.code, *capsys.readouterr())

    return run


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    """Write text (or bytes) into a file of this test's own folder."""

    def write(content: str | bytes, name: str = "sheet.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write
