"""Addresses of the page on a national office's own machine; all begin with a part that only its browser knows."""

from django.urls import include, path
from django.views.i18n import set_language

from natc.hub.local.settings import PLACE
from natc.hub.local.views import entrance, findings, linking, mapping, reports, sheets, submissions

pages = [
    path("enter/<str:token>/", entrance.enter, name="enter"),
    path("", sheets.home, name="home"),
    path("language/", set_language, name="set_language"),
    path("working/", entrance.working, name="working"),
    path("end/", entrance.end, name="end"),
    path("take/<path:name>", entrance.take, name="take"),
    path("sheets/bring/", sheets.bring, name="bring"),
    path("sheets/<str:name>/begin/", sheets.begin, name="begin"),
    path("sheets/<str:name>/mapping/", mapping.mapping, name="mapping"),
    path("sheets/<str:name>/findings/", findings.findings, name="findings"),
    path("sheets/<str:name>/findings/<slug:rule>/", findings.group, name="group"),
    path("sheets/<str:name>/rows/<int:row>/", findings.row, name="row"),
    path("sheets/<str:name>/take-back/", findings.take_back, name="take-back"),
    path("sheets/<str:name>/workbook/", findings.workbook, {"kind": findings.CORRECTED}, name="corrected"),
    path("sheets/<str:name>/coloured/", findings.workbook, {"kind": findings.FOUND}, name="coloured"),
    path("link/", linking.link, name="link"),
    path("link/pairs/", linking.pairs, name="pairs"),
    path("link/merge/", linking.merge, name="merge"),
    path("totals/", submissions.aggregate, name="aggregate"),
    path("submissions/", submissions.submissions, name="submissions"),
    path("submissions/<str:name>/", submissions.submission, name="submission"),
    path("submissions/<str:name>/brief/", reports.brief, name="brief"),
    path("submissions/<str:name>/preview/", reports.preview, name="preview"),
    path("submissions/<str:name>/reports/<slug:body>/", reports.report, name="report"),
]
urlpatterns = [path(f"{PLACE}/", include(pages))]
