"""Lists of needs and offers."""

from collections.abc import Iterable

import django_tables2
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from natc.hub.members.models import Audience, Desk, Topic
from natc.hub.members.names import called
from natc.hub.members.templatetags.whose import name_of
from natc.hub.needs.models import AssistanceRequest, Notice, Sign, Theme, ThemeAsked
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

    def render_desk(self, value: Desk) -> str:
        """Whose it is."""
        return name_of(value, Audience.MEMBERS)

    def render_topic(self, value: Topic) -> str:
        """The topic in the reader's language."""
        return said(value.name)

    value_title, value_desk, value_topic = render_title, render_desk, render_topic


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
    has = django_tables2.Column(_("Who has it"), accessor="match__offer__desk", default="–", orderable=False)
    offer = django_tables2.Column(
        _("Offer"),
        accessor="match__offer",
        linkify=lambda value: value and value.get_absolute_url(),
        default="–",
        orderable=False,
    )
    why = django_tables2.Column(_("Why"), orderable=False)

    def render_who(self, value: Desk) -> str:
        """Whose need, or whose offer, it is."""
        return name_of(value, Audience.MEMBERS)

    def render_need(self, value: Notice) -> str:
        """The title of the need, or of the offer."""
        return said(value.title)

    value_who = render_has = value_has = render_who
    value_need = render_offer = value_offer = render_need


class ThemesTable(ListTable):
    """Themes: what, who asked, since when, what brought it, and how many states put it first."""

    title = django_tables2.Column(_("Theme"), linkify=lambda record: record.get_absolute_url(), order_by="folded")
    chosen = django_tables2.Column(_("States that rank it"))
    first = django_tables2.Column(_("Put it first"))
    asked = django_tables2.Column(_("Who asked"), accessor="asked__all", orderable=False, empty_values=())
    since = django_tables2.DateColumn("j M Y", verbose_name=_("Since"), default="–", orderable=False)
    source = django_tables2.Column(_("What brought it"), orderable=False)
    retired = django_tables2.Column(_("Stands"), accessor="retired_at", empty_values=())

    def render_title(self, value: dict[str, str]) -> str:
        """The title in the reader's language."""
        return said(value)

    def render_asked(self, value: Iterable[ThemeAsked]) -> str:
        """The states."""
        return ", ".join(called(one.territory, Audience.MEMBERS) for one in value) or "–"

    def render_retired(self, record: Theme) -> str:
        """Whether it still stands."""
        return str(_("off the list") if record.retired_at else _("on the list"))

    value_title, value_asked, value_retired = render_title, render_asked, render_retired


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
