"""What the page's script sends: a few cells at a time, again and again until it hears what became of them."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from hub.submissions.made_answers import save, submission_of
from natc.hub.members.models import Person
from natc.hub.submissions.models import AnswerVersion, Status, Submission

TOTAL = "A1|Total"


def cell(key: str, typed: str, *, seen: int = 0) -> dict[str, Any]:
    """One cell, as the page names its fields."""
    return {f"v:{key}": typed, f"s:{key}": seen, f"u:{key}": uuid4()}


def sent(client: Client, submission: Submission, by: Person, code: str = "activities", **cells: Any) -> Any:
    """The answer to cells that `by` typed on the page of a section."""
    path = f"/submissions/{submission.uid}/sections/{code}/cells/"
    return client.post(path, {"by": by.uid, **cells}, headers={"accept": "application/json"})


@pytest.fixture
def serbias(send: Any) -> Submission:
    """What Serbia answers to a progress report."""
    return submission_of(send("progress"), "RS")


def test_each_cell_says_what_became_of_it(serbias: Submission, vesna: Person, browse) -> None:
    typed = {**cell(TOTAL, "1 200"), **cell("A1|campaign|begun", "12x"), **cell("A1|campaign|planned", "Not counted")}

    cells = sent(browse(vesna), serbias, vesna, **typed).json()["cells"]

    assert cells[TOTAL] == {"state": "saved", "version": 1, "shows": "1200"}
    assert cells["A1|campaign|planned"]["shows"] == "not counted"
    assert cells["A1|campaign|begun"]["state"] == "error"
    assert "“12x” is not a whole number" in cells["A1|campaign|begun"]["says"]
    assert serbias.answers.get(key=TOTAL).value == 1200


def test_a_save_that_is_repeated_is_one_save(serbias: Submission, vesna: Person, browse) -> None:
    client, typed = browse(vesna), cell(TOTAL, "5")

    said = [sent(client, serbias, vesna, **typed).json() for _ in range(3)]

    assert said == [{"cells": {TOTAL: {"state": "saved", "version": 1, "shows": "5"}}}] * 3
    assert AnswerVersion.objects.count() == 1


def test_of_two_who_change_one_cell_the_second_hears_both(serbias: Submission, vesna: Person, ana: Person, browse) -> None:
    save(serbias, vesna, TOTAL, 5)

    second = sent(browse(ana), serbias, ana, **cell(TOTAL, "7")).json()["cells"][TOTAL]
    chosen = sent(browse(ana), serbias, ana, **cell(TOTAL, "7", seen=second["version"])).json()["cells"][TOTAL]

    assert second == {"state": "conflict", "version": 1, "theirs": "5", "mine": "7", "values": ["5"], "reason": ""}
    assert chosen == {"state": "saved", "version": 2, "shows": "7"}


def test_a_repeated_save_does_not_hide_what_was_saved_after_it(serbias: Submission, vesna: Person, ana: Person, browse) -> None:
    typed = cell(TOTAL, "5")
    sent(browse(vesna), serbias, vesna, **typed)
    save(serbias, ana, TOTAL, 7, seen=1)

    again = sent(browse(vesna), serbias, vesna, **typed).json()["cells"][TOTAL]

    assert (again["state"], again["theirs"]) == ("conflict", "7")
    assert serbias.answers.get().value == 7


def test_a_conflict_carries_a_ranking_as_the_page_shows_it(send, vesna: Person, ana: Person, browse) -> None:
    submission = submission_of(send("consultation"), "RS")
    save(submission, vesna, "priorities-ranked", ["protection", "prevention", "partnership", "prosecution"])

    typed = {"v:priorities-ranked": ["1", "2", "3", "4"], "s:priorities-ranked": 0}
    said = sent(browse(ana), submission, ana, "priorities", **typed).json()["cells"]["priorities-ranked"]

    assert (said["state"], said["values"]) == ("conflict", ["2", "1", "4", "3"])


def test_a_neighbour_neither_sees_nor_fills_it(serbias: Submission, marko: Person, browse) -> None:
    assert sent(browse(marko), serbias, marko, **cell(TOTAL, "5")).status_code == 404
    assert browse(marko).get(f"/submissions/{serbias.uid}/sections/activities/findings/").status_code == 404


def test_nothing_is_saved_once_it_is_handed_on_and_the_script_hears_why(serbias: Submission, vesna: Person, browse) -> None:
    serbias.status = Status.READY
    serbias.save()

    refused = sent(browse(vesna), serbias, vesna, **cell(TOTAL, "5"))

    assert refused.status_code == 409
    assert "its answers cannot be changed" in refused.json()["refused"]
    assert not serbias.answers.exists()


def test_what_vesna_typed_is_not_saved_as_anas_on_a_shared_laptop(
    serbias: Submission, vesna: Person, ana: Person, browse
) -> None:
    refused = sent(browse(ana), serbias, vesna, **cell(TOTAL, "5"))

    assert "Somebody else typed this" in refused.json()["refused"]
    assert not serbias.answers.exists()


def test_a_row_that_the_table_cannot_have_is_said_to_the_script(send, vesna: Person, browse) -> None:
    submission = submission_of(send("submission"), "RS")
    typed = {**cell("P3-countries|UA|F|18+", "2"), **cell("P3-countries|UA|F|older", "3")}

    cells = sent(browse(vesna), submission, vesna, "P3-countries", **typed).json()["cells"]

    assert cells["P3-countries|UA|F|18+"]["state"] == "saved"
    assert cells["P3-countries|UA|F|older"]["state"] == "error"
    assert "A row was not added" in cells["P3-countries|UA|F|older"]["says"]


def test_all_about_one_cell_comes_alone_and_of_that_cell_only(serbias: Submission, vesna: Person, ana: Person, browse) -> None:
    save(serbias, vesna, TOTAL, 5)
    save(serbias, ana, TOTAL, 7, seen=1)
    save(serbias, vesna, "A1|campaign|begun", 4711)
    section = f"/submissions/{serbias.uid}/sections/activities"
    for key, text in ((TOTAL, "Counted twice?"), ("A1|campaign|begun", "Another cell")):
        browse(vesna).post(f"{section}/remark/", {"key": key, "text": text})

    card = browse(ana).get(f"{section}/cell/{TOTAL}/").content.decode()

    assert "<html" not in card
    assert card.index("<b>7</b>") < card.index("<b>5</b>") < card.index("Counted twice?")
    assert "4711" not in card
    assert "Another cell" not in card


def test_a_row_that_was_added_can_be_remarked_on(send, vesna: Person, browse) -> None:
    submission = submission_of(send("submission"), "RS")
    key, section = "P3-countries|UA|F|18+", f"/submissions/{submission.uid}/sections/P3-countries"
    save(submission, vesna, key, 2)

    answer = browse(vesna).post(f"{section}/remark/", {"key": key, "text": "From the asylum register"})

    assert answer["location"] == f"{section}/#q-P3-countries%7CUA%7CF%7C18%2B"
    page = browse(vesna).get(f"{section}/").content.decode()
    assert "From the asylum register" in page
    assert 'class="cell remarked"' in page


def test_nobody_hears_about_a_cell_that_is_not_asked_or_not_theirs(
    serbias: Submission, ana: Person, marko: Person, browse
) -> None:
    section = f"/submissions/{serbias.uid}/sections/activities/cell"

    assert browse(ana).get(f"{section}/done/").status_code == 404  # of another section
    assert browse(marko).get(f"{section}/{TOTAL}/").status_code == 404


def test_the_card_of_findings_comes_alone(serbias: Submission, vesna: Person, browse) -> None:
    for key, value in ((TOTAL, 5), ("A1|campaign|begun", 7)):
        save(serbias, vesna, key, value)

    card = browse(vesna).get(f"/submissions/{serbias.uid}/sections/activities/findings/").content.decode()

    assert "<html" not in card
    assert "not answered yet" in card
