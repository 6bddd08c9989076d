"""Somebody at a terminal joins a sheet to the standard, question by question."""

import os
import pty
import subprocess
import sys
from pathlib import Path

from natc.engine.standard.mapping import Mapping, load_mapping
from natc.engine.standard.values import DateOrder

SHEET = "šifra;Pol;Starost koju je rekla;datum prijave\nA1;ž;17;31/12/2024\nA2;m;34;03/04/2024\n"


def answered(sheet: Path, *answers: str) -> tuple[str, Mapping]:
    """What the terminal showed and the mapping that came out, the answers typed one after the other."""
    keyboard, terminal = pty.openpty()
    command = [sys.executable, "-m", "natc", "map", str(sheet), "--to", "protection"]
    with subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, env={**os.environ, "COLUMNS": "200"}) as run:
        os.close(terminal)
        os.write(keyboard, "".join(f"{answer}\n" for answer in answers).encode())
        shown = b""
        try:
            while chunk := os.read(keyboard, 65536):
                shown += chunk
        except OSError:  # how Linux says that the other side of a terminal is gone
            pass
        assert run.wait() == 0, shown.decode()
    os.close(keyboard)
    return shown.decode(), load_mapping(sheet.with_name(f"{sheet.stem}.mapping.yaml"))


def test_a_column_that_natc_does_not_know_is_joined_by_the_person_who_does(tmp_path):
    sheet = tmp_path / "list.csv"
    sheet.write_text(SHEET, encoding="utf-8")

    shown, mapping = answered(sheet, "vic_AgeAtRegistration", "y", "y", "y", "y", "y")

    assert "“Starost koju je rekla” (17, 34 …) is joined to nothing" in shown
    assert {column.heading: column.variable for column in mapping.columns} == {
        "šifra": "cas_PersonCode",
        "Pol": "prs_Gender",
        "Starost koju je rekla": "vic_AgeAtRegistration",
        "datum prijave": "vic_FirstRegistrationDate",
    }
    assert mapping.proposals == ()
    assert mapping.conventions.dates is DateOrder.DAY_FIRST
    assert f"Next: natc check protection {sheet}" in shown.replace("\r\n", "")


def test_what_the_person_refuses_is_left_out(tmp_path):
    sheet = tmp_path / "list.csv"
    sheet.write_text(SHEET, encoding="utf-8")

    _, mapping = answered(sheet, "", "y", "n", "y", "n")

    assert [column.heading for column in mapping.columns] == ["šifra", "datum prijave"]
    assert set(mapping.left_out) == {"Pol", "Starost koju je rekla"}
    assert mapping.conventions.dates is DateOrder.UNKNOWN
