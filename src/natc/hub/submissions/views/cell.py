"""One cell: what stands in it, all that ever did, and what was remarked on it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from natc.engine.standard.asked.form import Given, Question, Section
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.submissions import reading
from natc.hub.submissions.forms import CommentForm
from natc.hub.submissions.models import Submission
from natc.hub.submissions.values import in_words
from natc.hub.submissions.views.answers import visible_section, why_not_remark


@signed_in
def cell(request: MemberRequest, uid: str, code: str) -> HttpResponse:
    """The cell that ?key= names, else the first of the section; any other of the section is chosen here."""
    found, asked = visible_section(request, uid, code)
    question = _chosen(found, asked, request.GET.get("key", ""))
    form, key = found.call.form.form, question.key
    versions = [one for one in reading.versions_read_by(request.user, found, asked) if one.answer.key == key]
    standing = reading.answers_read_by(request.user, found).get(key)
    page = {
        "submission": found,
        "section": asked,
        "question": question,
        "now": in_words(form, question, standing.given) if standing else "",
        "rows": [{"said": in_words(form, question, one.given), "version": one} for one in versions],
        "remarks": [one for one in reading.remarks_read_by(request.user, found, asked) if one.key == key],
        "remark": None if why_not_remark(request, found, asked) else CommentForm(section=asked, initial={"key": key}),
    }
    return render(request, "submissions/one_cell.html", page)


def _chosen(found: Submission, asked: Section, key: str) -> Question:
    question = found.call.form.form.question(key) if key else next(iter(asked.asked), None)
    if question is None or not asked.own({question.key: Given()}):
        raise Http404
    return question
