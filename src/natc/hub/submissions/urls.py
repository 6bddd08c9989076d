"""Addresses of calls and submissions."""

from django.urls import path

from natc.hub.submissions.views import answers, calls, editions, files, invited, moves

urlpatterns = [
    path("calls/", calls.calls, name="calls"),
    path("calls/begin/", calls.begin, name="begin-call"),
    path("calls/<uuid:uid>/", calls.call, name="call-page"),
    path("calls/<uuid:uid>/open/", calls.open_call, name="open-call"),
    path("calls/<uuid:uid>/close/", calls.close, name="close-call"),
    path("calls/<uuid:uid>/remind/", calls.remind, name="remind-silent"),
    path("calls/<uuid:uid>/ask/", calls.ask, name="ask-about-call"),
    path("calls/clarifications/<uuid:uid>/answer/", calls.clarify, name="clarify"),
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
