"""Pages of sections to which people of agencies are invited: the desk's, and their own."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from natc.engine.errors import Refused
from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.submissions import inviting, reading
from natc.hub.submissions.actions import invited as actions
from natc.hub.submissions.forms import InviteToSectionsForm
from natc.hub.submissions.invited import standing_of
from natc.hub.submissions.models import Invited, InvitedSection
from natc.hub.submissions.views.answers import visible


@signed_in
def invite(request: MemberRequest, uid: str) -> HttpResponse:
    """Invite somebody of an agency to sections, after a sentence that says what they will see and until when."""
    found, desk = visible(request, uid), request.acting.desk
    check(inviting.why_not_invite(found, request.user, desk))
    form = InviteToSectionsForm(request.POST or None, sections=found.call.form.form.sections)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(submission=found, by=request.user, desk=desk, site=_site(request), **form.cleaned_data)
        except Refused as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(request, _("A letter is on its way to %(email)s.") % {"email": form.cleaned_data["email"]})
            return redirect(found)
    return render(request, "submissions/invite.html", {"submission": found, "form": form})


@signed_in
@require_POST
def withdraw(request: MemberRequest, uid: str) -> HttpResponse:
    """End an invitation to sections."""
    found = get_object_or_404(Invited.objects.visible_to(request.user).select_related("submission__desk"), uid=uid)
    actions.withdraw(invited=found, by=request.user, desk=request.acting.desk)
    return redirect(found.submission)


@signed_in
def mine(request: MemberRequest, uid: str) -> HttpResponse:
    """The sections of a submission to which one is invited, and nothing else of it."""
    row = _theirs(request).filter(invited__submission__uid=uid).first()
    if row is None:
        raise Http404
    submission = row.invited.submission
    answers = {key: one.given for key, one in reading.answers_read_by(request.user, submission).items()}
    page = {
        "submission": submission,
        "by": row.invited.invitation.by,
        "sections": [(one, inviting.why_not_done(one.row)) for one in standing_of(row.invited, answers)],
    }
    return render(request, "submissions/mine.html", page)


@signed_in
@require_POST
def done(request: MemberRequest, uid: str) -> HttpResponse:
    """Say that a section is done."""
    found = get_object_or_404(_theirs(request), uid=uid)
    actions.say_done(section=found, by=request.user, site=_site(request))
    messages.success(request, _("The office that invited you has been told. Until it hands in you can take that back."))
    return redirect("my-sections", found.invited.submission.uid)


@signed_in
@require_POST
def not_done(request: MemberRequest, uid: str) -> HttpResponse:
    """Say that a section is not done after all."""
    found = get_object_or_404(_theirs(request), uid=uid)
    actions.take_back_done(section=found, by=request.user)
    return redirect("my-sections", found.invited.submission.uid)


def _theirs(request: MemberRequest) -> "QuerySet[InvitedSection]":
    of_submission = ("call__form", "call__reviewer", "desk__organisation__territory")
    related = [f"invited__submission__{path}" for path in of_submission]
    return InvitedSection.objects.open_to(request.user).select_related(*related, "invited__invitation__by")


def _site(request: MemberRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
