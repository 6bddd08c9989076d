"""A release as a person makes it: submissions in, archive and files out."""

from pathlib import Path

from invented import submission
from policies import policy_file

from natc.engine.release.file import read_release
from natc.engine.standard.submission_file import write_submission


def _handed_in(folder: Path, territory: str, persons: int) -> Path:
    path = folder / f"{territory}.json"
    write_submission(submission(territory, 2024, persons, 1), path)
    return path


def test_a_release_is_made_kept_and_written_and_its_head_is_said(natc, tmp_path: Path) -> None:
    policy = policy_file(tmp_path, ("sex", "suspects"))
    files = [_handed_in(tmp_path, "RS", 52), _handed_in(tmp_path, "AL", 110), _handed_in(tmp_path, "MD", 310)]

    answer = natc("release", *files, "--policy", policy, "--archive", tmp_path / "archive", "--out", tmp_path / "out")

    assert answer.code == 0, answer.err
    assert "Release 2024-1, provisional" in answer.out
    assert "Head of the archive: 1:" in answer.out
    assert read_release(tmp_path / "archive" / "2024-1.json").tested.cells > 0
    assert list((tmp_path / "out").iterdir())


def test_a_public_figure_without_an_address_is_refused_by_its_row(natc, tmp_path: Path) -> None:
    policy = policy_file(tmp_path, ("sex",))
    public = tmp_path / "public.csv"
    public.write_text("territory,year,table,cell,value,address\nRS,2024,sex,F,40,\n", encoding="utf-8")
    places = ("--archive", tmp_path / "archive", "--out", tmp_path / "out")

    answer = natc("release", _handed_in(tmp_path, "RS", 52), "--policy", policy, *places, "--public", public)

    assert answer.code == 2
    assert "public.csv, row 2" in answer.err
    assert "address" in answer.err
