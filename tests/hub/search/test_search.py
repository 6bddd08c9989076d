"""One search over all that a person may see, in both alphabets, the same on both databases."""

from uuid import uuid4

import pytest

from natc.hub.library import actions
from natc.hub.library.models import Document
from natc.hub.members.models import Desk, Person
from natc.hub.search.models import folded, having


def found(browse, person: Person, words: str) -> str:
    return browse(person).get("/search/", {"words": words}).content.decode().split('<main id="content">')[1]


@pytest.mark.parametrize("words", ["zrtve", "žrtve", "жртве", "ŽRTVE", "  жртв  ", "подршка zrtv"])
def test_either_alphabet_with_or_without_accents_finds_the_same(words: str, ana: Person, browse) -> None:
    desk = ana.mandates.get().desk
    actions.begin(uid=desk.uid, title="Подршка за žrtve", language="sr", kind="rules", readers="states", by=ana, desk=desk)

    assert "Подршка за žrtve" in found(browse, ana, words)


@pytest.mark.parametrize("words", ["rtve", "zrtvexyz", "zrtve marsovci", "%", "_", "", "?", "'; drop table"])
def test_what_no_word_begins_with_finds_nothing(words: str, ana: Person, browse) -> None:
    desk = ana.mandates.get().desk
    actions.begin(uid=desk.uid, title="Žrtve", language="sr", kind="rules", readers="states", by=ana, desk=desk)

    assert not Document.objects.found_for(ana, words).exists()


@pytest.mark.parametrize(("words", "group"), [("хрватск", "Members"), ("Hrvatska kancelarija", "Desks"), ("marko", "People")])
def test_results_are_grouped_by_what_they_are(words: str, group: str, ana: Person, browse) -> None:
    page = found(browse, ana, words)

    assert f">{group}</h2>" in page


def test_a_clause_is_found_by_its_text_and_leads_to_its_own_page(ana: Person, browse) -> None:
    page = found(browse, ana, "construction agriculture")

    assert "/clauses/prevention-iii/" in page
    assert "Strategy Paper 2025–2029, outline" in page


def test_a_survivors_representative_is_found_by_nobody_else(ana: Person, browse) -> None:
    iris = Person.objects.get(name__startswith="Iris")

    assert "pseudonym" not in found(browse, ana, "Iris")
    assert "pseudonym" in found(browse, iris, "Iris")


def test_a_neighbours_draft_is_not_found(ana: Person, marko: Person, browse) -> None:
    desk = ana.mandates.get().desk
    document = actions.begin(uid=desk.uid, title="Quince", language="en", kind="rules", readers="states", by=ana, desk=desk)
    actions.write(document=document, language="en", text="# quince Quince\nQuince", changed="", original=None, by=ana)

    assert "/library/" not in found(browse, marko, "quince")
    actions.publish(document=document, by=ana)
    assert f"/library/{document.uid}/clauses/quince/" in found(browse, marko, "quince")


def test_a_new_wording_replaces_the_old_one_in_search(ana: Person, serbia: Desk, browse) -> None:
    document = actions.begin(uid=serbia.uid, title="Rules", language="en", kind="rules", readers="states", by=ana, desk=serbia)
    for text in ("# one One\nquince", "# one One\nmedlar"):
        actions.write(document=document, language="en", text=text, changed="", original=None, by=ana)
        actions.publish(document=document, by=ana)

    assert "/clauses/one/" not in found(browse, ana, "quince")
    assert "/clauses/one/" in found(browse, ana, "medlar")


def test_of_many_results_the_first_are_shown_and_it_is_said_that_there_are_more(ana: Person, serbia: Desk, browse) -> None:
    for number in range(21):
        title = f"Quince {number}"
        actions.begin(uid=uuid4(), title=title, language="en", kind="rules", readers="states", by=ana, desk=serbia)

    page = found(browse, ana, "quince")

    assert page.count("/library/") == 20
    assert "There are more; add a word." in page
    assert "There are more" not in found(browse, ana, "quince 20")


def test_text_is_folded_in_every_language_that_it_has() -> None:
    assert (
        folded([{"original": "en", "en": "Victims’ aid", "sr": "Помоћ жртвама"}, "Đorđe"]) == " victims aid pomoc zrtvama dorde"
    )


def test_nothing_typed_finds_nothing(ana: Person) -> None:
    assert not Person.objects.filter(having(" … ", "folded")).exists()
