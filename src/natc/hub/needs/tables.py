"""Lists of needs and offers."""

import django_tables2
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from natc.hub.members.models import Audience, Desk, Topic
from natc.hub.members.templatetags.whose import name_of
from natc.hub.needs.meeting import Row
from natc.hub.needs.models import AssistanceRequest, Notice, Sign
from natc.hub.web.tables import ListTable
from natc.hub.web.templatetags.said import said


class AskedTable(ListTable):
    """What desks ask or give: whose, about what, in which form."""

    title = django_tables2.Column(_("Title"), linkify=lambda record: record.get_absolute_url(), order_by="folded")
    desk = django_tables2.Column(_("From"), order_by="desk__pk")
    topic = django_tables2.Column(_("Topic"), order_by="topic__pk")
    form = django_tables2.Column(_("Form of help"), accessor="get_form_display", order_by="form")

    def render_title(self, value: dict[str, str]) -> str:
        """The title in the reader's language."""
        return said(value)

    def value_title(self, value: dict[str, str]) -> str:
        """The same for the export."""
        return said(value)

    def render_desk(self, value: Desk) -> str:
        """Whose it is."""
        return name_of(value, Audience.MEMBERS)

    def value_desk(self, value: Desk) -> str:
        """The same for the export."""
        return name_of(value, Audience.MEMBERS)

    def render_topic(self, value: Topic) -> str:
        """The topic in the reader's language."""
        return said(value.name)

    def value_topic(self, value: Topic) -> str:
        """The same for the export."""
        return said(value.name)


class NoticesTable(AskedTable):
    """Needs and offers: also until when, and where each stands."""

    side = django_tables2.Column(_("Kind"), accessor="get_side_display", order_by="side")
    until = django_tables2.DateColumn("j M Y", verbose_name=_("Until"))
    status = django_tables2.Column(_("Stands"), accessor="get_status_display", order_by="status")

    class Meta:
        sequence = ("title", "side", "desk", "...")


class RequestsTable(AskedTable):
    """Requests for technical assistance: also who has each, and by when it is answered."""

    stage = django_tables2.Column(_("Stands"), accessor="get_stage_display", order_by="stage")
    taken_by = django_tables2.Column(_("Who has it"), default="–")
    due_on = django_tables2.Column(_("Due"))

    def render_due_on(self, record: AssistanceRequest) -> SafeString:
        """The day, with a mark where it has passed."""
        return render_to_string("needs/request_due.html", {"asked": record})

    def value_due_on(self, record: AssistanceRequest) -> str:
        """The day alone, for the export."""
        return record.due_on.isoformat()


class MeetingTable(ListTable):
    """Before a meeting: who needs what, who has it, and why the two may go together."""

    who = django_tables2.Column(_("Who needs it"), accessor="need__desk", order_by="need__desk__pk")
    need = django_tables2.Column(_("Need"), linkify=lambda value: value.get_absolute_url(), orderable=False)
    until = django_tables2.DateColumn("j M Y", verbose_name=_("Until"), accessor="need__until")
    has = django_tables2.Column(_("Who has it"), accessor="offer__desk", default="–", orderable=False)
    offer = django_tables2.Column(
        _("Offer"), linkify=lambda value: value and value.get_absolute_url(), default="–", orderable=False
    )
    why = django_tables2.Column(_("Why"), accessor="words", empty_values=(), orderable=False)

    def render_who(self, value: Desk) -> str:
        """Whose need it is."""
        return name_of(value, Audience.MEMBERS)

    def render_need(self, value: Notice) -> str:
        """The need's title."""
        return said(value.title)

    def render_has(self, value: Desk) -> str:
        """Whose offer it is."""
        return name_of(value, Audience.MEMBERS)

    def render_offer(self, value: Notice) -> str:
        """The offer's title."""
        return said(value.title)

    def render_why(self, record: Row) -> SafeString:
        """The reason in words."""
        return render_to_string("needs/reason.html", {"row": record})

    def value_why(self, record: Row) -> str:
        """The same for the export."""
        return " ".join(self.render_why(record).split())

    value_who, value_need, value_has, value_offer = render_who, render_need, render_has, render_offer


class SignsTable(ListTable):
    """The horizon board: what was noticed, where, by whom, and how many states say what."""

    title = django_tables2.Column(_("Sign"), linkify=lambda record: record.get_absolute_url(), order_by="folded")
    area = django_tables2.Column(_("What changes"), accessor="get_area_display", order_by="area")
    place = django_tables2.Column(_("Where"))
    desk = django_tables2.Column(_("Noted by"), order_by="desk__pk")
    seen = django_tables2.Column(_("See it too"))
    watch = django_tables2.Column(_("Would watch it"))
    said_none = django_tables2.Column(_("No concern"))
    retired = django_tables2.Column(_("Stands"), accessor="retired_at", empty_values=())

    def render_title(self, value: dict[str, str]) -> str:
        """The title in the reader's language."""
        return said(value)

    def render_desk(self, value: Desk) -> str:
        """Who noted it."""
        return name_of(value, Audience.MEMBERS)

    def render_retired(self, record: Sign) -> str:
        """Whether it still stands."""
        return str(_("retired") if record.retired_at else _("on the board"))

    value_title, value_desk, value_retired = render_title, render_desk, render_retired
