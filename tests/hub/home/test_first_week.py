"""The first week: each step is ticked by what the person really did."""

from natc.hub.audit.actions import sign_head
from natc.hub.members.models import Desk, Person


def left_of(client) -> int:
    """How many steps of the first week are still to do; -1 where the list is not shown."""
    page = client.get("/").content.decode()
    return page.count("to do</span>") if "Your first week" in page else -1


def test_ana_does_what_is_asked_and_the_list_goes_away_by_itself(ana: Person, serbia: Desk, browse) -> None:
    client = browse(ana)
    left = [left_of(client)]

    client.post(f"/desks/{serbia.uid}/edit/", {"telephone": "", "email": "", "hours": "24/7", "languages": "sr"})
    sign_head()
    for address in ("/flows/", "/call/?country=HR&topic=police", "/ledger/head/"):
        client.get(address)
        left.append(left_of(client))
    client.post("/calendar/")

    assert left == [5, 3, 2, 1]
    assert left_of(client) == -1


def test_opening_ones_own_state_or_a_page_that_is_refused_ticks_nothing(ana: Person, browse) -> None:
    client = browse(ana)

    for address in ("/call/", "/call/?country=RS&topic=police", "/ledger/head/"):  # no head is signed yet
        client.get(address)

    assert left_of(client) == 5


def test_what_a_colleague_did_does_not_count(ana: Person, vesna: Person, serbia: Desk, browse) -> None:
    jovan = Person.objects.get(name="Jovan")
    browse(ana).post(f"/desks/{serbia.uid}/edit/", {"telephone": "", "email": "", "hours": "24/7", "languages": "sr"})
    browse(ana).get("/flows/")

    assert left_of(browse(jovan)) == 5
    assert left_of(browse(vesna)) == 4  # a statistician does not confirm the desk


def test_a_partner_is_asked_only_for_what_a_partner_may_do(network: None, browse) -> None:
    page = browse(Person.objects.get(name="Dragana")).get("/").content.decode()

    assert "Read how our data are handled" in page
    assert "Keep the head of the ledger" not in page


def test_who_does_not_want_it_sees_it_no_more(marko: Person, browse) -> None:
    client = browse(marko)

    client.post("/first-week/dismiss/")

    assert left_of(client) == -1
