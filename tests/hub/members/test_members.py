"""Who is in the Network, and what each is called."""

import pytest

from natc.hub.members.models import Audience, Person, Territory


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
