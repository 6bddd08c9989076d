"""A document is read by its circle and no wider; a draft by its desk alone."""

from datetime import date

import pytest

from natc.hub.library import actions
from natc.hub.library.models import Document, Revision
from natc.hub.library.readers import Readers
from natc.hub.members.models import Person, Tier

CIRCLES = {
    Readers.PUBLIC: {"Ana", "Marko", "Sara", "Dragana", "a visitor"},
    Readers.NETWORK: {"Ana", "Marko", "Sara", "Dragana"},
    Readers.MEMBERS: {"Ana", "Marko", "Sara"},
    Readers.STATES: {"Ana", "Marko"},
}
ASKED = ("Ana", "Marko", "Sara", "Dragana", "a visitor")


def person(name: str) -> Person | None:
    return Person.objects.filter(name=name).first()


def addresses(document: Document) -> list[str]:
    own = f"/library/{document.uid}/"
    return [own, f"{own}revisions/1/", f"{own}clauses/chair/"]


@pytest.mark.mission("A88")
@pytest.mark.parametrize("readers", Readers)
def test_a_published_document_is_read_by_its_circle(readers: Readers, begun, ana: Person, browse) -> None:
    document = begun(readers)
    jovan = Person.objects.get(name="Jovan")
    actions.write(document=document, language="en", text="# chair Chair\nText", changed="", original=None, by=jovan)
    actions.publish(document=document, by=ana)

    for address in addresses(document):
        assert {name for name in ASKED if browse(person(name)).get(address).status_code == 200} == CIRCLES[readers]


@pytest.mark.mission("A54")
def test_what_is_for_states_only_is_in_no_list_search_or_address_of_anybody_else(
    rules_of_procedure: Document, marko: Person, sara: Person, browse
) -> None:
    dragana = person("Dragana")

    assert "Rules of procedure" in browse(marko).get("/library/").content.decode()
    for other in (sara, dragana, None):
        client = browse(other)
        assert str(rules_of_procedure.uid) not in client.get("/library/").content.decode()
        assert str(rules_of_procedure.uid) not in client.get("/search/", {"words": "chair rotates"}).content.decode()
        assert {client.get(address).status_code for address in addresses(rules_of_procedure)} == {404}


def test_a_state_that_is_only_an_observer_reads_what_the_network_reads(
    rules_of_procedure: Document, marko: Person, browse
) -> None:
    croatia = marko.mandates.get().desk.organisation.territory
    croatia.memberships.update(tier=Tier.OBSERVER)

    assert browse(marko).get(f"/library/{rules_of_procedure.uid}/").status_code == 404


def test_who_has_no_mandate_any_more_reads_what_a_visitor_reads(rules_of_procedure: Document, marko: Person) -> None:
    marko.mandates.update(last_day=date(2025, 12, 31))

    assert set(Document.objects.visible_to(marko)) == set(Document.objects.filter(readers=Readers.PUBLIC))


def test_a_draft_is_seen_by_its_desk_alone(rules_of_procedure: Document, vesna: Person, marko: Person, browse) -> None:
    draft = f"/library/{rules_of_procedure.uid}/revisions/2/"

    assert "The next chair is deputy." in browse(vesna).get(draft).content.decode()
    assert browse(marko).get(draft).status_code == 404
    assert "two years" not in browse(marko).get(f"/library/{rules_of_procedure.uid}/clauses/chair/").content.decode()
    assert browse(marko).get(f"/library/{rules_of_procedure.uid}/difference/").status_code == 404
    assert not Revision.objects.visible_to(marko).filter(status="draft").exists()
