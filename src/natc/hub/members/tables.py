"""Lists of members."""

from typing import Any

import django_tables2
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from natc.hub.members.models import Territory
from natc.hub.members.names import audience_of, called
from natc.hub.web.tables import ListTable


class MembersTable(ListTable):
    """The members, how each belongs to the Network, and where it stands with the European Union."""

    member = django_tables2.Column(gettext_lazy("Member"), accessor="pk", linkify=lambda record: record.get_absolute_url())
    tier = django_tables2.Column(gettext_lazy("Belongs as"))
    eu_status = django_tables2.Column(gettext_lazy("European Union"), accessor="eu_status")

    def render_member(self, record: Territory) -> str:
        """The name for who is reading."""
        return called(record, audience_of(self.request.user))

    def render_eu_status(self, value: Any) -> str | SafeString:
        """The status, with a mark where nobody has checked it at its source."""
        words = value.get_status_display()
        return words if value.checked else format_html('{} <span class="chip chip-wait">{}</span>', words, _("to be checked"))

    def value_eu_status(self, value: Any) -> str:
        """The status without its mark, for the export."""
        return str(value.get_status_display())
