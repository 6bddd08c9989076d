"""A coordinator who works alone: the minister signs on paper, one person enters it, another compares it with the scan."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hub.submissions.made_answers import answer_all, desk_of, submission_of
from natc.engine.errors import Refused
from natc.hub.audit.models import Event
from natc.hub.members.models import Person
from natc.hub.submissions.actions import moves
from natc.hub.submissions.models import Status, Submission

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def signed(send, elira: Person, browse) -> Submission:
    """Albania's submission, whole, with an approval that Elira entered."""
    submission = submission_of(send("consultation"), "AL")
    answer_all(submission, elira)
    moves.make_ready(submission=submission, by=elira, desk=submission.desk)
    form = {"scan": SimpleUploadedFile("odluka.pdf", PDF), "signer": "The Deputy Minister", "signed_on": "2026-03-02"}
    browse(elira).post(f"/submissions/{submission.uid}/paper/", form)
    return Submission.objects.get(pk=submission.pk)


def test_somebody_else_compares_it_with_its_scan_and_so_it_is_handed_in(signed: Submission, sara: Person, browse) -> None:
    paper, client = signed.paper_approvals.get(), browse(sara)
    assert "A consultation: Albania" in client.get("/").content.decode()
    assert client.get(f"/submissions/paper/{paper.uid}/scan/").content == PDF

    client.post(f"/submissions/paper/{paper.uid}/confirm/")

    signed.refresh_from_db()
    paper.refresh_from_db()
    assert signed.status == Status.SUBMITTED
    assert (paper.signer, paper.entered_by.name, paper.closed_by.name) == ("The Deputy Minister", "Elira", "Sara")
    assert Event.objects.get(what="paper approval entered").digest == paper.scan.sha256
    assert signed.editions.count() == 1


def test_until_then_the_reviewer_sees_the_approval_and_no_answer(signed: Submission, sara: Person, browse) -> None:
    client = browse(sara)

    assert "The Deputy Minister" in client.get(f"/submissions/{signed.uid}/").content.decode()
    assert "Protection was neglected." not in client.get(f"/submissions/{signed.uid}/sections/priorities/").content.decode()


def test_who_entered_it_does_not_confirm_it_nor_does_a_neighbour_see_it(
    signed: Submission, elira: Person, marko: Person, browse
) -> None:
    paper = signed.paper_approvals.get()

    with pytest.raises(Refused, match="Somebody else compares it"):
        moves.confirm_paper(paper=paper, by=elira, desk=desk_of(elira))
    assert browse(marko).get(f"/submissions/paper/{paper.uid}/scan/").status_code == 404


def test_one_that_does_not_fit_its_scan_is_entered_anew(signed: Submission, sara: Person, elira: Person, browse) -> None:
    paper = signed.paper_approvals.get()

    browse(sara).post(f"/submissions/paper/{paper.uid}/refuse/")
    form = {"scan": SimpleUploadedFile("second.pdf", PDF), "signer": "The Minister", "signed_on": "2026-03-03"}
    browse(elira).post(f"/submissions/{signed.uid}/paper/", form)

    assert [one.confirmed for one in signed.paper_approvals.all()] == [False, False]
    assert signed.paper_approvals.open().get().signer == "The Minister"
    assert Submission.objects.get(pk=signed.pk).status == Status.READY
