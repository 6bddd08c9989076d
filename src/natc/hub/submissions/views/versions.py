"""Forms: the list, one version, what begins one, and the files that one is taken away as."""

from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from natc.engine.errors import EngineError
from natc.engine.standard.asked.changes import changes
from natc.engine.standard.asked.form import AskedForm
from natc.engine.standard.asked.languages import LATIN, OFFERED, language_name
from natc.engine.standard.asked.texts import languages
from natc.engine.standard.asked.xlsform_reader import Imported, read_xlsform
from natc.engine.standard.asked.xlsform_writer import why_no_xlsform, write_form
from natc.hub.files.downloads import taken_away
from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.submissions import form_rules, reading
from natc.hub.submissions.actions import drafts as actions
from natc.hub.submissions.builder_forms import AboutForm
from natc.hub.submissions.forms import BringForm
from natc.hub.submissions.models import Call, FormDraft, FormVersion
from natc.hub.submissions.values import standard_language


@signed_in
def forms(request: MemberRequest) -> HttpResponse:
    """The forms that are drafted and those that calls can carry."""
    check(form_rules.why_not_draft(request.user, request.acting.desk))
    page = {
        "drafts": FormDraft.objects.visible_to(request.user).filter(finished_at=None),
        "versions": FormVersion.objects.visible_to(request.user).offered(),
    }
    return render(request, "submissions/forms.html", page)


@signed_in
def begin(request: MemberRequest) -> HttpResponse:
    """Begin a form that asks nothing yet."""
    check(form_rules.why_not_draft(request.user, request.acting.desk))
    form = AboutForm(request.POST or None, languages=OFFERED[:2], initial={"written_in": OFFERED[1:2]})
    if request.method == "POST" and form.is_valid():
        said = form.about()
        about = {"title": said["title"], "purpose": said["purpose"], "uid": form.cleaned_data["uid"], "tags": form.tags()}
        return redirect(actions.begin(by=request.user, desk=request.acting.desk, **about))
    return render(request, "submissions/form_begin.html", {"form": form})


@signed_in
def bring(request: MemberRequest) -> HttpResponse:
    """Bring an XLSForm as a form. What a call does not have is said with sheet and row, and then nothing is kept."""
    check(form_rules.why_not_draft(request.user, request.acting.desk))
    form = BringForm(request.POST or None, request.FILES or None)
    form.fields["file"].help_text = _("An XLSForm as .xlsx, .xls or .ods.")
    imported = None
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            imported = _imported(content, form.cleaned_data["file"])
        except EngineError as error:
            form.add_error("file", str(error))
    if imported and imported.form:
        digest = sha256(content).hexdigest()
        draft = actions.bring(raw=dict(imported.form), digest=digest, by=request.user, desk=request.acting.desk)
        return render(request, "submissions/form_brought.html", {"draft": draft, "found": imported.findings})
    return render(request, "submissions/form_bring.html", {"form": form, "found": imported.findings if imported else []})


@signed_in
def version(request: MemberRequest, uid: str) -> HttpResponse:
    """A form that calls can carry: what it asks, what became of each question, its files, the calls that carry it."""
    found = visible_version(request, uid)
    form, by, desk = found.form, request.user, request.acting.desk
    earlier = FormVersion.objects.filter(code=found.code, pk__lt=found.pk).last()
    page = {
        "version": found,
        "uid": str(found.uid),
        "form": form,
        "draft": FormDraft.objects.filter(version=found).first(),
        "changes": changes(earlier.form, form) if earlier else [],
        "earlier": earlier,
        "calls": Call.objects.visible_to(by).filter(form=found),
        "readers": reading.readers_in_words(form),
        "blank": blanks_of(form),
        "why_no_xlsform": why_no_xlsform(form),
        "refusal": form_rules.why_not_next(found, by, desk),
    }
    return render(request, "submissions/form_version.html", page)


@signed_in
@require_POST
def begin_next(request: MemberRequest, uid: str) -> HttpResponse:
    """Begin the next version of a form."""
    return redirect(actions.begin_next(version=visible_version(request, uid), by=request.user, desk=request.acting.desk))


@signed_in
def as_xlsform(request: MemberRequest, uid: str) -> HttpResponse:
    """The form as an XLSForm."""
    found = visible_version(request, uid)
    if why_no_xlsform(found.form):
        raise Http404
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{found.code}-{found.version}.xlsx"
        write_form(found.form, path)
        return taken_away(path.read_bytes(), path.name)


def blanks_of(form: AskedForm) -> list[tuple[str, str]]:
    """The languages in which a form can be printed, with their names; Serbian in both alphabets."""
    written = languages(form)
    both = [*written, *([LATIN] if "sr" in written and LATIN not in written else [])]
    return [(tag, f"{language_name(tag)} ({tag})" if tag in (LATIN, "sr") else language_name(tag)) for tag in both]


def visible_version(request: MemberRequest, uid: str) -> FormVersion:
    """The version with this uid, where the person may see it and calls can carry it; 404 elsewhere."""
    return get_object_or_404(FormVersion.objects.visible_to(request.user).offered(), uid=uid)


def _imported(content: bytes, file: UploadedFile) -> Imported:  # type: ignore[type-arg]
    """Read in a folder that is gone before the answer is sent."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / (Path(file.name or "").name or "form.xlsx")
        path.write_bytes(content)
        return read_xlsform(path, standard_language(), actions.codes_taken())
