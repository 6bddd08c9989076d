"""People of agencies who are invited to sections of a submission: who, to which, until when, and which they say are done."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from natc.engine.standard.asked.form import AskedForm, Section
from natc.engine.text import say
from natc.hub.fields import ORIGINAL, Record, for_members, personal
from natc.hub.members.accounts.models import INVITATION_KEPT, Invitation
from natc.hub.members.models import Desk, Person
from natc.hub.members.permissions import Permission, roles_with
from natc.hub.submissions.models.calls import CallStatus
from natc.hub.submissions.models.submissions import WRITING, Submission

LONGEST_CODE = 60  # characters of a section's code


class InvitedQuerySet(models.QuerySet["Invited"]):
    """Questions about people who are invited to sections."""

    def visible_to(self, person: Person) -> "InvitedQuerySet":
        """Those whom the desks invited where the person prepares or approves."""
        own = Desk.objects.where(person, Permission.SUBMISSION_PREPARE, Permission.SUBMISSION_APPROVE)
        return self.filter(submission__desk__in=own)

    def going_on(self) -> "InvitedQuerySet":
        """Those that nobody and nothing has ended."""
        return self.filter(ended_at=None)

    def held_about(self, person: Person) -> "InvitedQuerySet":
        """Those by which the person was invited."""
        return self.filter(Q(invitation__email=person.email.lower()) | Q(invitation__mandate__person=person))

    def outlived(self, now: datetime) -> "InvitedQuerySet":
        """Those that ended longer ago than an invitation is kept, and whose name is not erased yet."""
        before = now - INVITATION_KEPT
        ended = Q(ended_at__lt=before) | Q(invitation__last_day__lt=before.date())
        return self.exclude(name="").filter(ended)


class Invited(Record):
    """Somebody of an agency is invited to sections of one submission, until it is handed in, at the latest until it is due.

    name: as the desk wrote it; once they have come, they are called what they call themselves.
    """

    submission = for_members(models.ForeignKey(Submission, models.PROTECT, related_name="invited"))
    invitation = for_members(models.OneToOneField(Invitation, models.PROTECT, related_name="to_sections"))
    name = personal(models.CharField(max_length=120), INVITATION_KEPT)
    organisation = for_members(models.CharField(max_length=200))
    ended_at = for_members(models.DateTimeField(null=True))  # withdrawn, handed in, or the call was closed

    objects = InvitedQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    @property
    def person(self) -> Person | None:
        """Who came; None while nobody has."""
        return self.invitation.mandate.person if self.invitation.mandate else None

    @property
    def called(self) -> str:
        """The name of who came, else of who is invited."""
        return self.person.name if self.person else self.name


class InvitedSectionQuerySet(models.QuerySet["InvitedSection"]):
    """Questions about sections to which somebody is invited."""

    def open_to(self, person: Person) -> "InvitedSectionQuerySet":
        """Those that the person may open today, as who is invited to them."""
        running = [mandate.pk for mandate in person.acts() if mandate.role in roles_with(Permission.SECTION_ANSWER)]
        return self.filter(invited__ended_at=None, invited__invitation__mandate__in=running)

    def waiting_for(self, person: Person) -> "InvitedSectionQuerySet":
        """Those that the person has not said to be done, while answers are taken."""
        taken = Q(invited__submission__status__in=WRITING, invited__submission__call__status=CallStatus.OPEN)
        return self.open_to(person).filter(taken, done_at=None).select_related("invited__submission__call__form")


class InvitedSection(Record):
    """A section to which somebody is invited, and when they said that it is done."""

    invited = for_members(models.ForeignKey(Invited, models.PROTECT, related_name="sections"))
    code = for_members(models.CharField(max_length=LONGEST_CODE))
    done_at = for_members(models.DateTimeField(null=True))

    objects = InvitedSectionQuerySet.as_manager()
    waiting_verb: Promise = _("Answer")

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["invited", "code"], name="invited_to_a_section_once")]

    @property
    def section(self) -> Section:
        """What it asks."""
        form: AskedForm = self.invited.submission.call.form.form
        return next(section for section in form.sections if section.code == self.code)

    @property
    def due_on(self) -> object:
        """The day by which the submission is due."""
        return self.invited.submission.due_on

    @property
    def waiting_text(self) -> dict[str, str]:
        """What waits, as a multilingual text: the call and the section."""
        title = self.invited.submission.call.title
        return {tag: text if tag == ORIGINAL else f"{text}: {say(self.section.title, tag)}" for tag, text in title.items()}

    @property
    def waiting_at(self) -> str:
        """The page where it is answered."""
        return reverse("section", args=[self.invited.submission.uid, self.code])


def sections_open_to(person: Person, submission: Submission) -> list[Section]:
    """The sections of a submission that the person may open because they are invited to them; none for everybody else."""
    rows = InvitedSection.objects.open_to(person).filter(invited__submission=submission)
    codes = set(rows.values_list("code", flat=True))
    return [section for section in submission.call.form.form.sections if section.code in codes]
