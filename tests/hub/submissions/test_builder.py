"""The chair and the secretariat draft a form together: in a browser without scripts, from a file, and as a next version."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from natc.engine.errors import Refused
from natc.engine.standard.asked import drafting
from natc.hub.audit.models import Event
from natc.hub.members.models import Desk, Mandate, Person
from natc.hub.members.permissions import Role
from natc.hub.submissions.actions import calls, drafts
from natc.hub.submissions.models import FormDraft, FormVersion
from natc.hub.submissions.outline import fill_forms

KINDS = ("text", "yes_no", "choice", "choices", "number", "date", "scale", "ranking")


@pytest.fixture
def marko(marko: Person) -> Person:
    """Coordinator of Croatia, which chairs the Network this year."""
    desk = marko.mandates.get().desk
    Mandate.objects.create(person=marko, desk=desk, role=Role.CHAIR, first_day=timezone.now().date())
    return marko


@pytest.fixture
def drafted(sara: Person, secretariat: Desk) -> FormDraft:
    """A form with a section that asks nothing yet."""
    title, purpose = {"en": "A poll", "sr": "Анкета"}, {"en": "To hear what matters."}
    draft = drafts.begin(uid=uuid4(), title=title, purpose=purpose, tags=["en", "sr"], by=sara, desk=secretariat)
    section = {"code": "first", "title": {"en": "First"}}
    drafts.write_section(draft=draft, section=section, seen="", uid=uuid4(), by=sara, desk=secretariat)
    return FormDraft.objects.get(pk=draft.pk)


def fields_of(client: Client, page: str) -> dict[str, Any]:
    """What the fields of a page of the builder hold, as a browser would send them back."""
    context = client.get(page).context
    fields = dict(_filled(context["form"]))
    if rows := context.get("options"):
        for form in (rows.management_form, *rows):
            fields |= dict(_filled(form))
    return fields


def _filled(form: Any):
    for field in form:
        value = field.value()
        if value is not None and value is not False:
            yield field.html_name, "on" if value is True else value


def write(client: Client, page: str, **typed: Any) -> Any:
    """Type into a page of the builder and save it."""
    return client.post(page, {**fields_of(client, page), **typed})


def options(*labels: str) -> dict[str, str]:
    return {f"options-{number}-label_en": label for number, label in enumerate(labels)}


def keys(draft: FormDraft) -> list[str]:
    return [question.key for section in FormDraft.objects.get(pk=draft.pk).form.sections for question in section.questions]


@pytest.mark.mission("A17")
def test_sara_drafts_a_form_with_questions_of_all_eight_types_and_sends_it(sara: Person, browse) -> None:
    client, uid = browse(sara), uuid4()
    about = {"uid": uid, "title_en": "What comes next?", "purpose_en": "Each says what comes first.", "who_answered": "members"}
    client.post("/forms/begin/", {**about, "written_in": ["sr", "sq"]})
    page = f"/forms/drafts/{uid}/"
    write(client, f"{page}sections/", title_en="Work", title_sq="Puna")

    for kind in KINDS:
        offered = {} if kind in ("text", "yes_no", "number", "date") else options("One", "Two", "Three")
        typed = {"label_en": f"Of kind {kind}", "label_sr": "Питање", "readers": "members", "needed": "on", **offered}
        write(client, f"{page}sections/work/ask/{kind}/", **typed)
    client.post(f"{page}finish/")

    form = FormVersion.objects.get(code="what-comes-next").form
    asked = [question.ask.value for question in form.sections[0].questions]
    assert asked == ["text", "choice", "choice", "choices", "number", "date", "scale", "ranking"]
    assert [option.code for option in form.question("of-kind-yes-no").options] == ["yes", "no"]
    assert form.question("of-kind-text").label["sr"] == "Питање"
    assert form.sections[0].title == {"en": "Work", "sq": "Puna"}
    assert "What comes next?" in client.get("/calls/begin/").content.decode()


def test_questions_are_moved_by_buttons_and_taken_out(drafted: FormDraft, sara: Person, browse) -> None:
    client, page = browse(sara), f"/forms/drafts/{drafted.uid}/"
    for label in ("Alpha", "Beta", "Gamma"):
        write(client, f"{page}sections/first/ask/text/", label_en=label, readers="members")
    write(client, f"{page}sections/", title_en="Second")

    client.post(f"{page}move/", {"part": "question", "code": "gamma", "to": "up"})
    moved = keys(drafted)
    client.post(f"{page}move/", {"part": "question", "code": "beta", "to": "down"})
    client.post(f"{page}move/", {"part": "section", "code": "second", "to": "up"})
    client.post(f"{page}remove/", {"part": "question", "code": "alpha"})

    assert moved == ["alpha", "gamma", "beta"]
    assert keys(drafted) == ["beta", "gamma"]
    assert [section.code for section in FormDraft.objects.get(pk=drafted.pk).form.sections] == ["second", "first"]


def test_options_are_put_in_order_by_number_emptied_to_take_them_out_and_keep_their_codes(
    drafted: FormDraft, sara: Person, browse
) -> None:
    client, page = browse(sara), f"/forms/drafts/{drafted.uid}/"
    write(client, f"{page}sections/first/ask/choice/", label_en="Which", readers="members", **options("One", "Two", "Three"))

    changed = {"options-0-ORDER": 3, "options-1-ORDER": 1, "options-2-label_en": "", "options-0-label_en": "First of all"}
    write(client, f"{page}questions/which/", **changed, **{"options-3-label_en": "Four", "options-3-ORDER": 2})

    question = FormDraft.objects.get(pk=drafted.pk).form.question("which")
    assert [(option.code, option.label["en"]) for option in question.options] == [
        ("two", "Two"),
        ("four", "Four"),
        ("one", "First of all"),
    ]


def test_chair_and_secretariat_change_one_draft_and_nobody_else_sees_it(
    drafted: FormDraft, sara: Person, marko: Person, ana: Person, browse
) -> None:
    page = f"/forms/drafts/{drafted.uid}/"

    write(browse(marko), f"{page}sections/first/ask/text/", label_en="From the chair", readers="members")

    seen_by_sara = browse(sara).get(page).content.decode()
    assert "From the chair" in seen_by_sara
    assert "Changed last by Marko" in seen_by_sara
    for address in (page, f"{page}preview/", f"{page}about/"):
        assert browse(ana).get(address).status_code == 404


def test_of_two_who_change_one_question_the_second_sees_both_and_decides(
    drafted: FormDraft, sara: Person, marko: Person, browse
) -> None:
    page = f"/forms/drafts/{drafted.uid}/"
    write(browse(sara), f"{page}sections/first/ask/text/", label_en="Why", readers="members")
    seen_before = fields_of(browse(marko), f"{page}questions/why/")
    write(browse(sara), f"{page}questions/why/", label_en="Why, says Sara?")

    answer = browse(marko).post(f"{page}questions/why/", {**seen_before, "label_en": "Why, says Marko?"})
    both, standing = answer.content.decode(), FormDraft.objects.get(pk=drafted.pk).form.question("why").label["en"]
    browse(marko).post(
        f"{page}questions/why/", {**seen_before, "label_en": "Why, says Marko?", "seen": answer.context["form"]["seen"].value()}
    )

    assert answer.status_code == 409
    assert all(text in both for text in ("Why, says Sara?", "Why, says Marko?", "Sara (", "saved this meanwhile"))
    assert standing == "Why, says Sara?"
    assert FormDraft.objects.get(pk=drafted.pk).form.question("why").label["en"] == "Why, says Marko?"


def test_pressing_twice_adds_a_question_once(drafted: FormDraft, sara: Person, browse) -> None:
    client, page = browse(sara), f"/forms/drafts/{drafted.uid}/sections/first/ask/text/"
    typed = {**fields_of(client, page), "label_en": "Once", "readers": "members"}

    for _again in range(2):
        client.post(page, typed)

    assert keys(drafted) == ["once"]


def test_what_is_missing_is_said_and_keeps_the_form_from_being_finished(drafted: FormDraft, sara: Person, browse) -> None:
    client, page = browse(sara), f"/forms/drafts/{drafted.uid}/"

    before = client.get(page).content.decode()
    write(client, f"{page}sections/first/ask/choice/", label_en="Which", readers="members", **options("One"))
    few = client.get(page).content.decode()

    assert "The section “First” asks nothing." in before
    assert "“Which” offers fewer than two options." in few
    with pytest.raises(Refused, match="1 finding has to be mended first"):
        drafts.finish(draft=drafted, by=sara, desk=drafted.desk)


def test_a_text_in_another_language_needs_english_too(drafted: FormDraft, sara: Person, browse) -> None:
    client, page = browse(sara), f"/forms/drafts/{drafted.uid}/sections/first/ask/text/"

    answer = write(client, page, label_en="Why?", note_sr="Помоћ", readers="members").content.decode()

    assert "Write it in English too" in answer
    assert keys(drafted) == []


def test_the_preview_is_what_the_desks_will_see(drafted: FormDraft, sara: Person, browse) -> None:
    client, page = browse(sara), f"/forms/drafts/{drafted.uid}/"
    write(client, f"{page}sections/first/ask/ranking/", label_en="Order", readers="public", **options("One", "Two"))

    shown = client.get(f"{page}preview/").content.decode()

    assert 'name="v:order"' in shown
    assert "everybody, once accepted" in shown


@pytest.fixture
def finished(drafted: FormDraft, sara: Person) -> FormVersion:
    """The poll with one question, finished."""
    question = {"key": "why", "ask": "text", "label": {"en": "Why?"}, "readers": "members"}
    by = {"by": sara, "desk": drafted.desk}
    drafts.write_question(draft=drafted, code="first", question=question, seen="", uid=uuid4(), **by)
    return drafts.finish(draft=drafted, **by)


def called(version: FormVersion, sara: Person) -> Any:
    desk = sara.mandates.get().desk
    today = timezone.now().date()
    days = {"opens_on": today, "due_on": today, "zone": "UTC"}
    asked = Desk.objects.filter(organisation__territory__code="RS")
    about = {"title": {"original": "en", "en": "A call"}, "note": None, "form": version, "reviewer": desk, "desks": asked}
    return calls.begin(uid=uuid4(), **about, **days, by=sara, desk=desk)


def test_a_finished_form_is_drafted_again_until_a_call_is_opened_with_it(finished: FormVersion, sara: Person, browse) -> None:
    call, draft, client = called(finished, sara), FormDraft.objects.get(), browse(sara)
    page = f"/forms/drafts/{draft.uid}/"

    client.post(f"{page}again/")
    while_drafted = client.get(f"/calls/{call.uid}/").content.decode()
    write(client, f"{page}questions/why/", label_en="Why now?")
    client.post(f"{page}finish/")
    client.post(f"/calls/{call.uid}/open/")

    assert "The form of this call is being drafted again" in while_drafted
    assert FormVersion.objects.get(pk=call.form.pk).form.question("why").label["en"] == "Why now?"
    assert call.submissions.count() == 1
    with pytest.raises(Refused, match="A call was opened with this form: it stays as it is"):
        drafts.draft_again(draft=FormDraft.objects.get(), by=sara, desk=draft.desk)
    with pytest.raises(Refused, match="This form is finished"):
        drafts.remove_question(draft=draft, code="why", by=sara, desk=draft.desk)


@pytest.mark.mission("A18")
def test_the_next_version_keeps_codes_and_says_what_became_of_each_question(finished: FormVersion, sara: Person, browse) -> None:
    client = browse(sara)
    client.post(f"/forms/{finished.uid}/next/")
    draft = FormDraft.objects.get(finished_at=None)
    page = f"/forms/drafts/{draft.uid}/"
    write(client, f"{page}questions/why/", label_en="Why exactly?", readers="public")
    write(client, f"{page}sections/first/ask/date/", label_en="When?", readers="members")

    said = client.get(f"{page}finish/").content.decode()
    client.post(f"{page}finish/")
    newest = FormVersion.objects.get(code=finished.code, version="2")

    assert "its wording, who reads the answers" in " ".join(said.split())
    assert "its wording" in client.get(f"/forms/{newest.uid}/").content.decode()
    assert [question.key for question in newest.form.sections[0].questions] == ["why", "when"]
    assert FormVersion.objects.get(pk=finished.pk).form.question("why").label == {"en": "Why?"}
    with pytest.raises(Refused, match="There is a newer version"):
        drafts.begin_next(version=finished, by=sara, desk=draft.desk)


def test_a_code_of_an_earlier_version_is_not_given_to_another_question(finished: FormVersion, sara: Person, browse) -> None:
    client = browse(sara)
    client.post(f"/forms/{finished.uid}/next/")
    draft = FormDraft.objects.get(finished_at=None)
    client.post(f"/forms/drafts/{draft.uid}/remove/", {"part": "question", "code": "why"})

    write(client, f"/forms/drafts/{draft.uid}/sections/first/ask/text/", label_en="Why", readers="members")

    assert keys(draft) == ["why-2"]


@pytest.mark.parametrize("code", ["submission", "consultation", "readiness", "progress"])
def test_the_forms_of_the_platform_go_through_the_builder_unchanged(code: str, sara: Person, secretariat: Desk, browse) -> None:
    fill_forms()
    version = FormVersion.objects.get(code=code)
    draft = drafts.begin_next(version=version, by=sara, desk=secretariat)
    client, page = browse(sara), f"/forms/drafts/{draft.uid}/"

    for address in ("", "preview/", "finish/"):
        assert client.get(f"{page}{address}").status_code == 200
    for section in draft.form.sections[:3]:
        write(client, f"{page}sections/{section.code}/")
        for question in section.questions:
            write(client, f"{page}questions/{question.key}/")
    client.post(f"{page}finish/")

    after = FormVersion.objects.get(code=code, version=drafting.next_version(version.version))
    assert after.form.sections == version.form.sections
    assert (after.form.reasons, after.form.rules) == (version.form.reasons, version.form.rules)


def test_an_xlsform_becomes_a_draft_and_goes_out_again(finished: FormVersion, sara: Person, browse) -> None:
    client = browse(sara)
    taken = client.get(f"/forms/{finished.uid}/xlsform/")

    answer = client.post("/forms/bring/", {"file": SimpleUploadedFile("poll.xlsx", taken.content)}).content.decode()

    draft = FormDraft.objects.get(finished_at=None)
    assert "The form was taken over" in answer
    assert draft.code == f"{finished.code}-2"
    assert draft.form.sections == finished.form.sections
    assert Event.objects.filter(what="form brought as a file", target=draft.uid).exists()


def test_of_a_file_that_is_no_form_nothing_is_kept(finished: FormVersion, sara: Person, browse) -> None:
    client = browse(sara)
    before = FormDraft.objects.count()

    pdf = client.post("/forms/bring/", {"file": SimpleUploadedFile("poll.pdf", b"%PDF-1.7")}).content.decode()
    table = client.post("/forms/bring/", {"file": SimpleUploadedFile("poll.csv", b"a,b\n1,2\n")}).content.decode()

    assert "poll.pdf is a PDF" in pdf
    assert "poll.csv is no workbook" in table
    assert FormDraft.objects.count() == before


def test_a_draft_that_nobody_needs_is_thrown_away_and_a_finished_one_is_not(drafted: FormDraft, sara: Person, browse) -> None:
    client = browse(sara)

    client.post(f"/forms/drafts/{drafted.uid}/discard/")

    assert not FormDraft.objects.exists()
    assert Event.objects.filter(what="form draft thrown away").exists()


@pytest.mark.parametrize("lang", ["en", "sr", "sr-Latn"])
def test_the_blank_form_is_a_word_file_in_each_of_its_languages(send, ana: Person, browse, lang: str) -> None:
    call = send("consultation")

    answer = browse(ana).get(f"/calls/{call.uid}/blank/{lang}/")

    document = docx.Document(BytesIO(answer.content))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert {"en": "What comes first", "sr": "Шта је прво", "sr-Latn": "Šta je prvo"}[lang] in said
    assert "☐" in said
    assert browse(ana).get(f"/calls/{call.uid}/blank/sq/").status_code == 404


def test_a_coordinator_neither_drafts_forms_nor_sees_them(finished: FormVersion, ana: Person, browse) -> None:
    client = browse(ana)

    assert client.get("/forms/").status_code == 302
    assert client.get(f"/forms/{finished.uid}/").status_code == 404
    assert client.get(f"/forms/{finished.uid}/blank/en/").status_code == 404
    assert "/forms/" not in client.get("/calls/").content.decode()
