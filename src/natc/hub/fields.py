"""What the fields of all models share: a public id, text in several languages, and a mark of how private each is."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from natc.engine.text import ORIGINAL as STANDARD
from natc.engine.text import to_latin

ORIGINAL = "original"  # the key beside the languages that names the one a text was first written in
READ_AS = {"cnr": "sr"}  # languages that are read as another where a text is not in them
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")  # BCP 47: language, script, region


class Privacy(StrEnum):
    """Who may come to know what a field holds."""

    OPEN = "open"  # everybody
    MEMBERS = "members"  # who signs in, as `visible_to` says
    READERS = "readers"  # whom the row itself names: an answer to a call
    PERSONAL = "personal"  # about a person: erased after its time
    SECRET = "secret"  # noqa: S105  nobody, on no page


@dataclass(frozen=True)
class Mark:
    """How private a field is. keep: how long after its reason has ended a personal field is kept; None for other fields."""

    privacy: Privacy
    keep: timedelta | None = None


F = TypeVar("F", bound="models.Field[Any, Any]")


def _marked(field: F, mark: Mark) -> F:
    vars(field)["mark"] = mark
    return field


def open_to_all(field: F) -> F:
    """The field, marked as one that everybody may read."""
    return _marked(field, Mark(Privacy.OPEN))


def for_members(field: F) -> F:
    """The field, marked as one for people who sign in."""
    return _marked(field, Mark(Privacy.MEMBERS))


def for_its_readers(field: F) -> F:
    """The field, marked as one for those whom its row names; whoever wrote it does not keep it when they leave."""
    return _marked(field, Mark(Privacy.READERS))


def personal(field: F, keep: timedelta) -> F:
    """The field, marked as one about a person, kept for `keep` after its reason has ended."""
    return _marked(field, Mark(Privacy.PERSONAL, keep))


def secret(field: F) -> F:
    """The field, marked as one that no page shows."""
    return _marked(field, Mark(Privacy.SECRET))


def mark_of(field: "models.Field[Any, Any]") -> Mark | None:
    """The mark of a field; None where nobody gave one, which a house test refuses."""
    mark: Mark | None = vars(field).get("mark")
    return mark


class Record(models.Model):
    """A row with a public id, the only one that leaves the database."""

    uid = open_to_all(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))

    class Meta:
        abstract = True


def check_text(value: object) -> None:
    """Refuse what is not {language tag: text} with its original language named and given."""
    if not isinstance(value, Mapping) or value.get(ORIGINAL) not in set(value) - {ORIGINAL}:
        raise ValidationError("A text names its original language and is given in it.")
    for tag, text in value.items():
        if tag != ORIGINAL and not (TAG.fullmatch(tag) and isinstance(text, str) and text.strip()):
            raise ValidationError(f"{tag} is not a language with a text.")


class MultilingualField(models.JSONField):
    """A text that people write: {BCP 47 tag: text} and the tag of its original. Read it with `spoken`."""

    default_validators = [check_text]


def in_one_language(text: str, language: str) -> dict[str, str]:
    """A multilingual text as somebody typed it in one language. language: as Django writes it, "sr-latn" for the tag sr-Latn."""
    code, _, script = language.partition("-")
    tag = f"{code}-{script.title()}" if script else code
    return {ORIGINAL: tag, tag: text}


def spoken(text: Mapping[str, str], lang: str) -> str:
    """`text` in `lang`: the exact tag, Latin from Cyrillic, the language without script, the one it is read as, the original.

    A text of the standard, or of a form, names no original: it is English. lang: a BCP 47 tag in any case, as Django writes
    its codes in lower case.
    """
    language, latin = lang.partition("-")[0], lang.lower().endswith("-latn")
    if latin and (tag := f"{language}-Latn") in text:
        return text[tag]
    if language in text:
        return to_latin(text[language]) if latin else text[language]
    if language in READ_AS:
        return spoken(text, READ_AS[language] + lang.removeprefix(language))
    return text[text.get(ORIGINAL, STANDARD)]
