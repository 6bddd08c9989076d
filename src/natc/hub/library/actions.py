"""What changes the library: a document begun, a draft written, published or discarded."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from natc.hub.audit.actions import record
from natc.hub.fields import ORIGINAL
from natc.hub.files.actions import Upload, keep, let_go
from natc.hub.files.kinds import Kind
from natc.hub.files.rules import harmless_name
from natc.hub.library import rules
from natc.hub.library.models import Clause, Document, Revision, Status
from natc.hub.library.written import Written, read_clauses
from natc.hub.members.models import Desk, Person
from natc.hub.members.rules import check

CARRIED = ("place", "level", "code", "heading", "text", "source")  # of a clause, into the next draft


@transaction.atomic
def begin(*, uid: UUID, title: str, language: str, kind: str, readers: str, by: Person, desk: Desk) -> Document:
    """Begin a document for a desk. uid: made by the form, so that pressing twice begins one."""
    check(rules.why_not_begin(desk, by))
    text = {ORIGINAL: language, language: title}
    document, ours = Document.objects.get_or_create(
        uid=uid, desk=desk, defaults={"title": text, "kind": kind, "readers": readers}
    )
    if ours:
        record("document begun", by=by.uid, desk=desk.uid, target=document.uid)
    return document


@transaction.atomic
def write(*, document: Document, language: str, text: str, changed: str, original: Upload | None, by: Person) -> Revision:
    """Write the draft of the next revision in one language; make the draft where there is none.

    original: the file from which the text comes, kept beside it. Raises Refused for a text that is not clauses.
    """
    document = Document.objects.select_for_update().get(pk=document.pk)
    check(rules.why_not_write(document, by))
    clauses = read_clauses(text)
    draft = document.draft or _next(document, language)
    check(rules.why_not_in_this_language(draft, language, clauses))
    _write_clauses(draft, language, clauses)
    draft.changed, draft.written_by = changed, by
    draft.save(update_fields=["changed", "written_by"])
    if original:
        _keep_original(draft, original)
    digest = draft.original.sha256 if draft.original else ""
    record("draft written", by=by.uid, desk=document.desk.uid, target=draft.uid, digest=digest)
    return draft


@transaction.atomic
def publish(*, document: Document, by: Person) -> Revision:
    """Publish the draft: from now on it is the document, for those for whom the document is."""
    document = Document.objects.select_for_update().get(pk=document.pk)
    draft = document.draft
    check(rules.why_not_publish(document, draft, by))
    assert draft  # noqa: S101  `why_not_publish` has said so
    draft.status, draft.published_by, draft.published_at = Status.PUBLISHED, by, timezone.now()
    draft.save(update_fields=["status", "published_by", "published_at"])
    record("revision published", by=by.uid, desk=document.desk.uid, target=draft.uid)
    return draft


@transaction.atomic
def discard(*, draft: Revision, by: Person) -> None:
    """Throw a draft away, with its clauses and, where nothing else owns it, its original."""
    draft = Revision.objects.select_for_update().select_related("document__desk").get(pk=draft.pk, status=Status.DRAFT)
    check(rules.why_not_write(draft.document, by))
    original = draft.original
    draft.clauses.all().delete()
    draft.delete()
    if original:
        let_go(file=original)
    record("draft discarded", by=by.uid, desk=draft.document.desk.uid, target=draft.uid)


def _next(document: Document, language: str) -> Revision:
    """The next draft: for a first one in this language, else in that of the revision before, with its clauses."""
    last = document.newest
    if last is None:
        return Revision.objects.create(document=document, number=1, language=language)
    draft = Revision.objects.create(document=document, number=last.number + 1, language=last.language)
    for clause in last.clauses.all():
        Clause.objects.create(revision=draft, **{name: getattr(clause, name) for name in CARRIED})
    return draft


def _write_clauses(draft: Revision, language: str, clauses: list[Written]) -> None:
    """Clauses keep what they say in other languages where their code stays."""
    known = {clause.code: clause for clause in draft.clauses.all()}
    draft.clauses.all().delete()
    for place, one in enumerate(clauses):
        old = known.get(one.code)
        Clause.objects.create(
            revision=draft,
            place=place,
            level=one.level,
            code=one.code,
            heading=_said_too(old.heading if old else None, language, one.heading),
            text=_said_too(old.text if old else None, language, one.text) if one.text else None,
            source=old.source if old else "",
        )


def _said_too(text: dict[str, str] | None, language: str, words: str) -> dict[str, str]:
    """`text` with these words in `language`. Where its original is said anew, the other languages no longer say the same."""
    if text is None or (text[ORIGINAL] == language and text[language] != words):
        return {ORIGINAL: language, language: words}
    return {**text, language: words}


def _keep_original(draft: Revision, upload: Upload) -> None:
    replaced, file = draft.original, keep(upload=upload)
    draft.original, draft.original_name = file, harmless_name(upload.name or "", Kind(file.kind))
    draft.save(update_fields=["original", "original_name"])
    if replaced and replaced != file:
        let_go(file=replaced)
