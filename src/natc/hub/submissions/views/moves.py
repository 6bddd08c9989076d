"""Each step of a submission: fetch it visibly, call one action, go back to its page."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from natc.engine.errors import Refused
from natc.hub.files.downloads import attachment
from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.submissions import rules
from natc.hub.submissions.actions import moves
from natc.hub.submissions.forms import PaperForm, ReasonForm
from natc.hub.submissions.models import PaperApproval, Status, Submission
from natc.hub.submissions.views.answers import visible


@signed_in
@require_POST
def make_ready(request: MemberRequest, uid: str) -> HttpResponse:
    """Say that the answers are whole."""
    found = visible(request, uid)
    moves.make_ready(submission=found, by=request.user, desk=request.acting.desk)
    return redirect(found)


@signed_in
@require_POST
def submit(request: MemberRequest, uid: str) -> HttpResponse:
    """Approve a submission and hand it in."""
    found = visible(request, uid)
    moves.submit(submission=found, by=request.user, desk=request.acting.desk)
    return redirect(found)


@signed_in
@require_POST
def accept(request: MemberRequest, uid: str) -> HttpResponse:
    """Accept what another desk handed in."""
    found = visible(request, uid)
    moves.accept(submission=found, by=request.user, desk=request.acting.desk)
    return redirect(found)


@signed_in
def send_back(request: MemberRequest, uid: str) -> HttpResponse:
    """Send a submission back, with the reason."""
    found = visible(request, uid)
    rules.check_move(found, Status.SENT_BACK, request.user, request.acting.desk)
    return _said_why(request, found, moves.send_back, "submissions/send_back.html")


@signed_in
def reopen(request: MemberRequest, uid: str) -> HttpResponse:
    """Reopen an accepted submission, with the reason."""
    found = visible(request, uid)
    rules.check_move(found, Status.REOPENED, request.user, request.acting.desk)
    return _said_why(request, found, moves.reopen, "submissions/reopen.html")


def _said_why(request: MemberRequest, found: Submission, act: Callable[..., object], template: str) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act(submission=found, by=request.user, desk=request.acting.desk, **form.cleaned_data)
        return redirect(found)
    return render(request, template, {"submission": found, "form": form})


@signed_in
def record_paper(request: MemberRequest, uid: str) -> HttpResponse:
    """Enter an approval that came on paper or by e-mail."""
    found = visible(request, uid)
    check(rules.why_not_record_paper(found, request.user, request.acting.desk))
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            moves.record_paper(submission=found, by=request.user, desk=request.acting.desk, **form.cleaned_data)
            return redirect(found)
        except Refused as refused:
            form.add_error("scan", str(refused))
    return render(request, "submissions/paper.html", {"submission": found, "form": form})


@signed_in
@require_POST
def confirm_paper(request: MemberRequest, uid: str) -> HttpResponse:
    """Say that the scan shows what was entered."""
    found = _visible_paper(request, uid)
    moves.confirm_paper(paper=found, by=request.user, desk=request.acting.desk)
    return redirect(found.submission)


@signed_in
@require_POST
def refuse_paper(request: MemberRequest, uid: str) -> HttpResponse:
    """Say that the scan does not show what was entered."""
    found = _visible_paper(request, uid)
    moves.refuse_paper(paper=found, by=request.user, desk=request.acting.desk)
    return redirect(found.submission)


@signed_in
def scan(request: MemberRequest, uid: str) -> HttpResponse:
    """The scan of an approval, as a download."""
    found = _visible_paper(request, uid)
    if found.scan is None:
        raise Http404
    return attachment(found.scan, found.scan_name)


def _visible_paper(request: MemberRequest, uid: str) -> PaperApproval:
    related = ("submission__call__reviewer", "submission__desk", "scan")
    return get_object_or_404(PaperApproval.objects.visible_to(request.user).select_related(*related), uid=uid)
