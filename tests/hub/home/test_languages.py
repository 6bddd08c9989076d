"""Everybody reads in their own language and alphabet, and stays in it."""

import pytest
from django.test import Client

from natc.hub.home.models import Calendar
from natc.hub.members.models import Person

WAITING = {
    "en": "Waiting for me",
    "sr": "Чека на мене",
    "sr-latn": "Čeka na mene",
    "cnr": "Чека на мене",
    "cnr-latn": "Čeka na mene",
}


def choose(client: Client, language: str) -> None:
    client.post("/language/setlang/", {"language": language})


@pytest.mark.parametrize("language", WAITING)
def test_the_first_page_speaks_the_language_that_was_chosen(language: str, ana: Person, browse) -> None:
    client = browse(ana)

    choose(client, language)

    page = client.get("/").content.decode()
    assert WAITING[language] in page
    assert f'<html lang="{language}">' in page


def test_ana_finds_her_language_again_at_another_computer(ana: Person, browse) -> None:
    choose(browse(ana), "sr")

    assert WAITING["sr"] in browse(ana).get("/").content.decode()


def test_a_visitors_browser_remembers_the_language_for_a_year(network: None, browse) -> None:
    client = browse()

    choose(client, "sr-latn")

    assert client.cookies["language"]["max-age"] == 365 * 24 * 60 * 60
    assert "Šta je Mreža preuzela da uradi" in client.get("/").content.decode()


def test_a_language_that_the_hub_does_not_speak_changes_nothing(ana: Person, browse) -> None:
    choose(browse(ana), "de")

    ana.refresh_from_db()
    assert ana.language == "en"


def test_names_and_texts_that_people_wrote_come_in_the_readers_alphabet(ana: Person, browse) -> None:
    client = browse(ana)

    choose(client, "cnr-latn")

    assert "Godišnja dostava zbirnih podataka" in client.get("/").content.decode()


def test_the_calendar_speaks_the_readers_alphabet_too(ana: Person, browse) -> None:
    client = browse(ana)
    choose(client, "sr-latn")

    address = client.post("/calendar/").context["address"]

    assert Calendar.objects.filter(person=ana).exists()
    assert "SUMMARY:Tražiti kontakt od konzulata" in client.get(address.removeprefix("http://testserver")).content.decode()


@pytest.mark.parametrize(("language", "says"), [("en", "There is no such page"), ("sr", "Нема такве странице")])
def test_a_page_that_does_not_exist_says_so_in_the_readers_language(language: str, says: str, ana: Person, browse) -> None:
    client = browse(ana)
    choose(client, language)

    answer = client.get("/no/such/page/")

    assert answer.status_code == 404
    assert says in answer.content.decode()


def test_a_form_that_was_open_too_long_says_that_nothing_was_sent(ana: Person, browse) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = browse(ana).cookies

    answer = client.post("/calendar/", {})

    assert answer.status_code == 403
    assert "Nothing was sent" in answer.content.decode()
