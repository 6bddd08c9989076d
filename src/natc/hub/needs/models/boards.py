"""What the list of themes and the horizon board share: a row that a desk noted for all who read them, until it is retired."""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from natc.hub.fields import MultilingualField, for_members
from natc.hub.members.models import Desk, Person
from natc.hub.members.permissions import Permission
from natc.hub.search.models import Findable, having
from natc.hub.web.templatetags.said import said

Row = TypeVar("Row", bound="OnABoard")


class BoardQuerySet(models.QuerySet[Row]):
    """Questions about what stands on a board; each begins with who asks."""

    def visible_to(self, person: Person) -> Self:
        """All of it for who reads the boards."""
        return self if person.may_anywhere(Permission.BOARDS_READ) else self.none()

    def found_for(self, person: Person, words: str) -> Self:
        """What the person may see and whose title or text has the words."""
        return self.visible_to(person).filter(having(words, "folded"))


class OnABoard(Findable):
    """Something that a desk noted. It says nothing about a person."""

    desk = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="+"))
    title = for_members(MultilingualField())
    text = for_members(MultilingualField())
    noted_at = for_members(models.DateTimeField())
    retired_at = for_members(models.DateTimeField(null=True))
    retired_because = for_members(models.CharField(max_length=1000, blank=True))

    page: ClassVar[str]  # the name of the address of one
    noting: ClassVar[Permission]  # what permits a desk to note such a thing, and to retire its own

    class Meta:
        abstract = True
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(retired_at=None) | ~Q(retired_because=""), name="a_%(class)s_is_retired_with_a_reason"
            )
        ]

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse(self.page, args=[self.uid])

    def texts(self) -> Iterable[Mapping[str, str] | str]:
        """Title and text."""
        return [self.title, self.text]

    @property
    def found_title(self) -> str:
        """What a list of results calls it."""
        return said(self.title)
