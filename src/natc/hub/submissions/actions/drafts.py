"""Drafting a form. A change is kept with who made it; beginning, finishing and drafting again are entries of the ledger."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from natc.engine.standard.asked import drafting
from natc.engine.standard.asked.texts import languages
from natc.engine.text import ORIGINAL, Text
from natc.hub.audit.actions import record
from natc.hub.members.models import Desk, Person
from natc.hub.members.rules import check
from natc.hub.submissions import form_rules
from natc.hub.submissions.models import FormDraft, FormEdit, FormVersion
from natc.hub.submissions.models.forms import read_content, written

Raw = Mapping[str, Any]
Change = Callable[[Raw], Raw]
ABOUT = ("title", "purpose", "who_answered")  # what is said of the whole form


@dataclass(frozen=True)
class Kept:
    """What became of a change. kept: whether it stands; otherwise somebody changed that part since it was seen."""

    draft: FormDraft
    kept: bool


def seen_of(part: Raw | None) -> str:
    """By what a page knows whether somebody changed a part since: SHA-256 over it, hexadecimal; nothing for a new one."""
    return sha256(json.dumps(part, sort_keys=True).encode()).hexdigest() if part is not None else ""


def about_of(form: Raw) -> dict[str, Any]:
    """What is said of the whole form, as a part."""
    return {name: form[name] for name in ABOUT}


@transaction.atomic
def begin(*, uid: UUID, title: Text, purpose: Text, tags: list[str], by: Person, desk: Desk) -> FormDraft:
    """Begin a form that asks nothing yet. tags: its languages. uid: made by the page, so that pressing twice begins one."""
    check(form_rules.why_not_draft(by, desk))
    known = FormDraft.objects.filter(uid=uid).first()
    if known:
        return known
    raw = drafting.new_form(drafting.free_code(title[ORIGINAL], codes_taken()), title, purpose)
    draft = _begun(raw, tags, by, desk, uid=uid)
    record("form begun", by=by.uid, desk=desk.uid, target=draft.uid)
    return draft


@transaction.atomic
def bring(*, raw: dict[str, Any], digest: str, by: Person, desk: Desk) -> FormDraft:
    """Begin a form from what an XLSForm held. digest: SHA-256 of the file, hexadecimal."""
    check(form_rules.why_not_draft(by, desk))
    draft = _begun(raw, languages(read_content(written(raw)[0])), by, desk)
    record("form brought as a file", by=by.uid, desk=desk.uid, target=draft.uid, digest=digest)
    return draft


@transaction.atomic
def begin_next(*, version: FormVersion, by: Person, desk: Desk) -> FormDraft:
    """Begin the next version of a form: the same questions under the same codes."""
    check(form_rules.why_not_next(version, by, desk))
    raw = json.loads(version.content)
    following = {**raw, "version": drafting.next_version(version.version)}
    draft = _begun(following, languages(version.form), by, desk, earlier=version)
    record("next version of a form begun", by=by.uid, desk=desk.uid, target=draft.uid)
    return draft


@transaction.atomic
def write_about(*, draft: FormDraft, about: Raw, tags: list[str], seen: str, uid: UUID, by: Person, desk: Desk) -> Kept:
    """Say anew what a form is called and for, who may know who has answered, and in which languages it is written."""
    draft = _to_change(draft, by, desk)
    if seen_of(about_of(draft.raw)) != seen and not _done(uid):
        return Kept(draft, kept=False)
    draft.languages = " ".join(tags)
    return _change(draft, lambda form: {**form, **about}, "", uid=uid, by=by, desk=desk)


@transaction.atomic
def write_section(*, draft: FormDraft, section: Raw, seen: str, uid: UUID, by: Person, desk: Desk) -> Kept:
    """Put a section into a form, or say its title and note anew."""
    draft = _to_change(draft, by, desk)
    standing = drafting.section_of(draft.raw, section["code"])
    if seen_of(heading_of(standing)) != seen and not _done(uid):
        return Kept(draft, kept=False)
    inside = {name: part for name, part in (standing or {}).items() if name in ("questions", "tables")}
    return _change(
        draft, lambda form: drafting.with_section(form, {**section, **inside}), section["code"], uid=uid, by=by, desk=desk
    )


@transaction.atomic
def write_question(*, draft: FormDraft, code: str, question: Raw, seen: str, uid: UUID, by: Person, desk: Desk) -> Kept:
    """Put a question into the section with this code, or change it where it stands."""
    draft = _to_change(draft, by, desk)
    check(form_rules.why_not_put_into(draft, code))
    if seen_of(drafting.question_of(draft.raw, question["key"])) != seen and not _done(uid):
        return Kept(draft, kept=False)
    return _change(draft, lambda form: drafting.with_question(form, code, question), question["key"], uid=uid, by=by, desk=desk)


@transaction.atomic
def move_section(*, draft: FormDraft, code: str, steps: int, by: Person, desk: Desk) -> Kept:
    """Move a section so many places down, up where steps is below 0."""
    draft = _to_change(draft, by, desk)
    return _change(draft, lambda form: drafting.move_section(form, code, steps), code, uid=uuid4(), by=by, desk=desk)


@transaction.atomic
def move_question(*, draft: FormDraft, code: str, steps: int, by: Person, desk: Desk) -> Kept:
    """Move a question one place down or up; past the end of its section into the next one. code: its key."""
    draft = _to_change(draft, by, desk)
    return _change(draft, lambda form: drafting.move_question(form, code, steps), code, uid=uuid4(), by=by, desk=desk)


@transaction.atomic
def remove_section(*, draft: FormDraft, code: str, by: Person, desk: Desk) -> Kept:
    """Take a section and its questions out of a form."""
    draft = _to_change(draft, by, desk)
    return _change(draft, lambda form: drafting.without_section(form, code), code, uid=uuid4(), by=by, desk=desk)


@transaction.atomic
def remove_question(*, draft: FormDraft, code: str, by: Person, desk: Desk) -> Kept:
    """Take a question out of a form. code: its key."""
    draft = _to_change(draft, by, desk)
    return _change(draft, lambda form: drafting.without_question(form, code), code, uid=uuid4(), by=by, desk=desk)


@transaction.atomic
def finish(*, draft: FormDraft, by: Person, desk: Desk) -> FormVersion:
    """Make the version that calls can carry. One that was drafted again takes the place of what it was."""
    draft = _locked(draft)
    check(form_rules.why_not_finish(draft, by, desk))
    content, digest = written(draft.raw)
    version: FormVersion = draft.version or FormVersion.objects.keep(draft.raw)
    version.content, version.sha256 = content, digest
    version.save(update_fields=["content", "sha256"])
    draft.version, draft.finished_at = version, timezone.now()
    draft.save(update_fields=["version", "finished_at"])
    record("form finished", by=by.uid, desk=desk.uid, target=draft.uid, digest=digest)
    return version


@transaction.atomic
def draft_again(*, draft: FormDraft, by: Person, desk: Desk) -> None:
    """Let a finished form be changed again, while no call was opened with it."""
    draft = _locked(draft)
    check(form_rules.why_not_again(draft, by, desk))
    draft.finished_at = None
    draft.save(update_fields=["finished_at"])
    record("form drafted again", by=by.uid, desk=desk.uid, target=draft.uid)


@transaction.atomic
def discard(*, draft: FormDraft, by: Person, desk: Desk) -> None:
    """Throw a draft away that never was a version."""
    draft = _locked(draft)
    check(form_rules.why_not_discard(draft, by, desk))
    draft.edits.all().delete()
    draft.delete()
    record("form draft thrown away", by=by.uid, desk=desk.uid, target=draft.uid)


def codes_taken() -> set[str]:
    """The codes of all forms there are, finished or not."""
    return {*FormVersion.objects.values_list("code", flat=True), *FormDraft.objects.values_list("code", flat=True)}


def heading_of(section: Raw | None) -> Raw | None:
    """What is said of a section itself, without what it asks."""
    return section and {name: said for name, said in section.items() if name not in ("questions", "tables")}


def _begun(raw: Raw, tags: list[str], by: Person, desk: Desk, **more: Any) -> FormDraft:
    content, _digest = written(dict(raw))
    about = {"code": raw["code"], "number": raw["version"], "content": content, "languages": " ".join(tags)}
    draft = FormDraft.objects.create(**about, desk=desk, **more)
    FormEdit.objects.create(draft=draft, by=by, desk=desk, at=timezone.now())
    return draft


def _locked(draft: FormDraft) -> FormDraft:
    return FormDraft.objects.select_for_update(of=("self",)).select_related("version").get(pk=draft.pk)


def _to_change(draft: FormDraft, by: Person, desk: Desk) -> FormDraft:
    draft = _locked(draft)
    check(form_rules.why_not_change(draft, by, desk))
    return draft


def _done(uid: UUID) -> bool:
    """Whether the page has made this change already, and asks for it again."""
    return FormEdit.objects.filter(uid=uid).exists()


def _change(draft: FormDraft, change: Change, part: str, *, uid: UUID, by: Person, desk: Desk) -> Kept:
    if not _done(uid):
        draft.content, _digest = written(dict(change(draft.raw)))
        draft.save(update_fields=["content", "languages"])
        FormEdit.objects.create(uid=uid, draft=draft, part=part, by=by, desk=desk, at=timezone.now())
    return Kept(draft, kept=True)
