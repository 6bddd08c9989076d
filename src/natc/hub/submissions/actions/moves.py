"""Moving a submission: ready, handed in, sent back, accepted, reopened; and the approval that came on paper."""

import json
import secrets
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from natc.hub.audit.actions import record
from natc.hub.audit.models import HASH_SIZE
from natc.hub.files.actions import Upload, keep
from natc.hub.files.kinds import Kind
from natc.hub.files.rules import harmless_name
from natc.hub.members.models import Desk, Person
from natc.hub.members.rules import check
from natc.hub.submissions import rules
from natc.hub.submissions.actions.invited import end_all
from natc.hub.submissions.models import AnswerVersion, Edition, Move, PaperApproval, Status, Submission


@transaction.atomic
def make_ready(*, submission: Submission, by: Person, desk: Desk) -> None:
    """Say that the answers are whole and wait for the national approval."""
    submission = _locked(submission)
    rules.check_move(submission, Status.READY, by, desk)
    _move(submission, Status.READY, by, desk)
    record("submission made ready", by=by.uid, desk=desk.uid, target=submission.uid)


@transaction.atomic
def submit(*, submission: Submission, by: Person, desk: Desk) -> None:
    """Approve a submission for its state and hand it in: one entry of the ledger over all answers."""
    submission = _locked(submission)
    rules.check_move(submission, Status.SUBMITTED, by, desk)
    _hand_in(submission, by, desk)


@transaction.atomic
def send_back(*, submission: Submission, reason: str, by: Person, desk: Desk) -> None:
    """Give a submission back to those who prepare it, with the reason."""
    submission = _locked(submission)
    rules.check_move(submission, Status.SENT_BACK, by, desk)
    submission.paper_approvals.open().update(closed_at=timezone.now())
    _move(submission, Status.SENT_BACK, by, desk, reason)
    record("submission sent back", by=by.uid, desk=desk.uid, target=submission.uid)


@transaction.atomic
def accept(*, submission: Submission, by: Person, desk: Desk) -> None:
    """Accept what was handed in."""
    submission = _locked(submission)
    rules.check_move(submission, Status.ACCEPTED, by, desk)
    edition = submission.editions.latest("number")
    edition.accepted_at = timezone.now()
    edition.save(update_fields=["accepted_at"])
    _move(submission, Status.ACCEPTED, by, desk)
    record("submission accepted", by=by.uid, desk=desk.uid, target=submission.uid, digest=edition.digest)


@transaction.atomic
def reopen(*, submission: Submission, reason: str, by: Person, desk: Desk) -> None:
    """Let a desk change what was accepted, with the reason; the accepted edition is kept."""
    submission = _locked(submission)
    rules.check_move(submission, Status.REOPENED, by, desk)
    _move(submission, Status.REOPENED, by, desk, reason)
    record("submission reopened", by=by.uid, desk=desk.uid, target=submission.uid)


@transaction.atomic
def record_paper(*, submission: Submission, scan: Upload, signer: str, signed_on: date, by: Person, desk: Desk) -> PaperApproval:
    """Enter a national approval that came on paper or by e-mail. It counts once somebody else has compared it with its scan."""
    submission = _locked(submission)
    check(rules.why_not_record_paper(submission, by, desk))
    file = keep(upload=scan)
    paper = PaperApproval.objects.create(
        submission=submission,
        scan=file,
        scan_name=harmless_name(scan.name or "", Kind(file.kind)),
        signer=signer,
        signed_on=signed_on,
        entered_by=by,
        entered_at=timezone.now(),
    )
    record("paper approval entered", by=by.uid, desk=desk.uid, target=paper.uid, digest=file.sha256)
    return paper


@transaction.atomic
def confirm_paper(*, paper: PaperApproval, by: Person, desk: Desk) -> None:
    """Say that the scan shows what was entered: the submission is handed in."""
    submission = _locked(paper.submission)
    paper = submission.paper_approvals.select_for_update().get(pk=paper.pk)
    check(rules.why_not_confirm_paper(paper, by, desk))
    _close(paper, by, confirmed=True)
    _hand_in(submission, by, desk)


@transaction.atomic
def refuse_paper(*, paper: PaperApproval, by: Person, desk: Desk) -> None:
    """Say that the scan does not show what was entered; it can be entered anew."""
    submission = _locked(paper.submission)
    paper = submission.paper_approvals.select_for_update().get(pk=paper.pk)
    check(rules.why_not_confirm_paper(paper, by, desk))
    _close(paper, by, confirmed=False)
    record("paper approval refused", by=by.uid, desk=desk.uid, target=paper.uid)


def _close(paper: PaperApproval, by: Person, *, confirmed: bool) -> None:
    paper.closed_by, paper.closed_at, paper.confirmed = by, timezone.now(), confirmed
    paper.save(update_fields=["closed_by", "closed_at", "confirmed"])


def _locked(submission: Submission) -> Submission:
    related = ("call__form", "call__reviewer", "desk")
    return Submission.objects.select_for_update(of=("self",)).select_related(*related).get(pk=submission.pk)


def _move(submission: Submission, to: Status, by: Person, desk: Desk, reason: str = "") -> None:
    start, submission.status = submission.status, to
    submission.save(update_fields=["status"])
    Move.objects.create(submission=submission, start=start, to=to, by=by, desk=desk, at=timezone.now(), reason=reason)


def _hand_in(submission: Submission, by: Person, desk: Desk) -> None:
    """Keep the answers as they stand as the next edition, and enter them in the ledger."""
    newest = AnswerVersion.objects.filter(answer__submission=submission).select_related("answer")
    standing = [row for row in newest.order_by("answer__key") if row.version == row.answer.version]
    salt, number = secrets.token_bytes(HASH_SIZE), submission.editions.count() + 1
    digest = sha256(salt + _canonical(submission, standing)).hexdigest()
    edition = Edition.objects.create(submission=submission, number=number, at=timezone.now(), salt=salt, digest=digest)
    edition.answers.set(standing)
    _move(submission, Status.SUBMITTED, by, desk)
    end_all(invited=submission.invited.all())
    record("submission handed in", by=by.uid, desk=desk.uid, target=submission.uid, digest=digest)


def _canonical(submission: Submission, standing: list[AnswerVersion]) -> bytes:
    """The bytes that an edition's digest covers: the form and every answer by its key, UTF-8."""
    answers = {row.answer.key: [row.value, row.reason] for row in standing}
    said = {"form": submission.call.form.sha256, "submission": str(submission.uid), "answers": answers}
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
