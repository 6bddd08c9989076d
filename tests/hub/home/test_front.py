"""What a visitor reads without signing in and without scripts."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from natc.hub.audit.actions import sign_head
from natc.hub.audit.rules import against_kept_head
from natc.hub.library.models import Document
from natc.hub.library.outline import fill_library
from natc.hub.members.models import Desk, Kind, Person


def page_of(client: Client, code: str) -> str:
    return client.get(f"/library/{Document.objects.get(code=code).uid}/").content.decode()


def test_a_visitor_finds_members_the_papers_outline_and_both_promises_on_the_front(network: None, browse) -> None:
    front = browse().get("/").content.decode()

    for words in ("Albania", "Strategy Paper 2025–2029, outline", "How data are protected", "Who we defend against"):
        assert words in front


@pytest.mark.parametrize("code", ["strategy-2020-2024", "strategy-2025-2029"])
def test_the_outline_says_where_each_item_stands_in_the_paper_and_that_nobody_compared_it(
    code: str, network: None, browse
) -> None:
    page = page_of(browse(), code)

    assert "to be checked" in page
    assert "Prevention (i)" in page
    assert all(clause.source for clause in Document.objects.get(code=code).newest.clauses.all())


@pytest.mark.parametrize(("code", "clauses"), [("strategy-2020-2024", 18 + 4), ("strategy-2025-2029", 23 + 5)])
def test_no_item_of_a_paper_is_left_out(code: str, clauses: int, network: None) -> None:
    """Items of the paper and the headings above them, counted in the papers."""
    assert Document.objects.get(code=code).newest.clauses.count() == clauses


def test_the_threat_model_says_what_is_not_prevented_in_every_language(network: None, browse) -> None:
    for language, words in (("en", "Not stopped"), ("sr", "Не зауставља се"), ("sr-latn", "Ne zaustavlja se")):
        client = browse()
        client.post("/language/setlang/", {"language": language})

        assert words in page_of(client, "threat-model")


@pytest.mark.parametrize("path", ["/", "/library/", "/members/"])
def test_the_public_pages_carry_no_script_of_their_own_and_fetch_nothing(path: str, network: None, browse) -> None:
    answer = browse().get(path)

    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "http://" not in answer.content.decode().replace("http://testserver", "")
    assert "https://" not in answer.content.decode()


@pytest.mark.mission("C9")
def test_before_anybody_trusts_it_they_read_against_whom_and_how_it_defends_and_check_the_ledger_themselves(
    ana: Person, serbia: Desk, browse, settings
) -> None:
    visitor, client = browse(), browse(ana)
    threats, protection = page_of(visitor, "threat-model"), page_of(visitor, "how-data-are-protected")
    client.post(f"/desks/{serbia.uid}/edit/", {"telephone": "", "email": "", "hours": "24/7", "languages": "sr"})
    sign_head()

    ledger, head, verified = (client.get(path).content.decode() for path in ("/ledger/", "/ledger/head/", "/ledger/verify/"))
    settings.DEMONSTRATION = True
    demonstration = visitor.get("/").content.decode()

    assert "Not stopped" in threats
    assert "Ed25519" in protection
    assert "desk confirmed" in ledger
    assert against_kept_head(head) == []
    assert "nothing was changed" in verified
    assert "Demonstration with invented people." in demonstration


def test_a_request_for_another_host_is_refused_in_words(network: None, browse) -> None:
    answer = browse().get("/", headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
    assert "The browser asked for something that we cannot read" in answer.content.decode()


def test_a_mishap_says_that_it_is_not_the_readers_fault_and_shows_nothing_of_the_program(network: None) -> None:
    page = render_to_string("500.html")

    assert "Something broke here" in page


def test_filling_the_library_again_changes_nothing(network: None) -> None:
    before = list(Document.objects.values_list("uid", "revisions__number", "revisions__published_at"))

    fill_library(Desk.objects.get(kind=Kind.SECRETARIAT))

    assert list(Document.objects.values_list("uid", "revisions__number", "revisions__published_at")) == before
