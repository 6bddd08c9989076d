"""The national brief: two exact pages for one's own minister, from a submission and the earlier ones. Not for publication."""

from collections.abc import Iterator, Sequence

from natc.engine.pictures.documents.brief_change import explanations, unknowns
from natc.engine.pictures.documents.brief_figures import children, forms, in_short, proceedings, trend
from natc.engine.pictures.documents.document import Block, Bullets, Document, Heading, NewPage, Notice, Paragraph
from natc.engine.pictures.documents.series import Series, series
from natc.engine.standard.reference import word
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_form import load_submission_form


def brief(submission: Submission, earlier: Sequence[Submission], lang: str) -> Document:
    """The brief about `submission`. Raises Refused where the earlier submissions cannot stand beside it."""
    told = series(submission, earlier, lang)
    return Document(
        lang=lang,
        title=told.tell("title", country=told.country, period=told.period(submission)),
        subtitle=told.tell("subtitle"),
        banner=told.tell("banner"),
        page=told.tell("page"),
        day=submission.last_day,
        blocks=(*_first_page(told), NewPage(), *_second_page(told)),
    )


def _first_page(told: Series) -> Iterator[Block]:
    yield Notice(told.tell("keep"))
    yield Heading(told.tell("short"))
    yield Bullets(in_short(told))
    yield Heading(told.tell("trend"))
    yield from trend(told)
    yield Heading(told.tell("forms"))
    yield from forms(told)
    yield Heading(told.tell("children"))
    yield from children(told)


def _second_page(told: Series) -> Iterator[Block]:
    yield Heading(told.tell("proceedings"))
    yield from proceedings(told)
    yield Heading(told.tell("explains"))
    yield Bullets(explanations(told))
    yield Heading(told.tell("unknown"))
    yield Bullets(unknowns(told))
    status = word(load_submission_form().status, told.tell.lang)
    yield Paragraph(told.tell("made", country=told.country, version=told.now.version, status=status))
