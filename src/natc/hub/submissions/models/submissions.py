"""A submission: what one desk answers to one call, every step on its way, and what was handed in each time."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from natc.hub.fields import ORIGINAL, Record, for_its_readers, for_members, personal, secret, spoken
from natc.hub.files.models import StoredFile
from natc.hub.members.models import AFTER_LAST_MANDATE, Audience, Desk, Person
from natc.hub.members.permissions import Permission
from natc.hub.submissions.models.calls import MOST_YEARS_KEPT, Call, CallStatus

SIGNER_KEPT = timedelta(days=366 * MOST_YEARS_KEPT)  # at most: who signed is kept as long as the answers that they approved


class Status(models.TextChoices):
    """Where a submission stands."""

    DRAFT = "draft", _("being prepared")
    READY = "ready", _("waits for approval")
    SUBMITTED = "submitted", _("handed in")
    SENT_BACK = "sent_back", _("sent back")
    ACCEPTED = "accepted", _("accepted")
    REOPENED = "reopened", _("reopened")


WRITING = (Status.DRAFT, Status.SENT_BACK, Status.REOPENED)  # the desk may still change its answers
GIVEN = (Status.SUBMITTED, Status.ACCEPTED)  # the reviewer has it
VERBS: dict[str, Promise] = {**dict.fromkeys(WRITING, _("Answer")), Status.READY: _("Approve"), Status.SUBMITTED: _("Review")}


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Questions about submissions; each begins with who asks."""

    def visible_to(self, person: Person) -> "SubmissionQuerySet":
        """Those of desks where the person prepares or approves; where the person reviews, those once handed in.

        One whose approval came on paper is seen by the reviewer before, without its answers, to compare the approval.
        """
        own = Q(desk__in=Desk.objects.where(person, Permission.SUBMISSION_PREPARE, Permission.SUBMISSION_APPROVE))
        come = Q(pk__in=Edition.objects.values("submission")) | Q(pk__in=PaperApproval.objects.open().values("submission"))
        return self.filter(own | Q(come, call__reviewer__in=Desk.objects.where(person, Permission.SUBMISSION_REVIEW)))

    def waiting_for(self, person: Person) -> "SubmissionQuerySet":
        """Those that the person can move on now: answer, approve what somebody else prepared or entered, review."""
        preparing = Desk.objects.where(person, Permission.SUBMISSION_PREPARE)
        approvers = Desk.objects.where(person, Permission.SUBMISSION_APPROVE)
        reviewers = Desk.objects.where(person, Permission.SUBMISSION_REVIEW)
        answering = Q(status__in=WRITING, call__status=CallStatus.OPEN, desk__in=preparing)
        moved_last = Move.objects.filter(submission=models.OuterRef("pk")).order_by("-pk")
        approving = Q(status=Status.READY, desk__in=approvers) & ~Q(moved_by=person.pk)
        papers = PaperApproval.objects.open().exclude(entered_by=person).values("submission")
        comparing = Q(Q(desk__in=preparing) | Q(call__reviewer__in=reviewers), status=Status.READY, pk__in=papers)
        reviewing = Q(status=Status.SUBMITTED, call__reviewer__in=reviewers)
        mine = answering | approving | comparing | reviewing
        found = self.annotate(moved_by=models.Subquery(moved_last.values("by")[:1])).filter(mine, erased_on=None)
        return found.select_related("call", "desk__organisation__territory").distinct()

    def outlived(self, now: datetime) -> "SubmissionQuerySet":
        """Those whose answers have been kept as long as their call says, and are not erased yet."""
        return self.filter(call__in=Call.objects.outlived(now), erased_on=None)


class Submission(Record):
    """What one desk answers to one call."""

    call = for_members(models.ForeignKey(Call, models.PROTECT, related_name="submissions"))
    desk = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="submissions"))
    status = for_members(models.CharField(max_length=20, choices=Status, default=Status.DRAFT))
    due_on = for_members(models.DateField())  # the call's, or later by an extension
    erased_on = for_members(models.DateField(null=True))  # its answers; that it was handed in, and when, stays

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ("desk__organisation__territory__order", "desk__pk")
        constraints = [models.UniqueConstraint(fields=["call", "desk"], name="one_submission_a_call_and_desk")]

    if TYPE_CHECKING:

        def get_status_display(self) -> str: ...

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("submission", args=[self.uid])

    @property
    def writing(self) -> bool:
        """Whether its desk may still change its answers."""
        return self.status in WRITING

    @property
    def edition(self) -> "Edition | None":
        """What was handed in last."""
        return self.editions.last()

    @property
    def due_at(self) -> datetime:
        """The instant by which it is to be handed in."""
        due: datetime = self.call.due_at_end_of(self.due_on)
        return due

    @property
    def late(self) -> bool:
        """Whether its time is over and the reviewer does not have it; of one that is given, whether it came late."""
        given = self.editions.first()
        return (given.at if given else timezone.now()) >= self.due_at

    def last(self, *to: Status) -> "Move | None":
        """The last time that it moved to one of these."""
        return self.moves.filter(to__in=to).last()

    @property
    def waiting_verb(self) -> Promise:
        """What the person is to do with it."""
        return VERBS[self.status]

    @property
    def waiting_text(self) -> dict[str, str]:
        """What waits, as a multilingual text: the call, and whose submission it is."""
        territory = self.desk.organisation.territory
        named = territory and territory.named(Audience.MEMBERS)
        whose = named.name if named else self.desk.name
        return {tag: text if tag == ORIGINAL else f"{text}: {spoken(whose, tag)}" for tag, text in self.call.title.items()}

    @property
    def waiting_at(self) -> str:
        """Its page."""
        return self.get_absolute_url()


class MoveQuerySet(models.QuerySet["Move"]):
    """Questions about moves."""

    def held_about(self, person: Person) -> "MoveQuerySet":
        """Those that the person made."""
        return self.filter(by=person)


class Move(Record):
    """One step of a submission: from where, to where, by whom, when, why. Nobody changes one."""

    submission = for_members(models.ForeignKey(Submission, models.PROTECT, related_name="moves"))
    start = for_members(models.CharField(max_length=20, choices=Status))
    to = for_members(models.CharField(max_length=20, choices=Status))
    by = personal(models.ForeignKey(Person, models.PROTECT, related_name="+"), AFTER_LAST_MANDATE)
    desk = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="+"))
    at = for_members(models.DateTimeField())
    reason = for_its_readers(models.CharField(max_length=1000, blank=True))

    objects = MoveQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    if TYPE_CHECKING:

        def get_to_display(self) -> str: ...


class Edition(Record):
    """What was handed in once. The next one, after sending back or reopening, does not replace it.

    digest: SHA-256 over the salt and the canonical answers, so that few answers cannot be guessed from it.
    """

    submission = for_members(models.ForeignKey(Submission, models.PROTECT, related_name="editions"))
    number = for_members(models.PositiveSmallIntegerField())
    answers = for_members(models.ManyToManyField("submissions.AnswerVersion", related_name="editions"))
    at = for_members(models.DateTimeField())
    salt = secret(models.BinaryField(max_length=32))  # empty once the answers are erased: nobody guesses them from the digest
    digest = for_members(models.CharField(max_length=64))  # hexadecimal
    accepted_at = for_members(models.DateTimeField(null=True))

    class Meta:
        ordering = ("submission", "number")
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="one_edition_a_number")]


class ExtensionQuerySet(models.QuerySet["Extension"]):
    """Questions about extensions."""

    def held_about(self, person: Person) -> "ExtensionQuerySet":
        """Those that the person gave."""
        return self.filter(by=person)


class Extension(Record):
    """More time for one desk, with the reason."""

    submission = for_members(models.ForeignKey(Submission, models.PROTECT, related_name="extensions"))
    due_on = for_members(models.DateField())
    reason = for_members(models.CharField(max_length=1000))
    by = personal(models.ForeignKey(Person, models.PROTECT, related_name="+"), AFTER_LAST_MANDATE)
    at = for_members(models.DateTimeField())

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="an_extension_has_a_reason")]


class PaperApprovalQuerySet(models.QuerySet["PaperApproval"]):
    """Questions about approvals on paper."""

    def visible_to(self, person: Person) -> "PaperApprovalQuerySet":
        """Those of submissions that the person may see."""
        return self.filter(submission__in=Submission.objects.visible_to(person))

    def open(self) -> "PaperApprovalQuerySet":
        """Those that nobody has confirmed or refused yet."""
        return self.filter(closed_at=None)

    def outlived(self, now: datetime) -> "PaperApprovalQuerySet":
        """Those of calls whose answers have been kept long enough, and whose signer is not erased yet."""
        return self.exclude(signer="").filter(submission__call__in=Call.objects.outlived(now))

    def held_about(self, person: Person) -> "PaperApprovalQuerySet":
        """Those that the person entered, confirmed or refused."""
        return self.filter(Q(entered_by=person) | Q(closed_by=person))


class PaperApproval(Record):
    """A national approval that came on paper or by e-mail: the scan, who signed when, who entered it, who compared them."""

    submission = for_members(models.ForeignKey(Submission, models.PROTECT, related_name="paper_approvals"))
    scan = for_members(models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+"))  # None once it is erased
    scan_name = for_members(models.CharField(max_length=120))
    signer = personal(models.CharField(max_length=200), SIGNER_KEPT)  # name and office, as they stand under it
    signed_on = for_members(models.DateField())
    entered_by = personal(models.ForeignKey(Person, models.PROTECT, related_name="+"), AFTER_LAST_MANDATE)
    entered_at = for_members(models.DateTimeField())
    closed_by = personal(models.ForeignKey(Person, models.PROTECT, null=True, related_name="+"), AFTER_LAST_MANDATE)
    closed_at = for_members(models.DateTimeField(null=True))
    confirmed = for_members(models.BooleanField(default=False))

    objects = PaperApprovalQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(closed_at=None), name="one_open_paper_approval_a_submission"
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | ~Q(closed_by=models.F("entered_by")), name="somebody_else_confirms_a_paper_approval"
            ),
        ]
