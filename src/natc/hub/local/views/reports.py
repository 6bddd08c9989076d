"""What is made of a submission: tables of other bodies, the minister's brief, what would be published of it."""

from collections import Counter
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from natc.engine.pictures.documents.brief import brief as make_brief
from natc.engine.pictures.documents.pdf import pdf
from natc.engine.pictures.documents.word import docx
from natc.engine.release.figures import REGION, Release, Showing
from natc.engine.release.outputs.figure import Figure, figures_of, said
from natc.engine.release.outputs.hidden import hidden_parts
from natc.engine.release.policy import read_policy
from natc.engine.release.release import release
from natc.engine.standard.reports import BODIES, Report, make_report, read_given, write_files
from natc.engine.standard.reports.account import differences, not_available, remarks
from natc.engine.standard.reports.sheets import blocks
from natc.engine.standard.reports.words import figure_in_words
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_file import read_submission
from natc.engine.text import say
from natc.engine.whole import whole_file
from natc.hub.local import work
from natc.hub.local.language import spoken_here
from natc.hub.local.notices import tell
from natc.hub.local.settings import FOLDER, MADE
from natc.hub.local.views.submissions import path_of

REPORTS = MADE / "reports"


def report(request: HttpRequest, name: str, body: str) -> HttpResponse:
    """The tables that another body asks for, every difference of definition in words; saved as a workbook and CSV."""
    path, lang = path_of(name), spoken_here()
    if body not in BODIES:
        raise Http404
    made = make_report(body, [read_given(path)])
    if request.method == "POST":
        workbook, *_tables_as_csv = write_files(made, REPORTS, lang, inputs=[path])
        tell(_("Saved: %(file)s, and its tables as CSV beside it.") % {"file": workbook.relative_to(FOLDER)})
        return redirect("take", str(workbook.relative_to(FOLDER)))
    page = {
        "stem": name,
        "back": reverse("submission", args=[name]),
        "title": say(made.body.title, lang),
        "remarks": remarks(made, lang),
        "tables": _tables(made, lang),
        "differences": differences(made, lang),
        "missing": not_available(made, lang),
    }
    return render(request, "local/report.html", page)


@require_POST
def brief(request: HttpRequest, name: str) -> HttpResponse:
    """Make the two pages for the minister, as PDF and as Word, with the earlier submissions of the folder for the trend."""
    path, lang, here = path_of(name), spoken_here(), reverse("submission", args=[name])
    done = _("The brief is made: exact figures, not for publication. Keep both files in the ministry.")

    def act(_told: work.Told) -> None:
        submission = read_submission(path)
        document = make_brief(submission, _earlier(path), lang)
        for ending, content in (("pdf", pdf(document)), ("docx", docx(document))):
            with whole_file(MADE / f"brief-{name}.{ending}") as unfinished:
                unfinished.write_bytes(content)
        tell(done)

    return work.begin(_("Writing the brief"), act, then=here, back=here)


def preview(request: HttpRequest, name: str) -> HttpResponse:
    """What would be published of this submission alone under the policy that natc proposes: nothing is published by this."""
    path = path_of(name)
    here = reverse("preview", args=[name])
    if request.method == "POST":
        back = reverse("submission", args=[name])
        return work.begin(_("Testing what may be shown"), lambda told: _protect(path, told), then=here, back=back)
    made = _released.get(_stamped(path))
    if made is None:
        return redirect("submission", name)
    lang = spoken_here()
    page = {"stem": name, "tables": _published(made, lang), "parts": hidden_parts(made, lang)}
    return render(request, "local/preview.html", page)


_released: dict[tuple[Path, int], Release] = {}


def _protect(path: Path, told: work.Told) -> None:
    _released[_stamped(path)] = release([read_submission(path)], read_policy(), [], {}, told=told)


def _stamped(path: Path) -> tuple[Path, int]:
    return path, path.stat().st_mtime_ns


def _earlier(path: Path) -> list[Submission]:
    """The submissions of the same state for years before, as they lie in the work folder."""
    now = read_submission(path)
    others = [read_submission(other) for other in sorted(MADE.glob("submission-*.json")) if other != path]
    return [one for one in others if one.territory == now.territory and one.last_day < now.first_day]


def _tables(made: Report, lang: str) -> list[dict[str, object]]:
    """Each table as texts: title, unit, and for every period its headings and rows."""
    tables: list[dict[str, object]] = []
    for one in made.tables:
        parts = [
            (
                period,
                block.heads,
                [(label, [figure_in_words(figure, lang) for figure in figures]) for label, figures in block.rows],
            )
            for period, block in blocks(made, one, lang)
        ]
        title = f"{one.table.code} {say(one.table.title, lang)}"
        note = say(one.table.note, lang) if one.table.note else ""
        tables.append({"title": title, "unit": say(one.table.unit, lang), "note": note, "parts": parts})
    return tables


def _published(made: Release, lang: str) -> list[dict[str, object]]:
    """Each table of a release as a reader meets it: its figures of the state, and how many of them are numbers."""
    tables: list[dict[str, object]] = []
    for table in made.tables:
        figures = [one for one in figures_of(made, table) if one.territory != REGION]
        rows = [(_of_whom(one, lang), one.years, said(one, lang), str(one.showing)) for one in figures]
        counts = Counter(one.showing for one in figures)
        tables.append(
            {
                "title": say(table.title, lang),
                "rows": rows,
                "numbers": counts[Showing.ROUNDED] + counts[Showing.EXACT],
                "few": counts[Showing.CLASS],
                "hidden": counts[Showing.HIDDEN],
            }
        )
    return tables


def _of_whom(one: Figure, lang: str) -> str:
    return ", ".join(say(group.label, lang) for group in one.groups) or _("Total")
