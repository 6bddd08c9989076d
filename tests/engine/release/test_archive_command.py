"""`natc archive` as a person uses it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from made_release import release

from natc.engine.release.archive import append, open_archive

Natc = Callable[..., Any]
WHY = ("--why-en", "a state counted twice", "--why-sr", "једна држава је бројала двапут")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of one release."""
    with open_archive(tmp_path / "archive") as archive:
        append(archive, release())
    return tmp_path / "archive"


def head_of(said: str) -> str:
    return next(line.removeprefix("Head: ") for line in said.splitlines() if line.startswith("Head: "))


def test_it_says_how_each_release_stands_and_gives_the_head(natc: Natc, folder: Path) -> None:
    answer = natc("archive", "list", folder)

    assert answer.code == 0
    assert "Release 2025-1, provisional. Period 2022–2024, 9 figures." in answer.out
    assert head_of(answer.out).startswith("1:")


def test_a_withdrawn_release_is_marked_at_once_and_the_head_kept_before_still_fits(natc: Natc, folder: Path) -> None:
    kept = head_of(natc("archive", "list", folder).out)

    withdrawn = natc("archive", "withdraw", folder, "2025-1", *WHY, "--expect-head", kept)
    listed = natc("archive", "list", folder, "--expect-head", kept)

    assert withdrawn.code == listed.code == 0
    assert head_of(withdrawn.out) == head_of(listed.out)
    assert "Withdrawn: do not use these figures. Why: a state counted twice." in listed.out
    assert "Entry 2025-2 withdraws release 2025-1." in listed.out


def test_the_files_written_again_bear_the_mark(natc: Natc, folder: Path, tmp_path: Path) -> None:
    natc("archive", "withdraw", folder, "2025-1", *WHY)

    answer = natc("archive", "write", folder, "2025-1", "--out", tmp_path / "out", "--lang", "sr-Latn")

    assert answer.code == 0
    assert "prvo otvorite release.xlsx" in answer.out
    assert "Povučeno: ne koristite ove podatke." in (tmp_path / "out" / "hidden.md").read_text(encoding="utf-8")


def test_another_history_ends_in_a_refusal(natc: Natc, folder: Path) -> None:
    answer = natc("archive", "list", folder, "--expect-head", f"1:{'0' * 64}")

    assert answer.code == 1
    assert "another history" in answer.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("list", "nowhere"), "nowhere is no release archive"),
        (("write", "archive", "2019-1", "--out", "out"), "holds no release 2019-1"),
        (("write", "archive", "2025-1", "--out", "archive"), "name another folder"),
        (("withdraw", "archive", "2019-1", *WHY), "holds no release 2019-1"),
    ],
)
def test_a_mistake_is_refused_in_a_sentence_and_changes_nothing(
    natc: Natc, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], says: str
) -> None:
    monkeypatch.chdir(folder.parent)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    answer = natc("archive", *arguments)

    assert (answer.code, says in answer.err) == (1, True)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert not (folder.parent / "nowhere").exists()
