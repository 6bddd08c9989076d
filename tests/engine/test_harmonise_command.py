"""The command as a person runs it."""

import subprocess
import sys
from pathlib import Path

import pytest
from made_glotip import citizens, form, save, total
from typer.testing import CliRunner

from natc.commands.harmonise import app


def natc(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "natc", *map(str, arguments)], capture_output=True, text=True, check=False)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    figures = [total(100), form("Forced labour", 90), citizens("Bosnian", "<5"), citizens("Nigerin", 7), citizens("Bulgarria", 9)]
    return save(tmp_path / "made.xlsx", figures)


def test_the_screen_says_in_sentences_what_was_read_found_and_written(workbook: Path, tmp_path: Path) -> None:
    answer = natc("harmonise", "glotip", workbook, "--out", tmp_path / "out")

    assert answer.returncode == 0, answer.stderr
    assert "Read 5 figures of 1 states and territories, 2021 to 2021." in answer.stdout
    assert (
        "“Nigerin” (1): could be the demonym of Niger or of Nigeria; not decided; perhaps Niger (NE), Nigeria (NG)"
        in answer.stdout
    )
    assert "“Bulgarria” (1): not in the alias table, and no country's name; not decided; perhaps Bulgaria (BG)" in answer.stdout
    assert "1  warning: forms of exploitation add up to less than the total (1 in the region)" in answer.stdout
    assert f"Open first: {tmp_path / 'out' / 'report-region.html'}" in answer.stdout
    assert (tmp_path / "out" / "report-MD.html").exists()


def test_the_screen_and_the_reports_speak_the_language_asked_for(workbook: Path, tmp_path: Path) -> None:
    answer = natc("harmonise", "glotip", workbook, "--out", tmp_path, "--lang", "sr-Latn")

    assert "Pročitano 5 podataka" in answer.stdout
    assert "Šta sadrži tabela UNODC-a: Moldavija" in (tmp_path / "report-MD.html").read_text(encoding="utf-8")


def test_a_wrong_file_ends_with_exit_code_2_one_sentence_and_no_output(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.xlsx"
    wrong.write_text("not a workbook")

    answer = natc("harmonise", "glotip", wrong, "--out", tmp_path / "out")

    assert answer.returncode == 2
    assert answer.stderr.startswith("natc: wrong.xlsx: not a workbook; expected")
    assert "Traceback" not in answer.stderr
    assert not (tmp_path / "out").exists()


def test_an_unknown_language_ends_with_exit_code_2(workbook: Path, tmp_path: Path) -> None:
    answer = CliRunner().invoke(app, ["glotip", str(workbook), "--out", str(tmp_path / "out"), "--lang", "xx"])

    assert answer.exit_code == 2
    assert not (tmp_path / "out").exists()
