"""The horizon board: the list as states' voices sort it, the page of a sign, and what desks do with it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.needs.actions import signs as actions
from natc.hub.needs.board_forms import SignForm, VoiceForm
from natc.hub.needs.models import Sign, Voice
from natc.hub.needs.rules import signs as rules
from natc.hub.needs.rules.boards import why_not_retire
from natc.hub.needs.tables import SignsTable
from natc.hub.needs.views.asking import ask_below
from natc.hub.needs.views.boards import retiring
from natc.hub.web.tables import table_page


@signed_in
def signs(request: MemberRequest) -> HttpResponse:
    """The board: what most states see comes first; retired signs last."""
    refusal = rules.why_not_note(request.user, request.acting.desk)
    found = Sign.objects.visible_to(request.user).with_voices()
    shown = found.prefetch_related("desk__organisation__territory__names")
    return table_page(request, SignsTable, shown, template="needs/signs.html", name="horizon", refusal=refusal)


@signed_in
def sign(request: MemberRequest, uid: str) -> HttpResponse:
    """A sign: what was noticed, where, by whom it is known, and which state says what."""
    found, by, desk = _visible(request, uid), request.user, request.acting.desk
    voices = found.voices.select_related("territory").prefetch_related("territory__names")
    own = voices.filter(territory=desk.organisation.territory).first()
    page = {
        "sign": found,
        "voices": [(voice.label, [one.territory for one in voices if one.voice == voice]) for voice in Voice],
        "form": VoiceForm(initial={"voice": own.voice if own else None}),
        "refusals": {"say": rules.why_not_say(found, by, desk), "retire": why_not_retire(found, by, desk)},
    }
    return render(request, "needs/sign.html", page)


@signed_in
def note(request: MemberRequest) -> HttpResponse:
    """Note a sign on the board."""
    check(rules.why_not_note(request.user, request.acting.desk))
    form = SignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "language": request.LANGUAGE_CODE}
        return redirect(actions.note(by=request.user, desk=request.acting.desk, **given))
    says = _("All member states and the secretariat read the board.")
    back, back_to = _("Horizon"), reverse("horizon")
    about = {"back": back, "back_to": back_to, "title": _("Note a sign"), "says": says}
    return ask_below(request, form, **about, button=_("Put it on the board"))


@signed_in
@require_POST
def say(request: MemberRequest, uid: str) -> HttpResponse:
    """Give the voice of one's state, or change it."""
    found, form = _visible(request, uid), VoiceForm(request.POST)
    if form.is_valid():
        actions.say(sign=found, by=request.user, desk=request.acting.desk, **form.cleaned_data)
    return redirect(found)


@signed_in
def retire(request: MemberRequest, uid: str) -> HttpResponse:
    """Retire a sign with the reason."""
    return retiring(request, _visible(request, uid), _("Retire this sign"))


def _visible(request: MemberRequest, uid: str) -> Sign:
    found = Sign.objects.visible_to(request.user).select_related("desk__organisation__territory")
    return get_object_or_404(found, uid=uid)
