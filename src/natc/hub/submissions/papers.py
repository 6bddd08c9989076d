"""What is printed about a call: who has answered, and the synthesis with the answers that it cites."""

from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from natc.engine.pictures.documents.document import Block, Document, Grid, Heading, Paragraph
from natc.hub.members.models import Audience
from natc.hub.members.templatetags.whose import name_of
from natc.hub.submissions.cited import Cited, Passage
from natc.hub.submissions.models import Call
from natc.hub.submissions.reading import Standing
from natc.hub.submissions.values import standard_language
from natc.hub.web.templatetags.said import said


def who_answered(call: Call, standing: Sequence[Standing]) -> Document:
    """The list of desks and how each stands, as far as whoever asks may know; never what they answered."""
    head = (_("Desk"), _("Stands"), _("Handed in"), _("Due"))
    given = sum(row.given for row in standing)
    counted = _("%(given)d of %(asked)d have answered.") % {"given": given, "asked": len(standing)}
    rows = tuple(map(_row, standing))
    return _document(call, _("Who has answered"), [Paragraph(counted), Grid(said(call.title), head, rows)])


def synthesis(call: Call, passages: Sequence[Passage]) -> Document:
    """The paragraphs with the numbers of the answers they cite, and the answers as a list at the end."""
    return _document(call, _("Synthesis of the answers"), list(_of_synthesis(passages)))


def _of_synthesis(passages: Sequence[Passage]) -> Iterator[Block]:
    cited: dict[int, Cited] = {}
    for passage in passages:
        marks = "".join(f" [{one.number}]" for one in passage.cites)
        yield Paragraph(f"{said(passage.paragraph.text)}{marks}")
        cited |= {one.number: one for one in passage.cites}
    yield Heading(_("Answers that are cited"))
    yield from (Paragraph(f"[{number}] {_in_words(one)}") for number, one in sorted(cited.items()))


def _in_words(one: Cited) -> str:
    about = {
        "state": name_of(one.desk, Audience.MEMBERS),
        "question": said(one.question.label),
        "edition": one.citation.edition.number,
        "answer": one.words,
    }
    words = _("%(state)s, “%(question)s”, edition %(edition)d: %(answer)s") % about
    if not one.changed:
        return words
    return f"{words} {_('Changed since to: %(answer)s') % {'answer': one.words_now or _('left open')}}"


def _row(row: Standing) -> tuple[str, ...]:
    """One desk; where it stands exactly and since when only for who may know that."""
    submission, name = row.submission, name_of(row.submission.desk, Audience.MEMBERS)
    due = date_format(submission.due_on, "j M Y")
    if not row.exactly:
        return name, _("has answered") if row.given else _("not yet"), "", due
    first = submission.editions.first()
    return name, str(submission.get_status_display()), date_format(first.at, "j M Y") if first else "", due


def _document(call: Call, subtitle: str, blocks: Sequence[Block]) -> Document:
    return Document(
        lang=standard_language(),
        title=said(call.title),
        subtitle=subtitle,
        banner=_("For member states and the secretariat"),
        page="",
        day=timezone.now().date(),
        blocks=blocks,
    )
