"""For whom a document is. One table tells who reads it, and how many."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from natc.hub.members.models import Kind as DeskKind
from natc.hub.members.models import Mandate, MandateQuerySet, Person
from natc.hub.members.permissions import Permission, roles_with


class Readers(TextChoices):
    """Who reads a document, from the widest circle to the smallest."""

    PUBLIC = "public", _("Everybody")
    NETWORK = "network", _("The whole Network, partners too")
    MEMBERS = "members", _("Member states and the secretariat")
    STATES = "states", _("Member states only")


def mandates_reading(readers: Readers) -> MandateQuerySet:
    """The running mandates whose holders read documents for these readers."""
    running = Mandate.objects.running().of_colleagues()
    at_states = Q(pk__in=running.at_member_states().values("pk"))
    match readers:
        case Readers.PUBLIC | Readers.NETWORK:
            return running
        case Readers.MEMBERS:
            here = at_states | Q(desk__kind=DeskKind.SECRETARIAT)
            return running.filter(here, role__in=roles_with(Permission.MEMBERS_DOCUMENTS))
        case Readers.STATES:
            return running.filter(at_states, role__in=roles_with(Permission.STATES_DOCUMENTS))


def readers_of(person: Person | AnonymousUser) -> list[Readers]:
    """The circles that a person, or a visitor, belongs to."""
    if not isinstance(person, Person):
        return [Readers.PUBLIC]
    return [circle for circle in Readers if circle == Readers.PUBLIC or mandates_reading(circle).filter(person=person).exists()]
