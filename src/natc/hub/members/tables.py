"""Lists of members."""

from typing import Any

import django_tables2
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tables2.utils import A

from natc.hub.members.models import Membership, Territory
from natc.hub.members.names import audience_of, called
from natc.hub.web.tables import ListTable
from natc.hub.web.templatetags.said import said


class MembersTable(ListTable):
    """The members, how each belongs to the Network, and where it stands with the European Union."""

    member = django_tables2.Column(gettext_lazy("Member"), accessor="pk", linkify=lambda record: record.get_absolute_url())
    tier = django_tables2.Column(gettext_lazy("Belongs as"))
    eu_status = django_tables2.Column(gettext_lazy("European Union"), accessor="eu_status")

    def render_member(self, record: Territory) -> str:
        """The name for who is reading."""
        return called(record, audience_of(self.request.user))

    def render_tier(self, record: Territory) -> str:
        """The tier, and until when where it is for a term."""
        last_day = record.membership.last_day if record.membership else None
        until = _("until %(day)s") % {"day": date_format(last_day, "j M Y")} if last_day else ""
        return f"{record.tier}, {until}" if until else record.tier

    def value_tier(self, record: Territory) -> str:
        """The same for the export."""
        return self.render_tier(record)

    def render_eu_status(self, value: Any) -> str | SafeString:
        """The status, with a mark where nobody has checked it at its source."""
        words = value.get_status_display()
        return words if value.checked else format_html('{} <span class="chip chip-wait">{}</span>', words, _("to be checked"))

    def value_eu_status(self, value: Any) -> str:
        """The status without its mark, for the export."""
        return str(value.get_status_display())


class PartnersTable(ListTable):
    """Partners: of which category, sponsored by whom, until when."""

    partner = django_tables2.Column(gettext_lazy("Partner"), accessor="organisation", linkify=("term", {"uid": A("uid")}))
    category = django_tables2.Column(gettext_lazy("Category"), accessor="get_category_display", order_by="category")
    sponsor = django_tables2.Column(gettext_lazy("Sponsored by"))
    until = django_tables2.Column(gettext_lazy("Until"), accessor="last_day")

    def render_partner(self, record: Membership) -> str:
        """The name in the reader's language."""
        return said(record.name)

    def render_until(self, record: Membership) -> str | SafeString:
        """The last day, with a mark where it is near or past."""
        day = date_format(record.last_day, "j M Y") if record.last_day else ""
        if record.over:
            return format_html('{} <span class="chip chip-plain">{}</span>', day, _("ended"))
        return format_html('{} <span class="chip chip-wait">{}</span>', day, _("ends soon")) if record.ends_soon else day

    def value_partner(self, record: Membership) -> str:
        """The same for the export."""
        return said(record.name)

    def value_until(self, record: Membership) -> str:
        """The day alone, for the export."""
        return record.last_day.isoformat() if record.last_day else ""
