"""Drafting a form: its page, its title, its sections and questions, what the desks will see, and when it is finished."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from natc.engine.standard.asked import drafting
from natc.engine.standard.asked.changes import changes
from natc.engine.standard.asked.form import Ask
from natc.engine.text import ORIGINAL
from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.submissions import builder_forms as fill_in
from natc.hub.submissions import form_rules, reading
from natc.hub.submissions.actions import drafts as actions
from natc.hub.submissions.models import FormDraft, FormVersion
from natc.hub.submissions.sheet import sheet_of
from natc.hub.submissions.values import standard_language

MOVES: Mapping[str, Callable[..., actions.Kept]] = {"section": actions.move_section, "question": actions.move_question}
REMOVALS: Mapping[str, Callable[..., actions.Kept]] = {"section": actions.remove_section, "question": actions.remove_question}


@signed_in
def draft(request: MemberRequest, uid: str) -> HttpResponse:
    """A form while it is drafted: its sections and questions in order, what is wrong with it, who changed it last."""
    found = visible_draft(request, uid)
    by, desk = request.user, request.acting.desk
    page = {
        "draft": found,
        "form": found.form,
        "kinds": fill_in.KINDS,
        "faults": drafting.faults(found.raw, standard_language()),
        "last": found.edits.select_related("by", "desk__organisation__territory").last(),
        "refusals": {
            "change": form_rules.why_not_change(found, by, desk),
            "finish": form_rules.why_not_finish(found, by, desk),
            "again": form_rules.why_not_again(found, by, desk),
            "discard": form_rules.why_not_discard(found, by, desk),
        },
    }
    return render(request, "submissions/builder.html", page)


@signed_in
def about(request: MemberRequest, uid: str) -> HttpResponse:
    """What a form is called and for, and in which languages it is written."""
    found = _to_change(request, uid)
    standing = actions.about_of(found.raw)
    texts = {**fill_in.shown_text("title", standing["title"]), **fill_in.shown_text("purpose", standing["purpose"])}
    first = {**texts, "who_answered": standing["who_answered"], "written_in": found.written_in[1:]}
    form = fill_in.AboutForm(_posted(request), languages=found.written_in, initial={**first, "seen": actions.seen_of(standing)})
    if request.method == "POST" and form.is_valid():
        kept = actions.write_about(draft=found, about=form.about(), tags=form.tags(), **_by(request, form))
        if kept.kept:
            return redirect(found)
        return _conflict(request, "builder_about", kept.draft, form, actions.about_of(kept.draft.raw), part="")
    return render(request, "submissions/builder_about.html", {"draft": found, "form": form})


@signed_in
def section(request: MemberRequest, uid: str, code: str) -> HttpResponse:
    """The title of a section and what stands below it."""
    found = _to_change(request, uid)
    standing = actions.heading_of(drafting.section_of(found.raw, code))
    if standing is None:
        raise Http404
    return _section(request, found, standing)


@signed_in
def add_section(request: MemberRequest, uid: str) -> HttpResponse:
    """A new section, at the end."""
    return _section(request, _to_change(request, uid), None)


@signed_in
def question(request: MemberRequest, uid: str, code: str) -> HttpResponse:
    """A question that stands in the form. What it takes cannot be changed: another kind is another question."""
    found = _to_change(request, uid)
    standing = drafting.question_of(found.raw, code)
    if standing is None:
        raise Http404
    holds = next(one["code"] for one in found.raw["sections"] if standing in drafting.questions_of(one))
    return _question(request, found, holds, standing, actions.seen_of(standing))


@signed_in
def ask(request: MemberRequest, uid: str, code: str, kind: str) -> HttpResponse:
    """A new question at the end of the section with this code."""
    found = _to_change(request, uid)
    if kind not in fill_in.KINDS or drafting.section_of(found.raw, code) is None:
        raise Http404
    return _question(request, found, code, fill_in.new_question(kind), "")


@signed_in
@require_POST
def move(request: MemberRequest, uid: str) -> HttpResponse:
    """Move a section or a question up or down."""
    found, part, code = _part(request, uid)
    steps = {"up": -1, "down": 1}.get(request.POST.get("to", ""))
    if steps is None:
        raise Http404
    MOVES[part](draft=found, code=code, steps=steps, by=request.user, desk=request.acting.desk)
    return redirect(f"{found.get_absolute_url()}#{part}-{code}")


@signed_in
@require_POST
def remove(request: MemberRequest, uid: str) -> HttpResponse:
    """Take a section or a question out of a form."""
    found, part, code = _part(request, uid)
    REMOVALS[part](draft=found, code=code, by=request.user, desk=request.acting.desk)
    messages.success(request, _("It was taken out."))
    return redirect(found)


@signed_in
def preview(request: MemberRequest, uid: str) -> HttpResponse:
    """The form as those who answer will see it. What is typed there is not kept."""
    found = visible_draft(request, uid)
    form = found.form
    page = {"draft": found, "form": form, "sheets": [sheet_of(form, one, {}) for one in form.sections], "reasons": form.reasons}
    return render(request, "submissions/builder_preview.html", page)


@signed_in
def finish(request: MemberRequest, uid: str) -> HttpResponse:
    """Finish a form, after saying what became of each question since the version before."""
    found = visible_draft(request, uid)
    check(form_rules.why_not_finish(found, request.user, request.acting.desk))
    if request.method == "POST":
        return redirect(actions.finish(draft=found, by=request.user, desk=request.acting.desk))
    became = changes(found.earlier.form, found.form) if found.earlier else []
    page = {"draft": found, "form": found.form, "changes": became, "readers": reading.readers_in_words(found.form)}
    return render(request, "submissions/builder_finish.html", page)


@signed_in
@require_POST
def again(request: MemberRequest, uid: str) -> HttpResponse:
    """Draft a finished form again."""
    found = visible_draft(request, uid)
    actions.draft_again(draft=found, by=request.user, desk=request.acting.desk)
    return redirect(found)


@signed_in
@require_POST
def discard(request: MemberRequest, uid: str) -> HttpResponse:
    """Throw a draft away."""
    actions.discard(draft=visible_draft(request, uid), by=request.user, desk=request.acting.desk)
    messages.success(request, _("The draft was thrown away."))
    return redirect("forms")


def visible_draft(request: MemberRequest, uid: str) -> FormDraft:
    """The draft with this uid, where the person may see it; 404 elsewhere."""
    return get_object_or_404(FormDraft.objects.visible_to(request.user).select_related("earlier", "version"), uid=uid)


def _to_change(request: MemberRequest, uid: str) -> FormDraft:
    found = visible_draft(request, uid)
    check(form_rules.why_not_change(found, request.user, request.acting.desk))
    return found


def _part(request: MemberRequest, uid: str) -> tuple[FormDraft, str, str]:
    """The draft, "section" or "question", and the code of that part, which the draft has."""
    found = _to_change(request, uid)
    part, code = request.POST.get("part", ""), request.POST.get("code", "")
    of = {"section": drafting.section_of, "question": drafting.question_of}.get(part)
    if of is None or of(found.raw, code) is None:
        raise Http404
    return found, part, code


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _by(request: MemberRequest, form: Any) -> dict[str, Any]:
    """Who makes a change, and by what a repeated or a late one is known."""
    given = form.cleaned_data
    return {"seen": given["seen"], "uid": given["uid"], "by": request.user, "desk": request.acting.desk}


def _section(request: MemberRequest, found: FormDraft, standing: Mapping[str, Any] | None) -> HttpResponse:
    shown = (
        {**fill_in.shown_text("title", standing["title"]), **fill_in.shown_text("note", standing.get("note"))} if standing else {}
    )
    first = {**shown, "seen": actions.seen_of(standing)}
    form = fill_in.SectionForm(_posted(request), languages=found.written_in, initial=first)
    if request.method == "POST" and form.is_valid():
        said = form.said()
        code = standing["code"] if standing else drafting.free_code(said["title"][ORIGINAL], _taken(found))
        kept = actions.write_section(draft=found, section={"code": code, **said}, **_by(request, form))
        if kept.kept:
            return redirect(f"{found.get_absolute_url()}#section-{code}")
        theirs = actions.heading_of(drafting.section_of(kept.draft.raw, code))
        return _conflict(request, "builder_section", kept.draft, form, theirs, part=code)
    return render(request, "submissions/builder_section.html", {"draft": found, "form": form, "standing": standing})


def _question(request: MemberRequest, found: FormDraft, code: str, standing: Mapping[str, Any], seen: str) -> HttpResponse:
    """code: of the section where it stands or comes. standing: the question as it is, or of what kind it will be."""
    tags, kind = found.written_in, Ask(standing["ask"])
    first = {**fill_in.shown_question({"readers": None, **standing}), "seen": seen}
    form = fill_in.QuestionDraftForm(_posted(request), ask=kind, languages=tags, initial=first)
    shown, named = fill_in.shown_options(standing), {"languages": tags}
    options = fill_in.OptionForms(_posted(request), initial=shown, form_kwargs=named, prefix="options")
    page = {"options": options if kind in drafting.OFFERING else None, "kind": fill_in.KINDS[kind][0]}
    if request.method == "POST" and form.is_valid() and (kind not in drafting.OFFERING or options.is_valid()):
        written = _written(found, standing, form, options)
        kept = actions.write_question(draft=found, code=code, question=written, **_by(request, form))
        if kept.kept:
            return redirect(f"{found.get_absolute_url()}#question-{written['key']}")
        theirs = drafting.question_of(kept.draft.raw, written["key"])
        return _conflict(request, "builder_question", kept.draft, form, theirs, part=written["key"], **page)
    shown_now = {"draft": found, "form": form, "standing": standing if seen else None}
    return render(request, "submissions/builder_question.html", {**page, **shown_now})


def _written(found: FormDraft, standing: Mapping[str, Any], form: Any, options: Any) -> dict[str, Any]:
    """The question as it was filled in, under the key that it has, or under a new one that no version ever had."""
    said = form.said()
    key = standing["key"] if "key" in standing else drafting.free_code(said["label"][ORIGINAL], _taken(found))
    kept = {name: standing[name] for name in ("asked_with",) if name in standing}
    offered = {"options": fill_in.options_of(options, standing.get("options", []))} if form.ask in drafting.OFFERING else {}
    return {"key": key, **said, **offered, **kept}


def _taken(found: FormDraft) -> set[str]:
    """Every code of this form, and of each version that there ever was of it."""
    earlier = FormVersion.objects.filter(code=found.code).values_list("content", flat=True)
    return drafting.codes_of(found.raw).union(*(drafting.codes_of(json.loads(content)) for content in earlier))


def _conflict(
    request: MemberRequest, page: str, found: FormDraft, form: Any, theirs: Any, *, part: str, **more: Any
) -> HttpResponse:
    """The page again: what was typed stays in its fields, what somebody saved meanwhile stands above it. Saving again decides."""
    form.data = form.data.copy()
    form.data["seen"] = actions.seen_of(theirs)
    last = found.edits.filter(part=part).select_related("by", "desk__organisation__territory").last()
    texts = [theirs[name] for name in ("title", "purpose", "label", "note") if theirs and name in theirs]
    saved = {"theirs": theirs, "texts": texts, "last": last, "standing": theirs, "conflict": True}
    return render(request, f"submissions/{page}.html", {**more, **saved, "draft": found, "form": form}, status=409)
