"""Addresses of calls and submissions."""

from collections.abc import Callable
from importlib import import_module

from django.http import HttpRequest, HttpResponse
from django.urls import path

from natc.hub.submissions.views import answers, builder, calls, comparison, editions, files, invited, moves, synthesis, versions


def lazily(module: str, view: str) -> Callable[..., HttpResponse]:
    """A view that is loaded when it is first asked for: drawing and Word would make every start a third of a second longer."""

    def loaded(request: HttpRequest, **about: str) -> HttpResponse:
        found = getattr(import_module(f"natc.hub.submissions.views.{module}"), view)
        return found(request, **about)  # type: ignore[no-any-return]

    return loaded


urlpatterns = [
    path("calls/", calls.calls, name="calls"),
    path("calls/begin/", calls.begin, name="begin-call"),
    path("calls/<uuid:uid>/", calls.call, name="call-page"),
    path("calls/<uuid:uid>/change/", calls.change, name="change-call"),
    path("calls/<uuid:uid>/clone/", calls.clone, name="clone-call"),
    path("calls/<uuid:uid>/blank/<slug:lang>/", lazily("blanks", "of_call"), name="blank-of-call"),
    path("calls/<uuid:uid>/open/", calls.open_call, name="open-call"),
    path("calls/<uuid:uid>/close/", calls.close, name="close-call"),
    path("calls/<uuid:uid>/remind/", calls.remind, name="remind-silent"),
    path("calls/<uuid:uid>/ask/", calls.ask, name="ask-about-call"),
    path("calls/clarifications/<uuid:uid>/answer/", calls.clarify, name="clarify"),
    path("forms/", versions.forms, name="forms"),
    path("forms/begin/", versions.begin, name="begin-form"),
    path("forms/bring/", versions.bring, name="bring-form"),
    path("forms/<uuid:uid>/", versions.version, name="form-version"),
    path("forms/<uuid:uid>/next/", versions.begin_next, name="next-form"),
    path("forms/<uuid:uid>/blank/<slug:lang>/", lazily("blanks", "of_form"), name="blank-form"),
    path("forms/<uuid:uid>/xlsform/", versions.as_xlsform, name="form-as-xlsform"),
    path("forms/drafts/<uuid:uid>/", builder.draft, name="form-draft"),
    path("forms/drafts/<uuid:uid>/about/", builder.about, name="draft-about"),
    path("forms/drafts/<uuid:uid>/sections/", builder.add_section, name="draft-add-section"),
    path("forms/drafts/<uuid:uid>/sections/<slug:code>/", builder.section, name="draft-section"),
    path("forms/drafts/<uuid:uid>/sections/<slug:code>/ask/<slug:kind>/", builder.ask, name="draft-ask"),
    path("forms/drafts/<uuid:uid>/questions/<str:code>/", builder.question, name="draft-question"),
    path("forms/drafts/<uuid:uid>/move/", builder.move, name="draft-move"),
    path("forms/drafts/<uuid:uid>/remove/", builder.remove, name="draft-remove"),
    path("forms/drafts/<uuid:uid>/preview/", builder.preview, name="draft-preview"),
    path("forms/drafts/<uuid:uid>/finish/", builder.finish, name="draft-finish"),
    path("forms/drafts/<uuid:uid>/again/", builder.again, name="draft-form-again"),
    path("forms/drafts/<uuid:uid>/discard/", builder.discard, name="draft-discard"),
    path("calls/<uuid:uid>/answered/", lazily("papers", "who_answered"), name="who-answered"),
    path("calls/<uuid:uid>/comparison/", comparison.comparison, name="comparison"),
    path("calls/<uuid:uid>/comparison/take/<slug:kind>/", comparison.take, name="take-comparison"),
    path("calls/<uuid:uid>/comparison/<str:key>/<slug:kind>/", lazily("pictures", "picture"), name="picture-of-answers"),
    path("calls/<uuid:uid>/trend/", comparison.trend, name="trend"),
    path("calls/<uuid:uid>/synthesis/", synthesis.synthesis, name="synthesis"),
    path("calls/<uuid:uid>/synthesis/take/", lazily("papers", "synthesis"), name="take-synthesis"),
    path("calls/<uuid:uid>/synthesis/add/", synthesis.add, name="add-paragraph"),
    path("calls/<uuid:uid>/synthesis/show/", synthesis.show, name="show-synthesis"),
    path("calls/<uuid:uid>/synthesis/draft-again/", synthesis.draft_again, name="draft-again"),
    path("calls/paragraphs/<uuid:uid>/", synthesis.change, name="change-paragraph"),
    path("calls/paragraphs/<uuid:uid>/up/", synthesis.move_up, name="move-paragraph"),
    path("calls/paragraphs/<uuid:uid>/withdraw/", synthesis.withdraw, name="withdraw-paragraph"),
    path("calls/paragraphs/<uuid:uid>/put-back/", synthesis.put_back, name="put-back-paragraph"),
    path("calls/citations/<uuid:uid>/confirm/", synthesis.confirm, name="confirm-citation"),
    path("submissions/<uuid:uid>/", answers.submission, name="submission"),
    path("submissions/<uuid:uid>/extend/", calls.extend, name="extend-submission"),
    path("submissions/<uuid:uid>/sections/<slug:code>/", answers.section, name="section"),
    path("submissions/<uuid:uid>/sections/<slug:code>/cells/", answers.save_cells, name="save-cells"),
    path("submissions/<uuid:uid>/sections/<slug:code>/cell/<path:key>/", answers.about_cell, name="about-cell"),
    path("submissions/<uuid:uid>/sections/<slug:code>/findings/", answers.findings, name="section-findings"),
    path("submissions/<uuid:uid>/sections/<slug:code>/reason/", answers.give_reason, name="give-reason"),
    path("submissions/<uuid:uid>/sections/<slug:code>/remark/", answers.remark, name="remark"),
    path("submissions/<uuid:uid>/sections/<slug:code>/history/", answers.history, name="section-history"),
    path("submissions/<uuid:uid>/changes/<int:number>/", editions.changes, name="edition-changes"),
    path("submissions/<uuid:uid>/invite/", invited.invite, name="invite-to-sections"),
    path("submissions/<uuid:uid>/mine/", invited.mine, name="my-sections"),
    path("submissions/invited/<uuid:uid>/withdraw/", invited.withdraw, name="withdraw-invited"),
    path("submissions/invited/sections/<uuid:uid>/done/", invited.done, name="section-done"),
    path("submissions/invited/sections/<uuid:uid>/not-done/", invited.not_done, name="section-not-done"),
    path("submissions/<uuid:uid>/bring/", files.bring, name="bring-answers"),
    path("submissions/<uuid:uid>/take/<slug:kind>/", files.take, name="take-answers"),
    path("submissions/<uuid:uid>/ready/", moves.make_ready, name="make-ready"),
    path("submissions/<uuid:uid>/submit/", moves.submit, name="submit"),
    path("submissions/<uuid:uid>/send-back/", moves.send_back, name="send-back"),
    path("submissions/<uuid:uid>/accept/", moves.accept, name="accept"),
    path("submissions/<uuid:uid>/reopen/", moves.reopen, name="reopen"),
    path("submissions/<uuid:uid>/paper/", moves.record_paper, name="record-paper"),
    path("submissions/paper/<uuid:uid>/confirm/", moves.confirm_paper, name="confirm-paper"),
    path("submissions/paper/<uuid:uid>/refuse/", moves.refuse_paper, name="refuse-paper"),
    path("submissions/paper/<uuid:uid>/scan/", moves.scan, name="paper-scan"),
]
