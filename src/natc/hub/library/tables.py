"""The list of documents."""

import django_tables2
from django.utils.translation import gettext_lazy as _

from natc.hub.library.models import Document
from natc.hub.web.tables import ListTable
from natc.hub.web.templatetags.said import said


class DocumentsTable(ListTable):
    """Documents, what each is, who reads it, which revision stands."""

    title = django_tables2.Column(_("Title"), linkify=lambda record: record.get_absolute_url(), order_by="folded")
    kind = django_tables2.Column(_("Kind"), accessor="get_kind_display", order_by="kind")
    readers = django_tables2.Column(_("Read by"), accessor="get_readers_display", order_by="readers")
    revision = django_tables2.Column(_("Revision"), accessor="newest_number", default="–")
    published = django_tables2.DateColumn("j M Y", verbose_name=_("Published"), accessor="newest_at")

    def render_title(self, record: Document) -> str:
        """The title in the reader's language."""
        return said(record.title)

    def value_title(self, record: Document) -> str:
        """The same for the export."""
        return said(record.title)
