"""The horizon board: weak signs with place and source, one voice a state, sorted by what states say."""

from uuid import uuid4

import pytest

from natc.engine.errors import Refused
from natc.hub.members.models import Desk, Person, Tier
from natc.hub.needs.actions import signs
from natc.hub.needs.models import Sign, SignVoice

NOTED = {"area": "technology", "place": "Two towns on the Danube", "source": "The hotline, March"}


def noted(by: Person, title: str = "Quince: recruiting in game chats") -> Sign:
    desk = by.mandates.get().desk
    return signs.note(uid=uuid4(), title=title, text="Offers of work.", language="en", **NOTED, by=by, desk=desk)


def said(sign: Sign, person: str, voice: str) -> None:
    by = Person.objects.get(name=person)
    signs.say(sign=sign, voice=voice, by=by, desk=by.mandates.get().desk)


@pytest.mark.mission("B40")
def test_states_vote_on_signs_and_the_board_is_sorted_by_what_they_say(ana: Person, vesna: Person, browse) -> None:
    browse(vesna).post("/horizon/note/", {"uid": uuid4(), "title": "Quince", "text": "Offers of work.", **NOTED})
    watched, seen = Sign.objects.get(), noted(ana, "Pear")
    for name in ("Marko", "Elira"):
        said(watched, name, "watch")
    browse(ana).post(f"/horizon/{seen.uid}/say/", {"voice": "seen"})

    board = browse(ana).get("/horizon/").content.decode()
    page = " ".join(browse(ana).get(f"/horizon/{watched.uid}/").content.decode().split())

    assert board.index("Pear") < board.index("Quince")
    assert "2: Albania, Croatia" in page
    assert "Two towns on the Danube" in page
    assert "The hotline, March" in page


def test_a_state_has_one_voice_and_may_change_it(ana: Person, browse) -> None:
    sign = noted(ana)
    said(sign, "Ana", "seen")
    said(sign, "Jovan", "none")

    assert [voice.voice for voice in SignVoice.objects.all()] == ["none"]


def test_only_member_states_have_a_voice(ana: Person, marko: Person, vesna: Person, sara: Person) -> None:
    sign = noted(ana)
    Desk.objects.get(mandates__person=marko).organisation.territory.memberships.update(tier=Tier.OBSERVER)

    for name in ("Vesna", "Sara", "Marko"):
        with pytest.raises(Refused, match="of a member state speaks"):
            said(sign, name, "seen")


def test_a_retired_sign_stands_last_with_its_reason_and_takes_no_voice(ana: Person, sara: Person, browse) -> None:
    sign = noted(ana)
    said(sign, "Marko", "seen")
    noted(ana, "Pear")

    browse(sara).post(f"/horizon/{sign.uid}/retire/", {"because": "Three months without a further case."})

    board = browse(ana).get("/horizon/").content.decode()
    assert board.index("Pear") < board.index("Quince")
    assert "Three months without a further case." in browse(ana).get(f"/horizon/{sign.uid}/").content.decode()
    with pytest.raises(Refused, match="retired"):
        said(sign, "Ana", "seen")


def test_only_the_desk_that_noted_it_or_the_secretariat_retires_a_sign(ana: Person, marko: Person, browse) -> None:
    sign = noted(ana)

    browse(marko).post(f"/horizon/{sign.uid}/retire/", {"because": "x"})

    assert Sign.objects.get().retired_at is None


def test_partners_do_not_find_the_board(ana: Person, dragana: Person, browse) -> None:
    sign = noted(ana)

    client = browse(dragana)
    pages = (client.get("/horizon/"), client.get("/horizon/?export=csv"), client.get("/search/", {"words": "quince"}))
    assert {"Quince" in page.content.decode() for page in pages} == {False}
    assert client.get(f"/horizon/{sign.uid}/").status_code == 404
