"""Answers brought as a file made at home, and taken away; of a file with rows about persons nothing is kept."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from engine.made_submission import of_year, small_submission
from hub.submissions.made_answers import save, submission_of
from natc.engine.invention import invent_register
from natc.engine.standard.submission_file import write_submission
from natc.hub.audit.models import Event
from natc.hub.members.models import Flow, Person
from natc.hub.submissions.models import Answer, AnswerVersion, Submission


@pytest.fixture
def asked(send) -> Submission:
    """Serbia's annual submission for 2024, of which nothing is answered."""
    call = send("submission")
    call.first_day, call.last_day = date(2024, 1, 1), date(2024, 12, 31)
    call.save()
    Flow.objects.filter(territory__code__in=["RS", "AL"]).update(read_on=date(2026, 3, 2))
    return submission_of(call, "RS")


def file_of(folder: Path, year: int = 2024) -> SimpleUploadedFile:
    """What natc aggregate made for Serbia and a year."""
    path = folder / "made.json"
    write_submission(of_year(small_submission(), year), path)
    return SimpleUploadedFile("made.json", path.read_bytes())


def test_the_file_of_natc_aggregate_answers_the_whole_form(asked: Submission, vesna: Person, browse, tmp_path: Path) -> None:
    save(asked, vesna, "P1|Total", 1)

    browse(vesna).post(f"/submissions/{asked.uid}/bring/", {"file": file_of(tmp_path)})

    assert asked.answers.get(key="P1|Total").value == 10
    assert asked.answers.get(key="P1|Total").version == 2
    assert AnswerVersion.objects.filter(answer__key="P1|Total").count() == 2
    assert Event.objects.filter(what="answers brought as a file", target=asked.uid).exists()
    assert "complete" in browse(vesna).get(f"/submissions/{asked.uid}/").content.decode()


def test_who_brings_a_file_sees_first_who_is_responsible_for_the_data(asked: Submission, vesna: Person, browse) -> None:
    page = browse(vesna).get(f"/submissions/{asked.uid}/bring/").content.decode()

    assert all(words in page for words in ("Annual submission of totals", "Controller", "Processor", "Legal basis", "Kept"))
    assert page.index("Controller") < page.index('type="file"')


def test_no_file_is_taken_until_somebody_of_the_desk_has_read_that(
    asked: Submission, vesna: Person, browse, tmp_path: Path
) -> None:
    Flow.objects.update(read_on=None)
    address, client = f"/submissions/{asked.uid}/bring/", browse(vesna)
    page = client.get(address).content.decode()

    refused = client.post(address, {"file": file_of(tmp_path)}).content.decode()
    nothing = not Answer.objects.exists()
    for flow in Flow.objects.filter(territory__code="RS"):
        assert client.post(f"/flows/{flow.uid}/read/", {"back": address}).url == address
    client.post(address, {"file": file_of(tmp_path)})

    assert "say that you have read it" in refused
    assert page.count("aria-disabled") == 1, "the button of the upload waits, those of reading do not"
    assert nothing
    assert Answer.objects.exists()
    assert Event.objects.filter(what="flow of data read", by=vesna.uid).count() == 2


def test_bringing_the_same_file_again_changes_nothing(asked: Submission, vesna: Person, browse, tmp_path: Path) -> None:
    for _again in range(2):
        browse(vesna).post(f"/submissions/{asked.uid}/bring/", {"file": file_of(tmp_path)})

    assert set(Answer.objects.values_list("version", flat=True)) == {1}


@pytest.mark.parametrize("name", ["register.csv", "register.json", "made.json", "made.xlsx"])
def test_of_rows_about_persons_not_a_byte_is_kept(asked: Submission, vesna: Person, browse, var: Path, name: str) -> None:
    rows, written = invent_register(20, territory="RS", year=2024, seed=1).with_row_index("planted", offset=918273600), var / "x"
    rows.write_csv(written) if name.endswith("csv") else rows.write_json(written)
    upload = SimpleUploadedFile(name, written.read_bytes())
    written.unlink()

    page = browse(vesna).post(f"/submissions/{asked.uid}/bring/", {"file": upload}).content.decode()

    assert "looks like rows about persons" in page
    assert "9182736" not in page
    assert not Answer.objects.exists()
    assert [path for path in var.rglob("*") if path.is_file()] == []


def test_a_file_of_another_state_or_time_is_refused(
    asked: Submission, vesna: Person, elira: Person, browse, tmp_path: Path
) -> None:
    albanian = submission_of(asked.call, "AL")

    other_state = browse(elira).post(f"/submissions/{albanian.uid}/bring/", {"file": file_of(tmp_path)}).content.decode()
    other_year = browse(vesna).post(f"/submissions/{asked.uid}/bring/", {"file": file_of(tmp_path, 2023)}).content.decode()

    assert "This file is of RS, not of your state." in other_state
    assert "this call asks about another time" in other_year
    assert not Answer.objects.exists()


def test_what_is_taken_away_is_what_was_brought(asked: Submission, vesna: Person, marko: Person, browse, tmp_path: Path) -> None:
    client, brought = browse(vesna), file_of(tmp_path)
    given = json.loads(brought.read())
    brought.seek(0)
    client.post(f"/submissions/{asked.uid}/bring/", {"file": brought})

    taken = json.loads(client.get(f"/submissions/{asked.uid}/take/json/").content)

    assert taken["tables"] == given["tables"]
    assert client.get(f"/submissions/{asked.uid}/take/xlsx/").content.startswith(b"PK")
    assert browse(marko).get(f"/submissions/{asked.uid}/take/json/").status_code == 404
