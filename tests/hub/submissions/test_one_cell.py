"""One cell: what stands there, all that ever did, what was remarked; reached from its section without a script."""

from hub.submissions.made_answers import save, submission_of
from natc.engine.standard.asked.form import Given
from natc.hub.members.models import Person
from natc.hub.submissions.actions.answers import comment

TOTAL = "A1|Total"


def test_vesna_opens_a_cell_from_the_list_and_reads_who_saved_what_and_why(send, vesna: Person, ana: Person, browse) -> None:
    submission = submission_of(send("progress"), "RS")
    save(submission, vesna, TOTAL, 5)
    save(submission, ana, TOTAL, 7, seen=1)
    save(submission, vesna, "A1|campaign|begun", 3)
    comment(submission=submission, key=TOTAL, text="Two lists differ", for_reviewer=False, by=ana, desk=submission.desk)
    section = f"/submissions/{submission.uid}/sections/activities/"

    offered = browse(vesna).get(section).content.decode()
    page = browse(vesna).get(f"{section}cell/", {"key": TOTAL}).content.decode()

    assert f'formaction="{section}cell/"' in offered
    assert page.index("<td>7</td>") < page.index("<td>5</td>")
    assert "<td>3</td>" not in page
    assert "Two lists differ" in page
    assert f'value="{TOTAL}" selected' in page


def test_a_reason_for_none_is_read_in_words(send, vesna: Person, browse) -> None:
    submission = submission_of(send("progress"), "RS")
    section = f"/submissions/{submission.uid}/sections/activities/"
    browse(vesna).post(section, {f"s:{TOTAL}": 0, f"v:{TOTAL}": "NotCounted"})

    page = browse(vesna).get(f"{section}cell/", {"key": TOTAL}).content.decode()

    assert submission.answers.get().given == Given(reason="NotCounted")
    assert "not counted" in page


def test_a_cell_of_another_section_or_desk_is_not_there(send, vesna: Person, marko: Person, browse) -> None:
    submission = submission_of(send("progress"), "RS")
    section = f"/submissions/{submission.uid}/sections/activities/cell/"

    assert browse(vesna).get(section, {"key": "done"}).status_code == 404
    assert browse(vesna).get(section, {"key": "nothing"}).status_code == 404
    assert browse(marko).get(section, {"key": TOTAL}).status_code == 404
