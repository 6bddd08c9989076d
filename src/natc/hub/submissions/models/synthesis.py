"""What the chair and the secretariat write about the answers to a call: paragraphs, each citing answers that members read."""

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from natc.hub.fields import MultilingualField, Record, for_its_readers, for_members, personal
from natc.hub.members.models import AFTER_LAST_MANDATE, Desk, Person
from natc.hub.members.permissions import Permission
from natc.hub.submissions.models.answers import AnswerVersion, Readers, marks_open_to
from natc.hub.submissions.models.calls import Call
from natc.hub.submissions.models.submissions import Edition

CITABLE = (Readers.MEMBERS, Readers.PUBLIC)  # marks of answers that a paragraph may cite, once they are accepted


class SynthesisQuerySet(models.QuerySet["Synthesis"]):
    """Questions about syntheses."""

    def written_by(self, person: Person) -> "SynthesisQuerySet":
        """Those of calls that the person may see, where the person is of the chair or the secretariat."""
        writes = Desk.objects.where(person, Permission.CALL_OPEN).exists()
        return self.filter(call__in=Call.objects.visible_to(person)) if writes else self.none()

    def visible_to(self, person: Person) -> "SynthesisQuerySet":
        """Those that the person writes; of calls that the person may see those that are shown, for who reads as a member."""
        shown = self.filter(call__in=Call.objects.visible_to(person)).exclude(shown_at=None)
        return self.written_by(person) | (shown if Readers.MEMBERS in marks_open_to(person) else self.none())


class Synthesis(Record):
    """What is written about the answers to one call. shown_at: from when member states read it; None while it is drafted."""

    call = for_members(models.OneToOneField(Call, models.PROTECT, related_name="synthesis"))
    shown_at = for_members(models.DateTimeField(null=True))

    objects = SynthesisQuerySet.as_manager()


class ParagraphQuerySet(models.QuerySet["Paragraph"]):
    """Questions about paragraphs."""

    def visible_to(self, person: Person) -> "ParagraphQuerySet":
        """Those of syntheses that the person may see."""
        return self.filter(synthesis__in=Synthesis.objects.visible_to(person))

    def standing(self) -> "ParagraphQuerySet":
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def waiting_for(self, person: Person) -> "ParagraphQuerySet":
        """Those that cite an answer which changed since, where the person writes."""
        changed = Citation.objects.changed().values("paragraph")
        written = Synthesis.objects.written_by(person)
        return self.standing().filter(pk__in=changed, synthesis__in=written).select_related("synthesis__call")

    def held_about(self, person: Person) -> "ParagraphQuerySet":
        """Those that the person wrote last."""
        return self.filter(by=person)


class Paragraph(Record):
    """A paragraph as somebody saved it last. It is withdrawn, never deleted, and can be put back."""

    synthesis = for_members(models.ForeignKey(Synthesis, models.PROTECT, related_name="paragraphs"))
    place = for_members(models.PositiveSmallIntegerField())  # lower ones come first
    text = for_its_readers(MultilingualField())
    version = for_members(models.PositiveIntegerField(default=1))
    desk = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="+"))
    by = personal(models.ForeignKey(Person, models.PROTECT, related_name="+"), AFTER_LAST_MANDATE)
    at = for_members(models.DateTimeField())
    withdrawn_at = for_members(models.DateTimeField(null=True))

    objects = ParagraphQuerySet.as_manager()
    due_on = None  # no day is set
    waiting_verb: Promise = _("Confirm")

    class Meta:
        ordering = ("synthesis", "place", "pk")

    @property
    def waiting_text(self) -> dict[str, str]:
        """What waits, as a multilingual text: the call."""
        return self.synthesis.call.title  # type: ignore[no-any-return]

    @property
    def waiting_at(self) -> str:
        """Where it stands."""
        return f"{reverse('synthesis', args=[self.synthesis.call.uid])}#{self.uid}"


class CitationQuerySet(models.QuerySet["Citation"]):
    """Questions about citations."""

    def visible_to(self, person: Person) -> "CitationQuerySet":
        """Those of paragraphs that the person may see."""
        return self.filter(paragraph__in=Paragraph.objects.visible_to(person))

    def with_newest(self) -> "CitationQuerySet":
        """With `newest`, the key of the version of the cited answer that was accepted last."""
        accepted = AnswerVersion.objects.filter(answer=OuterRef("version__answer"), editions__accepted_at__isnull=False)
        return self.annotate(newest=Subquery(accepted.order_by("-version").values("pk")[:1]))

    def changed(self) -> "CitationQuerySet":
        """Those whose answer was accepted anew with another text."""
        return self.with_newest().filter(~Q(version=F("newest")))


class Citation(Record):
    """An answer that a paragraph relies on, as it was when somebody cited it or last said that the paragraph still holds."""

    paragraph = for_members(models.ForeignKey(Paragraph, models.PROTECT, related_name="citations"))
    version = for_members(models.ForeignKey(AnswerVersion, models.PROTECT, related_name="+"))
    edition = for_members(models.ForeignKey(Edition, models.PROTECT, related_name="+"))

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ("paragraph", "pk")
        constraints = [models.UniqueConstraint(fields=["paragraph", "version"], name="an_answer_once_a_paragraph")]
