"""A need or an offer: drafted, worded anew, posted to its circle, closed with its outcome, withdrawn."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from natc.hub.audit.actions import record
from natc.hub.fields import ORIGINAL, in_one_language
from natc.hub.members.models import Desk, Person, Topic
from natc.hub.members.rules import check
from natc.hub.needs.models import Notice, NoticeVersion, Side, Status
from natc.hub.needs.rules import notices as rules


@transaction.atomic
def begin(
    *,
    uid: UUID,
    side: Side,
    title: str,
    text: str,
    language: str,
    topic: Topic,
    form: str,
    until: date,
    circle: str,
    category: str,
    desks: Iterable[Desk],
    by: Person,
    desk: Desk,
) -> Notice:
    """Draft a need or an offer, which its desk alone sees. uid: made by the form, so that pressing twice drafts one."""
    check(rules.why_not_begin(side, by, desk))
    worded = {"title": in_one_language(title, language), "text": in_one_language(text, language)}
    about = {"side": side, **worded, "topic": topic, "form": form, "until": until, "circle": circle, "category": category}
    notice, ours = Notice.objects.get_or_create(uid=uid, desk=desk, defaults=about)
    if ours:
        notice.desks.set(desks)
        _keep_version(notice, by)
        record("need or offer drafted", by=by.uid, desk=desk.uid, target=notice.uid)
    return notice


@transaction.atomic
def word_anew(*, notice: Notice, title: str, text: str, topic: Topic, form: str, until: date, by: Person, desk: Desk) -> None:
    """Change what a need or an offer says, in the language in which it was first written. The wording before is kept."""
    notice = _locked(notice)
    check(rules.why_not_change(notice, by, desk))
    notice.title = _worded(notice.title, title)
    notice.text = _worded(notice.text, text)
    notice.topic, notice.form, notice.until = topic, form, until
    notice.save(update_fields=["title", "text", "topic", "form", "until"])
    _keep_version(notice, by)
    record("need or offer worded anew", by=by.uid, desk=desk.uid, target=notice.uid)


@transaction.atomic
def choose_circle(*, notice: Notice, circle: str, category: str, desks: Iterable[Desk], by: Person, desk: Desk) -> None:
    """Choose anew who will read a draft once it is posted."""
    notice = _locked(notice)
    check(rules.why_not_choose_circle(notice, by, desk))
    notice.circle, notice.category = circle, category
    notice.save(update_fields=["circle", "category"])
    notice.desks.set(desks)
    record("circle chosen", by=by.uid, desk=desk.uid, target=notice.uid)


@transaction.atomic
def post(*, notice: Notice, by: Person, desk: Desk) -> None:
    """Post a draft: from now on its circle reads it."""
    notice = _locked(notice)
    check(rules.why_not_post(notice, by, desk))
    notice.status, notice.posted_at = Status.OPEN, timezone.now()
    notice.save(update_fields=["status", "posted_at"])
    record("need or offer posted", by=by.uid, desk=desk.uid, target=notice.uid)


@transaction.atomic
def close(*, notice: Notice, outcome: str, ending: str, by: Person, desk: Desk) -> None:
    """Close it and say what came of it; its circle reads the outcome."""
    notice = _locked(notice)
    check(rules.why_not_close(notice, by, desk))
    notice.outcome = outcome
    _end(notice, Status.CLOSED, ending)
    record("need or offer closed", by=by.uid, desk=desk.uid, target=notice.uid)


@transaction.atomic
def withdraw(*, notice: Notice, ending: str, by: Person, desk: Desk) -> None:
    """Take it back: from now on its desk alone sees it. What others read meanwhile they have read."""
    notice = _locked(notice)
    check(rules.why_not_change(notice, by, desk))
    _end(notice, Status.WITHDRAWN, ending)
    record("need or offer withdrawn", by=by.uid, desk=desk.uid, target=notice.uid)


def _locked(notice: Notice) -> Notice:
    return Notice.objects.select_for_update(of=("self",)).select_related("desk").get(pk=notice.pk)


def _end(notice: Notice, status: Status, ending: str) -> None:
    notice.status, notice.ending, notice.ended_at = status, ending, timezone.now()
    notice.save(update_fields=["status", "ending", "ended_at", "outcome"])


def _worded(text: dict[str, str], words: str) -> dict[str, str]:
    """`text` with these words; in the other languages it would no longer say the same."""
    original = text[ORIGINAL]
    return text if text[original] == words else {ORIGINAL: original, original: words}


def _keep_version(notice: Notice, by: Person) -> None:
    said = {name: getattr(notice, name) for name in ("title", "text", "topic", "form", "until")}
    NoticeVersion.objects.create(notice=notice, by=by, at=timezone.now(), **said)
