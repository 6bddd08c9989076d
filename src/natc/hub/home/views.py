"""The first page, the ledger's pages, what is held about me, and in the demonstration the switch of persons and the mails."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from natc.hub.audit import rules
from natc.hub.audit.models import Event, SignedHead
from natc.hub.home.held import acts_of, held_about, ways_to_sign_in, who_looked
from natc.hub.home.sent_mail import sent_mail
from natc.hub.members.accounts.sessions import LOOKING
from natc.hub.members.models import Flow, NextStep, Person, Territory
from natc.hub.members.signed_in import MemberRequest, PersonRequest, signed_in

PAGE = 50  # entries of the ledger


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
        login(request, get_object_or_404(Person, uid=request.POST["person"]))
        request.session[LOOKING] = True
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


@login_required
def personal_data(request: PersonRequest) -> HttpResponse:
    """What is held about me, how long, and who looked."""
    person = request.user
    page = {"held": held_about(person), "ways": ways_to_sign_in(person), "looks": who_looked(person)}
    return render(request, "home/personal_data.html", page)


@login_required
def export_personal_data(request: PersonRequest) -> HttpResponse:
    """The same as a file, with what the ledger says that I did."""
    person = request.user
    held = [
        {"what": row.what, "uid": row.uid, "kept_days_after_its_reason_ended": row.keep.days, **row.facts}
        for row in held_about(person)
    ]
    rest = {"ways_to_sign_in": ways_to_sign_in(person), "who_looked": who_looked(person), "acts": acts_of(person)}
    answer = JsonResponse({"held": held, **rest}, json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="what-is-held-about-me.json"'
    return answer


def mails(request: HttpRequest) -> HttpResponse:
    """The mails that the demonstration would have sent. Elsewhere there is no such page."""
    if not settings.DEMONSTRATION:
        raise Http404
    return render(request, "home/sent_mail.html", {"mails": sent_mail(settings.EMAIL_FILE_PATH)})
