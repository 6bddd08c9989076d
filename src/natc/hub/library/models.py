"""Documents, their revisions, and the clauses of which each revision is made."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from natc.hub.fields import MultilingualField, Record, for_members, personal
from natc.hub.files.models import StoredFile
from natc.hub.library.readers import Readers, readers_of
from natc.hub.members.models import AFTER_LAST_MANDATE, COLLEAGUES, Desk, Person
from natc.hub.search.models import Findable, having
from natc.hub.web.templatetags.said import said

LONGEST_CODE = 60  # characters of a clause's code


class Kind(models.TextChoices):
    """What a document is."""

    STRATEGY = "strategy", _("Strategy paper")
    DECLARATION = "declaration", _("Declaration")
    NON_PAPER = "non_paper", _("Non-paper")
    RULES = "rules", _("Rules of procedure")
    MINUTES = "minutes", _("Minutes")
    PRACTICE = "practice", _("Practice")
    KIT = "kit", _("Kit")
    RESEARCH = "research", _("Research")
    PLATFORM = "platform", _("About this platform")


class Status(models.TextChoices):
    """Where a revision stands. What is published is never changed; the next revision replaces it."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


def _at_desks_of(person: Person | AnonymousUser) -> "models.QuerySet[Desk]":
    return Desk.objects.filter(pk__in=person.at(COLLEAGUES) if isinstance(person, Person) else [])


class DocumentQuerySet(models.QuerySet["Document"]):
    """Questions about documents; each begins with who asks, who may be a visitor."""

    def visible_to(self, person: Person | AnonymousUser) -> "DocumentQuerySet":
        """Those that are published for the person's circles, and all of the desks that the person acts for."""
        published = Revision.objects.filter(status=Status.PUBLISHED).values("document")
        return self.filter(Q(readers__in=readers_of(person), pk__in=published) | Q(desk__in=_at_desks_of(person)))

    def with_newest(self) -> "DocumentQuerySet":
        """With `newest_number` and `newest_at` of the newest published revision, for a list of many."""
        published = Q(revisions__status=Status.PUBLISHED)
        newest_number = models.Max("revisions__number", filter=published)
        return self.annotate(newest_number=newest_number, newest_at=models.Max("revisions__published_at", filter=published))

    def found_for(self, person: Person | AnonymousUser, words: str) -> "DocumentQuerySet":
        """Those that the person may see and whose title has the words."""
        return self.visible_to(person).filter(having(words, "folded"))


class Document(Findable):
    """A text that the Network lives by, or keeps. Its desk writes and publishes it."""

    code = for_members(models.SlugField(unique=True, null=True, blank=True))  # of those that come with the platform
    title = for_members(MultilingualField())
    kind = for_members(models.CharField(max_length=20, choices=Kind))
    readers = for_members(models.CharField(max_length=20, choices=Readers))
    desk = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="documents"))

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "-pk")

    if TYPE_CHECKING:

        def get_readers_display(self) -> str: ...

    def get_absolute_url(self) -> str:
        """Its page: the newest published revision."""
        return reverse("document", args=[self.uid])

    def texts(self) -> Iterable[Mapping[str, str] | str]:
        """The title."""
        return [self.title]

    @property
    def newest(self) -> "Revision | None":
        """The newest published revision."""
        return self.revisions.filter(status=Status.PUBLISHED).last()

    @property
    def draft(self) -> "Revision | None":
        """The revision that is being written."""
        return self.revisions.filter(status=Status.DRAFT).first()

    @property
    def found_title(self) -> str:
        """What a list of results calls it."""
        return said(self.title)

    @property
    def found_under(self) -> str:
        """What a list of results says below it."""
        return str(Kind(self.kind).label)


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Questions about revisions."""

    def visible_to(self, person: Person | AnonymousUser) -> "RevisionQuerySet":
        """Published ones of documents that the person may see; drafts at the desk that writes them."""
        published = Q(status=Status.PUBLISHED, document__readers__in=readers_of(person))
        return self.filter(published | Q(document__desk__in=_at_desks_of(person)))

    def held_about(self, person: Person) -> "RevisionQuerySet":
        """Those that the person wrote or published."""
        return self.filter(Q(written_by=person) | Q(published_by=person))


class Revision(Record):
    """A document as it was published on a day, or as it is being written."""

    document = for_members(models.ForeignKey(Document, models.PROTECT, related_name="revisions"))
    number = for_members(models.PositiveSmallIntegerField())
    status = for_members(models.CharField(max_length=20, choices=Status, default=Status.DRAFT))
    language = for_members(models.CharField(max_length=20))  # in which its clauses were first written
    changed = for_members(models.CharField(max_length=300, blank=True))  # what is different, in words, by who wrote it
    source = for_members(MultilingualField(null=True, blank=True))  # where the text comes from
    checked = for_members(models.BooleanField(default=True))  # somebody compared it with its source, or it is its own source
    original = for_members(models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+"))
    original_name = for_members(models.CharField(max_length=120, blank=True))
    written_by = personal(models.ForeignKey(Person, models.PROTECT, null=True, related_name="+"), AFTER_LAST_MANDATE)
    published_by = personal(models.ForeignKey(Person, models.PROTECT, null=True, related_name="+"), AFTER_LAST_MANDATE)
    published_at = for_members(models.DateTimeField(null=True))

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ("document", "number")
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_revision_a_number"),
            models.UniqueConstraint(fields=["document"], condition=Q(status="draft"), name="one_draft_a_document"),
            models.CheckConstraint(
                condition=Q(status="draft", published_at=None) | Q(status="published", published_at__isnull=False),
                name="published_at_a_time",
            ),
        ]

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("revision", args=[self.document.uid, self.number])

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written."""
        return self.status == Status.DRAFT


class ClauseQuerySet(models.QuerySet["Clause"]):
    """Questions about clauses."""

    def in_force(self, person: Person | AnonymousUser) -> "ClauseQuerySet":
        """Those of the newest published revision of each document that the person may see."""
        newest = Revision.objects.visible_to(person).filter(document=models.OuterRef("document"), status=Status.PUBLISHED)
        kept = Revision.objects.filter(pk=models.Subquery(newest.order_by("-number").values("pk")[:1]))
        return self.filter(revision__in=kept.values("pk"))

    def found_for(self, person: Person | AnonymousUser, words: str) -> "ClauseQuerySet":
        """Those in force that the person may see and whose heading or text has the words."""
        return self.in_force(person).filter(having(words, "folded")).select_related("revision__document")


class Clause(Findable):
    """A piece of a revision that is cited by its code. The same code in the next revision is the same clause."""

    revision = for_members(models.ForeignKey(Revision, models.PROTECT, related_name="clauses"))
    place = for_members(models.PositiveSmallIntegerField())  # from 0, in the order of reading
    level = for_members(models.PositiveSmallIntegerField())  # 1 for a part, 2 and 3 below it
    code = for_members(models.SlugField(max_length=LONGEST_CODE))
    heading = for_members(MultilingualField())
    text = for_members(MultilingualField(null=True, blank=True))
    source = for_members(models.CharField(max_length=200, blank=True))  # page or section of the original

    objects = ClauseQuerySet.as_manager()

    class Meta:
        ordering = ("revision", "place")
        constraints = [
            models.UniqueConstraint(fields=["revision", "code"], name="one_clause_a_code"),
            models.UniqueConstraint(fields=["revision", "place"], name="one_clause_a_place"),
        ]

    def get_absolute_url(self) -> str:
        """Its own page, which stays when the next revision comes."""
        return reverse("clause", args=[self.revision.document.uid, self.code])

    def texts(self) -> Iterable[Mapping[str, str] | str]:
        """Heading and text."""
        return [self.heading, self.text or {}]

    @property
    def found_title(self) -> str:
        """What a list of results calls it."""
        return said(self.heading)

    @property
    def found_under(self) -> str:
        """What a list of results says below it."""
        return said(self.revision.document.title)
