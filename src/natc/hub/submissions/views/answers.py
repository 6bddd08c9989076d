"""A submission, its sections and what is answered in them."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from natc.engine.standard.asked.files import has_files
from natc.engine.standard.asked.form import Given, Question, Section
from natc.engine.standard.check.findings import Finding
from natc.hub.members.models import Desk
from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.submissions import inviting, reading, rules
from natc.hub.submissions.actions import answers as actions
from natc.hub.submissions.forms import CommentForm
from natc.hub.submissions.invited import invited_of
from natc.hub.submissions.ladder import history_of, steps_of
from natc.hub.submissions.models import InvitedSection, Status, Submission, sections_open_to
from natc.hub.submissions.sheet import read_posted, saved_in_words, sheet_of
from natc.hub.submissions.values import in_words

RELATED = ("call__form", "call__reviewer__organisation__territory", "call__desk", "desk__organisation__territory")


@signed_in
def submission(request: MemberRequest, uid: str) -> HttpResponse:
    """Where a submission stands: its ladder, its sections, what was found, and what one may do with it."""
    found = visible(request, uid)
    form = found.call.form.form
    answers = {key: row.given for key, row in reading.answers_read_by(request.user, found).items()}
    findings = rules.findings(form, answers)
    page = {
        "submission": found,
        "steps": steps_of(found),
        "history": history_of(found),
        "sections": reading.progress_of(form, answers, findings),
        "findings": findings,
        "refusals": _refusals(request, found),
        "reviewers": reading.reviewers_of(found),
        "invited": invited_of(found, answers) if reading.at_home(request.user, found) else [],
        "readers": reading.readers_in_words(form),
        "paper": found.paper_approvals.last(),
        "at_home": reading.at_home(request.user, found),
        "editions": found.editions.all(),
        "has_files": found.call.first_day and has_files(form),
    }
    return render(request, "submissions/submission.html", page)


@signed_in
def section(request: MemberRequest, uid: str, code: str) -> HttpResponse:
    """One section: its questions and tables, to fill in or to read. What is not taken stays in its field, with the reason."""
    found, asked = visible_section(request, uid, code)
    form, posted, saved, desk = found.call.form.form, None, [], desk_for(request, found)
    refusal = inviting.why_not_fill(found, [one.key for one in asked.asked], request.user, desk)
    if request.method == "POST":
        posted = read_posted(form, asked, request.POST)
        saved = actions.save_answers(submission=found, cells=posted.cells, by=request.user, desk=desk)
        if all(one.kept for one in saved) and not posted.errors and not posted.refused:
            messages.success(request, _("Saved."))
            return redirect("section", uid, code)
    answers = reading.answers_read_by(request.user, found)
    given = {key: row.given for key, row in answers.items()}
    remarks = _remarks(request, found, asked)
    page = {
        "submission": found,
        "sheet": sheet_of(form, asked, answers, posted=posted, saved=saved, remarked={one["comment"].key for one in remarks}),
        "refused": posted.refused if posted else [],
        "findings": _findings_in(asked, found, given),
        "reasons": form.reasons,
        "refusal": refusal,
        "remarks": remarks,
        "remark": _to_remark(request, found, asked.asked),
        **_around(request, found, asked),
    }
    return render(request, "submissions/section.html", page)


@signed_in
@require_POST
def save_cells(request: MemberRequest, uid: str, code: str) -> HttpResponse:
    """Save the cells that the page's script sends, in fields named as those of the page; as JSON what became of each."""
    found, asked = visible_section(request, uid, code)
    check(rules.why_not_typed(request.POST.get("by", ""), request.user))
    form = found.call.form.form
    posted = read_posted(form, asked, request.POST)
    saved = actions.save_answers(submission=found, cells=posted.cells, by=request.user, desk=desk_for(request, found))
    return JsonResponse({"cells": saved_in_words(form, posted, saved)})


@signed_in
def findings(request: MemberRequest, uid: str, code: str) -> HttpResponse:
    """What is found in a section as its answers stand: the card beside them."""
    found, asked = visible_section(request, uid, code)
    answers = {key: row.given for key, row in reading.answers_read_by(request.user, found).items()}
    page = {"submission": found, "findings": _findings_in(asked, found, answers)}
    return render(request, "submissions/findings.html", page)


@signed_in
def about_cell(request: MemberRequest, uid: str, code: str, key: str) -> HttpResponse:
    """All about one cell: who saved what in it, what was remarked, a way to remark. The card beside the table."""
    found, asked = visible_section(request, uid, code)
    question = _asked_in(found, asked, key)
    if question is None:
        raise Http404
    form, person = found.call.form.form, request.user
    versions = reading.versions_read_by(person, found, asked).filter(answer__key=question.key)
    page = {
        "submission": found,
        "section": asked,
        "question": question,
        "versions": [{"said": in_words(form, question, one.given), "version": one} for one in versions],
        "remarks": reading.remarks_read_by(person, found, asked).filter(key=question.key),
        "remark": _to_remark(request, found, [question], ids="about-%s"),
    }
    return render(request, "submissions/about_cell.html", page)


@signed_in
@require_POST
def give_reason(request: MemberRequest, uid: str, code: str) -> HttpResponse:
    """Give one reason to all cells of a section that are still blank."""
    found, asked = visible_section(request, uid, code)
    reason, desk = request.POST.get("reason", ""), desk_for(request, found)
    count = actions.give_reason(submission=found, section=asked, reason=reason, by=request.user, desk=desk)
    messages.success(request, ngettext("%(count)d cell was filled.", "%(count)d cells were filled.", count) % {"count": count})
    return redirect("section", uid, code)


@signed_in
@require_POST
def remark(request: MemberRequest, uid: str, code: str) -> HttpResponse:
    """Remark on a cell, for one's desk or for the reviewer too."""
    found, asked = visible_section(request, uid, code)
    desk, question = desk_for(request, found), _asked_in(found, asked, request.POST.get("key", ""))
    check(inviting.why_not_remark(found, [question.key] if question else [], request.user, desk))
    form = CommentForm(request.POST, about=[question] if question else [])
    if form.is_valid():
        actions.comment(submission=found, by=request.user, desk=desk, **form.cleaned_data)
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect(f"{reverse('section', args=[uid, code])}#q-{quote(request.POST.get('key', ''))}")


@signed_in
def history(request: MemberRequest, uid: str, code: str) -> HttpResponse:
    """All that was ever saved in a section, the newest first, as far as one may read it."""
    found, asked = visible_section(request, uid, code)
    form = found.call.form.form
    rows = [
        {"question": question, "said": in_words(form, question, version.given), "version": version}
        for version in reading.versions_read_by(request.user, found, asked)
        if (question := form.question(version.answer.key))
    ]
    return render(request, "submissions/history.html", {"submission": found, "section": asked, "rows": rows})


def visible(request: MemberRequest, uid: str) -> Submission:
    """The submission with this uid, where the person may see it; 404 elsewhere."""
    return get_object_or_404(Submission.objects.visible_to(request.user).select_related(*RELATED), uid=uid)


def visible_section(request: MemberRequest, uid: str, code: str) -> tuple[Submission, Section]:
    """A section of a submission that the person may see, or to which they are invited; 404 elsewhere."""
    invited = InvitedSection.objects.open_to(request.user).filter(code=code).values("invited__submission")
    seen = Q(pk__in=Submission.objects.visible_to(request.user).values("pk")) | Q(pk__in=invited)
    found = get_object_or_404(Submission.objects.filter(seen).select_related(*RELATED), uid=uid)
    asked = found.call.form.form.section(code)
    if asked is None:
        raise Http404
    return found, asked


def desk_for(request: MemberRequest, found: Submission) -> Desk:
    """The desk for which the person acts here: who is invited to sections acts for who invited them, whatever they chose."""
    desk: Desk = found.desk if sections_open_to(request.user, found) else request.acting.desk
    return desk


def _asked_in(found: Submission, asked: Section, key: str) -> Question | None:
    """The question or cell with this key, where the section asks it."""
    return found.call.form.form.question(key) if asked.own({key: Given()}) else None


def _to_remark(request: MemberRequest, found: Submission, about: Sequence[Question], ids: str = "id_%s") -> CommentForm | None:
    """The form in which the person remarks on one of these; None for who may not. ids: two such forms stand on one page."""
    refused = inviting.why_not_remark(found, [one.key for one in about], request.user, desk_for(request, found))
    return None if refused else CommentForm(about=about, auto_id=ids)


def _findings_in(asked: Section, found: Submission, answers: Mapping[str, Given]) -> list[Finding]:
    return [finding for finding in rules.findings(found.call.form.form, answers) if finding.sheet == asked.code]


def _refusals(request: MemberRequest, found: Submission) -> Mapping[str, str | None]:
    """The sentence below each button of the page."""
    by, desk = request.user, request.acting.desk
    moves = {to.value: rules.why_not(found, to, by, desk) for to in Status}
    paper = found.paper_approvals.open().first()
    papers = {
        "record_paper": rules.why_not_record_paper(found, by, desk),
        "confirm_paper": rules.why_not_confirm_paper(paper, by, desk) if paper else None,
    }
    invite = inviting.why_not_invite(found, by, desk)
    return {**moves, **papers, "answer": rules.why_not_answer(found, by, desk), "invite": invite}


def _remarks(request: MemberRequest, found: Submission, asked: Section) -> list[dict[str, Any]]:
    """What was remarked in a section, as far as one may read it."""
    form = found.call.form.form
    comments = reading.remarks_read_by(request.user, found, asked)
    return [{"comment": comment, "question": form.question(comment.key)} for comment in comments]


def _around(request: MemberRequest, found: Submission, asked: Section) -> dict[str, Any]:
    """The page above a section, and the sections before and after it among those that the person may open."""
    invited_to = sections_open_to(request.user, found)
    sections = invited_to or found.call.form.form.sections
    place = sections.index(asked)
    following = sections[place + 1] if place + 1 < len(sections) else None
    above = reverse("my-sections", args=[found.uid]) if invited_to else found.get_absolute_url()
    return {"above": above, "previous": sections[place - 1] if place else None, "following": following}
