"""What makes a row findable: a column with its texts folded, and the one question that is asked of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from natc.engine.text import fold
from natc.hub.fields import ORIGINAL, Record, for_members

LONGEST_SEARCH = 200  # characters of what somebody types; the rest is not read


class Findable(Record):
    """A row that is found by words. Its folded texts are made anew at every save, so they cannot be out of step with it.

    `QuerySet.update` and `bulk_create` pass by `save`: nobody uses them to change a text.
    """

    folded = for_members(models.TextField(default="", editable=False))

    class Meta:
        abstract = True

    def texts(self) -> Iterable[Mapping[str, str] | str]:
        """The row's own texts, multilingual or plain, by which it is found."""
        raise NotImplementedError

    def save(self, *, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        """Save the row and its folded texts."""
        self.folded = folded(self.texts())
        super().save(update_fields=update_fields if update_fields is None else {*update_fields, "folded"}, **options)


def folded(texts: Iterable[Mapping[str, str] | str]) -> str:
    """Texts in all their languages for comparison, each word with a space before it: " zrtve trgovine ljudima"."""
    return "".join(f" {fold(word)}" for text in texts for said in _languages(text) for word in said.split())


def _languages(text: Mapping[str, str] | str) -> Iterable[str]:
    return [text] if isinstance(text, str) else [said for tag, said in text.items() if tag != ORIGINAL]


def having(words: str, *paths: str) -> Q:
    """Rows in which each of the words begins some word, at one of the paths to a `folded` column; nothing for no words."""
    wanted = fold(words[:LONGEST_SEARCH]).split()
    found = Q() if wanted else Q(pk__in=[])
    for word in wanted:
        found &= Q(*((f"{path}__contains", f" {word}") for path in paths), _connector=Q.OR)
    return found
