"""natc brief and natc situation as a person runs them."""

from collections.abc import Callable
from pathlib import Path

from brief_submissions import PERSONS_2023, PERSONS_2024, made_submission
from printed import Printed
from situation_release import made_release

from natc.engine.release.file import release_bytes
from natc.engine.standard.submission_file import write_submission


def test_natc_brief_writes_both_files_and_says_to_keep_them(natc: Callable, tmp_path: Path) -> None:
    write_submission(made_submission(2024, PERSONS_2024), tmp_path / "now.json")
    write_submission(made_submission(2023, PERSONS_2023), tmp_path / "before.json")

    answer = natc("brief", tmp_path / "now.json", tmp_path / "before.json", "--lang", "sr", "--out", tmp_path / "brief")

    assert answer.code == 0
    assert sorted(path.name for path in (tmp_path / "brief").iterdir()) == ["brief.docx", "brief.pdf"]
    assert "није за објављивање" in answer.out
    assert "51, за 12 више него 2023. године (39)" in Printed((tmp_path / "brief" / "brief.pdf").read_bytes()).text


def test_natc_brief_refuses_another_state_and_leaves_nothing_behind(natc: Callable, tmp_path: Path) -> None:
    write_submission(made_submission(2024, PERSONS_2024), tmp_path / "now.json")
    write_submission(made_submission(2023, PERSONS_2023, territory="HR"), tmp_path / "before.json")

    answer = natc("brief", tmp_path / "now.json", tmp_path / "before.json", "--out", tmp_path / "brief")

    assert answer.code == 1
    assert "give those of one state" in answer.err
    assert not (tmp_path / "brief").exists()


def test_natc_situation_writes_the_report(natc: Callable, tmp_path: Path) -> None:
    (tmp_path / "release.json").write_bytes(release_bytes(made_release()))

    answer = natc("situation", tmp_path / "release.json", "--lang", "sr-Latn", "--out", tmp_path / "report.pdf")

    assert answer.code == 0
    assert "Izveštaj o stanju, podaci za 2024, izdanje 2024-1" in Printed((tmp_path / "report.pdf").read_bytes()).text


def test_natc_situation_says_what_is_no_release(natc: Callable, tmp_path: Path) -> None:
    (tmp_path / "release.json").write_text("{}")

    answer = natc("situation", tmp_path / "release.json", "--out", tmp_path / "report.pdf")

    assert answer.code == 2
    assert "is not a release of natc" in answer.err
    assert not (tmp_path / "report.pdf").exists()
