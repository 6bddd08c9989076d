"""Routes that states share: everybody reads figures and context with sources; screening points are for the states alone."""

from uuid import uuid4

import pytest

from hub.statistics.made_over_time import FEW, two_years
from natc.hub.members.models import Person
from natc.hub.statistics.models import Route, RouteFact

WESTERN_BALKANS = {"country_1": "TR", "country_2": "BG", "country_3": "RS", "country_4": "HR"}


def begun(client) -> Route:
    """A route from Turkey through Bulgaria and Serbia to Croatia, as somebody puts it on the list."""
    client.post("/routes/begin/", {"uid": uuid4(), "name": "Through the Western Balkans", **WESTERN_BALKANS})
    return Route.objects.get()


def say(client, route: Route, about: str, text: str, source: str = "Labour office, yearbook 2024") -> None:
    client.post(f"/routes/{route.uid}/say/", {"uid": uuid4(), "about": about, "text": text, "source": source})


def page_of(route: Route, client) -> str:
    return client.get(f"/figures/routes/{route.uid}/").content.decode()


@pytest.mark.mission("B27")
def test_a_route_is_written_by_every_state_on_it_and_by_no_other(ana, marko, network, browse) -> None:
    route = begun(browse(ana))
    albania = Person.objects.get(mandates__desk__organisation__territory__code="AL", mandates__role="coordinator")

    say(browse(marko), route, "languages", "Turkish, Dari, English")
    say(browse(albania), route, "languages", "Albanian")
    page = page_of(route, browse())

    assert "Turkey" in page.replace("Türkiye", "Turkey")
    assert page.index("Bulgaria") < page.index("Serbia") < page.index("Croatia")
    assert "Turkish, Dari, English" in page
    assert "Albanian" not in page


@pytest.mark.mission("B19")
def test_context_says_its_source_and_that_nobody_checked_it_until_another_desk_did(ana, marko, browse) -> None:
    route = begun(browse(ana))
    say(browse(ana), route, "permits", "12 400 work permits, most of them in construction", "Ministry of Labour, 2024")
    fact = RouteFact.objects.get()
    before = page_of(route, browse())

    browse(ana).post(f"/routes/said/{fact.uid}/confirm/")
    own = page_of(route, browse())
    browse(marko).post(f"/routes/said/{fact.uid}/confirm/")
    after = page_of(route, browse())

    assert "Source: Ministry of Labour, 2024" in before
    assert "to be checked" in before
    assert "to be checked" in own
    assert "to be checked" not in after
    assert "checked at its source on" in after


@pytest.mark.mission("A64")
def test_a_route_shows_its_ways_in_bands_and_screening_points_and_risks_to_states_alone(ana, marko, browse) -> None:
    first = {("corridors-region", "REGION", cell): said for cell, said in {"BG|RS": 40, "RS|HR": FEW, "Other|BG": 20}.items()}
    two_years(first, first)
    route = begun(browse(ana))
    say(browse(ana), route, "screening", "The bus station in the border town")
    say(browse(ana), route, "risks", "Debts to carriers")
    visitor, state = page_of(route, browse()), page_of(route, browse(marko))

    assert "<strong>40</strong>" in visitor
    assert "0–10" in visitor
    assert "any other country, or unknown" in visitor
    assert "The bus station" not in visitor
    assert "Debts to carriers" not in visitor
    assert "The bus station in the border town" in state
    assert "Debts to carriers" in state


def test_what_was_said_by_mistake_is_taken_back_and_so_is_a_route(ana, marko, browse) -> None:
    route = begun(browse(ana))
    say(browse(marko), route, "languages", "Dari")
    fact = RouteFact.objects.get()

    browse(marko).post(f"/routes/said/{fact.uid}/take-back/")
    without = page_of(route, browse())
    browse(marko).post(f"/routes/{route.uid}/withdraw/")
    listed = browse().get("/figures/routes/").content.decode()
    browse(ana).post(f"/routes/{route.uid}/withdraw/")

    assert "Dari" not in without
    assert "Through the Western Balkans" in listed
    assert "Through the Western Balkans" not in browse().get("/figures/routes/").content.decode()


def test_a_page_that_was_read_is_asked_again_once_a_state_has_said_more(ana, browse) -> None:
    route, visitor = begun(browse(ana)), browse()
    seen = visitor.get(f"/figures/routes/{route.uid}/")["ETag"]

    same = visitor.get(f"/figures/routes/{route.uid}/", headers={"If-None-Match": seen})
    say(browse(ana), route, "languages", "Dari")
    changed = visitor.get(f"/figures/routes/{route.uid}/", headers={"If-None-Match": seen})

    assert same.status_code == 304
    assert changed.status_code == 200
