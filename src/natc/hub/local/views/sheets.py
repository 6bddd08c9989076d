"""The first page: the sheets of the office, and the steps that each has still before it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from natc.engine.errors import EngineError
from natc.engine.standard.form import Severity, load_form
from natc.engine.text import say
from natc.hub.local import office
from natc.hub.local.forms import BeginForm, BringForm
from natc.hub.local.language import spoken_here
from natc.hub.local.notices import tell
from natc.hub.local.settings import FOLDER


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The sheets in the work folder, and a place to drop another."""
    return _home(request, BringForm())


@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """Keep a sheet that was dropped, and propose how it is joined to the standard."""
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return _home(request, form)
    given = form.cleaned_data
    new = office.bring(given["file"], given["mapping"], _asked(given))
    tell(_("%(name)s is here. Look at what natc proposes, and confirm what is right.") % {"name": new.name})
    return redirect("mapping", new.name)


@require_POST
def begin(request: HttpRequest, name: str) -> HttpResponse:
    """Propose how a sheet that lies in the work folder is joined to the standard."""
    new, form = office.sheet(name), BeginForm(request.POST)
    if not form.is_valid():
        return _home(request, BringForm(), {name: form})
    office.begin(new, _asked(form.cleaned_data))
    return redirect("mapping", name)


def _asked(given: dict[str, Any]) -> office.Asked:
    return office.Asked(given["form"], given["sheet"] or None, given["header_row"])


def _home(request: HttpRequest, form: BringForm, forms: dict[str, BeginForm] | None = None) -> HttpResponse:
    wrong = forms or {}
    sheets = [_standing(one) for one in office.sheets()]
    new = [one["sheet"] for one in sheets if not one["form"]]
    waiting = [(one, wrong.get(one.name) or BeginForm(auto_id=f"begin-{number}-%s")) for number, one in enumerate(new)]
    page = {"form": form, "sheets": [one for one in sheets if one["form"]], "waiting": waiting, "folder": FOLDER}
    return render(request, "local/home.html", page)


def _standing(one: office.Sheet) -> dict[str, Any]:
    """How far a sheet is: its form, the proposals that wait, the blocking findings as far as somebody looked; or what is wrong
    with the files beside it."""
    if not one.begun:
        return {"sheet": one, "form": None}
    try:
        join, report, corrections = one.mapping, office.looked(one), one.corrections
    except EngineError as error:
        return {"sheet": one, "form": str(error), "trouble": True}
    return {
        "sheet": one,
        "form": say(load_form(join.form).title, spoken_here()),
        "proposals": len(join.proposals),
        "looked": report is not None,
        "blocking": report.count(Severity.BLOCKING) if report else 0,
        "corrections": len(corrections),
    }
