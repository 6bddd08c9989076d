"""Answers as a file and back; a file with rows about persons is refused, whatever it is called."""

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from engine.made_submission import small_submission
from natc.engine.errors import Refused, Unusable
from natc.engine.invention import invent_register
from natc.engine.standard.asked.annual import annual_form, answers_of
from natc.engine.standard.asked.files import Brought, read_answers, write_answers
from natc.engine.standard.asked.form import Given, read_asked_form
from natc.engine.standard.form import read_yaml
from natc.engine.standard.submission_file import write_submission

ANNUAL = read_asked_form(annual_form())
ANSWERS = answers_of(small_submission())
BROUGHT = Brought("RS", date(2024, 1, 1), date(2024, 12, 31), ANSWERS)
FORMS = Path(__file__).parents[3] / "src/natc/hub/submissions/asked"


@pytest.fixture(scope="module")
def persons() -> pl.DataFrame:
    return invent_register(20, territory="RS", year=2024, seed=1)


def test_the_file_of_natc_aggregate_gives_the_answers_that_it_was_made_from(tmp_path):
    write_submission(small_submission(), tmp_path / "s.json")

    assert read_answers(tmp_path / "s.json", ANNUAL) == BROUGHT


@pytest.mark.parametrize(("name", "lang"), [("s.json", "en"), ("s.xlsx", "en"), ("s.xlsx", "sr")])
def test_what_is_taken_away_can_be_brought_back(tmp_path, name, lang):
    write_answers(ANNUAL, BROUGHT, tmp_path / name, lang)

    assert read_answers(tmp_path / name, ANNUAL) == BROUGHT


def test_a_reason_that_stands_in_every_cell_is_said_of_the_whole_table(tmp_path):
    reasons = {key: Given(reason="NotCollected") for key in ANNUAL.listed if key.split("|")[0] == "J7"}
    write_answers(ANNUAL, Brought("RS", date(2024, 1, 1), date(2024, 12, 31), reasons), tmp_path / "s.json", "en")

    assert json.loads((tmp_path / "s.json").read_text())["tables"]["J7"]["reason"] == "NotCollected"


@pytest.mark.parametrize("name", ["register.csv", "register.xlsx", "register.json", "submission.json"])
def test_rows_about_persons_are_refused_with_the_columns_that_betray_them(tmp_path, persons, name):
    path = tmp_path / name
    match path.suffix:
        case ".csv":
            persons.write_csv(path)
        case ".xlsx":
            persons.write_excel(path)
        case ".json":
            persons.write_json(path)

    with pytest.raises(Refused, match=f"{name} looks like rows about persons .*prs_"):
        read_answers(path, ANNUAL)


def test_rows_about_persons_hidden_in_a_submission_are_refused_too(tmp_path, persons):
    write_submission(small_submission(), tmp_path / "s.json")
    raw = json.loads((tmp_path / "s.json").read_text())
    raw["tables"]["P1"]["persons"] = persons.to_dicts()
    (tmp_path / "s.json").write_text(json.dumps(raw, default=str))

    with pytest.raises(Unusable, match="“persons” has no place in a table"):
        read_answers(tmp_path / "s.json", ANNUAL)


def test_a_file_of_another_form_or_for_a_form_without_files_is_refused(tmp_path):
    consultation = read_asked_form(read_yaml(FORMS / "consultation.yaml"))
    (tmp_path / "letter.txt").write_text("Dear colleagues,")
    write_submission(small_submission(), tmp_path / "s.json")

    with pytest.raises(Unusable, match="has no file of its own"):
        read_answers(tmp_path / "s.json", consultation)
    with pytest.raises(Unusable):
        read_answers(tmp_path / "letter.txt", ANNUAL)
