"""State X has what state Y asked for: found, told in words, never by itself; proposed by one desk, answered by the other."""

from uuid import uuid4

import pytest

from natc.engine.errors import Refused
from natc.hub.home.waiting import waiting_for
from natc.hub.library import actions as library
from natc.hub.members.models import Person, Topic
from natc.hub.needs.actions import arrangements, notices
from natc.hub.needs.matches import matches_of
from natc.hub.needs.models import Arrangement, Notice, Side

COURSE = {"side": Side.OFFER, "title": "Pear: our course", "text": "Our trainers interviewed many children."}
WORDS = {"text": "Two of yours come to us in May.", "language": "en"}


@pytest.mark.mission("A82")
def test_a_state_that_has_what_another_asked_for_is_named_with_the_reason(posted, ana: Person, marko: Person, browse) -> None:
    need, offer = posted(ana), posted(marko, **COURSE)

    hers, his = (
        " ".join(browse(one).get(f"/needs/{of.uid}/").content.decode().split()) for one, of in ((ana, need), (marko, offer))
    )

    for page in (hers, his):
        assert "Croatia has what Serbia asked for." in page
        assert "Same topic: Children. Same form of help: Training. In both: interviewing, children." in page
    assert "Ask for it" in hers
    assert "Propose our help" in his
    assert not Arrangement.objects.exists()


@pytest.mark.parametrize("changed", [{"form": "expert"}, {"topic": "police"}, {"circle": "secretariat"}])
def test_another_topic_form_or_circle_is_no_match(changed: dict[str, str], posted, ana: Person, marko: Person) -> None:
    topic = {"topic": Topic.objects.get(code=changed["topic"])} if "topic" in changed else {}
    posted(marko, **{**COURSE, **changed, **topic})

    assert matches_of(posted(ana), ana) == []


def test_a_practice_in_the_library_is_suggested_to_who_may_read_it(posted, ana: Person, marko: Person, croatia, browse) -> None:
    about = {"uid": uuid4(), "title": "A house where children are interviewed once", "language": "en", "kind": "practice"}
    practice = library.begin(**about, readers="states", by=marko, desk=croatia)
    library.write(document=practice, language="en", text="# one One\nText", changed="", original=None, by=marko)
    need = posted(ana)
    assert "keeps a practice" not in browse(ana).get(f"/needs/{need.uid}/").content.decode()

    library.publish(document=practice, by=marko)

    assert "Croatia keeps a practice in the library." in browse(ana).get(f"/needs/{need.uid}/").content.decode()


def test_croatia_proposes_help_serbia_agrees_and_says_what_came_of_it(
    posted, ana: Person, marko: Person, sara: Person, browse
) -> None:
    need, uid = posted(ana), uuid4()
    browse(marko).post(f"/needs/{need.uid}/propose/", {"uid": uid, "text": "Two of yours come to us in May."})
    browse(marko).post(f"/needs/{need.uid}/propose/", {"uid": uid, "text": "Two of yours come to us in May."})
    made = Arrangement.objects.get()
    address = f"/needs/arrangements/{made.uid}/"

    assert made in waiting_for(ana)
    assert made not in waiting_for(marko)
    assert browse(sara).get(address).status_code == 404
    browse(ana).post(f"{address}agree/", {"answer": "Yes, Vesna will call."})
    browse(ana).post(f"{address}done/", {"result": "Two officers interview children now."})

    page = browse(marko).get(address).content.decode()
    assert "Yes, Vesna will call." in page
    assert "Two officers interview children now." in page


def test_serbia_asks_for_what_croatia_offers_and_croatia_declines_with_a_sentence(
    posted, ana: Person, marko: Person, browse
) -> None:
    need, offer = posted(ana), posted(marko, **COURSE)
    browse(ana).post(f"/needs/{need.uid}/propose/?offer={offer.uid}", {"uid": uuid4(), "text": "May two come?"})
    made = Arrangement.objects.get()

    assert made in waiting_for(marko)
    assert made not in waiting_for(ana)
    assert (
        "This field is required"
        in browse(marko).post(f"/needs/arrangements/{made.uid}/decline/", {"answer": ""}).content.decode()
    )
    browse(marko).post(f"/needs/arrangements/{made.uid}/decline/", {"answer": "The course is full until autumn."})

    assert "The course is full until autumn." in browse(ana).get(f"/needs/arrangements/{made.uid}/").content.decode()


def test_asking_for_an_offer_shows_a_need_to_nobody_outside_its_circle(
    posted, ana: Person, marko: Person, serbia, browse
) -> None:
    need, offer = posted(ana, circle="secretariat"), posted(marko, **COURSE)

    with pytest.raises(Refused, match="not in the circle of your need"):
        arrangements.propose(uid=uuid4(), need=need, offer=offer, **WORDS, by=ana, desk=serbia)
    assert browse(marko).get(f"/needs/{need.uid}/propose/").status_code == 404
    assert browse(ana).get(f"/needs/{need.uid}/propose/?offer=nothing").status_code == 404


def test_the_same_help_is_not_proposed_twice_and_none_for_a_closed_need(
    posted, ana: Person, marko: Person, croatia, serbia
) -> None:
    need = posted(ana)
    made = arrangements.propose(uid=uuid4(), need=need, offer=None, **WORDS, by=marko, desk=croatia)
    with pytest.raises(Refused, match="proposed or agreed already"):
        arrangements.propose(uid=uuid4(), need=need, offer=None, **WORDS, by=marko, desk=croatia)

    notices.close(notice=need, outcome="not", ending="No money.", by=ana, desk=serbia)

    assert made not in waiting_for(ana)
    with pytest.raises(Refused, match="not open any more"):
        arrangements.agree(arrangement=made, answer="x", by=ana, desk=serbia)
    with pytest.raises(Refused, match="for an open need"):
        arrangements.propose(uid=uuid4(), need=Notice.objects.get(), offer=None, **WORDS, by=marko, desk=croatia)


def test_who_proposed_does_not_answer_and_who_helped_does_not_say_that_it_helped(
    posted, ana: Person, marko: Person, croatia, serbia
) -> None:
    made = arrangements.propose(uid=uuid4(), need=posted(ana), offer=None, **WORDS, by=marko, desk=croatia)
    with pytest.raises(Refused, match="The desk that was asked"):
        arrangements.agree(arrangement=made, answer="x", by=marko, desk=croatia)
    arrangements.agree(arrangement=made, answer="x", by=ana, desk=serbia)

    with pytest.raises(Refused, match="The desk that needed"):
        arrangements.finish(arrangement=made, result="x", by=marko, desk=croatia)
