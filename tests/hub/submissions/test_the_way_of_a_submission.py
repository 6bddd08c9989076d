"""From an open call to an accepted submission, and back: who takes each step, who may not, and what is kept."""

import pytest

from hub.submissions.made_answers import answer_all, desk_of, save, submission_of
from natc.engine.errors import Refused
from natc.hub.audit.models import Event
from natc.hub.members.models import Person
from natc.hub.submissions import rules
from natc.hub.submissions.actions import moves
from natc.hub.submissions.models import Status, Submission


def test_vesna_prepares_jovan_approves_sara_accepts(send, vesna: Person, jovan: Person, sara: Person, browse) -> None:
    submission = submission_of(send("consultation"), "RS")
    answer_all(submission, vesna)
    page = f"/submissions/{submission.uid}/"

    browse(vesna).post(f"{page}ready/")
    browse(jovan).post(f"{page}submit/")
    browse(sara).post(f"{page}accept/")

    submission.refresh_from_db()
    assert submission.status == Status.ACCEPTED
    assert [(move.to, move.by.name) for move in submission.moves.all()] == [
        ("ready", "Vesna"),
        ("submitted", "Jovan"),
        ("accepted", "Sara"),
    ]
    done = list(Event.objects.filter(target=submission.uid).values_list("what", flat=True))
    assert done == ["submission accepted", "submission handed in", "submission made ready"]
    assert Event.objects.get(what="submission handed in").digest == submission.editions.get().digest


def test_who_prepared_it_does_not_approve_it(send, jovan: Person, serbia) -> None:
    submission = submission_of(send("consultation"), "RS")
    answer_all(submission, jovan)
    moves.make_ready(submission=submission, by=jovan, desk=serbia)

    with pytest.raises(Refused, match="You prepared this"):
        moves.submit(submission=submission, by=jovan, desk=serbia)


def test_nothing_is_handed_in_while_something_is_not_answered(send, vesna: Person, serbia, browse) -> None:
    submission = submission_of(send("consultation"), "RS")
    answer_all(submission, vesna)
    save(submission, vesna, "priorities-why", None, seen=1)

    with pytest.raises(Refused, match="1 finding has to be mended first"):
        moves.make_ready(submission=submission, by=vesna, desk=serbia)
    assert (
        "1 not answered yet, the first is “Why in this order?”"
        in browse(vesna).get(f"/submissions/{submission.uid}/").content.decode()
    )


def test_a_total_that_is_not_the_sum_blocks(send, vesna: Person, serbia) -> None:
    submission = submission_of(send("progress"), "RS")
    answer_all(submission, vesna, **{"A1|Total": 7})

    found = rules.findings(submission.call.form.form, {answer.key: answer.given for answer in submission.answers.all()})

    assert [finding.rule for finding in found] == ["total_is_sum_of_parts"]
    with pytest.raises(Refused):
        moves.make_ready(submission=submission, by=vesna, desk=serbia)


def test_nobody_accepts_or_sends_back_what_their_own_desk_handed_in(handed_in, ana: Person, serbia) -> None:
    submission = handed_in("consultation")

    for act, more in ((moves.accept, {}), (moves.send_back, {"reason": "wrong"})):
        with pytest.raises(Refused, match="never the desk that answered"):
            act(submission=submission, by=ana, desk=serbia, **more)


def test_what_is_sent_back_with_a_reason_is_handed_in_again_and_both_editions_are_kept(
    handed_in, vesna: Person, jovan: Person, sara: Person, browse
) -> None:
    submission = handed_in("consultation")
    page = f"/submissions/{submission.uid}/"
    browse(sara).post(f"{page}send-back/", {"reason": "Three posts, or four?"})

    assert "Three posts, or four?" in browse(vesna).get(page).content.decode()
    submission.refresh_from_db()
    save(submission, vesna, "needs-staff", 4, seen=1)
    moves.make_ready(submission=submission, by=vesna, desk=submission.desk)
    moves.submit(submission=submission, by=jovan, desk=submission.desk)

    first, second = submission.editions.all()
    assert first.answers.get(answer__key="needs-staff").value == 3
    assert second.answers.get(answer__key="needs-staff").value == 4
    assert first.digest != second.digest


def test_the_reviewer_goes_on_reading_what_was_handed_in_while_the_desk_changes_it(
    handed_in, vesna: Person, sara: Person, browse
) -> None:
    submission = handed_in("consultation")
    moves.send_back(submission=submission, reason="look again", by=sara, desk=desk_of(sara))

    save(Submission.objects.get(pk=submission.pk), vesna, "priorities-why", "Not yet for the reviewer", seen=1)

    section = f"/submissions/{submission.uid}/sections/priorities/"
    assert "Not yet for the reviewer" in browse(vesna).get(section).content.decode()
    seen_by_sara = browse(sara).get(section).content.decode() + browse(sara).get(f"{section}history/").content.decode()
    assert "Not yet for the reviewer" not in seen_by_sara
    assert "Protection was neglected." in seen_by_sara


def test_an_accepted_submission_is_changed_only_after_it_was_reopened_with_a_reason(
    handed_in, vesna: Person, sara: Person, browse
) -> None:
    submission = handed_in("consultation")
    moves.accept(submission=submission, by=sara, desk=desk_of(sara))
    with pytest.raises(Refused, match="its answers cannot be changed"):
        save(submission, vesna, "needs-staff", 4, seen=1)

    browse(sara).post(f"/submissions/{submission.uid}/reopen/", {"reason": "A court decided"})

    submission.refresh_from_db()
    assert submission.status == Status.REOPENED
    assert save(submission, vesna, "needs-staff", 4, seen=1).kept
    assert submission.editions.get().accepted_at
    assert submission.moves.last().reason == "A court decided"


def test_a_neighbour_neither_sees_nor_moves_it(handed_in, marko: Person, browse) -> None:
    submission = handed_in("consultation")
    client = browse(marko)

    for address in ("", "sections/needs/", "sections/needs/history/", "send-back/", "reopen/", "paper/"):
        assert client.get(f"/submissions/{submission.uid}/{address}").status_code == 404
    for address in ("ready/", "submit/", "accept/"):
        assert client.post(f"/submissions/{submission.uid}/{address}").status_code == 404
    assert Submission.objects.get(pk=submission.pk).status == Status.SUBMITTED


def test_after_the_call_is_closed_nothing_is_answered_but_what_was_handed_in_is_reviewed(
    handed_in, elira: Person, sara: Person, browse
) -> None:
    submission = handed_in("consultation")

    browse(sara).post(f"/calls/{submission.call.uid}/close/")

    with pytest.raises(Refused, match="This call is closed"):
        save(submission_of(submission.call, "AL"), elira, "needs-staff", 1)
    moves.accept(submission=Submission.objects.get(pk=submission.pk), by=sara, desk=desk_of(sara))
