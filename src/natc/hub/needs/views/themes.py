"""The list of themes as states rank them, the page of one with who asked for it, and what states do about them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.needs.actions import themes as actions
from natc.hub.needs.board_forms import RankingForm, ThemeForm
from natc.hub.needs.models import Place, Theme, ThemeRank
from natc.hub.needs.rules import themes as rules
from natc.hub.needs.rules.boards import why_not_retire, why_not_speak
from natc.hub.needs.tables import ThemesTable
from natc.hub.needs.views.asking import ask_below
from natc.hub.needs.views.boards import retiring
from natc.hub.submissions.models import Call, CallStatus
from natc.hub.web.tables import table_page


@signed_in
def themes(request: MemberRequest) -> HttpResponse:
    """The list: what most states put first stands first; retired themes last."""
    by, desk = request.user, request.acting.desk
    refusals = {"put": rules.why_not_begin(by, desk), "rank": why_not_speak(by, desk)}
    found = Theme.objects.visible_to(by).ranked()
    return table_page(request, ThemesTable, found, template="needs/themes.html", name="themes", refusals=refusals)


@signed_in
def theme(request: MemberRequest, uid: str) -> HttpResponse:
    """A theme: what it is, who asked for it, when and where, and which states put it first."""
    found, by, desk = _visible(request, uid), request.user, request.acting.desk
    ranks = found.ranks.select_related("territory").prefetch_related("territory__names")
    page = {
        "theme": found,
        "call": Call.objects.visible_to(by).filter(pk=found.call.pk).first() if found.call else None,
        "asked": found.asked.select_related("territory").prefetch_related("territory__names"),
        "asking": found.asked.filter(territory=desk.organisation.territory).exists(),
        "places": [(place.label, [one.territory for one in ranks if one.place == place]) for place in Place],
        "refusals": {"ask": rules.why_not_ask(found, by, desk), "retire": why_not_retire(found, by, desk)},
    }
    return render(request, "needs/theme.html", page)


@signed_in
def put(request: MemberRequest) -> HttpResponse:
    """Put a theme on the list."""
    by, desk = request.user, request.acting.desk
    check(rules.why_not_begin(by, desk))
    calls = Call.objects.visible_to(by).exclude(status=CallStatus.DRAFT)
    state, today = desk.organisation.territory, timezone.now().date()
    initial = {"states": [state.code] if state else [], "on": today}
    form = ThemeForm(request.POST or None, calls=calls, state=state, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "language": request.LANGUAGE_CODE}
        return redirect(actions.put(by=by, desk=desk, **given))
    says = _("All member states and the secretariat read the list.")
    return ask_below(request, form, **_list(), title=_("Put a theme on the list"), says=says, button=_("Put it on the list"))


@signed_in
def rank(request: MemberRequest) -> HttpResponse:
    """Say which themes one's state puts first."""
    by, desk = request.user, request.acting.desk
    check(why_not_speak(by, desk))
    standing = Theme.objects.visible_to(by).standing()
    ranks = ThemeRank.objects.filter(territory=desk.organisation.territory, theme__in=standing).select_related("theme")
    now = {Place(one.place).name.lower(): one.theme.uid for one in ranks}
    form = RankingForm(request.POST or None, themes=standing, initial=now)
    if request.method == "POST" and form.is_valid():
        actions.rank(themes=form.ranked(), by=by, desk=desk)
        return redirect("themes")
    says = _("All member states and the secretariat see what your state puts first. You can change it at any time.")
    return ask_below(request, form, **_list(), title=_("What our state puts first"), says=says, button=_("Save"))


@signed_in
@require_POST
def ask_too(request: MemberRequest, uid: str) -> HttpResponse:
    """Ask for a theme for one's state."""
    found = _visible(request, uid)
    actions.ask_too(theme=found, by=request.user, desk=request.acting.desk)
    return redirect(found)


@signed_in
@require_POST
def ask_no_more(request: MemberRequest, uid: str) -> HttpResponse:
    """Take back that one's state asks for a theme."""
    found = _visible(request, uid)
    actions.ask_no_more(theme=found, by=request.user, desk=request.acting.desk)
    return redirect(found)


@signed_in
def retire(request: MemberRequest, uid: str) -> HttpResponse:
    """Retire a theme with the reason: what became of it."""
    return retiring(request, _visible(request, uid), _("Retire this theme"))


def _list() -> dict[str, str]:
    return {"back": _("Themes"), "back_to": reverse("themes")}


def _visible(request: MemberRequest, uid: str) -> Theme:
    found = Theme.objects.visible_to(request.user).select_related("desk__organisation__territory", "call")
    return get_object_or_404(found, uid=uid)
