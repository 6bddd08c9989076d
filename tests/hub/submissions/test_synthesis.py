"""A synthesis beside the answers: drafted together, citing what members read, and saying when that changed."""

from collections.abc import Callable
from io import BytesIO
from uuid import UUID, uuid4

import docx
import pytest

from hub.submissions.made_answers import desk_of, save
from natc.engine.errors import Refused
from natc.hub.members.models import Mandate, Person
from natc.hub.members.permissions import Role
from natc.hub.submissions.actions import moves, synthesis
from natc.hub.submissions.models import Call, Citation, Paragraph, Submission, Synthesis

Written = Callable[..., Paragraph]


@pytest.fixture
def serbias(handed_in: Callable[..., Submission], sara: Person) -> Submission:
    """Serbia's accepted answers to a consultation."""
    submission = handed_in("consultation")
    accept(submission, sara)
    return Submission.objects.get(pk=submission.pk)


@pytest.fixture
def goran(network: None) -> Person:
    """Coordinator of North Macedonia, who chairs the Network too."""
    goran = Person.objects.get(name="Goran")
    here = goran.mandates.get()
    Mandate.objects.create(person=goran, desk=here.desk, role=Role.CHAIR, first_day=here.first_day)
    return goran


@pytest.fixture
def written(serbias: Submission, sara: Person) -> Written:
    """`written("Posts are few.", "needs-staff")` is a paragraph of Sara's that cites Serbia's answers by key."""

    def write(text: str, *keys: str) -> Paragraph:
        cites = cited(serbias, *keys)
        call, desk = serbias.call, desk_of(sara)
        return synthesis.add(uid=uuid4(), call=call, text=text, language="en", cites=cites, by=sara, desk=desk)

    return write


def cited(submission: Submission, *keys: str) -> list[UUID]:
    return [submission.answers.get(key=key).uid for key in keys]


def show(call: Call, sara: Person) -> None:
    synthesis.show(synthesis=call.synthesis, by=sara, desk=desk_of(sara))


@pytest.fixture
def now_posts(serbias: Submission, vesna: Person, jovan: Person, sara: Person) -> Callable[[int], None]:
    """`now_posts(7)` reopens Serbia's submission, changes the number of posts and hands it in anew."""

    def hand_in(posts: int) -> None:
        moves.reopen(submission=serbias, reason="A court decided", by=sara, desk=desk_of(sara))
        serbias.refresh_from_db()
        save(serbias, vesna, "needs-staff", posts, seen=1)
        moves.make_ready(submission=serbias, by=vesna, desk=serbias.desk)
        moves.submit(submission=serbias, by=jovan, desk=serbias.desk)

    return hand_in


def accept(submission: Submission, sara: Person) -> None:
    moves.accept(submission=submission, by=sara, desk=desk_of(sara))


@pytest.mark.mission("A19")
def test_sara_writes_a_paragraph_beside_the_answer_that_it_cites(serbias: Submission, sara: Person, browse) -> None:
    client, page = browse(sara), f"/calls/{serbias.call.uid}/synthesis/"
    offered = client.get(f"{page}add/").content.decode()
    (answer,) = cited(serbias, "needs-staff")

    client.post(f"{page}add/", {"uid": uuid4(), "seen": 0, "text": "Posts are few.", "cites": [answer]})

    read = client.get(page).content.decode()
    assert f'value="{answer}"' in offered
    assert "Posts are few." in read
    assert read.index("Posts are few.") < read.index("Full posts in your office")
    assert "Changed last by Sara" in read


def test_nobody_else_reads_a_draft_and_members_read_it_once_it_is_shown(
    written: Written, serbias: Submission, sara: Person, marko: Person, browse
) -> None:
    written("Posts are few.", "needs-staff")
    page = f"/calls/{serbias.call.uid}/synthesis/"
    assert browse(marko).get(page).status_code == 404
    assert "Synthesis</a>" not in browse(marko).get(f"/calls/{serbias.call.uid}/").content.decode()

    browse(sara).post(f"{page}show/")

    assert "Posts are few." in browse(marko).get(page).content.decode()
    assert browse(marko).get(f"{page}add/").status_code == 302
    browse(sara).post(f"{page}draft-again/")
    assert browse(marko).get(page).status_code == 404


def test_a_synthesis_cites_no_answer_that_is_for_the_reviewer_alone_or_not_accepted(
    serbias: Submission, sara: Person, vesna: Person, written: Written
) -> None:
    with pytest.raises(Refused, match="member states read"):
        written("They disagree.", "needs-difficult")
    Submission.objects.get(pk=serbias.pk).editions.update(accepted_at=None)
    with pytest.raises(Refused, match="once they are accepted"):
        written("Posts are few.", "needs-staff")
    assert not Paragraph.objects.exists()


def test_chair_and_secretariat_draft_together_and_of_two_texts_a_person_chooses(
    written: Written, goran: Person, sara: Person, browse, serbias: Submission
) -> None:
    paragraph = written("Posts are few.", "needs-staff")
    serbias.call.desks.add(goran.mandates.first().desk)
    page = f"/calls/paragraphs/{paragraph.uid}/"
    form = {"uid": uuid4(), "seen": 1, "cites": cited(serbias, "needs-staff")}

    browse(goran).post(page, {**form, "text": "Posts are very few."})
    conflict = browse(sara).post(page, {**form, "text": "There are three posts."}).content.decode()

    assert "Goran" in conflict
    assert "Posts are very few." in conflict
    assert "There are three posts.</textarea>" in conflict
    assert 'name="seen" value="2"' in conflict
    browse(sara).post(page, {**form, "seen": 2, "text": "There are three posts."})
    paragraph.refresh_from_db()
    assert (paragraph.text["en"], paragraph.by, paragraph.version) == ("There are three posts.", sara, 3)
    assert paragraph.citations.count() == 1


@pytest.mark.mission("B17")
def test_when_a_cited_answer_changes_the_paragraph_shows_both_until_somebody_confirms(
    written: Written, now_posts: Callable[[int], None], sara: Person, marko: Person, browse
) -> None:
    call = written("Serbia has few posts.", "needs-staff", "priorities-why").synthesis.call
    show(call, sara)
    page = f"/calls/{call.uid}/synthesis/"

    now_posts(7)
    accept(call.submissions.get(desk__organisation__territory__code="RS"), sara)

    for person in (sara, marko):
        read = browse(person).get(page).content.decode()
        assert read.count("changed since it was cited") == 1
        assert "<del>3</del>" in read
        assert "<ins>7</ins>" in read
    assert "A consultation" in browse(sara).get("/").content.decode()
    assert Paragraph.objects.waiting_for(sara).count() == 1
    assert not Paragraph.objects.waiting_for(marko).exists()
    browse(sara).post(f"/calls/citations/{Citation.objects.get(version__answer__key='needs-staff').uid}/confirm/")
    assert "changed since" not in browse(marko).get(page).content.decode()
    assert not Paragraph.objects.waiting_for(sara).exists()


def test_a_change_that_is_not_accepted_yet_changes_no_synthesis(
    written: Written, serbias: Submission, now_posts: Callable[[int], None], sara: Person, browse
) -> None:
    written("Serbia has few posts.", "needs-staff")

    now_posts(7)

    assert "changed since" not in browse(sara).get(f"/calls/{serbias.call.uid}/synthesis/").content.decode()


def test_a_paragraph_is_moved_taken_out_and_put_back(written: Written, serbias: Submission, sara: Person, browse) -> None:
    first, second = written("First."), written("Second.")
    client, page = browse(sara), f"/calls/{serbias.call.uid}/synthesis/"

    client.post(f"/calls/paragraphs/{second.uid}/up/")
    client.post(f"/calls/paragraphs/{first.uid}/withdraw/")
    read = client.get(page).content.decode()

    assert read.index("Second.") < read.index("Taken out") < read.index("First.")
    client.post(f"/calls/paragraphs/{first.uid}/put-back/")
    assert "Taken out" not in client.get(page).content.decode()
    assert [one.text["en"] for one in Synthesis.objects.get().paragraphs.standing()] == ["Second.", "First."]


def test_a_coordinator_who_does_not_chair_writes_nothing(serbias: Submission, written: Written, marko: Person, browse) -> None:
    paragraph = written("Posts are few.", "needs-staff")

    with pytest.raises(Refused, match="The chair and the secretariat"):
        synthesis.withdraw(paragraph=paragraph, by=marko, desk=desk_of(marko))
    assert browse(marko).get(f"/calls/paragraphs/{paragraph.uid}/").status_code == 404


def words_of(content: bytes) -> str:
    """All that stands in a Word file, tables too."""
    file = docx.Document(BytesIO(content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def test_it_is_taken_away_for_word_with_the_answers_that_it_cites_at_the_end(
    written: Written, serbias: Submission, now_posts: Callable[[int], None], sara: Person, browse
) -> None:
    written("Serbia has few posts.", "needs-staff")
    written("It says why.", "priorities-why", "needs-staff")
    now_posts(7)
    accept(serbias, sara)

    said = words_of(browse(sara).get(f"/calls/{serbias.call.uid}/synthesis/take/").content)

    assert "Serbia has few posts. [1]" in said
    assert "It says why. [2] [1]" in said or "It says why. [1] [2]" in said
    assert "[1] Serbia, “Full posts in your office on 1 January”, edition 1: 3 Changed since to: 7" in said


@pytest.mark.mission("B15")
def test_who_has_answered_is_taken_away_as_a_word_table_and_never_what(
    serbias: Submission, sara: Person, marko: Person, browse
) -> None:
    of_sara, of_marko = (words_of(browse(one).get(f"/calls/{serbias.call.uid}/answered/").content) for one in (sara, marko))

    assert "1 of 3 have answered." in of_sara
    assert "accepted" in of_sara
    assert "accepted" not in of_marko
    assert "has answered" in of_marko
    assert "Protection was neglected." not in of_sara + of_marko
