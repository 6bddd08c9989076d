"""How many desks chose what, drawn; loaded by `urls` when somebody first asks for a picture."""

import polars as pl
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from natc.engine.pictures.bar import bar
from natc.engine.pictures.caption import Caption
from natc.engine.pictures.draw import to_png
from natc.engine.pictures.figures import counted
from natc.engine.pictures.heat import heat
from natc.engine.pictures.picture import Picture
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.submissions.models import Call
from natc.hub.submissions.results import Result, result_of
from natc.hub.submissions.values import standard_language
from natc.hub.submissions.views.comparison import PICTURES, filtered, visible_call
from natc.hub.web.tables import as_csv
from natc.hub.web.templatetags.said import said

PIXELS = 2  # to a unit of a picture


@signed_in
def picture(request: MemberRequest, uid: str, key: str, kind: str) -> HttpResponse:
    """How many desks chose what, of one question: as SVG, PNG or CSV. It has the same ?desk= as the page."""
    found = visible_call(request, uid)
    results = (result_of(row) for row in filtered(request, found).rows if row.question.key == key)
    result = next((one for one in results if one), None)
    if result is None or kind not in PICTURES:
        raise Http404
    if kind == "csv":
        return as_csv([[said(result.question.label), *result.heads], *([one.label, *one.counts] for one in result.lines)], key)
    made = drawn(result, found)
    content, sent_as = (made.svg.encode(), "image/svg+xml") if kind == "svg" else (to_png(made, PIXELS), "image/png")
    return HttpResponse(content, content_type=sent_as, headers={"Cache-Control": "private, no-store"})


def drawn(result: Result, call: Call) -> Picture:
    """The picture: bars by option; of a ranking options against places."""
    option, place = _("Option"), _("Place")
    cells = [(line.label, head, n) for line in result.lines for head, n in zip(result.heads, line.counts, strict=True)]
    counts = pl.DataFrame(cells, schema=[option, place, "count"], orient="row").with_columns(
        pl.lit(None, pl.String).alias("reason")
    )
    caption = Caption(
        lang=standard_language(),
        title=said(result.question.label),
        unit=_("Number of states and desks"),
        period=str(call.due_on.year),
        source=said(call.title),
        mark=None,
    )
    figures = counted(counts)
    return heat(figures, by=(option, place), caption=caption) if result.ranked else bar(figures, by=option, caption=caption)
