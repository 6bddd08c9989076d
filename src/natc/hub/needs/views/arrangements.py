"""Help for a need: the page of an arrangement, and what the two desks do with it."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from natc.hub.members.models import Audience, Desk
from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.members.templatetags.whose import name_of
from natc.hub.needs.actions import arrangements as actions
from natc.hub.needs.forms import AnswerForm, OfferForm, ProposalForm, ResultForm
from natc.hub.needs.models import Arrangement, Notice
from natc.hub.needs.rules import arrangements as rules
from natc.hub.needs.views.asking import ask, step
from natc.hub.needs.views.notices import visible


@signed_in
def propose(request: MemberRequest, uid: str) -> HttpResponse:
    """Propose help for a need, with ?offer= by an offer of one's own; for one's own need, ask for another desk's offer."""
    need, offer = visible(request, uid), _offer(request)
    check(rules.why_not_propose(need, offer, request.user, request.acting.desk))
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "language": request.LANGUAGE_CODE}
        return redirect(actions.propose(need=need, offer=offer, by=request.user, desk=request.acting.desk, **given))
    asked = offer.desk if offer and need.desk == request.acting.desk else need.desk
    title = _("Ask for it") if asked != need.desk else _("Propose our help")
    return ask(request, form, about=need, title=title, says=_says(asked), button=_("Propose"))


@signed_in
def arrangement(request: MemberRequest, uid: str) -> HttpResponse:
    """An arrangement: what was proposed, what the other desk said, what came of it."""
    found, by, desk = _visible(request, uid), request.user, request.acting.desk
    readable = Notice.objects.visible_to(by)
    page = {
        "arrangement": found,
        "need": readable.filter(pk=found.need.pk).first(),
        "offer": readable.filter(pk=found.offer.pk).first() if found.offer else None,
        "refusals": {
            "answer": rules.why_not_answer(found, by, desk),
            "finish": rules.why_not_finish(found, by, desk),
        },
    }
    return render(request, "needs/arrangement.html", page)


@signed_in
def agree(request: MemberRequest, uid: str) -> HttpResponse:
    """Agree to what the other desk proposed."""
    found = _visible(request, uid)
    check(rules.why_not_answer(found, request.user, request.acting.desk))
    form = AnswerForm(request.POST or None)
    act = partial(actions.agree, arrangement=found)
    return step(request, form, act, about=found, title=_("Agree"), says=_says(found.proposer), button=_("Agree"))


@signed_in
def decline(request: MemberRequest, uid: str) -> HttpResponse:
    """Decline what the other desk proposed, with a sentence."""
    found = _visible(request, uid)
    check(rules.why_not_answer(found, request.user, request.acting.desk))
    form = AnswerForm(request.POST or None)
    act = partial(actions.decline, arrangement=found)
    return step(request, form, act, about=found, title=_("Decline"), says=_says(found.proposer), button=_("Decline"))


@signed_in
def finish(request: MemberRequest, uid: str) -> HttpResponse:
    """Say that the help was given."""
    found = _visible(request, uid)
    check(rules.why_not_finish(found, request.user, request.acting.desk))
    form = ResultForm(request.POST or None)
    act = partial(actions.finish, arrangement=found)
    return step(request, form, act, about=found, title=_("The help was given"), says=_says(found.helper), button=_("Save"))


def _offer(request: MemberRequest) -> Notice | None:
    form = OfferForm(request.GET)
    if not form.is_valid():
        raise Http404
    wanted = form.cleaned_data["offer"]
    return visible(request, wanted) if wanted else None


def _says(desk: Desk) -> str:
    return _("Only your desk and this one will read it: %(desk)s.") % {"desk": name_of(desk, Audience.MEMBERS)}


def _visible(request: MemberRequest, uid: str) -> Arrangement:
    return get_object_or_404(Arrangement.objects.visible_to(request.user), uid=uid)
