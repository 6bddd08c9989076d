"""Pages on which members read who is in the Network: territories, partners, whom to call, who may do what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from natc.hub.members.models import Desk, Mandate, Membership, Territory, Topic
from natc.hub.members.permissions import GRANTS, Permission, Role
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.members.tables import MembersTable, PartnersTable
from natc.hub.web.tables import table_page


def directory(request: HttpRequest) -> HttpResponse:
    """The members, and for whom may read it how each desk is reached."""
    territories = Territory.objects.members_on(timezone.now().date())
    page = {"territories": territories, "keeps": _keeps(request)}
    return table_page(request, MembersTable, territories, template="members/directory.html", name="members", **page)


def territory(request: HttpRequest, code: str) -> HttpResponse:
    """One member: its status, its desks, its people."""
    found = get_object_or_404(Territory.objects.members_on(timezone.now().date()), code=code)
    desks = Desk.objects.none()
    if request.user.is_authenticated:
        desks = Desk.objects.visible_to(request.user).filter(organisation__territory=found).with_people()
    page = {"territory": found, "desks": desks, "keeps": _keeps(request)}
    return render(request, "members/territory.html", page)


@signed_in
def partners(request: MemberRequest) -> HttpResponse:
    """Organisations that are partners: of which category, who sponsors them, until when; above, the terms that end soon."""
    rows = Membership.objects.of_partners().visible_to(request.user)
    page = {"ending": Membership.objects.waiting_for(request.user), "keeps": _keeps(request)}
    return table_page(request, PartnersTable, rows, template="members/partners.html", name="partners", **page)


@signed_in
def call(request: MemberRequest) -> HttpResponse:
    """Whom do I call: a country and a topic give the desk."""
    members = Territory.objects.members_on(timezone.now().date())
    chosen = members.filter(code=request.GET.get("country", "")).first()
    topic = Topic.objects.filter(code=request.GET.get("topic", "")).first()
    desks = Desk.objects.visible_to(request.user).for_topic(chosen, topic) if chosen and topic else Desk.objects.none()
    page = {"territories": members, "topics": Topic.objects.all(), "chosen": chosen, "topic": topic, "desks": desks}
    return render(request, "members/call.html", page)


@signed_in
def permissions(request: MemberRequest) -> HttpResponse:
    """Who may do what: the table that the hub itself goes by."""
    rows = [(permission.label, [role.label for role in Role if permission in GRANTS[role]]) for permission in Permission]
    return render(request, "members/permissions.html", {"rows": rows})


def _keeps(request: HttpRequest) -> bool:
    """Whether who reads keeps the list of members, acting for the desk they act for now."""
    acting: Mandate = request.acting  # type: ignore[attr-defined]  # lazy, so it is false where there is none, never None
    return bool(acting) and acting.person.may(Permission.MEMBERS_EDIT, acting.desk)
