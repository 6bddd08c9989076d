"""The ledger shows whatever was changed behind its back."""

import uuid
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import transaction

from natc.engine.errors import Refused
from natc.hub.audit.actions import erase, record
from natc.hub.audit.models import Event, Head
from natc.hub.audit.rules import verify

WHO, DESK = uuid.uuid4(), uuid.uuid4()


@pytest.fixture
def five(db: None) -> None:
    with transaction.atomic():
        for _ in range(5):
            record("desk confirmed", by=WHO, desk=DESK, target=uuid.uuid4())


def rewrite() -> None:
    Event.objects.filter(index=2).update(what="something else")


def rewrite_with_its_commitment() -> None:
    event = Event.objects.get(index=2)
    event.what = "something else"
    event.commitment = event.computed()
    event.save()


def cut_off_the_end() -> None:
    Event.objects.filter(index=4).delete()


def cut_out_the_middle() -> None:
    Event.objects.filter(index=2).delete()


def swap_two() -> None:
    first, second = Event.objects.get(index=1), Event.objects.get(index=2)
    Event.objects.filter(index=1).update(what="x", salt=second.salt, commitment=second.commitment)
    Event.objects.filter(index=2).update(what="x", salt=first.salt, commitment=first.commitment)


def forge_the_head() -> None:
    Head.objects.update(size=6)


def test_an_untouched_ledger_has_no_fault(five: None) -> None:
    found = verify()

    assert found.size == 5
    assert not found.faults


@pytest.mark.parametrize(
    "crime", [rewrite, rewrite_with_its_commitment, cut_off_the_end, cut_out_the_middle, swap_two, forge_the_head]
)
def test_whatever_is_changed_behind_its_back_is_found(five: None, crime: Callable[[], None]) -> None:
    crime()

    assert verify().faults


def test_the_operators_command_names_the_entry_and_ends_in_a_refusal(five: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_ledger")
    assert "Nothing was changed." in capsys.readouterr().out

    rewrite()

    with pytest.raises(Refused, match="Entry 2 is not what was recorded"):
        call_command("verify_ledger")


def test_an_erased_entry_is_gone_and_the_log_is_still_whole(five: None) -> None:
    erase(index=2, by=WHO, desk=DESK)

    event = Event.objects.get(index=2)
    assert (event.what, event.by, event.target, event.salt) == ("", None, None, None)
    assert (verify().faults, verify().erased, verify().size) == ((), 1, 6)


@pytest.mark.django_db(transaction=True)
def test_an_act_cannot_be_recorded_outside_the_transaction_that_does_it() -> None:
    with pytest.raises(RuntimeError):
        record("desk confirmed", by=WHO, desk=DESK, target=None)
