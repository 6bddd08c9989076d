"""Erasing what was answered once its time is over. That it was handed in, by whom, when, and its digest stay."""

from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from natc.hub.audit.actions import record
from natc.hub.files.actions import let_go
from natc.hub.submissions.models import AnswerVersion, Citation, PaperApproval, Submission


@transaction.atomic
def erase_answers(*, submission: Submission) -> None:
    """Blank answers with their history, remarks, reasons of steps, scans, and the salts of digests. Rows and their uids stay."""
    submission = Submission.objects.select_for_update(of=("self",)).select_related("call__form").get(pk=submission.pk)
    submission.editions.update(salt=b"")
    AnswerVersion.objects.filter(answer__submission=submission).update(value=None, reason="")
    submission.answers.update(value=None, reason="")
    _unname_rows(submission)
    submission.comments.update(text="", key="")
    submission.moves.update(reason="")
    for paper in submission.paper_approvals.exclude(scan=None):
        _erase_scan(paper)
    submission.erased_on = timezone.now().date()
    submission.save(update_fields=["erased_on"])
    record("answers erased", by=None, desk=None, target=submission.uid)


def _unname_rows(submission: Submission) -> None:
    """The key of a row of an open table tells which people there were; what cited one cites it no more."""
    rows = submission.answers.exclude(key__in=submission.call.form.form.listed)
    Citation.objects.filter(version__answer__in=rows).delete()
    rows.update(key=Concat(Value("erased "), Cast("pk", CharField())))


def _erase_scan(paper: PaperApproval) -> None:
    scan, paper.scan, paper.scan_name = paper.scan, None, ""
    paper.save(update_fields=["scan", "scan_name"])
    if scan:
        let_go(file=scan)
