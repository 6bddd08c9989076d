"""Writing the synthesis of a call: paragraphs added, changed, moved, withdrawn; citations confirmed; shown to member states."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from natc.hub.audit.actions import record
from natc.hub.fields import ORIGINAL, in_one_language
from natc.hub.members.models import Desk, Person
from natc.hub.members.rules import check
from natc.hub.submissions import drafting
from natc.hub.submissions.models import Call, Citation, Paragraph, Synthesis


@transaction.atomic
def add(*, uid: UUID, call: Call, text: str, language: str, cites: Collection[UUID], by: Person, desk: Desk) -> Paragraph:
    """Add a paragraph at the end. uid: made by the form, so that pressing twice adds one. cites: uids of answers."""
    check(drafting.why_not_write(call, by, desk))
    synthesis, _begun = Synthesis.objects.get_or_create(call=call)
    last = synthesis.paragraphs.aggregate(last=Max("place"))["last"]
    about = {"text": in_one_language(text, language), "desk": desk, "by": by, "at": timezone.now()}
    place = 0 if last is None else last + 1
    paragraph, ours = Paragraph.objects.get_or_create(uid=uid, synthesis=synthesis, defaults={**about, "place": place})
    if ours:
        _cite(paragraph, cites)
        record("paragraph of a synthesis written", by=by.uid, desk=desk.uid, target=paragraph.uid)
    return paragraph


@transaction.atomic
def change(*, paragraph: Paragraph, text: str, cites: Collection[UUID], seen: int, by: Person, desk: Desk) -> bool:
    """Say a paragraph otherwise, in the language in which it was written, unless somebody changed it since version `seen`.

    Whether it was kept. What it cites already stays cited as it was, until somebody confirms it.
    """
    paragraph = _locked(paragraph)
    check(drafting.why_not_write(paragraph.synthesis.call, by, desk))
    if paragraph.version != seen:
        return False
    language = paragraph.text[ORIGINAL]
    paragraph.text = {ORIGINAL: language, language: text}
    paragraph.version, paragraph.by, paragraph.desk, paragraph.at = seen + 1, by, desk, timezone.now()
    paragraph.save(update_fields=["text", "version", "by", "desk", "at"])
    _cite(paragraph, cites)
    record("paragraph of a synthesis written", by=by.uid, desk=desk.uid, target=paragraph.uid)
    return True


@transaction.atomic
def move_up(*, paragraph: Paragraph, by: Person, desk: Desk) -> None:
    """Let a paragraph change places with the one before it; the first stays where it is."""
    paragraph = _locked(paragraph)
    check(drafting.why_not_write(paragraph.synthesis.call, by, desk))
    before = paragraph.synthesis.paragraphs.standing().filter(place__lt=paragraph.place).last()
    if before is None:
        return
    paragraph.place, before.place = before.place, paragraph.place
    Paragraph.objects.bulk_update([paragraph, before], ["place"])
    record("paragraph of a synthesis moved", by=by.uid, desk=desk.uid, target=paragraph.uid)


@transaction.atomic
def withdraw(*, paragraph: Paragraph, by: Person, desk: Desk) -> None:
    """Take a paragraph out of the synthesis; it is kept and can be put back."""
    paragraph = _locked(paragraph)
    check(drafting.why_not_write(paragraph.synthesis.call, by, desk))
    paragraph.withdrawn_at = timezone.now()
    paragraph.save(update_fields=["withdrawn_at"])
    record("paragraph of a synthesis withdrawn", by=by.uid, desk=desk.uid, target=paragraph.uid)


@transaction.atomic
def put_back(*, paragraph: Paragraph, by: Person, desk: Desk) -> None:
    """Put a paragraph that was withdrawn where it stood."""
    paragraph = _locked(paragraph)
    check(drafting.why_not_write(paragraph.synthesis.call, by, desk))
    paragraph.withdrawn_at = None
    paragraph.save(update_fields=["withdrawn_at"])
    record("paragraph of a synthesis put back", by=by.uid, desk=desk.uid, target=paragraph.uid)


@transaction.atomic
def confirm(*, citation: Citation, by: Person, desk: Desk) -> None:
    """Say that a paragraph still holds now that an answer which it cites was changed; it cites the answer as it is now."""
    citation = Citation.objects.select_for_update(of=("self",)).select_related("version__answer").get(pk=citation.pk)
    call = citation.paragraph.synthesis.call
    check(drafting.why_not_write(call, by, desk))
    ((version, edition),) = drafting.chosen(call, [citation.version.answer.uid])
    citation.version, citation.edition = version, edition
    citation.save(update_fields=["version", "edition"])
    record("citation confirmed", by=by.uid, desk=desk.uid, target=citation.uid)


@transaction.atomic
def show(*, synthesis: Synthesis, by: Person, desk: Desk) -> None:
    """Let member states read a synthesis from now on."""
    synthesis = Synthesis.objects.select_for_update(of=("self",)).select_related("call__form").get(pk=synthesis.pk)
    check(drafting.why_not_show(synthesis, by, desk))
    synthesis.shown_at = timezone.now()
    synthesis.save(update_fields=["shown_at"])
    record("synthesis shown", by=by.uid, desk=desk.uid, target=synthesis.uid)


@transaction.atomic
def draft_again(*, synthesis: Synthesis, by: Person, desk: Desk) -> None:
    """Take a synthesis back from those who read it, to work on it."""
    synthesis = Synthesis.objects.select_for_update(of=("self",)).select_related("call__form").get(pk=synthesis.pk)
    check(drafting.why_not_write(synthesis.call, by, desk))
    synthesis.shown_at = None
    synthesis.save(update_fields=["shown_at"])
    record("synthesis drafted again", by=by.uid, desk=desk.uid, target=synthesis.uid)


def _locked(paragraph: Paragraph) -> Paragraph:
    related = ("synthesis__call__form",)
    return Paragraph.objects.select_for_update(of=("self",)).select_related(*related).get(pk=paragraph.pk)


def _cite(paragraph: Paragraph, cites: Collection[UUID]) -> None:
    """Let a paragraph cite these answers and no others."""
    paragraph.citations.exclude(version__answer__uid__in=cites).delete()
    standing = set(paragraph.citations.values_list("version__answer__uid", flat=True))
    new = drafting.chosen(paragraph.synthesis.call, set(cites) - standing)
    Citation.objects.bulk_create(Citation(paragraph=paragraph, version=version, edition=edition) for version, edition in new)
