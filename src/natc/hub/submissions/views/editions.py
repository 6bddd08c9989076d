"""What changed in a submission since it was handed in once."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.submissions import reading
from natc.hub.submissions.difference import changed
from natc.hub.submissions.models import Comment, Status
from natc.hub.submissions.views.answers import visible


@signed_in
def changes(request: MemberRequest, uid: str, number: int) -> HttpResponse:
    """Question by question, an edition against what one reads now: its desk what stands, the reviewer what was handed in last."""
    found = visible(request, uid)
    edition = get_object_or_404(found.editions, number=number)
    before = {row.answer.key: row.given for row in edition.answers.select_related("answer")}
    now = {key: row.given for key, row in reading.answers_read_by(request.user, found).items()}
    rows = changed(found.call.form.form, before, now)
    remarks = Comment.objects.visible_to(request.user).filter(submission=found, at__gte=edition.at).select_related("by")
    page = {
        "submission": found,
        "edition": edition,
        "rows": [(row, [remark for remark in remarks if remark.key == row.question.key]) for row in rows],
        "reasons": found.moves.filter(to__in=(Status.SENT_BACK, Status.REOPENED), at__gte=edition.at).select_related("by"),
        "at_home": reading.at_home(request.user, found),
    }
    return render(request, "submissions/changes.html", page)
