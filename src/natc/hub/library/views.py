"""Pages of the library. Visitors read what is for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from natc.engine.errors import Refused
from natc.hub.files.downloads import attachment
from natc.hub.library import actions, rules
from natc.hub.library.difference import difference
from natc.hub.library.forms import DocumentForm, DraftForm
from natc.hub.library.models import Clause, Document, Revision
from natc.hub.library.readers import Readers, mandates_reading
from natc.hub.library.tables import DocumentsTable
from natc.hub.library.written import Written, as_text
from natc.hub.members.models import Person
from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.web.tables import table_page
from natc.hub.web.templatetags.said import said


def documents(request: HttpRequest) -> HttpResponse:
    """The documents that one may see, and for who may write the button that begins one."""
    acting = request.acting  # type: ignore[attr-defined]
    why_not = rules.why_not_begin(acting.desk, acting.person) if acting else None
    found = Document.objects.visible_to(request.user).with_newest()
    return table_page(
        request, DocumentsTable, found, template="library/documents.html", name="documents", why_not=why_not, member=acting
    )


def document(request: HttpRequest, uid: str) -> HttpResponse:
    """A document as it stands: its newest published revision; for its desk the draft, where nothing is published yet."""
    found = get_object_or_404(Document.objects.visible_to(request.user), uid=uid)
    shown = found.newest or found.draft
    return _page_of(request, found, shown)


def revision(request: HttpRequest, uid: str, number: int) -> HttpResponse:
    """One revision of a document, to be read whole."""
    return _page_of(request, *_visible_revision(request, uid, number))


def original(request: HttpRequest, uid: str, number: int) -> HttpResponse:
    """The file that a revision was made from, as a download."""
    _found, shown = _visible_revision(request, uid, number)
    if shown.original is None:
        raise Http404
    return attachment(shown.original, shown.original_name)


def clause(request: HttpRequest, uid: str, code: str) -> HttpResponse:
    """One clause: what it says now, and what it said in earlier revisions. This address is how it is cited."""
    found = get_object_or_404(Document.objects.visible_to(request.user), uid=uid)
    wordings = Clause.objects.filter(revision__in=Revision.objects.visible_to(request.user), revision__document=found, code=code)
    ordered = list(wordings.select_related("revision").order_by("-revision__number"))
    if not ordered:
        raise Http404
    return render(
        request, "library/clause.html", {"document": found, "clause": ordered[0], "wordings": ordered, "newest": found.newest}
    )


def compare(request: HttpRequest, uid: str) -> HttpResponse:
    """What changed between two revisions; without a choice, between the last two."""
    found = get_object_or_404(Document.objects.visible_to(request.user), uid=uid)
    revisions = list(Revision.objects.visible_to(request.user).filter(document=found))
    if len(revisions) < 2:
        raise Http404
    by_number = {str(one.number): one for one in revisions}
    old = by_number.get(request.GET.get("old", ""), revisions[-2])
    new = by_number.get(request.GET.get("new", ""), revisions[-1])
    changes = difference(old.clauses.all(), new.clauses.all())
    page = {"document": found, "revisions": revisions, "old": old, "new": new, "changes": changes}
    return render(request, "library/difference.html", page)


@signed_in
def begin(request: MemberRequest) -> HttpResponse:
    """Begin a document for one's desk."""
    check(rules.why_not_begin(request.acting.desk, request.user))
    form = DocumentForm(request.POST or None, initial={"language": _written_language(request)})
    if request.method == "POST" and form.is_valid():
        made = actions.begin(by=request.user, desk=request.acting.desk, **form.cleaned_data)
        return redirect("write-draft", made.uid)
    return render(request, "library/begin.html", {"form": form})


@signed_in
def write(request: MemberRequest, uid: str) -> HttpResponse:
    """Write the next revision, in one language at a time. A refusal keeps what was typed."""
    found = get_object_or_404(Document.objects.visible_to(request.user), uid=uid)
    check(rules.why_not_write(found, request.user))
    last = found.draft or found.newest
    language = request.GET.get("language") or (last.language if last else _written_language(request))
    form = DraftForm(request.POST or None, request.FILES or None, initial={"language": language, **_last_text(last, language)})
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.write(document=found, by=request.user, **form.cleaned_data))
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(request, "library/write.html", {"document": found, "form": form})


@signed_in
def publish(request: MemberRequest, uid: str) -> HttpResponse:
    """Publish the draft, after a sentence that says who will read it."""
    found = get_object_or_404(Document.objects.visible_to(request.user), uid=uid)
    check(rules.why_not_publish(found, found.draft, request.user))
    if request.method == "POST":
        return redirect(actions.publish(document=found, by=request.user))
    circle = Readers(found.readers)
    people = Person.objects.filter(mandates__in=mandates_reading(circle)).distinct().count()
    page = {"document": found, "draft": found.draft, "people": people, "public": circle == Readers.PUBLIC}
    return render(request, "library/publish.html", page)


@signed_in
@require_POST
def discard(request: MemberRequest, uid: str) -> HttpResponse:
    """Throw the draft away."""
    found = get_object_or_404(Document.objects.visible_to(request.user), uid=uid)
    check(rules.why_not_write(found, request.user))
    if found.draft:
        actions.discard(draft=found.draft, by=request.user)
    return redirect("library")


def _visible_revision(request: HttpRequest, uid: str, number: int) -> tuple[Document, Revision]:
    visible = Revision.objects.visible_to(request.user).select_related("document", "original")
    found = get_object_or_404(visible, document__uid=uid, number=number)
    return found.document, found


def _page_of(request: HttpRequest, document: Document, shown: Revision | None) -> HttpResponse:
    person = request.user if isinstance(request.user, Person) else None
    revisions = Revision.objects.visible_to(request.user).filter(document=document)
    why_not = {
        "write": rules.why_not_write(document, person) if person else "",
        "publish": rules.why_not_publish(document, document.draft, person) if person else "",
    }
    page = {"document": document, "revision": shown, "revisions": revisions, "why_not": why_not, "person": person}
    return render(request, "library/document.html", {**page, "clauses": shown.clauses.all() if shown else []})


def _written_language(request: HttpRequest) -> str:
    written: str = request.LANGUAGE_CODE.partition("-")[0]
    return written


def _last_text(last: Revision | None, language: str) -> dict[str, str]:
    """What the form begins with: the last revision in a language or, where a clause lacks it, in the clause's original."""
    if last is None:
        return {"text": _("# part-1 The first heading\n\nWhat this clause says.")}
    said_in = [
        Written(one.level, one.code, _in(one.heading, language), _in(one.text, language) if one.text else "")
        for one in last.clauses.all()
    ]
    return {"text": as_text(said_in), "changed": last.changed if last.is_draft else ""}


def _in(text: dict[str, str], language: str) -> str:
    return text.get(language) or said(text)
