"""Answers are kept as long as their call says: travel in time, and only that they were handed in is found."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from hub.submissions.made_answers import WORDS, answer_all, desk_of, save, submission_of
from natc.engine.errors import Refused
from natc.hub.audit.models import Event
from natc.hub.audit.rules import verify
from natc.hub.clock import years_after
from natc.hub.files.jobs import sweep
from natc.hub.home.actions import erase_outlived
from natc.hub.members.models import Mandate, Person
from natc.hub.submissions.actions import moves
from natc.hub.submissions.actions.answers import comment
from natc.hub.submissions.models import Call, Edition, Submission

TODAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
PLANTED = (WORDS, "A remark that was planted", "Sent back with a planted word", "The Planted Minister", "planted.pdf")
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def in_march() -> None:
    with time_machine.travel(TODAY, tick=False):
        yield


def everything_kept() -> str:
    """Every value of every row of the database, as text."""
    return str([list(model._base_manager.values()) for model in apps.get_models()])


@pytest.fixture
def albanias(send, elira: Person, sara: Person) -> Submission:
    """Albania's submission: answered, remarked on, approved on paper, handed in, and sent back with a reason."""
    submission = submission_of(send("consultation"), "AL")
    desk = submission.desk
    answer_all(submission, elira)
    comment(submission=submission, key="needs-staff", text=PLANTED[1], for_reviewer=True, by=elira, desk=desk)
    moves.make_ready(submission=submission, by=elira, desk=desk)
    signed = {"signer": PLANTED[3], "signed_on": TODAY.date()}
    paper = moves.record_paper(submission=submission, scan=SimpleUploadedFile(PLANTED[4], PDF), by=elira, desk=desk, **signed)
    moves.confirm_paper(paper=paper, by=sara, desk=desk_of(sara))
    moves.send_back(submission=submission, reason=PLANTED[2], by=sara, desk=desk_of(sara))
    return Submission.objects.get(pk=submission.pk)


def end_of(submission: Submission) -> datetime:
    """The first instant, in UTC, after the last day on which it is kept."""
    return datetime.combine(submission.call.kept_until + timedelta(days=1), datetime.min.time(), UTC)


def erase_at(moment: datetime) -> str:
    with time_machine.travel(moment, tick=False):
        erase_outlived()
        return everything_kept()


def test_five_years_after_the_due_day_nothing_of_an_answer_is_left(albanias: Submission, var: Path) -> None:
    end, digest = end_of(albanias), albanias.editions.get().digest

    early = erase_at(end - timedelta(hours=1))
    late = erase_at(end + timedelta(hours=1))
    with time_machine.travel(end + timedelta(days=1)):
        sweep()

    assert [words for words in PLANTED if words not in early] == []
    assert [words for words in PLANTED if words in late] == []
    assert [path for path in (var / "files").rglob("*") if path.is_file()] == []
    edition = Edition.objects.get()
    assert (edition.number, edition.digest, bytes(edition.salt)) == (1, digest, b"")
    assert [move.to for move in albanias.moves.all()] == ["ready", "submitted", "sent_back"]
    assert Event.objects.get(what="submission handed in").digest == digest
    assert Event.objects.filter(what="answers erased", target=albanias.uid, by=None).count() == 1
    assert verify().faults == ()


def test_each_call_says_for_how_many_years(albanias: Submission) -> None:
    Call.objects.update(kept_years=1)
    albanias.call.refresh_from_db()

    assert albanias.call.kept_until == years_after(albanias.call.due_on, 1)
    assert WORDS in erase_at(end_of(albanias) - timedelta(hours=1))
    assert WORDS not in erase_at(end_of(albanias) + timedelta(hours=1))


def test_the_page_says_until_when_and_afterwards_that_it_was_erased(albanias: Submission, elira: Person, browse) -> None:
    address = f"/submissions/{albanias.uid}/"
    before = browse(elira).get(address).content.decode()
    end = end_of(albanias) + timedelta(hours=1)
    erase_at(end)

    with time_machine.travel(end, tick=False):
        Mandate.objects.filter(person=elira).update(last_day=None)
        after = browse(elira).get(address).content.decode()
        papers = browse(elira).get(f"/submissions/paper/{albanias.paper_approvals.get().uid}/scan/").status_code

    assert "Answers are kept until 12 Mar 2031" in before
    assert "were erased on 13 Mar 2031" in after
    assert papers == 404


def test_nobody_answers_remarks_or_moves_it_afterwards(albanias: Submission, elira: Person, sara: Person) -> None:
    erase_at(end_of(albanias) + timedelta(hours=1))
    erased = Submission.objects.get(pk=albanias.pk)

    with pytest.raises(Refused, match="were erased"):
        answer_all(erased, elira)
    with pytest.raises(Refused, match="were erased"):
        comment(submission=erased, key="needs-staff", text="x", for_reviewer=True, by=sara, desk=desk_of(sara))
    with pytest.raises(Refused, match="were erased"):
        moves.make_ready(submission=erased, by=elira, desk=erased.desk)


def test_of_a_row_that_a_state_added_not_even_its_name_is_left(send, vesna: Person) -> None:
    submission = submission_of(send("submission"), "RS")
    for key in ("P3-countries|UA|F|18+", "P1|Total"):
        save(submission, vesna, key, 2)

    erase_at(end_of(submission) + timedelta(hours=1))

    keys = set(submission.answers.values_list("key", flat=True))
    assert "P1|Total" in keys
    assert "P3-countries|UA|F|18+" not in everything_kept()
    assert len(keys) == 2


def test_erasing_again_does_nothing(albanias: Submission) -> None:
    end = end_of(albanias) + timedelta(hours=1)
    erase_at(end)
    before = Event.objects.count()

    erase_at(end + timedelta(days=1))

    assert Event.objects.count() == before


def test_a_day_that_a_year_does_not_have_is_the_one_before() -> None:
    leap = datetime(2028, 2, 29, tzinfo=UTC).date()

    assert years_after(leap, 5).isoformat() == "2033-02-28"
