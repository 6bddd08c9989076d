"""Totals: from registers to the submission of a state and a year; what it says, and its files."""

import datetime
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from natc.engine.linkage.output import REGISTER
from natc.engine.standard.aggregate.account import checked, counted, odd, silent, totals
from natc.engine.standard.aggregate.period import Period
from natc.engine.standard.aggregate.registers import Sheet, open_register, refuse_findings, submission_of
from natc.engine.standard.aggregate.said import read_said
from natc.engine.standard.aggregate.view import View
from natc.engine.standard.reports import BODIES, load_body
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_file import read_submission, write_submission
from natc.engine.standard.templates.submission_filled import write_filled_submission
from natc.engine.text import say, spaced
from natc.hub.local import lists, office, work
from natc.hub.local.forms import AggregateForm
from natc.hub.local.language import spoken_here
from natc.hub.local.notices import tell
from natc.hub.local.settings import FOLDER, MADE

LINKED = ":linked"  # chosen in place of a sheet: the one register of all bodies; no file can have this name
NAME = "submission-{state}-{year}"


def aggregate(request: HttpRequest) -> HttpResponse:
    """Which registers, which state, which year, what is said of tables without numbers; then count."""
    sheets = [one for one in office.sheets() if one.begun and not one.mapping.proposals]
    persons = [(one.name, one.name) for one in sheets if one.mapping.form != "justice"]
    justice = [(one.name, one.name) for one in sheets if one.mapping.form == "justice"]
    if (lists.LINKED / REGISTER).exists():
        persons.insert(0, (LINKED, _("The one register of all bodies (linked)")))
    posted = request.POST if request.method == "POST" else None
    form = AggregateForm(posted, protection=persons, justice=justice, year=office.today().year - 1)
    if posted and form.is_valid():
        return _begin(form)
    return render(request, "local/aggregate.html", {"form": form, "ready": persons, "outdated": lists.outdated(sheets)})


def submissions(request: HttpRequest) -> HttpResponse:
    """The submissions that lie in the work folder."""
    made = sorted(MADE.glob("submission-*.json"))
    return render(request, "local/submissions.html", {"submissions": [path.stem for path in made]})


def submission(request: HttpRequest, name: str) -> HttpResponse:
    """What a submission says: totals, what was left out and why, tables without numbers; its files; what can be made of it."""
    path, lang = path_of(name), spoken_here()
    made = read_submission(path)
    bodies = [(code, say(load_body(code).title, lang)) for code in BODIES]
    files = [file.relative_to(FOLDER) for file in (path, path.with_suffix(".xlsx")) if file.exists()]
    page = {
        "stem": name,
        "submission": made,
        "counted": list(counted(made, lang)) if "registers" in made.manifest else [],
        "totals": [(table.code, say(table.title, lang), spaced(round(total))) for table, total in totals(made)],
        "silent": list(silent(made, lang)),
        "odd": list(odd(made, lang)),
        "files": files,
        "bodies": bodies,
        "briefs": [file.relative_to(FOLDER) for file in sorted(MADE.glob(f"brief-{name}.*"))],
    }
    return render(request, "local/submission.html", page)


def path_of(name: str) -> Path:
    """The file of a submission in the work folder. Raises Http404: an address names no other file."""
    found = {path.stem: path for path in MADE.glob("submission-*.json")}
    if name not in found:
        raise Http404
    return found[name]


def _begin(form: AggregateForm) -> HttpResponse:
    given, lang = form.cleaned_data, spoken_here()
    year = given["year"]
    view = View(given["territory"], Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31)))
    said = read_said(**form.said(), after=view.period.last_day)
    chosen = [("protection", given["protection"]), *([("justice", given["justice"])] if given["justice"] else [])]
    name = NAME.format(state=view.territory, year=year)

    def act(told: work.Told) -> None:
        registers = [
            open_register(code, Sheet(_register(of)), view, office.today(), lambda rows: told(spaced(rows)))
            for code, of in chosen
        ]
        if not given["with_findings"]:
            refuse_findings(registers)
        _save(submission_of(registers, view, said, office.today()), name, lang)
        for register in registers:
            tell(checked(register.report, lang), "warning")

    label = _("Counting for %(state)s %(year)s") % {"state": view.territory, "year": year}
    return work.begin(label, act, then=reverse("submission", args=[name]), back=reverse("aggregate"))


def _register(of: str) -> Path:
    """The file with the rows in the standard's columns."""
    return lists.LINKED / REGISTER if of == LINKED else office.write_register(office.sheet(of))


def _save(made: Submission, name: str, lang: str) -> None:
    write_filled_submission(made, MADE / f"{name}.xlsx", lang)
    write_submission(made, MADE / f"{name}.json")
