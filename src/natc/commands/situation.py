"""natc situation: what a release lets everybody know, as a PDF that a screen reader can read."""

from pathlib import Path
from typing import Annotated

import typer

from natc.commands.screen import LangOption, Language, tell, working
from natc.engine.pictures.documents.pdf import pdf
from natc.engine.pictures.documents.situation import situation
from natc.engine.release.file import read_release
from natc.engine.standard.reference import word
from natc.engine.whole import keep_inputs, whole_file

app = typer.Typer(add_completion=False)


@app.command()
def main(
    release: Annotated[Path, typer.Argument(help="The release that the report is about.")],
    earlier: Annotated[list[Path] | None, typer.Argument(help="Earlier releases, for years that it does not hold.")] = None,
    *,
    out: Annotated[Path, typer.Option("--out", help="The PDF to write.")],
    lang: LangOption = Language.en,
) -> None:
    """Write the situation report: who reported, what changed, forms, children, corridors, judgments, what is not known."""
    keep_inputs([out], [release, *(earlier or [])])
    with working(release.name):
        written = pdf(situation(read_release(release), [read_release(path) for path in earlier or []], lang))
    with whole_file(out) as unfinished:
        unfinished.write_bytes(written)
    tell(word("written", lang, path=out))
