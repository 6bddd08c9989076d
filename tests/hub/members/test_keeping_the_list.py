"""The secretariat keeps what territories are called and where they stand."""

from natc.hub.audit.models import Event
from natc.hub.members.models import Desk, Person, Territory

NAMES = {
    "order": 3,
    "members_name_en": "Kosovo",
    "members_name_sr": "Косово",
    "members_footnote_en": "A note for members.",
    "public_name_en": "Kosovo (public)",
    "public_name_sr": "",
    "public_footnote_en": "",
}


def test_sara_names_a_territory_for_members_and_for_the_public(sara: Person, ana: Person, browse) -> None:
    browse(sara).post("/members/XK/name/", NAMES)

    member, visitor = browse(ana).get("/members/").content.decode(), browse().get("/members/").content.decode()
    assert "Kosovo*" in member
    assert "A note for members." in member
    assert "Kosovo (public)" in visitor
    assert "A note" not in visitor
    assert Territory.objects.get(code="XK").order == 3
    assert Event.objects.filter(what="territory named", by=sara.uid).count() == 1


def test_the_form_begins_with_what_is_there(sara: Person, browse) -> None:
    page = browse(sara).get("/members/XK/name/").content.decode()

    assert "UNSCR 1244/1999" in page
    assert "Косово" in page


def test_a_new_status_with_the_european_union_holds_from_its_day_and_the_old_one_stays(sara: Person, browse) -> None:
    status = {"status": "member", "first_day": "2026-01-01", "source": "Treaty (invented)"}

    browse(sara).post("/members/ME/european-union/", status)

    page = browse().get("/members/ME/").content.decode()
    assert "EU member state" in page
    assert "Candidate, negotiating" in page
    assert Territory.objects.get(code="ME").eu_status.status == "member"


def test_ana_changes_none_of_it(ana: Person, browse) -> None:
    client = browse(ana)

    client.post("/members/XK/name/", NAMES)
    client.post("/members/ME/european-union/", {"status": "member", "first_day": "2026-01-01", "source": "x"})
    client.post("/members/HR/open-desk/", {"kind": "agency", "organisation": "x", "name": "x"})

    assert not Event.objects.exists()
    assert Territory.objects.get(code="ME").eu_status.status == "negotiating"


def test_a_second_desk_of_the_same_body_does_not_make_the_body_twice(sara: Person, browse) -> None:
    client = browse(sara)

    for number, name in enumerate(("Border", "Labour")):
        uid = f"7d4f2b52-1c63-4f0a-9d1e-0c5c6c1f2a1{number}"
        client.post("/members/HR/open-desk/", {"uid": uid, "kind": "agency", "organisation": "Police", "name": name})

    desks = Desk.objects.filter(organisation__territory__code="HR", kind="agency")
    assert len({desk.organisation for desk in desks}) == 1
    assert len(desks) == 2
