"""The list of calls."""

import django_tables2
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from natc.hub.submissions.models import Call
from natc.hub.web.tables import ListTable
from natc.hub.web.templatetags.said import said


class CallsTable(ListTable):
    """Calls, where each stands, by when, how many have answered."""

    title = django_tables2.Column(_("Call"), linkify=lambda record: record.get_absolute_url(), order_by="folded")
    status = django_tables2.Column(_("Stands"), accessor="get_status_display", order_by="status")
    due_on = django_tables2.DateColumn("j M Y", verbose_name=_("Due"))
    given = django_tables2.Column(_("Answered"))

    def render_title(self, record: Call) -> str:
        """The title in the reader's language."""
        return said(record.title)

    def value_title(self, record: Call) -> str:
        """The same for the export."""
        return said(record.title)

    def render_given(self, record: Call) -> SafeString:
        """How many have answered, as a bar with its words."""
        return render_to_string("submissions/reporting.html", {"call": record})

    def value_given(self, record: Call) -> str:
        """The same for the export."""
        return f"{record.given}/{record.asked}"  # type: ignore[attr-defined]  # annotated by `with_reporting`
