"""Answers, one row a cell, each with all that it ever was, and what people remark on them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from natc.engine.standard.asked.form import Given
from natc.hub.fields import Record, for_its_readers, for_members, personal
from natc.hub.members.models import AFTER_LAST_MANDATE, Desk, Kind, Mandate, Person
from natc.hub.members.permissions import Permission, roles_with
from natc.hub.submissions.models.submissions import Edition, Submission

LONGEST_KEY = 200  # characters


class Readers(models.TextChoices):
    """Who reads an answer, as its question says."""

    REVIEWER = "desk and reviewer", _("this desk and the reviewer")
    MEMBERS = "members", _("member states and the secretariat")
    PUBLIC = "public", _("everybody")


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Questions about answers as they stand at their desk."""

    def visible_to(self, person: Person) -> "AnswerQuerySet":
        """Those of desks where the person prepares or approves. Everybody else reads what was handed in: `AnswerVersion`."""
        own = Desk.objects.where(person, Permission.SUBMISSION_PREPARE, Permission.SUBMISSION_APPROVE)
        return self.filter(submission__desk__in=own)


class Answer(Record):
    """What a desk answers in one cell now."""

    submission = for_members(models.ForeignKey(Submission, models.PROTECT, related_name="answers"))
    key = for_members(models.CharField(max_length=LONGEST_KEY))
    readers = for_members(models.CharField(max_length=20, choices=Readers))  # the question's mark, which cannot change
    value = for_its_readers(models.JSONField(null=True))
    reason = for_its_readers(models.CharField(max_length=40, blank=True))
    version = for_members(models.PositiveIntegerField())  # from 1; who saved it stands with the version

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["submission", "key"], name="one_answer_a_cell"),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(reason=""), name="an_answer_or_a_reason_for_none"),
        ]

    @property
    def given(self) -> Given:
        """The answer as the engine reads it."""
        return Given(self.value, self.reason)


class AnswerVersionQuerySet(models.QuerySet["AnswerVersion"]):
    """Questions about what answers were."""

    def visible_to(self, person: Person) -> "AnswerVersionQuerySet":
        """All of one's own desk; what was handed in where one reviews; of what was accepted that which its mark opens."""
        own = Q(answer__in=Answer.objects.visible_to(person))
        reviewed = Edition.objects.filter(submission__call__reviewer__in=Desk.objects.where(person, Permission.SUBMISSION_REVIEW))
        accepted = Edition.objects.exclude(accepted_at=None)
        marked = Q(editions__in=accepted, answer__readers__in=marks_open_to(person))
        return self.filter(own | Q(editions__in=reviewed) | marked).distinct()

    def held_about(self, person: Person) -> "AnswerVersionQuerySet":
        """Those that the person saved."""
        return self.filter(by=person)


class AnswerVersion(Record):
    """What was saved in a cell once, also what stands in it now. Nobody changes or removes one. uid: made by who saved it."""

    answer = for_members(models.ForeignKey(Answer, models.PROTECT, related_name="versions"))
    version = for_members(models.PositiveIntegerField())
    value = for_its_readers(models.JSONField(null=True))
    reason = for_its_readers(models.CharField(max_length=40, blank=True))
    by = personal(models.ForeignKey(Person, models.PROTECT, related_name="+"), AFTER_LAST_MANDATE)
    at = for_members(models.DateTimeField())

    objects = AnswerVersionQuerySet.as_manager()

    class Meta:
        ordering = ("answer", "version")
        constraints = [models.UniqueConstraint(fields=["answer", "version"], name="one_row_a_version_of_an_answer")]

    @property
    def given(self) -> Given:
        """The answer as the engine reads it."""
        return Given(self.value, self.reason)


class CommentQuerySet(models.QuerySet["Comment"]):
    """Questions about comments."""

    def visible_to(self, person: Person) -> "CommentQuerySet":
        """Those of one's own desk's submissions that are for it; where one reviews, those that are for the reviewer too."""
        own = Q(submission__desk__in=Desk.objects.where(person, Permission.SUBMISSION_PREPARE, Permission.SUBMISSION_APPROVE))
        reviewing = Q(submission__call__reviewer__in=Desk.objects.where(person, Permission.SUBMISSION_REVIEW), for_reviewer=True)
        return self.filter(own | reviewing)

    def held_about(self, person: Person) -> "CommentQuerySet":
        """Those that the person wrote."""
        return self.filter(by=person)


class Comment(Record):
    """A remark on one cell of a submission, for its desk alone or for the reviewer too."""

    submission = for_members(models.ForeignKey(Submission, models.PROTECT, related_name="comments"))
    key = for_members(models.CharField(max_length=LONGEST_KEY))
    text = for_its_readers(models.CharField(max_length=1000))
    for_reviewer = for_members(models.BooleanField())
    desk = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="+"))
    by = personal(models.ForeignKey(Person, models.PROTECT, related_name="+"), AFTER_LAST_MANDATE)
    at = for_members(models.DateTimeField())

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)


def marks_open_to(person: Person) -> list[Readers]:
    """The marks that open an accepted answer to the person, besides desk and reviewer."""
    reading = Mandate.objects.running().filter(person=person, role__in=roles_with(Permission.MEMBERS_DOCUMENTS))
    here = Q(pk__in=reading.at_member_states().values("pk")) | Q(desk__kind=Kind.SECRETARIAT)
    return [Readers.MEMBERS, Readers.PUBLIC] if reading.filter(here).exists() else [Readers.PUBLIC]
