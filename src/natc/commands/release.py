"""`natc release`: submissions become figures that cannot betray a person, kept in the release archive and written as files."""

from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from natc.commands.screen import LangOption, Language, tell, working
from natc.engine.errors import Refused
from natc.engine.release.archive import Archive, append, open_archive, standing
from natc.engine.release.archive_log import parse_head
from natc.engine.release.figures import Mark, Release, ReleaseTable, Showing
from natc.engine.release.outputs.write import write_outputs
from natc.engine.release.policy import DEFAULT, read_policy
from natc.engine.release.public import read_public
from natc.engine.release.release import Revision, release
from natc.engine.release.words import phrase
from natc.engine.standard.check.submission import check_submission
from natc.engine.standard.form import Severity
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_file import read_submission
from natc.engine.text import say

app = typer.Typer(
    add_completion=False, help="Make a release of figures from submissions, tested so that no person can be found in it."
)


@app.command()
def release_figures(
    submissions: Annotated[list[Path], typer.Argument(metavar="SUBMISSION…", help="Submissions, .json or filled workbooks.")],
    *,
    archive: Annotated[Path, typer.Option("--archive", help="Folder of the release archive; made when missing.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the files of this release; made when missing.")],
    policy: Annotated[
        Path, typer.Option("--policy", help="The policy; without it the one that natc proposes.", show_default=False)
    ] = DEFAULT,
    expect_head: Annotated[str | None, typer.Option("--expect-head", metavar="SIZE:ROOT", help="A head printed earlier.")] = None,
    public: Annotated[list[Path] | None, typer.Option("--public", help="Figures that are public already; repeatable.")] = None,
    replaces: Annotated[str | None, typer.Option("--replaces", metavar="NUMBER", help="The release that this corrects.")] = None,
    why_en: Annotated[str | None, typer.Option("--why-en", help="Why it is corrected, in English; published.")] = None,
    why_sr: Annotated[str | None, typer.Option("--why-sr", help="The same in Serbian, in Cyrillic.")] = None,
    lang: LangOption = Language.en,
) -> None:
    """Protect the figures, test them against everything released before, coarsen what is not safe, and keep the release."""
    revision = _revision(replaces, why_en, why_sr)
    if out.resolve() == archive.resolve():
        raise Refused(f"{out} is the archive itself, which holds nothing but releases; name another folder")
    rules = read_policy(policy)
    handed_in = [_checked(path, lang) for path in submissions]
    known = read_public(public or [], rules)
    with open_archive(archive, parse_head(expect_head) if expect_head else None) as kept:
        with working(phrase("testing", lang)) as progress:
            task = progress.task_ids[0]
            made = release(
                handed_in,
                rules,
                kept.releases,
                known,
                revision=revision,
                told=lambda said: progress.update(task, said=said),
            )
        longer = append(kept, made)
        files = write_outputs(made, standing(longer.releases, made.number), out, lang=lang)
    _tell(made, longer, lang)
    tell(phrase("files", lang, folder=out, count=len(files)))


def _revision(replaces: str | None, why_en: str | None, why_sr: str | None) -> Revision | None:
    if replaces is None:
        return None
    if not (why_en and why_sr):
        raise Refused(f"say why release {replaces} is corrected, with --why-en and --why-sr; both are published")
    return Revision(replaces, {"en": why_en, "sr": why_sr})


def _checked(path: Path, lang: str) -> Submission:
    """The submission in the file. Raises Refused where natc check finds something blocking in it."""
    submission = read_submission(path)
    answers = submission.cells.with_columns(sheet=pl.col("table"), row=pl.int_range(pl.len()) + 1)
    blocking = [one for one in check_submission(answers, path.name, lang) if one.severity is Severity.BLOCKING]
    if blocking:
        raise Refused(f"{path.name}: {blocking[0].column}: {blocking[0].says} Mend it with natc check, then release")
    return submission


def _tell(made: Release, archive: Archive, lang: str) -> None:
    tell(phrase("released", lang, number=made.number, mark=phrase(f"mark-{Mark(made.mark).lower()}", lang)))
    for table in made.tables:
        tell(_of_table(made, table, lang))
    tested = made.tested
    tell(phrase("tested", lang, cells=tested.cells, against=len(tested.against)))
    tell(phrase("head", lang, head=archive.head))


def _of_table(made: Release, table: ReleaseTable, lang: str) -> str:
    """How much of a table is shown; words that say nothing of any figure."""
    figures = made.figures.filter(pl.col("table") == table.code)
    shown = figures.filter(pl.col("showing").is_in([Showing.ROUNDED, Showing.EXACT])).height
    given_up = made.given_up.filter(pl.col("table") == table.code)
    return phrase(
        "table",
        lang,
        title=say(table.title, lang),
        shown=shown,
        few=figures.filter(pl.col("showing") == Showing.CLASS).height,
        coarser=given_up.filter(pl.col("layout").is_not_null()).height,
        out=given_up.filter(pl.col("layout").is_null()).height,
    )
