"""Blank forms as Word files, to be filled in by hand. Apart from the other pages: what makes Word is loaded for these alone."""

from django.http import Http404, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from natc.engine.pictures.documents.blank_form import blank_form
from natc.engine.standard.asked.form import AskedForm
from natc.engine.text import say
from natc.hub.files.downloads import taken_away
from natc.hub.files.word import DOCX
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.submissions.views.comparison import visible_call
from natc.hub.submissions.views.versions import blanks_of, visible_version
from natc.hub.web.templatetags.said import said


@signed_in
def of_form(request: MemberRequest, uid: str, lang: str) -> HttpResponse:
    """The blank form, in one of its languages."""
    form = visible_version(request, uid).form
    return _document(form, lang, say(form.title, lang))


@signed_in
def of_call(request: MemberRequest, uid: str, lang: str) -> HttpResponse:
    """The blank form of a call, for whom the call asks and who sends it."""
    found = visible_call(request, uid)
    day = _("Due at the end of %(day)s (%(zone)s)") % {"day": date_format(found.due_on, "j M Y"), "zone": found.zone}
    return _document(found.form.form, lang, said(found.title), day)


def _document(form: AskedForm, lang: str, title: str, *says: str) -> HttpResponse:
    """404 for a language in which the form is not written."""
    if lang not in dict(blanks_of(form)):
        raise Http404
    return taken_away(blank_form(form, lang, title=title, says=says), f"{form.code}-{form.version}-{lang}.docx", DOCX)
