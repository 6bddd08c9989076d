"""A program reads the submissions of its desk and writes answers as a draft: as its person may on the pages, and no more."""

from typing import Any
from uuid import uuid4

import pytest

from hub.api.made_tokens import program, token_of
from hub.submissions.conftest import draft, secretariat, send, var  # noqa: F401  the calls of those stories
from hub.submissions.made_answers import submission_of
from natc.hub.api.models import Scope
from natc.hub.audit.models import Event
from natc.hub.members.models import Flow, Person
from natc.hub.submissions.models import Answer, Status, Submission

KEY = "A1|Total"
JSON = "application/json"


@pytest.fixture
def serbias(send: Any) -> Submission:  # noqa: F811
    """What Serbia answers to a progress report; it has read who is responsible for its data."""
    Flow.objects.update(read_on="2026-01-01")
    return submission_of(send("progress"), "RS")


def written(value: Any = None, *, key: str = KEY, seen: int = 0, **more: Any) -> dict[str, Any]:
    return {"key": key, "value": value, "seen": seen, "uid": str(uuid4()), **more}


def sent(person: Person, submission: Submission, *cells: dict[str, Any]) -> Any:
    """The answer to cells that a program of a person sends."""
    path = f"/api/v1/submissions/{submission.uid}/cells"
    return program(token_of(person)).patch(path, {"cells": cells}, content_type=JSON)


def test_a_program_finds_the_call_what_it_asks_and_the_submission_of_its_desk(serbias: Submission, vesna: Person) -> None:
    client = program(token_of(vesna))

    calls = client.get("/api/v1/calls").json()["items"]
    questions = client.get(f"/api/v1/calls/{calls[0]['uid']}/questions?limit=1000").json()["items"]
    submissions = client.get("/api/v1/submissions").json()["items"]

    assert calls[0]["form"]["code"] == "progress"
    assert KEY in {one["key"] for one in questions}
    assert [one["uid"] for one in submissions] == [str(serbias.uid)]
    assert submissions[0]["call"] == calls[0]["uid"]
    assert submissions[0]["writing"] is True


def test_what_it_writes_stands_on_the_page_and_is_one_entry_of_the_ledger(serbias: Submission, vesna: Person, browse) -> None:
    answer = sent(vesna, serbias, written(1200), written(reason="NotCounted", key="A1|campaign|planned"))

    assert [one["kept"] for one in answer.json()] == [True, True]
    assert "1200" in browse(vesna).get(f"/submissions/{serbias.uid}/sections/activities/").content.decode()
    assert Event.objects.filter(what="answers written by a program", by=vesna.uid, target=serbias.uid).count() == 1
    read = program(token_of(vesna)).get(f"/api/v1/submissions/{serbias.uid}/cells").json()["items"]
    assert {"key": KEY, "value": 1200, "reason": "", "version": 1} in read
    assert Submission.objects.get(pk=serbias.pk).status == Status.DRAFT


def test_a_cell_that_somebody_changed_in_between_is_not_written_over(serbias: Submission, vesna: Person) -> None:
    sent(vesna, serbias, written(5))

    late = sent(vesna, serbias, written(7)).json()[0]
    then = sent(vesna, serbias, written(7, seen=late["version"])).json()[0]

    assert (late["kept"], late["value"], late["version"]) == (False, 5, 1)
    assert (then["kept"], then["value"]) == (True, 7)


def test_a_save_that_is_repeated_answers_as_the_first_time(serbias: Submission, vesna: Person) -> None:
    cell = written(5)

    answers = [sent(vesna, serbias, cell).json() for _again in range(2)]

    assert answers[0] == answers[1]
    assert Answer.objects.get(key=KEY).versions.count() == 1


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (written(-1), "outside what is possible"),
        (written(1.5), "is not a whole number"),
        (written("many"), "is not a whole number"),
        (written(["a"]), "not a list"),
        (written(1, key="A9|Total"), "does not ask"),
        (written(reason="Bored"), "no reason that this form knows"),
        (written(1, reason="NotCounted"), "exclude each other"),
    ],
)
def test_one_wrong_answer_refuses_all_with_its_key_and_a_sentence(
    serbias: Submission, vesna: Person, cell: dict[str, Any], says: str
) -> None:
    answer = sent(vesna, serbias, written(3, key="A1|campaign|planned"), cell)

    assert answer.status_code == 409
    assert says in answer.json()["detail"]
    assert not Answer.objects.exists()


def test_a_uid_names_one_save(serbias: Submission, vesna: Person) -> None:
    first, second = written(1), written(2, key="A1|campaign|planned")

    answer = sent(vesna, serbias, first, {**second, "uid": first["uid"]})

    assert answer.status_code == 409
    assert not Answer.objects.exists()


def test_a_neighbour_another_scope_and_the_reviewer_of_a_draft_find_nothing(
    serbias: Submission, vesna: Person, marko: Person, sara: Person
) -> None:
    address = f"/api/v1/submissions/{serbias.uid}"

    assert program(token_of(marko)).get(address).status_code == 404
    assert program(token_of(marko)).get(f"{address}/cells").status_code == 404
    assert sent(marko, serbias, written(5)).status_code == 404
    assert program(token_of(sara)).get(address).status_code == 404
    reading = program(token_of(vesna, Scope.SUBMISSIONS))
    assert reading.get(address).status_code == 200
    assert reading.patch(f"{address}/cells", {"cells": [written(5)]}, content_type=JSON).status_code == 403
    assert not Answer.objects.exists()


def test_nothing_is_written_once_it_is_handed_in_nor_before_its_desk_read_who_is_responsible(
    serbias: Submission, vesna: Person
) -> None:
    Flow.objects.update(read_on=None)
    unread = sent(vesna, serbias, written(5))
    Flow.objects.update(read_on="2026-01-01")
    Submission.objects.update(status=Status.READY)
    ready = sent(vesna, serbias, written(5))

    assert (unread.status_code, ready.status_code) == (409, 409)
    assert "waits for approval" in ready.json()["detail"]
    assert not Answer.objects.exists()
