"""The first page, the ledger's pages, and in the demonstration the switch of persons."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from natc.hub.audit import rules
from natc.hub.audit.models import Event, SignedHead
from natc.hub.members.models import Flow, NextStep, Person, Territory
from natc.hub.members.signed_in import MemberRequest, signed_in

PAGE = 50  # entries of the ledger
SIGN_IN = "django.contrib.auth.backends.ModelBackend"


def home(request: HttpRequest) -> HttpResponse:
    """Waiting for me; the public front for a visitor."""
    if not request.user.is_authenticated:
        return render(request, "home/front.html", {"territories": Territory.objects.members_on(timezone.now().date())})
    waiting = sorted(
        [*NextStep.objects.waiting_for(request.user), *Flow.objects.waiting_for(request.user)],
        key=lambda row: (row.due_on is None, row.due_on),
    )
    return render(request, "home/waiting.html", {"waiting": waiting})


@require_POST
def look_as(request: HttpRequest) -> HttpResponse:
    """Look at the demonstration as one of its invented people, or as a visitor. Elsewhere there is no such page."""
    if not settings.DEMONSTRATION:
        raise Http404
    logout(request)
    if request.POST.get("person"):
        login(request, get_object_or_404(Person, uid=request.POST["person"]), backend=SIGN_IN)
    return redirect("home")


@signed_in
def ledger(request: MemberRequest) -> HttpResponse:
    """The head of the ledger and the acts of one's own desk."""
    page = Paginator(Event.objects.filter(desk=request.acting.desk.uid), PAGE).get_page(request.GET.get("page"))
    return render(request, "home/ledger.html", {"page": page, "signed": SignedHead.objects.first()})


@signed_in
def verify(request: MemberRequest) -> HttpResponse:
    """Read the whole ledger again and say what was found."""
    return render(request, "home/verify.html", {"found": rules.verify()})


@signed_in
def head(request: MemberRequest) -> HttpResponse:  # noqa: ARG001  everybody who is signed in may keep it
    """The newest signed head as a file: kept at home, it shows later whether anything before it was changed."""
    newest = get_object_or_404(SignedHead.objects.all()[:1])
    name = f'attachment; filename="natc-ledger-{newest.size}.txt"'
    return HttpResponse(newest.note, content_type="text/plain; charset=utf-8", headers={"Content-Disposition": name})
