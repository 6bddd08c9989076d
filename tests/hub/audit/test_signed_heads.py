"""Members keep signed heads; with one of them whatever was changed before it is found, even by who holds the database."""

import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction

from natc.engine.errors import Refused
from natc.engine.merkle.tree import Frontier, leaf_hash
from natc.hub.audit.actions import record, sign_head
from natc.hub.audit.jobs import JOBS, tick
from natc.hub.audit.models import Event, Head, SignedHead
from natc.hub.audit.rules import against_kept_head, verify
from natc.hub.members.models import Person


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path


def acts(count: int) -> None:
    with transaction.atomic():
        for _ in range(count):
            record("desk confirmed", by=uuid.uuid4(), desk=uuid.uuid4(), target=None)


def rewrite_everything() -> None:
    """What somebody does who holds the whole database: change an entry, its commitment and the head."""
    event = Event.objects.get(index=1)
    event.what = "something else"
    event.commitment = event.computed()
    event.save()
    frontier = Frontier()
    for commitment in Event.objects.order_by("index").values_list("commitment", flat=True):
        frontier = frontier.append(leaf_hash(bytes(commitment)))
    Head.objects.update(peaks=b"".join(frontier.peaks))


def test_a_ledger_rewritten_with_its_head_still_breaks_against_the_signed_one(db: None) -> None:
    acts(3)
    sign_head()
    acts(2)

    rewrite_everything()

    assert verify().faults == ("The first 3 entries are not those that were signed.",)


def test_a_member_finds_it_even_when_the_signed_heads_were_thrown_away(db: None) -> None:
    acts(3)
    kept = sign_head().note
    acts(1)
    assert against_kept_head(kept) == []

    rewrite_everything()
    SignedHead.objects.all().delete()

    assert verify().faults == ()
    assert against_kept_head(kept) != []


def test_a_head_that_somebody_else_signed_is_refused(db: None, settings, tmp_path: Path) -> None:
    acts(1)
    kept = sign_head().note

    settings.VAR = tmp_path / "another hub"

    with pytest.raises(Refused):
        against_kept_head(kept)


def test_the_head_is_signed_once_an_hour_and_only_where_the_ledger_grew(db: None) -> None:
    nine, half_past, ten = (datetime(2026, 3, 2, hour, minute, tzinfo=UTC) for hour, minute in ((9, 1), (9, 31), (10, 0)))
    acts(1)

    done = [len(tick(JOBS, now)) for now in (nine, half_past, ten)]

    assert done == [1, 0, 1]
    assert SignedHead.objects.count() == 1


def test_ana_keeps_the_newest_head_as_a_file(ana: Person, browse) -> None:
    acts(2)
    sign_head()

    answer = browse(ana).get("/ledger/head/")

    assert answer["Content-Disposition"] == 'attachment; filename="natc-ledger-2.txt"'
    assert answer.content.decode() == SignedHead.objects.get().note
