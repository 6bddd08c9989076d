"""A desk writes a document clause by clause, in its languages, and publishes it; what is published stays."""

import os
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from natc.engine.errors import Refused
from natc.hub.audit.models import Event
from natc.hub.files.jobs import sweep
from natc.hub.files.models import StoredFile
from natc.hub.library import actions
from natc.hub.library.models import Document
from natc.hub.library.readers import Readers
from natc.hub.members.models import Person

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def original(name: str = "rules.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF)


def test_ana_writes_and_publishes_and_marko_reads_by_clause(begun, ana: Person, marko: Person, browse) -> None:
    client, uid = browse(ana), uuid4()
    form = {"uid": uid, "title": "Rules of procedure", "language": "en", "kind": "rules", "readers": "states"}
    client.post("/library/begin/", form)
    client.post("/library/begin/", form)  # pressed twice
    text = {"language": "en", "text": "# chair The chair\nThe chair rotates.", "changed": "", "original": original()}
    client.post(f"/library/{uid}/write/", text)
    client.post(f"/library/{uid}/publish/")

    page = browse(marko).get(f"/library/{uid}/clauses/chair/").content.decode()

    assert "The chair rotates." in page
    assert "in force" in page
    assert Document.objects.filter(title__en="Rules of procedure").count() == 1
    done = list(Event.objects.filter(by=ana.uid).values_list("what", flat=True))
    assert done == ["revision published", "draft written", "document begun"]
    assert Event.objects.get(what="draft written").digest == StoredFile.objects.get().sha256


def test_a_refusal_keeps_what_was_typed_and_names_the_line(begun, ana: Person, browse) -> None:
    document = begun()
    text = "# chair The chair\nText\n# chair Again\nMore"

    answer = browse(ana).post(f"/library/{document.uid}/write/", {"language": "en", "text": text})

    assert answer.status_code == 200
    assert "Line 1: the code “chair” stands twice" in answer.content.decode()
    assert "# chair Again" in answer.content.decode()
    assert document.draft is None


def test_what_is_published_is_not_changed_by_the_next_draft(rules_of_procedure: Document, marko: Person, browse) -> None:
    page = browse(marko).get(f"/library/{rules_of_procedure.uid}/").content.decode()

    assert "every year" in page
    assert "two years" not in page


def test_a_clause_keeps_its_address_and_shows_every_wording(
    rules_of_procedure: Document, ana: Person, marko: Person, browse
) -> None:
    actions.publish(document=rules_of_procedure, by=ana)

    page = browse(marko).get(f"/library/{rules_of_procedure.uid}/clauses/chair/").content.decode()

    assert page.index("every two years") < page.index("every year")
    assert browse(marko).get(f"/library/{rules_of_procedure.uid}/clauses/chair-term/").status_code == 200


def test_the_difference_is_told_by_clause_and_word(rules_of_procedure: Document, ana: Person, browse) -> None:
    page = browse(ana).get(f"/library/{rules_of_procedure.uid}/difference/", {"old": "1", "new": "2"}).content.decode()

    assert "The chair rotates every <del>year.</del><ins>two years.</ins>" in page
    assert "clause is gone" in page
    assert "new clause" in page


def test_a_translation_keeps_the_clauses_of_the_first_language(rules_of_procedure: Document, vesna: Person, browse) -> None:
    client, address = browse(vesna), f"/library/{rules_of_procedure.uid}/write/"
    wrong = client.post(address, {"language": "sr", "text": "# predsedavanje Председавање\nТекст"})
    right = "# chair Председавање\nМења се сваке две године.\n\n## chair-deputy Заменик\nСледеће председавање је заменик."
    client.post(address, {"language": "sr", "text": right})
    client.post("/language/setlang/", {"language": "sr-latn"})

    page = client.get(f"/library/{rules_of_procedure.uid}/revisions/2/").content.decode()
    shown = client.get(address, {"language": "sr"}).content.decode()

    assert "Clause 1 of this draft is “chair”." in wrong.content.decode()
    assert "Menja se svake dve godine." in page
    assert "# chair Председавање" in shown


def test_a_new_revision_cannot_be_begun_in_another_language_and_leave_the_first_one_behind(begun, ana: Person) -> None:
    document = begun()
    actions.write(document=document, language="en", text="# one One", changed="", original=None, by=ana)
    actions.publish(document=document, by=ana)

    with pytest.raises(Refused, match="first written in “en”"):
        actions.write(document=document, language="sr", text="# one Један\n# two Два", changed="", original=None, by=ana)
    draft = actions.write(document=document, language="sr", text="# one Један", changed="", original=None, by=ana)

    assert draft.language == "en"
    assert draft.clauses.get().heading == {"original": "en", "en": "One", "sr": "Један"}


def test_a_translation_of_what_was_said_anew_does_not_stay(rules_of_procedure: Document, ana: Person) -> None:
    serbian = "# chair Председавање\nМења се сваке две године.\n\n## chair-deputy Заменик\nТекст."
    actions.write(document=rules_of_procedure, language="sr", text=serbian, changed="", original=None, by=ana)
    english = "# chair The chair\nThe chair rotates every three years.\n\n## chair-deputy Deputy\nThe next chair is deputy."

    draft = actions.write(document=rules_of_procedure, language="en", text=english, changed="", original=None, by=ana)

    chair, deputy = draft.clauses.all()
    assert "sr" in chair.heading
    assert "sr" not in chair.text
    assert deputy.text["sr"] == "Текст."


def test_what_everybody_will_read_takes_a_second_person(begun, ana: Person, browse) -> None:
    document = begun(Readers.PUBLIC)
    actions.write(document=document, language="en", text="# one One", changed="", original=None, by=ana)

    page = browse(ana).get(f"/library/{document.uid}/").content.decode()

    assert "somebody else of your desk publishes it" in page
    with pytest.raises(Refused):
        actions.publish(document=document, by=ana)
    assert browse().get(f"/library/{document.uid}/").status_code == 404


def test_a_neighbour_neither_writes_nor_publishes_nor_discards(rules_of_procedure: Document, marko: Person, browse) -> None:
    client, own = browse(marko), f"/library/{rules_of_procedure.uid}/"

    for address in ("write/", "publish/", "discard/"):
        client.post(own + address, {"language": "en", "text": "# mine Mine"})

    assert rules_of_procedure.draft.clauses.filter(code="chair-deputy").exists()
    assert not Event.objects.filter(by=marko.uid).exists()


def test_the_person_who_publishes_reads_how_many_will_read_it(rules_of_procedure: Document, ana: Person, browse) -> None:
    page = browse(ana).get(f"/library/{rules_of_procedure.uid}/publish/").content.decode()

    assert "13 people will be able to read this:" in page


def test_an_original_is_given_out_through_its_document_as_a_download(begun, ana: Person, marko: Person, browse) -> None:
    document = begun()
    file = original("../../правила\r\n.exe")
    actions.write(document=document, language="en", text="# one One", changed="", original=file, by=ana)
    address = f"/library/{document.uid}/revisions/1/original/"
    assert browse(marko).get(address).status_code == 404

    actions.publish(document=document, by=ana)

    answer = browse(marko).get(address)
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["Content-Disposition"].endswith(".pdf")
    assert browse().get(address).status_code == 404


def test_an_original_stays_while_anybody_owns_it_and_is_erased_with_its_last_owner(begun, ana: Person) -> None:
    first, second = begun(), begun()
    for document in (first, second):
        actions.write(document=document, language="en", text="# one One", changed="", original=original(), by=ana)
    path = StoredFile.objects.get().path
    os.utime(path, (0, 0))  # long ago

    actions.discard(draft=first.draft, by=ana)
    sweep()
    assert path.exists()

    actions.discard(draft=second.draft, by=ana)
    sweep()
    assert not path.exists()
    assert not StoredFile.objects.exists()
