"""The first page, search, calendar, ledger, what is held about me; in the demonstration the switch of persons and the mails."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from natc.hub.audit import rules
from natc.hub.audit.models import Event, SignedHead
from natc.hub.home import actions
from natc.hub.home.calendar import calendar_of
from natc.hub.home.first_week import first_week_of, steps_of, to_ask
from natc.hub.home.forms import ActForForm, KeptHeadForm
from natc.hub.home.held import acts_of, held_about, shown_of, ways_to_sign_in, who_looked
from natc.hub.home.models import Calendar
from natc.hub.home.search import search
from natc.hub.home.sent_mail import sent_mail
from natc.hub.home.waiting import waiting_for
from natc.hub.library.models import Document, Kind
from natc.hub.members.accounts.sessions import LOOKING
from natc.hub.members.middleware import ACTING
from natc.hub.members.models import Mandate, Person, Territory
from natc.hub.members.permissions import Permission
from natc.hub.members.signed_in import MemberRequest, PersonRequest, signed_in
from natc.hub.statistics.dials import dials_of
from natc.hub.statistics.models import Release

PAGE = 50  # entries of the ledger


def home(request: HttpRequest) -> HttpResponse:
    """Waiting for me; the public front for a visitor."""
    if not request.user.is_authenticated:
        documents, releases = Document.objects.visible_to(request.user), list(Release.objects.standing())
        page = {
            "territories": Territory.objects.members_on(timezone.now().date()),
            "papers": documents.filter(kind=Kind.STRATEGY).order_by("-code"),
            "releases": releases,
            "dials": dials_of(releases),
            "promises": documents.filter(kind=Kind.PLATFORM).order_by("code"),
        }
        return render(request, "home/front.html", page)
    acting = request.acting  # type: ignore[attr-defined]
    steps = first_week_of(acting) if acting else []
    return render(request, "home/waiting.html", {"waiting": waiting_for(request.user), "steps": steps})


@signed_in
def search_page(request: MemberRequest) -> HttpResponse:
    """One search over all that the person may see."""
    words = request.GET.get("words", "").strip()
    return render(request, "home/search.html", {"words": words, "results": search(request.user, words) if words else []})


@signed_in
def calendar(request: MemberRequest) -> HttpResponse:
    """The address of one's calendar: made or taken back here, and shown only when it is made."""
    given = actions.make_calendar(by=request.user, desk=request.acting.desk) if request.method == "POST" else None
    address = request.build_absolute_uri(reverse("calendar-feed", args=[given])) if given else None
    found = Calendar.objects.filter(person=request.user).first()
    return render(request, "home/calendar.html", {"calendar": found, "address": address})


@signed_in
@require_POST
def revoke_calendar(request: MemberRequest) -> HttpResponse:
    """Take the address of one's calendar back."""
    actions.revoke_calendar(by=request.user, desk=request.acting.desk)
    return redirect("calendar")


def calendar_feed(request: HttpRequest, given: str) -> HttpResponse:
    """What waits for the person whose secret this is, for their calendar program, which cannot sign in."""
    found = Calendar.objects.of_secret(given)
    if found is None:
        raise Http404
    site = f"{request.scheme}://{request.get_host()}"
    content = calendar_of(waiting_for(found.person), language=found.person.language, now=timezone.now(), site=site)
    headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@signed_in
def first_week(request: MemberRequest) -> HttpResponse:
    """What somebody new does first and why, and whom to ask; it stays when the list on the first page is gone."""
    acting = request.acting
    roles = [mandate.get_role_display() for mandate in Mandate.objects.running().filter(person=acting.person, desk=acting.desk)]
    return render(request, "home/first_steps.html", {"roles": roles, "steps": steps_of(acting), "colleagues": to_ask(acting)})


@signed_in
@require_POST
def dismiss_first_week(request: MemberRequest) -> HttpResponse:
    """Show the list of the first week no more."""
    actions.dismiss_first_week(by=request.user, desk=request.acting.desk)
    return redirect("home")


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


def choose_language(request: HttpRequest) -> HttpResponse:
    """Read everything in another language from now on: in this browser, and for who is signed in wherever they sign in."""
    answer = set_language(request)
    if request.method == "POST" and isinstance(request.user, Person) and request.POST.get("language") in dict(settings.LANGUAGES):
        actions.choose_language(language=request.POST["language"], by=request.user)
    return answer


@signed_in
@require_POST
def act_for(request: MemberRequest) -> HttpResponse:
    """Act for another of one's desks from now on."""
    form = ActForForm(request.POST, person=request.user)
    if not form.is_valid():
        raise Http404
    request.session[ACTING] = str(form.cleaned_data["mandate"].uid)
    return redirect("home")


@signed_in
def ledger(request: MemberRequest) -> HttpResponse:
    """The head of the ledger and the acts of one's own desk."""
    _check_ledger(request)
    page = Paginator(Event.objects.filter(desk=request.acting.desk.uid), PAGE).get_page(request.GET.get("page"))
    return render(request, "home/ledger.html", {"page": page, "signed": SignedHead.objects.first()})


@signed_in
def verify(request: MemberRequest) -> HttpResponse:
    """Read the whole ledger again and say what was found; hold it against a head that the person kept."""
    _check_ledger(request)
    form = KeptHeadForm(request.POST or None)
    return render(request, "home/verify.html", {"found": rules.verify(), "form": form, "compared": form.is_valid()})


@signed_in
def head(request: MemberRequest) -> HttpResponse:
    """The newest signed head as a file: kept at home, it shows later whether anything before it was changed."""
    _check_ledger(request)
    newest = get_object_or_404(SignedHead.objects.all()[:1])
    name = f'attachment; filename="natc-ledger-{newest.size}.txt"'
    return HttpResponse(newest.note, content_type="text/plain; charset=utf-8", headers={"Content-Disposition": name})


def _check_ledger(request: MemberRequest) -> None:
    """Show who may not read the ledger what a missing page shows."""
    if not request.user.may_anywhere(Permission.LEDGER):
        raise Http404


@login_required
def personal_data(request: PersonRequest) -> HttpResponse:
    """What is held about me, how long, and who looked."""
    person = request.user
    page = {"held": shown_of(held_about(person)), "ways": ways_to_sign_in(person), "looks": who_looked(person)}
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
