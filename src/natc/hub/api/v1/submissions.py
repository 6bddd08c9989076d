"""Calls, and the submissions of the desk at which a token was made: read and written as its person may on the pages."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from ninja import Router
from ninja.pagination import paginate

from natc.engine.errors import Refused
from natc.engine.standard.asked.form import AskedForm, Question
from natc.hub.api import actions
from natc.hub.api.models import Scope, Token
from natc.hub.api.v1 import shapes
from natc.hub.api.v1.bearer import PersonalToken, TokenRequest
from natc.hub.api.v1.shapes import NotUnderstood, Pages, Problem, WrittenCell, WrittenCells
from natc.hub.submissions import reading
from natc.hub.submissions.actions.answers import Saved, Written
from natc.hub.submissions.models import Call, Submission
from natc.hub.submissions.values import read_value

LET_IN = {401: Problem, 403: Problem, 422: NotUnderstood, 429: Problem}
FOUND = {**LET_IN, 404: Problem}


def unkept(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The operation, whose answer nobody keeps."""
    asked: Callable[..., HttpResponse] = cache_control(private=True, no_store=True)(run)
    return asked


router = Router(tags=["Calls and submissions"])
router.add_decorator(unkept, mode="view")


@router.get(
    "/calls",
    response={200: list[shapes.Call], **LET_IN},
    auth=PersonalToken(Scope.CALLS),
    url_name="api-calls",
    summary="The calls that you see",
)
@paginate(Pages)
def calls(request: TokenRequest) -> "QuerySet[Call]":
    """Those that stand on the page of calls of the token's person."""
    return Call.objects.visible_to(request.auth.person).select_related("form")


@router.get(
    "/calls/{uid}/questions",
    response={200: list[shapes.Question], **FOUND},
    auth=PersonalToken(Scope.CALLS),
    url_name="api-questions",
    summary="What a call asks",
)
@paginate(Pages)
def questions(request: TokenRequest, uid: UUID) -> list[dict[str, Any]]:
    """Each question and cell with the key under which it is answered. A table that is open takes further rows."""
    found = get_object_or_404(Call.objects.visible_to(request.auth.person).select_related("form"), uid=uid)
    return [_asked(section.code, question) for section in found.form.form.sections for question in section.asked]


@router.get(
    "/submissions",
    response={200: list[shapes.Submission], **LET_IN},
    auth=PersonalToken(Scope.SUBMISSIONS),
    url_name="api-submissions",
    summary="The submissions of your desk",
)
@paginate(Pages)
def submissions(request: TokenRequest) -> list[dict[str, Any]]:
    """One for each call that asks the desk."""
    return [_told(one) for one in _own(request.auth)]


@router.get(
    "/submissions/{uid}",
    response={200: shapes.Submission, **FOUND},
    auth=PersonalToken(Scope.SUBMISSIONS),
    url_name="api-submission",
    summary="One submission of your desk",
)
def submission(request: TokenRequest, uid: UUID) -> dict[str, Any]:
    """Where it stands."""
    return _told(get_object_or_404(_own(request.auth), uid=uid))


@router.get(
    "/submissions/{uid}/cells",
    response={200: list[shapes.Cell], **FOUND},
    auth=PersonalToken(Scope.SUBMISSIONS),
    url_name="api-cells",
    summary="The answers of a submission",
)
@paginate(Pages)
def cells(request: TokenRequest, uid: UUID) -> list[dict[str, Any]]:
    """Those that were ever given, as they stand at the desk."""
    found = get_object_or_404(_own(request.auth), uid=uid)
    answers = reading.answers_read_by(request.auth.person, found)
    return [
        {"key": key, "value": one.value, "reason": one.reason, "version": one.version} for key, one in sorted(answers.items())
    ]


@router.patch(
    "/submissions/{uid}/cells",
    response={200: list[shapes.SavedCell], 400: Problem, 409: Problem, **FOUND},
    auth=PersonalToken(Scope.CELLS),
    url_name="api-cells",
    summary="Save answers of a submission as a draft",
)
def write_cells(request: TokenRequest, uid: UUID, body: WrittenCells) -> list[dict[str, Any]]:
    """All or none: one that does not answer its question refuses all. A cell that somebody changed meanwhile is not written over.

    What stands there is in the answer. Handing in is for people, on the page.
    """
    found = get_object_or_404(_own(request.auth), uid=uid)
    wanted = [_written(found.call.form.form, one) for one in body.cells]
    saved = actions.write_cells(submission=found, cells=wanted, by=request.auth.person, desk=request.auth.desk)
    return [_became(one, cell) for one, cell in zip(saved, wanted, strict=True)]


def _own(token: Token) -> "QuerySet[Submission]":
    """Those of the token's desk that its person sees on the pages."""
    own = Submission.objects.visible_to(token.person).filter(desk=token.desk)
    return own.select_related("call__form", "desk__organisation__territory")


def _asked(section: str, question: Question) -> dict[str, Any]:
    options = [{"code": option.code, "label": option.label} for option in question.options]
    return {"section": section, "key": question.key, "ask": question.ask, "label": question.label, "options": options}


def _told(found: Submission) -> dict[str, Any]:
    about = {name: getattr(found, name) for name in ("uid", "status", "due_on", "late", "writing")}
    return {**about, "call": found.call.uid}


def _written(form: AskedForm, cell: WrittenCell) -> Written:
    """The cell as the action takes it. Raises Refused for what does not answer its question."""
    question = form.question(cell.key)
    if question is None:
        raise Refused(_("This form does not ask “%(key)s”.") % {"key": cell.key[:60]})
    try:
        given = read_value(form, question, cell.value, cell.reason)
    except Refused as refused:
        raise Refused(f"{cell.key}: {refused}") from refused
    return Written(cell.key, given, cell.seen, cell.uid)


def _became(saved: Saved, wanted: Written) -> dict[str, Any]:
    stands = saved.answer
    about = {"key": stands.key, "value": stands.value, "reason": stands.reason, "version": stands.version}
    return {**about, "kept": stands.given == wanted.given}
