"""`natc archive`: the releases that were made, in an archive whose past cannot be rewritten unnoticed."""

from pathlib import Path
from typing import Annotated

import typer

from natc.commands.screen import LangOption, Language, tell, working
from natc.engine.errors import Refused
from natc.engine.release.archive import Archive, open_archive, standing, withdraw
from natc.engine.release.archive_log import parse_head
from natc.engine.release.figures import Mark
from natc.engine.release.outputs.figure import banner, period
from natc.engine.release.outputs.words import word
from natc.engine.release.outputs.write import write_outputs

app = typer.Typer(
    add_completion=False, help="Look into a release archive; withdraw a release; write its files again.", no_args_is_help=True
)
FolderArgument = Annotated[Path, typer.Argument(metavar="ARCHIVE", help="The folder of the release archive.")]
NumberArgument = Annotated[str, typer.Argument(metavar="NUMBER", help="The number of a release, such as 2025-1.")]
HeadOption = Annotated[
    str | None, typer.Option("--expect-head", metavar="SIZE:ROOT", help="A head printed earlier; another history is refused.")
]


@app.command("list")
def list_releases(folder: FolderArgument, expect_head: HeadOption = None, lang: LangOption = Language.en) -> None:
    """Check the whole archive, and say how each release stands today."""
    _expect_folder(folder)
    with open_archive(folder, parse_head(expect_head) if expect_head else None) as archive:
        for release in archive.releases:
            said = banner(release, standing(archive.releases, release.number), lang)
            figures = {"years": period(release), "figures": release.figures.height}
            tell(said if release.mark == Mark.WITHDRAWN else word("screen", "release", lang, banner=said, **figures))
        if not archive.releases:
            tell(word("screen", "empty", lang, folder=folder))
        _tell_head(archive, lang)


@app.command("withdraw")
def withdraw_release(
    folder: FolderArgument,
    number: NumberArgument,
    *,
    why_en: Annotated[str, typer.Option("--why-en", help="Why it is withdrawn, in English; it is published.")],
    why_sr: Annotated[str, typer.Option("--why-sr", help="The same in Serbian, in Cyrillic.")],
    expect_head: HeadOption = None,
    lang: LangOption = Language.en,
) -> None:
    """Mark a wrong release as withdrawn, by an entry of its own. Nothing is taken out of the archive."""
    _expect_folder(folder)
    with open_archive(folder, parse_head(expect_head) if expect_head else None) as archive:
        longer = withdraw(archive, number, {"en": why_en, "sr": why_sr})
    tell(word("screen", "marked", lang, number=number))
    _tell_head(longer, lang)


@app.command("write")
def write_release(
    folder: FolderArgument,
    number: NumberArgument,
    out: Annotated[Path, typer.Option("--out", help="Folder for the files; made when missing.")],
    expect_head: HeadOption = None,
    lang: LangOption = Language.en,
) -> None:
    """Write the files of a release again, as it stands today: withdrawn, replaced or neither."""
    _expect_folder(folder)
    if out.resolve() == folder.resolve():
        raise Refused(f"{out} is the archive itself, which holds nothing but releases; name another folder")
    with working(str(out)), open_archive(folder, parse_head(expect_head) if expect_head else None) as archive:
        releases = {release.number: release for release in archive.releases}
        if number not in releases:
            raise Refused(f"{folder} holds no release {number}; it holds {', '.join(releases) or 'none yet'}")
        files = write_outputs(releases[number], standing(archive.releases, number), out, lang=lang)
    tell(word("screen", "written", lang, folder=out, count=len(files)))


def _expect_folder(folder: Path) -> None:
    """A mistyped name must not become a new archive."""
    if not folder.is_dir():
        raise Refused(f"{folder} is no release archive; give the folder that natc release --archive wrote to")


def _tell_head(archive: Archive, lang: str) -> None:
    tell(word("screen", "head", lang, head=archive.head))
    tell(word("screen", "keep", lang))
