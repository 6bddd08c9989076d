"""The list of releases."""

import django_tables2
from django.utils.translation import gettext_lazy as _

from natc.hub.statistics.models import Release
from natc.hub.web.tables import ListTable
from natc.hub.web.templatetags.said import said


class ReleasesTable(ListTable):
    """Releases: from which call, where each stands, its number and day."""

    call = django_tables2.Column(_("Call"), linkify=lambda record: record.get_absolute_url(), order_by="call__folded")
    status = django_tables2.Column(_("Stands"), accessor="get_status_display", order_by="status")
    number = django_tables2.Column(_("Number"), default="–")
    public_on = django_tables2.DateColumn("j M Y", verbose_name=_("Public from"))

    def render_call(self, record: Release) -> str:
        """The call's title in the reader's language."""
        return said(record.call.title)

    def value_call(self, record: Release) -> str:
        """The same for the export."""
        return said(record.call.title)
