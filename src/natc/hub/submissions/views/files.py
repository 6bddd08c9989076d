"""Answers brought as a file and taken away as one. A file is read in a folder that is gone before the answer is sent."""

from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from natc.engine.errors import EngineError
from natc.engine.standard.asked.files import Brought, has_files, read_answers, write_answers
from natc.hub.files.downloads import taken_away
from natc.hub.members.models import Flow
from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.submissions import reading, rules
from natc.hub.submissions.actions import answers as actions
from natc.hub.submissions.forms import BringForm
from natc.hub.submissions.models import Submission
from natc.hub.submissions.values import standard_language
from natc.hub.submissions.views.answers import visible

KINDS = ("json", "xlsx")  # in which answers are taken away
ENDINGS = (".json", ".xlsx", ".ods")  # of files that are brought; any other is read as what its content says


@signed_in
def bring(request: MemberRequest, uid: str) -> HttpResponse:
    """Bring the file that was made at home instead of typing it. Rows about persons are refused, and nothing of them is kept."""
    found = visible(request, uid)
    check(rules.why_not_answer(found, request.user, request.acting.desk))
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            count = _bring(request, found, form.cleaned_data["file"])
        except EngineError as error:
            form.add_error("file", str(error))
        else:
            done = ngettext("%(count)d answer is new.", "%(count)d answers are new.", count)
            messages.success(request, done % {"count": count})
            return redirect(found)
    flows = Flow.objects.visible_to(request.user).filter(territory=found.desk.organisation.territory)
    page = {"submission": found, "form": form, "flows": flows, "refusal": rules.why_not_upload(found)}
    return render(request, "submissions/bring.html", page)


@signed_in
def take(request: MemberRequest, uid: str, kind: str) -> HttpResponse:
    """Take the answers away, as far as one reads them, as the file that can be brought back."""
    found = visible(request, uid)
    form, call = found.call.form.form, found.call
    territory = found.desk.organisation.territory
    if kind not in KINDS or not has_files(form) or territory is None or call.first_day is None or call.last_day is None:
        raise Http404
    answers = {key: row.given for key, row in reading.answers_read_by(request.user, found).items()}
    brought = Brought(territory.code, call.first_day, call.last_day, answers)
    name = f"submission-{territory.code}-{call.last_day:%Y}.{kind}"
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write_answers(form, brought, path, standard_language())
        content = path.read_bytes()
    return taken_away(content, name)


def _bring(request: MemberRequest, found: Submission, file: UploadedFile) -> int:  # type: ignore[type-arg]
    check(rules.why_not_upload(found))
    content, ending = file.read(), Path(file.name or "").suffix.lower()
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"answers{ending if ending in ENDINGS else ''}"
        path.write_bytes(content)
        brought = read_answers(path, found.call.form.form)
    digest = sha256(content).hexdigest()
    return actions.bring(submission=found, brought=brought, digest=digest, by=request.user, desk=request.acting.desk)
