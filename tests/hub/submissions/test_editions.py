"""What changed since an edition: question by question, old and new, with the reason; for the desk and the reviewer alone."""

from collections.abc import Callable

from hub.submissions.made_answers import desk_of, save
from natc.hub.members.models import Person
from natc.hub.submissions.actions import moves
from natc.hub.submissions.actions.answers import comment
from natc.hub.submissions.models import Submission


def sent_back(handed_in: Callable[..., Submission], sara: Person) -> Submission:
    submission = handed_in("consultation")
    moves.send_back(submission=submission, reason="Three posts, or four?", by=sara, desk=desk_of(sara))
    return Submission.objects.get(pk=submission.pk)


def test_the_reviewer_reads_what_changed_after_it_was_sent_back(
    handed_in, vesna: Person, jovan: Person, sara: Person, browse
) -> None:
    submission = sent_back(handed_in, sara)
    save(submission, vesna, "needs-staff", 4, seen=1)
    save(submission, vesna, "needs-difficult", None, seen=1)
    save(submission, vesna, "needs-difficult", "Nothing any more.", seen=2)
    remark = "One came in May"
    comment(submission=submission, key="needs-staff", text=remark, for_reviewer=True, by=vesna, desk=submission.desk)
    moves.make_ready(submission=submission, by=vesna, desk=submission.desk)
    moves.submit(submission=submission, by=jovan, desk=submission.desk)

    page = browse(sara).get(f"/submissions/{submission.uid}/changes/1/").content.decode()

    assert "Three posts, or four?" in page
    assert "<del>3</del></td><td><ins>4</ins>" in page
    assert remark in page
    assert "said to the secretariat alone: 4711" in page
    assert "Nothing any more." in page
    assert "Why in this order?" not in page, "what is as it was is not listed"
    assert f"/submissions/{submission.uid}/changes/1/" in browse(sara).get(f"/submissions/{submission.uid}/").content.decode()


def test_while_the_desk_mends_it_only_the_desk_reads_what_it_has_changed(
    handed_in, vesna: Person, sara: Person, marko: Person, browse
) -> None:
    submission = sent_back(handed_in, sara)
    save(submission, vesna, "needs-staff", 4, seen=1)
    address = f"/submissions/{submission.uid}/changes/1/"

    assert "<ins>4</ins>" in browse(vesna).get(address).content.decode()
    assert "Nothing has changed" in browse(sara).get(address).content.decode()
    assert browse(marko).get(address).status_code == 404
    assert browse(vesna).get(f"/submissions/{submission.uid}/changes/2/").status_code == 404


def test_after_it_was_reopened_the_accepted_edition_is_kept_and_compared(handed_in, vesna: Person, sara: Person, browse) -> None:
    submission = handed_in("consultation")
    moves.accept(submission=submission, by=sara, desk=desk_of(sara))
    moves.reopen(submission=submission, reason="A court decided", by=sara, desk=desk_of(sara))
    save(Submission.objects.get(pk=submission.pk), vesna, "priorities-why", "It was not.", seen=1)

    page = browse(vesna).get(f"/submissions/{submission.uid}/changes/1/").content.decode()

    assert all(words in page for words in ("A court decided", "Protection was neglected.", "It was not."))
