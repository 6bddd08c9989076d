"""The list for a meeting: what those who come need of each other and have, and nothing that one of them may not read."""

from io import BytesIO

import pytest
from docx import Document

from natc.hub.members.models import Desk, Person, Topic

OFFER = {"side": "offer", "title": "Pear: our course", "text": "Interviewing children in Zagreb."}


def address(*codes: str, **more: str) -> str:
    uids = Desk.objects.filter(organisation__territory__code__in=codes).values_list("uid", flat=True)
    return "/needs/meeting/?" + "&".join(
        [*(f"desks={uid}" for uid in uids), *(f"{name}={value}" for name, value in more.items())]
    )


@pytest.mark.mission("A9")
def test_sara_prints_what_those_who_come_need_and_who_of_them_has_it(
    posted, ana: Person, marko: Person, sara: Person, browse
) -> None:
    posted(ana)
    posted(ana, title="Plum: a law", form="legal_text", topic=Topic.objects.get(code="labour"))
    posted(marko, **OFFER)

    page = " ".join(browse(sara).get(address("RS", "HR", "AL")).content.decode().split())
    file = browse(sara).get(address("RS", "HR", export="csv")).content.decode()

    assert "Quince" in page
    assert "Pear" in page
    assert "Same topic: Children. Same form of help: Training. In both: interviewing, children." in page
    assert "Nobody who comes has offered this." in page
    assert "Serbia" in file
    assert "Pear: our course" in file


@pytest.mark.mission("A9")
def test_the_list_is_taken_to_the_meeting_as_a_word_document_that_hints_at_nothing_left_out(
    posted, ana: Person, marko: Person, croatia, browse
) -> None:
    posted(ana, circle="desks", desks=[croatia], title="Plum: a secret")
    posted(ana)
    posted(marko, **OFFER)

    page = browse(ana).get(address("RS", "HR", "AL")).content.decode()
    file = browse(ana).get(address("RS", "HR", "AL").replace("/?", "/take/?"))

    assert "/needs/meeting/take/?desks=" in page
    document = Document(BytesIO(file.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = " ".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])
    assert "Quince: interviewing children" in cells
    assert "Croatia: Pear: our course" in cells
    assert "Same topic: Children. Same form of help: Training. In both: interviewing, children." in cells
    assert "Albania" in words
    assert "Plum" not in words
    assert "left out" not in words
    assert browse(ana).get("/needs/meeting/take/").status_code == 404


def test_what_one_who_comes_may_not_read_is_left_out_and_counted(posted, ana: Person, croatia, browse) -> None:
    posted(ana, circle="desks", desks=[croatia])

    both, three = (browse(ana).get(address(*codes)).content.decode() for codes in (("RS", "HR"), ("RS", "HR", "AL")))

    assert "Quince" in both
    assert "Quince" not in three
    assert "1 need or offer that you may read is left out" in " ".join(three.split())


def test_who_does_not_come_is_not_in_the_list_and_a_topic_narrows_it(posted, ana: Person, sara: Person, browse) -> None:
    posted(ana)

    assert "Quince" not in browse(sara).get(address("HR", "AL")).content.decode()
    assert "Quince" not in browse(sara).get(address("RS", "HR", topics="police")).content.decode()
    assert "Quince" in browse(sara).get(address("RS", "HR", topics="children")).content.decode()


def test_looking_for_a_word_keeps_who_comes(posted, ana: Person, sara: Person, browse) -> None:
    posted(ana)

    page = browse(sara).get(address("RS", "HR", q="quince")).content.decode()

    assert page.count('type="hidden" name="desks"') == 2


def test_what_one_may_not_read_oneself_is_in_no_list(posted, ana: Person, marko: Person, browse) -> None:
    posted(ana, circle="secretariat")

    page = browse(marko).get(address("RS", "HR")).content.decode()

    assert "Quince" not in page
    assert "left out" not in page
