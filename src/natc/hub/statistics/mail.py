"""The mail that tells a state that its figures wait for it, at once: 48 hours are shorter than a weekend."""

from functools import partial

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from natc.hub.members.models import Mandate, Person
from natc.hub.members.permissions import Permission, roles_with
from natc.hub.statistics.models import Release, StateAnswer


def tell_states(release: Release) -> None:
    """Mail who approves or refuses for a state that has not answered. No figure is in it; it leaves on commit."""
    silent = release.contributions.standing().filter(answer=StateAnswer.SILENT)
    approving = Mandate.objects.running().filter(desk__in=silent.values("desk"), role__in=roles_with(Permission.RELEASE_APPROVE))
    for person in Person.objects.filter(pk__in=approving.values("person")):
        transaction.on_commit(partial(_send, person, release), robust=True)


def _send(person: Person, release: Release) -> None:
    with translation.override(person.language):
        text = render_to_string("statistics/early_view.txt", {"until": release.answers_by})
        EmailMessage(_("Something waits for you"), text, to=[person.email]).send()
