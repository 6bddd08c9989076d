"""Linking two or three bodies' lists: find the pairs, decide each with the reasons in words, make one register."""

from typing import Any

import polars as pl
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from natc.engine.errors import Refused
from natc.engine.linkage.decisions import Pair
from natc.engine.linkage.link import By
from natc.engine.linkage.lists import BODY, LIST
from natc.engine.linkage.output import REGISTER
from natc.engine.linkage.persons import place_of
from natc.engine.linkage.words import beside, reasons, told
from natc.engine.standard.form import load_form
from natc.hub.local import lists, office, work
from natc.hub.local.forms import LinkForm
from natc.hub.local.language import spoken_here
from natc.hub.local.notices import tell
from natc.hub.local.settings import FOLDER


def link(request: HttpRequest) -> HttpResponse:
    """Choose the lists; then how many pairs wait, and what one register would hold."""
    known = [one for one in office.sheets() if one.begun and _of_persons(one)]
    ready = [one for one in known if not one.mapping.proposals]
    form = LinkForm(request.POST if request.method == "POST" else None, ready=ready)
    if request.method == "POST" and form.is_valid():
        chosen = [one for one in ready if one.name in form.cleaned_data["lists"]]
        by = frozenset(By(way) for way in form.cleaned_data["by"])
        here = reverse("link")
        return work.begin(_("Looking for pairs that look alike"), lambda _told: lists.begin(chosen, by), then=here, back=here)
    linking = lists.current()
    page: dict[str, Any] = {
        "form": form,
        "ready": ready,
        "not_ready": [one for one in known if one not in ready],
        "linking": linking,
    }
    if linking:
        page |= {"rows": linking.linkage.rows.height, "pairs": linking.linkage.shown.height, "waiting": len(linking.waiting())}
    register = lists.LINKED / REGISTER
    page |= {"register": register.relative_to(FOLDER) if register.exists() else None, "outdated": lists.outdated(ready)}
    return render(request, "local/link.html", page)


def pairs(request: HttpRequest) -> HttpResponse:
    """The next pair: both rows side by side, why they look alike, and the answers."""
    linking = lists.current()
    if linking is None:
        return redirect("link")
    if request.method == "POST":
        _take_answer(linking, request)
        return redirect("pairs")
    waiting = linking.waiting()
    if not waiting:
        tell(_("Every pair is decided. Now make the one register."))
        return redirect("link")
    pair, lang = waiting[0], spoken_here()
    rows, found = linking.linkage.rows, linking.shown(waiting[0])
    page = {
        "pair": pair,
        "bodies": [_whose(rows, number) for number in pair],
        "beside": beside(rows, pair, lang),
        "reasons": reasons(rows, found, lang) if found else [],
        "left": len(waiting),
        "back": bool(linking.answered),
    }
    return render(request, "local/pairs.html", page)


@require_POST
def merge(request: HttpRequest) -> HttpResponse:
    """Make one register of all lists; undecided pairs stay apart, and the account says how many there are."""
    linking = lists.current()
    if linking is None:
        raise Refused(_("Choose the lists and let natc find the pairs first."))
    here, lang = reverse("link"), spoken_here()

    def act(_told: work.Told) -> None:
        for sentence in told(linking.merge(), lists.LINKED.relative_to(FOLDER), lang):
            tell(sentence)

    return work.begin(_("Making one register"), act, then=here, back=here)


def _whose(rows: pl.DataFrame, number: int) -> str:
    """The body that keeps a row, and where the row stands; a body that is known by its file alone is not named twice."""
    place = place_of(rows, number)
    return place if rows[BODY][number] == rows[LIST][number] else f"{rows[BODY][number]}, {place}"


def _of_persons(one: office.Sheet) -> bool:
    form = load_form(one.mapping.form)
    return lists.FORM in (form.code, form.taken_from)


def _take_answer(linking: lists.Linking, request: HttpRequest) -> None:
    """What the person pressed: same, different, later, or back to the pair before."""
    said = request.POST.get("answer")
    if said == "back":
        if linking.answered:
            linking.answer(linking.answered.pop(), None)
        return
    pair = _pair(request)
    if pair is None or linking.shown(pair) is None:
        raise Refused(_("This pair is not among those that natc found; look at the next one."))
    if said == "later":
        linking.put_off(pair)
        return
    linking.answer(pair, same=said == "same")
    linking.answered.append(pair)


def _pair(request: HttpRequest) -> Pair | None:
    left, right = request.POST.get("left", ""), request.POST.get("right", "")
    return (int(left), int(right)) if left.isdigit() and right.isdigit() else None
