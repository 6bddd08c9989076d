"""Erasing what was answered once its time is over. That it was handed in, by whom, when, and its digest stay."""

from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from natc.hub.audit.actions import record
from natc.hub.files.actions import let_go
from natc.hub.submissions.models import AnswerVersion, PaperApproval, Submission

NAMELESS = Concat(Value("erased "), Cast("pk", CharField()))  # the key of a row of an open table tells which people there were


@transaction.atomic
def erase_answers(*, submission: Submission) -> None:
    """Blank answers with their history, remarks, reasons of steps, scans, and the salts of digests. Rows and their uids stay."""
    submission = Submission.objects.select_for_update().get(pk=submission.pk)
    submission.editions.update(salt=b"")
    AnswerVersion.objects.filter(answer__submission=submission).update(value=None, reason="")
    submission.answers.update(value=None, reason="", key=NAMELESS)
    submission.comments.update(text="", key="")
    submission.moves.update(reason="")
    for paper in submission.paper_approvals.exclude(scan=None):
        _erase_scan(paper)
    submission.erased_on = timezone.now().date()
    submission.save(update_fields=["erased_on"])
    record("answers erased", by=None, desk=None, target=submission.uid)


def _erase_scan(paper: PaperApproval) -> None:
    scan, paper.scan, paper.scan_name = paper.scan, None, ""
    paper.save(update_fields=["scan", "scan_name"])
    if scan:
        let_go(file=scan)
