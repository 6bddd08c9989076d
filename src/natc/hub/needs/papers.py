"""What is printed before a meeting: the list of needs and of who comes and has what is asked for."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from natc.engine.pictures.documents.document import Document, Grid, Paragraph
from natc.hub.members.models import Audience, Desk
from natc.hub.members.templatetags.whose import name_of
from natc.hub.needs.meeting import BeforeMeeting, Row
from natc.hub.needs.models import Notice
from natc.hub.submissions.values import standard_language
from natc.hub.web.templatetags.said import said


def before_a_meeting(found: BeforeMeeting, desks: Sequence[Desk]) -> Document:
    """The list for all who come. It says nothing of what was left out, which not all of them may know."""
    day = timezone.now().date()
    head = (_("Need"), _("Who needs it"), _("Who has it"), _("Why"))
    as_of = _("As of %(day)s. All who come may read what stands here.") % {"day": date_format(day, "j M Y")}
    return Document(
        lang=standard_language(),
        title=_("Needs and offers before a meeting"),
        subtitle=", ".join(name_of(desk, Audience.MEMBERS) for desk in desks),
        banner=_("For those who come to the meeting"),
        page="",
        day=day,
        blocks=[Paragraph(as_of), Grid(_("Open needs of those who come"), head, tuple(map(_row, found.rows)))],
    )


def _row(row: Row) -> tuple[str, ...]:
    offer = _told(row.match.offer) if row.match else "–"
    return said(row.need.title), name_of(row.need.desk, Audience.MEMBERS), offer, row.why


def _told(offer: Notice) -> str:
    return f"{name_of(offer.desk, Audience.MEMBERS)}: {said(offer.title)}"
