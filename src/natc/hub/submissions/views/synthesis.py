"""The synthesis of a call beside the answers that it cites: drafted by chair and secretariat, then read by members."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from natc.hub.fields import ORIGINAL
from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.submissions import drafting
from natc.hub.submissions.actions import synthesis as actions
from natc.hub.submissions.cited import offers, passages_of
from natc.hub.submissions.forms import ParagraphForm
from natc.hub.submissions.models import Call, Citation, Paragraph, Synthesis
from natc.hub.submissions.views.comparison import about, visible_call


@signed_in
def synthesis(request: MemberRequest, uid: str) -> HttpResponse:
    """The paragraphs, each beside the answers that it cites; which of these changed since."""
    found = visible_call(request, uid)
    written = Synthesis.objects.visible_to(request.user).filter(call=found).first()
    refusal = drafting.why_not_write(found, request.user, request.acting.desk)
    if written is None and refusal:
        raise Http404
    paragraphs = written.paragraphs.select_related("by", "desk") if written else Paragraph.objects.none()
    page = {
        **about(request, found),
        "synthesis": written,
        "passages": passages_of(found, paragraphs.standing()),
        "withdrawn": paragraphs.exclude(withdrawn_at=None),
        "refusal": refusal,
        "why_not_show": drafting.why_not_show(written, request.user, request.acting.desk) if written else None,
    }
    return render(request, "submissions/synthesis.html", page)


@signed_in
def add(request: MemberRequest, uid: str) -> HttpResponse:
    """Write a further paragraph beside the answers that it can cite."""
    found = visible_call(request, uid)
    by, desk, language = request.user, request.acting.desk, request.LANGUAGE_CODE
    check(drafting.why_not_write(found, by, desk))
    form = ParagraphForm(request.POST or None, citable=drafting.sources(found))
    if request.method == "POST" and form.is_valid():
        written = {name: form.cleaned_data[name] for name in ("uid", "text", "cites")}
        return _to(actions.add(call=found, language=language, by=by, desk=desk, **written))
    return _writing(request, found, form)


@signed_in
def change(request: MemberRequest, uid: str) -> HttpResponse:
    """Change a paragraph. Where somebody changed it meanwhile both texts are shown, and a person decides."""
    found, theirs = _visible(request, uid), None
    by, desk, call = request.user, request.acting.desk, found.synthesis.call
    check(drafting.why_not_write(call, by, desk))
    citable, standing = drafting.sources(call), found.citations.values_list("version__answer__uid", flat=True)
    initial = {"text": found.text[found.text[ORIGINAL]], "seen": found.version, "cites": [*map(str, standing)]}
    form = ParagraphForm(request.POST or None, initial=initial, citable=citable)
    if request.method == "POST" and form.is_valid():
        written = {name: form.cleaned_data[name] for name in ("text", "seen", "cites")}
        if actions.change(paragraph=found, by=by, desk=desk, **written):
            return _to(found)
        theirs = _visible(request, uid)
        form = ParagraphForm(initial={**written, "cites": [*map(str, written["cites"])], "seen": theirs.version}, citable=citable)
    return _writing(request, call, form, theirs)


@signed_in
@require_POST
def move_up(request: MemberRequest, uid: str) -> HttpResponse:
    """Let a paragraph stand before the one before it."""
    found = _visible(request, uid)
    actions.move_up(paragraph=found, by=request.user, desk=request.acting.desk)
    return _to(found)


@signed_in
@require_POST
def withdraw(request: MemberRequest, uid: str) -> HttpResponse:
    """Take a paragraph out; it can be put back."""
    found = _visible(request, uid)
    actions.withdraw(paragraph=found, by=request.user, desk=request.acting.desk)
    return redirect("synthesis", found.synthesis.call.uid)


@signed_in
@require_POST
def put_back(request: MemberRequest, uid: str) -> HttpResponse:
    """Put a paragraph back that was taken out."""
    found = _visible(request, uid)
    actions.put_back(paragraph=found, by=request.user, desk=request.acting.desk)
    return _to(found)


@signed_in
@require_POST
def confirm(request: MemberRequest, uid: str) -> HttpResponse:
    """Say that a paragraph still holds with an answer that changed."""
    visible = Citation.objects.visible_to(request.user).select_related("paragraph__synthesis__call")
    found = get_object_or_404(visible, uid=uid)
    actions.confirm(citation=found, by=request.user, desk=request.acting.desk)
    return _to(found.paragraph)


@signed_in
@require_POST
def show(request: MemberRequest, uid: str) -> HttpResponse:
    """Let member states read the synthesis."""
    found = _visible_synthesis(request, uid)
    actions.show(synthesis=found, by=request.user, desk=request.acting.desk)
    return redirect("synthesis", found.call.uid)


@signed_in
@require_POST
def draft_again(request: MemberRequest, uid: str) -> HttpResponse:
    """Take the synthesis back to work on it."""
    found = _visible_synthesis(request, uid)
    actions.draft_again(synthesis=found, by=request.user, desk=request.acting.desk)
    return redirect("synthesis", found.call.uid)


def _visible(request: MemberRequest, uid: str) -> Paragraph:
    related = ("synthesis__call__form", "by", "desk")
    return get_object_or_404(Paragraph.objects.visible_to(request.user).select_related(*related), uid=uid)


def _visible_synthesis(request: MemberRequest, uid: str) -> Synthesis:
    return get_object_or_404(Synthesis.objects.visible_to(request.user).select_related("call"), call__uid=uid)


def _to(paragraph: Paragraph) -> HttpResponse:
    return redirect(f"{reverse('synthesis', args=[paragraph.synthesis.call.uid])}#{paragraph.uid}")


def _writing(request: MemberRequest, call: Call, form: ParagraphForm, theirs: Paragraph | None = None) -> HttpResponse:
    ticked = {str(one) for one in form["cites"].value() or ()}
    page = {"call": call, "form": form, "offers": offers(call, ticked), "theirs": theirs}
    return render(request, "submissions/paragraph.html", page)
