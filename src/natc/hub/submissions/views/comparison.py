"""The answers to a call side by side and over time, on pages and as files."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from natc.hub.members.models import Audience
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.members.templatetags.whose import name_of
from natc.hub.submissions import comparison as comparing
from natc.hub.submissions import drafting
from natc.hub.submissions.models import Call, CallStatus, Synthesis
from natc.hub.submissions.models.answers import marks_open_to
from natc.hub.submissions.results import result_of
from natc.hub.submissions.trend import calls_of_the_form, trends_in
from natc.hub.web.tables import as_csv, as_workbook
from natc.hub.web.templatetags.said import said

FILES = {"csv": as_csv, "xlsx": as_workbook}
PICTURES = ("svg", "png", "csv")  # as which what was chosen is drawn and taken away


@signed_in
def comparison(request: MemberRequest, uid: str) -> HttpResponse:
    """What all desks answered, side by side: the questions that one reads as a member, by section and by state."""
    found = visible_call(request, uid)
    shown = filtered(request, found)
    page = {
        **about(request, found),
        "parts": [(part, [drawn for row in part.rows if (drawn := _figure(request, found, row))]) for part in shown.parts],
        "columns": shown.columns,
        "all_columns": comparing.columns_of(found, request.user),
        "asked": request.GET,
        "wanted": request.GET.getlist("desk"),
        "query": request.GET.urlencode(),
    }
    return render(request, "submissions/comparison.html", page)


@signed_in
def take(request: MemberRequest, uid: str, kind: str) -> HttpResponse:
    """The same comparison as a file."""
    found = visible_call(request, uid)
    if kind not in FILES:
        raise Http404
    return FILES[kind](_rows(filtered(request, found)), f"comparison-{found.form.code}")


@signed_in
def trend(request: MemberRequest, uid: str) -> HttpResponse:
    """What each desk answered over all calls of the same form, one section at a time."""
    found = visible_call(request, uid)
    page = about(request, found)
    sections = page["sections"]
    codes = [section.code for section in sections]
    code = request.GET.get("section") or next(iter(codes), "")
    shown = {"code": code, "calls": calls_of_the_form(found, request.user), "trends": list(trends_in(found, code, request.user))}
    return render(request, "submissions/trend.html", {**page, **shown})


def visible_call(request: MemberRequest, uid: str) -> Call:
    """The call with this uid, once it was sent and where the person may see it; 404 elsewhere."""
    sent = Call.objects.visible_to(request.user).exclude(status=CallStatus.DRAFT)
    return get_object_or_404(sent.select_related("form", "desk", "reviewer"), uid=uid)


def about(request: MemberRequest, found: Call) -> dict[str, Any]:
    """What every page about the answers to a call shows: which of them there are for who asks."""
    writes = not drafting.why_not_write(found, request.user, request.acting.desk)
    desks = [column.submission.desk for column in comparing.columns_of(found, request.user)]
    return {
        "call": found,
        "sections": comparing.sections_compared(found.form.form, marks_open_to(request.user)),
        "has_synthesis": writes or Synthesis.objects.visible_to(request.user).filter(call=found).exists(),
        "territories": [desk.organisation.territory for desk in desks if desk.organisation.territory],
    }


def filtered(request: MemberRequest, found: Call) -> comparing.Comparison:
    """The comparison that the address asks for by ?section= and ?desk=, each as often as one likes."""
    wanted = {"sections": request.GET.getlist("section"), "desks": request.GET.getlist("desk")}
    return comparing.compared(found, request.user, **{name: [one for one in given if one] for name, given in wanted.items()})


def _figure(request: MemberRequest, found: Call, row: comparing.Row) -> dict[str, Any] | None:
    """What was chosen in a row, with the addresses of its picture and of what of it can be taken away."""
    result, query = result_of(row), request.GET.urlencode()
    if result is None:
        return None
    files = {kind: f"{reverse('picture-of-answers', args=[found.uid, row.question.key, kind])}?{query}" for kind in PICTURES}
    return {
        "result": result,
        "src": files["svg"],
        "downloads": [{"href": files[kind], "label": kind.upper()} for kind in PICTURES],
    }


def _rows(shown: comparing.Comparison) -> Iterator[Sequence[Any]]:
    """The headings, then a row for each question; numbers as numbers, all else in words."""
    yield [_("Section"), _("Question"), *(name_of(one.submission.desk, Audience.MEMBERS) for one in shown.columns)]
    for part in shown.parts:
        for row in part.rows:
            yield [said(part.section.title), said(row.question.label), *map(_written, row.cells)]


def _written(cell: comparing.Cell) -> int | float | str:
    if cell.says is comparing.Says.ANSWER and isinstance(cell.given.value, int | float):
        return cell.given.value
    return cell.words or str(cell.says.label)
