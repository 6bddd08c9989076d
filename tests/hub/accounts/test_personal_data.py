"""Everybody sees what is held about them, how long, and who looked."""

import json

from natc.hub.audit.models import Event
from natc.hub.home.held import personal_models
from natc.hub.members.accounts.models import Invitation, Session
from natc.hub.members.models import Mandate, Person


def test_every_model_that_holds_something_personal_says_about_whom() -> None:
    silent = [model for model in personal_models() if not hasattr(model._default_manager, "held_about")]

    assert silent == []
    assert {Person, Mandate, Invitation, Session} <= set(personal_models())


def test_ana_sees_that_marko_opened_her_card_and_when(ana: Person, marko: Person, browse) -> None:
    card = browse(marko).get(f"/people/{ana.uid}/").content.decode()

    page = browse(ana).get("/account/").content.decode()

    assert ana.email in card
    assert "Marko" in page
    assert Event.objects.filter(what="card opened", by=marko.uid, target=ana.uid).count() == 1


def test_looking_at_oneself_is_nobodys_business(ana: Person, browse) -> None:
    client = browse(ana)

    client.get(f"/people/{ana.uid}/")

    assert "Nobody opened your card yet." in client.get("/account/").content.decode()


def test_the_card_of_a_survivors_representative_is_not_found(ana: Person, browse) -> None:
    iris = Person.objects.get(name__startswith="Iris")

    assert browse(ana).get(f"/people/{iris.uid}/").status_code == 404
    assert not Event.objects.filter(what="card opened").exists()


def test_the_file_holds_everything_but_secrets_and_nothing_about_others(ana: Person, marko: Person, browse) -> None:
    browse(marko).get("/account/")
    client = browse(ana)
    client.get("/account/", headers={"user-agent": "Firefox on Windows"})

    answer = client.get("/account/export/")
    given = json.loads(answer.content)

    assert {row["what"] for row in given["held"]} == {"person", "mandate", "session"}
    person = next(row for row in given["held"] if row["what"] == "person")
    assert (person["name"], person["email"], person["kept_days_after_its_reason_ended"]) == ("Ana", ana.email, 730)
    assert "password" not in person
    assert "Firefox, Windows" in answer.content.decode()
    assert "Marko" not in answer.content.decode()
    assert "attachment" in answer.headers["content-disposition"]


def test_how_long_each_is_kept_stands_beside_it(ana: Person, browse) -> None:
    page = browse(ana).get("/account/").content.decode()

    assert "Kept for 730 days after its reason has ended." in page
    assert "Kept for 30 days after its reason has ended." in page
