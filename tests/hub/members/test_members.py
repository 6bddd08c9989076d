"""Who is in the Network, and what each is called."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from natc.hub.members.models import Audience, Desk, Mandate, NextStep, Person, Territory, WatchedCountry


def test_everybody_sees_where_each_member_stands_with_the_european_union_and_that_nobody_checked_it(
    network: None, browse
) -> None:
    page = browse().get("/members/").content.decode()

    for status in ("EU member state", "Candidate, negotiating", "Potential candidate", "to be checked"):
        assert status in page


@pytest.mark.mission("C2")
def test_the_name_and_footnote_of_a_territory_depend_on_who_reads(ana: Person, browse) -> None:
    kosovo = Territory.objects.get(code="XK")
    kosovo.names.filter(audience=Audience.PUBLIC).update(name={"original": "en", "en": "Kosovo (public name)"}, footnote=None)

    visitor, member = browse().get("/members/").content.decode(), browse(ana).get("/members/").content.decode()

    assert "Kosovo (public name)" in visitor
    assert "UNSCR 1244/1999" not in visitor
    assert "Kosovo*" in member
    assert "UNSCR 1244/1999" in member


def test_members_are_named_in_serbian_in_both_alphabets(network: None, browse) -> None:
    for language, name in (("sr", "Северна Македонија"), ("sr-latn", "Severna Makedonija")):
        client = browse()
        client.post("/language/setlang/", {"language": language})

        assert name in client.get("/members/").content.decode()


@pytest.mark.mission("A80")
def test_ana_puts_a_country_on_the_list_agrees_a_step_with_croatia_and_marko_does_it(
    ana: Person, marko: Person, serbia: Desk, browse
) -> None:
    client, marko_desk = browse(ana), marko.mandates.get().desk
    why = "Several states reported a route (invented)"
    country = {"uid": uuid4(), "code": "IQ", "reason": why, "lead": serbia.uid, "contact": "Consulate (invented)"}
    due = timezone.now().date() + timedelta(days=20)

    for _ in range(2):
        assert client.post("/watch-list/add/", country).headers["location"] == "/watch-list/"
    step = {"text": "Ask the embassy (invented)", "owner": marko_desk.uid, "due_on": due}
    client.post(f"/watch-list/{country['uid']}/add-step/", step)

    listed = client.get("/watch-list/").content.decode()
    for words in ("Iraq", why, "Office of the coordinator, Serbia", "Consulate (invented)", "Office of the coordinator, Croatia"):
        assert words in listed
    waiting = browse(marko).get("/").content.decode()
    assert "Ask the embassy (invented)" in waiting
    assert date_format(due, "j M Y") in waiting
    browse(marko).post(f"/watch-list/steps/{NextStep.objects.get(due_on=due).uid}/finish/")
    assert "Ask the embassy (invented)" not in browse(marko).get("/").content.decode()


def test_a_country_is_on_the_list_once(ana: Person, serbia: Desk, browse) -> None:
    form = {"uid": uuid4(), "code": "TR", "reason": "x", "lead": serbia.uid}

    page = browse(ana).post("/watch-list/add/", form).content.decode()

    assert "Select a valid choice" in page
    assert WatchedCountry.objects.filter(code="TR").count() == 1


@pytest.mark.mission("A80")
def test_the_watch_list_says_why_who_leads_and_what_comes_next_until_it_is_done(ana: Person, browse) -> None:
    client = browse(ana)
    before = client.get("/watch-list/").content.decode()
    step = client.get("/").content.decode()

    client.post("/watch-list/steps/" + before.split("/watch-list/steps/")[1].split("/")[0] + "/finish/")

    assert "two member states reported a route" in before
    assert "Ask the consulate for a contact" in step
    assert "Ask the consulate for a contact" not in client.get("/").content.decode()
    assert "done" in client.get("/watch-list/").content.decode()


def test_a_partner_finds_no_watch_list_in_the_side_bar_and_an_empty_page_behind_it(network: None, browse) -> None:
    client = browse(Person.objects.get(name="Dragana"))

    assert "/watch-list/" not in client.get("/").content.decode()
    assert "two member states" not in client.get("/watch-list/").content.decode()


@pytest.mark.mission("A4")
def test_the_directory_says_who_works_at_a_desk_until_when_and_how_it_is_reached_safely(
    ana: Person, marko: Person, serbia: Desk, browse
) -> None:
    rapporteur = Person.objects.create_user("mila@rs.example", name="Mila")
    term = {"first_day": "2026-01-01", "last_day": "2029-12-31"}
    Mandate.objects.create(person=rapporteur, desk=serbia, role="rapporteur", **term)
    reached = {"telephone": "+381 11 000 0000", "email": "desk@rs.example", "secure_line": "SIENA: RS-THB (invented)"}
    browse(ana).post(f"/desks/{serbia.uid}/edit/", {**reached, "hours": "24/7", "languages": "sr en"})

    found = browse(marko).get("/members/RS/").content.decode()
    desk = browse(marko).get(f"/desks/{serbia.uid}/").content.decode()

    for words in ("Ana, National coordinator", "Jovan, Deputy coordinator", "Mila, Independent rapporteur", "24/7", "sr en"):
        assert words in found
    for words in ("SIENA: RS-THB (invented)", "+381 11 000 0000", "since 1 Jan 2026", "until 31 Dec 2029"):
        assert words in desk


@pytest.mark.parametrize("reader", ["Ana", "Sara", "Dragana", "Petar"])
def test_the_pseudonym_of_a_survivors_representative_stands_on_no_page(network: None, browse, reader: str) -> None:
    client = browse(Person.objects.get(name=reader))
    council = Desk.objects.get(organisation__memberships__category="survivors")
    term = council.organisation.memberships.get()
    pages = ["/", "/members/", "/partners/", "/partners/?export=csv", "/call/?country=RS&topic=data", "/search/?words=iris"]
    pages += [f"/desks/{council.uid}/", f"/desks/{council.uid}/invite/", f"/terms/{term.uid}/", "/ledger/", "/watch-list/add/"]

    for page in pages:
        assert "(a pseudonym)" not in client.get(page, follow=True).content.decode(), page


def test_a_survivors_representative_is_in_no_directory(ana: Person, browse) -> None:
    iris = Person.objects.get(name__startswith="Iris")

    assert iris not in Person.objects.visible_to(ana)
    assert iris in Person.objects.visible_to(iris)
    desk = iris.mandates.get().desk
    assert "Nobody works here yet." in browse(ana).get(f"/desks/{desk.uid}/").content.decode()


def test_a_state_reads_who_is_responsible_for_its_data_before_its_first_upload(ana: Person, marko: Person, browse) -> None:
    client = browse(ana)
    assert "Annual submission of totals" in client.get("/").content.decode()

    page = client.get("/flows/").content.decode()
    client.post("/flows/" + page.split("/flows/")[-1].split("/")[0] + "/read/")

    for fact in ("Controller", "Processor", "Legal basis", "Kept", "to be checked"):
        assert fact in page
    assert "Annual submission of totals" not in client.get("/").content.decode()
    assert "Annual submission of totals" in browse(marko).get("/").content.decode()


def test_what_is_written_in_serbian_latin_is_kept_under_the_tag_of_that_alphabet(ana: Person, serbia: Desk, browse) -> None:
    client = browse(ana)
    client.post("/language/setlang/", {"language": "sr-latn"})
    country, due = WatchedCountry.objects.get(), timezone.now().date()

    client.post(f"/watch-list/{country.uid}/add-step/", {"text": "Pitati konzulat", "owner": serbia.uid, "due_on": due})

    assert NextStep.objects.get(due_on=due).text == {"original": "sr-Latn", "sr-Latn": "Pitati konzulat"}
