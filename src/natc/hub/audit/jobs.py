"""Jobs that recur: each is done once a period, by whichever worker comes first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from natc.hub.audit.actions import sign_head
from natc.hub.audit.models import JobDone


@dataclass(frozen=True)
class Job:
    """Something to do once in every period of a length."""

    name: str
    every: timedelta
    do: Callable[[], object]


JOBS = (Job("sign the head of the ledger", timedelta(hours=1), sign_head),)


def period_of(job: Job, now: datetime) -> datetime:
    """The first instant of the period of `job` that `now` is in."""
    epoch = datetime(2000, 1, 1, tzinfo=UTC)
    return epoch + (now - epoch) // job.every * job.every


def tick(jobs: Iterable[Job], now: datetime) -> list[Job]:
    """Do those of `jobs` that nobody has done yet in their period; gives those done. One that fails is due again."""
    return [job for job in jobs if _did(job, period_of(job, now))]


@transaction.atomic
def _did(job: Job, period: datetime) -> bool:
    _done, ours = JobDone.objects.get_or_create(job=job.name, period=period)
    if ours:
        job.do()
    return ours
