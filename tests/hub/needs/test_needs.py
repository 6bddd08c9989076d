"""A need or an offer from its draft to its end, and who knows of it: its circle, and nobody else anywhere."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from hub.needs.conftest import MONTH_ON
from natc.engine.errors import Refused
from natc.hub.audit.models import Event
from natc.hub.home.waiting import waiting_for
from natc.hub.members.models import Desk, Person
from natc.hub.needs.actions import notices
from natc.hub.needs.models import Notice

CIRCLES = {
    "members": ({}, {"Ana", "Vesna", "Marko", "Sara"}),
    "desks": ({"desks": ["HR"]}, {"Ana", "Vesna", "Marko"}),
    "category": ({"category": "civil_society"}, {"Ana", "Vesna", "Dragana"}),
    "secretariat": ({}, {"Ana", "Vesna", "Sara"}),
}
ASKED = ("Ana", "Vesna", "Marko", "Elira", "Sara", "Dragana")
EVERY_MEMBER = {"Elira"}  # who reads what is for all members too


def filled_in(**changed: object) -> dict[str, object]:
    form = {"uid": uuid4(), "title": "Quince", "text": "Interviewing children.", "topic": "children", "form": "training"}
    return {**form, "until": MONTH_ON, "circle": "members", **changed}


@pytest.mark.mission("A8")
@pytest.mark.parametrize("circle", CIRCLES)
def test_a_need_is_found_by_its_circle_and_by_nobody_else_anywhere(circle: str, posted, ana: Person, browse) -> None:
    chosen, readers = CIRCLES[circle]
    named = Desk.objects.filter(organisation__territory__code__in=chosen.get("desks", []))
    need = posted(ana, circle=circle, **{**chosen, "desks": named})
    expected = readers | (EVERY_MEMBER if circle == "members" else set())

    for name in ASKED:
        client, reads = browse(Person.objects.get(name=name)), name in expected
        pages = [client.get("/needs/"), client.get("/needs/?export=csv"), client.get("/search/", {"words": "interviewing"})]
        assert {"Quince" in page.content.decode() for page in pages} == {reads}
        for path in ("", "wording/", "circle/", "post/", "close/", "withdraw/"):
            assert (client.get(f"/needs/{need.uid}/{path}").status_code == 404) == (not reads)


def test_ana_drafts_a_need_reads_who_will_read_it_and_posts_it(ana: Person, marko: Person, browse) -> None:
    client, form = browse(ana), filled_in(circle="desks", desks=[Desk.objects.get(organisation__territory__code="HR").uid])
    client.post("/needs/begin/", form)
    client.post("/needs/begin/", form)
    address = f"/needs/{form['uid']}/"

    assert browse(marko).get(address).status_code == 404
    sentence = client.get(f"{address}post/").content.decode()
    assert "4 people will be able to read this" in " ".join(sentence.split())
    assert "Croatia" in sentence
    client.post(f"{address}post/")

    assert "Interviewing children." in browse(marko).get(address).content.decode()
    assert Notice.objects.count() == 1
    assert [event.what for event in Event.objects.order_by("index")] == ["need or offer drafted", "need or offer posted"]


def test_what_changed_is_kept_and_a_draft_s_wording_stays_at_home(drafted, ana: Person, marko: Person, serbia, browse) -> None:
    need = drafted(ana)
    about = {"topic": need.topic, "form": "expert", "until": MONTH_ON, "by": ana, "desk": serbia}
    notices.word_anew(notice=need, title="Pear", text="What was posted.", **about)
    notices.post(notice=need, by=ana, desk=serbia)
    notices.word_anew(notice=need, title="Plum", text="What is asked now.", **about)

    own, neighbour = (browse(person).get(f"/needs/{need.uid}/").content.decode() for person in (ana, marko))

    assert "What is asked now." in neighbour
    assert "What was posted." in neighbour
    assert "Two police officers" not in neighbour
    assert "Two police officers" in own


def test_a_wrong_circle_is_mended_before_posting_and_stays_after_it(drafted, ana: Person, sara: Person, serbia, browse) -> None:
    need, client = drafted(ana), browse(ana)
    client.post(f"/needs/{need.uid}/circle/", {"circle": "secretariat"})
    client.post(f"/needs/{need.uid}/post/")

    assert browse(sara).get(f"/needs/{need.uid}/").status_code == 200
    assert browse(Person.objects.get(name="Elira")).get(f"/needs/{need.uid}/").status_code == 404
    with pytest.raises(Refused, match="Withdraw it and post another"):
        notices.choose_circle(notice=need, circle="members", category="", desks=[], by=ana, desk=serbia)


@pytest.mark.parametrize(
    ("circle", "said"), [("desks", "Name at least one desk."), ("category", "Choose the category."), ("nobody", "nobody")]
)
def test_a_circle_with_nobody_in_it_is_not_taken(circle: str, said: str, ana: Person, browse) -> None:
    assert said in browse(ana).post("/needs/begin/", filled_in(circle=circle)).content.decode()


def test_a_category_without_partners_is_not_posted_to(drafted, ana: Person, serbia) -> None:
    need = drafted(ana, circle="category", category="tourism")

    with pytest.raises(Refused, match="Nobody is in this circle"):
        notices.post(notice=need, by=ana, desk=serbia)


def test_a_need_is_closed_with_its_outcome_and_its_circle_reads_it(posted, ana: Person, marko: Person, browse) -> None:
    need = posted(ana)

    browse(ana).post(f"/needs/{need.uid}/close/", {"outcome": "partly", "ending": "One officer went to Zagreb."})

    page = browse(marko).get(f"/needs/{need.uid}/").content.decode()
    assert "One officer went to Zagreb." in page
    assert "in part" in page


def test_what_is_withdrawn_is_its_desk_s_alone(posted, ana: Person, marko: Person, browse) -> None:
    need = posted(ana)

    browse(ana).post(f"/needs/{need.uid}/withdraw/", {"ending": "The course was cancelled."})

    assert browse(marko).get(f"/needs/{need.uid}/").status_code == 404
    assert "Quince" not in browse(marko).get("/search/", {"words": "quince"}).content.decode()
    assert "The course was cancelled." in browse(ana).get(f"/needs/{need.uid}/").content.decode()


def test_nobody_else_changes_a_need(posted, ana: Person, marko: Person, vesna: Person, browse) -> None:
    need = posted(ana)

    for person in (marko, vesna):
        browse(person).post(f"/needs/{need.uid}/withdraw/", {"ending": "x"})
        browse(person).post(f"/needs/{need.uid}/wording/", {"title": "x"})

    assert Notice.objects.get().status == "open"
    assert Notice.objects.get().versions.count() == 1


def test_who_may_only_offer_posts_no_need(sara: Person, browse) -> None:
    page = browse(sara).get("/needs/").content.decode()

    assert "The coordinator or the deputy of a state says what it needs." in page
    assert browse(sara).get("/needs/begin/").status_code == 302
    assert browse(sara).get("/needs/offer/").status_code == 200


def test_a_need_whose_day_is_near_waits_for_who_may_close_it(posted, ana: Person, vesna: Person, marko: Person, browse) -> None:
    need = posted(ana, until=timezone.now().date() + timedelta(days=3))
    posted(ana)

    assert need in waiting_for(ana)
    assert "Close or give more time" in browse(ana).get("/").content.decode()
    assert [row for person in (vesna, marko) for row in waiting_for(person) if isinstance(row, Notice)] == []


def test_a_partner_that_sits_in_a_member_state_is_no_member_state(posted, ana: Person, dragana: Person, serbia, browse) -> None:
    posted(ana)
    organisation = dragana.mandates.get().desk.organisation
    organisation.territory = serbia.organisation.territory
    organisation.save()

    assert "Quince" not in browse(dragana).get("/needs/").content.decode()


@pytest.mark.parametrize("who", [("donor", "donor"), ("survivor", "survivors"), ("partner", "academia")], ids=lambda who: who[0])
def test_donors_survivors_and_partners_read_what_is_for_their_circle_and_not_who_else_is_in_it(
    who: tuple[str, str], posted, ana: Person, dragana: Person, browse
) -> None:
    (role, category), desk = who, dragana.mandates.get().desk
    croatia = Desk.objects.get(organisation__territory__code="HR")
    dragana.mandates.update(role=role)
    desk.organisation.memberships.update(category=category)
    posted(ana, title="Pear")
    posted(ana, title="Plum", circle="secretariat")
    theirs = posted(ana, title="Cherry", circle="category", category=category)
    named = posted(ana, circle="desks", desks=[croatia, desk])

    client = browse(dragana)
    listed = client.get("/needs/").content.decode()

    assert [title in listed for title in ("Quince", "Cherry", "Pear", "Plum")] == [True, True, False, False]
    assert "Croatia" not in client.get(f"/needs/{named.uid}/").content.decode()
    assert "Croatia" in browse(ana).get(f"/needs/{named.uid}/").content.decode()
    assert "Ana" not in client.get(f"/needs/{theirs.uid}/").content.decode().partition("<main")[2]


def test_who_changed_the_wording_is_told_to_its_own_desk_alone(posted, ana: Person, marko: Person, serbia, browse) -> None:
    need = posted(ana)
    about = {"topic": need.topic, "form": "expert", "until": MONTH_ON, "by": ana, "desk": serbia}
    notices.word_anew(notice=need, title="Pear", text="What is asked now.", **about)

    own, neighbour = (browse(person).get(f"/needs/{need.uid}/").content.decode() for person in (ana, marko))

    assert "UTC, Ana: Quince" in own
    assert "UTC: Quince" in neighbour


def test_a_partner_is_led_to_no_part_in_which_nothing_can_stand_for_it(ana: Person, dragana: Person, browse) -> None:
    hers, partners = (browse(person).get("/needs/").content.decode() for person in (ana, dragana))

    assert [f'href="/{part}/"' in hers for part in ("needs/meeting", "assistance", "themes", "horizon")] == [True] * 4
    assert [f'href="/{part}/"' in partners for part in ("assistance", "themes", "horizon")] == [False] * 3
