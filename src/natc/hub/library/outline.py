"""The documents that come with the platform: outlines of the strategy papers, how data are protected, the threat model."""

from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from natc.engine.standard.form import read_yaml
from natc.hub.fields import ORIGINAL
from natc.hub.library.models import Clause, Document, Revision, Status
from natc.hub.library.readers import Readers
from natc.hub.members.models import Desk

PAPERS = Path(__file__).with_name("papers")
ORIGINAL_LANGUAGE = "en"  # in which the files of that folder are first written


@transaction.atomic
def fill_library(desk: Desk) -> None:
    """Publish, for `desk` and everybody, what comes with the platform and is not there in its newest revision yet."""
    for path in sorted(PAPERS.glob("*.yaml")):
        _fill(path.stem, read_yaml(path), desk)


def _fill(code: str, raw: dict[str, Any], desk: Desk) -> None:
    document, _made = Document.objects.get_or_create(
        code=code, defaults={"title": _text(raw["title"]), "kind": raw["kind"], "readers": Readers.PUBLIC, "desk": desk}
    )
    if document.draft or document.revisions.filter(number__gte=raw["revision"]).exists():
        return
    revision = Revision.objects.create(
        document=document,
        number=raw["revision"],
        status=Status.PUBLISHED,
        language=ORIGINAL_LANGUAGE,
        source=_text(raw["source"]) if "source" in raw else None,
        checked=raw["checked"],
        published_at=timezone.now(),
    )
    for place, one in enumerate(raw["clauses"]):
        Clause.objects.create(
            revision=revision,
            place=place,
            level=one.get("level", 2),
            code=one["code"],
            heading=_text(one["heading"]),
            text=_text(one["text"]) if "text" in one else None,
            source=one.get("source", ""),
        )


def _text(said: dict[str, str]) -> dict[str, str]:
    return {ORIGINAL: ORIGINAL_LANGUAGE, **said}
