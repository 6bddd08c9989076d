"""natc brief: two exact pages for one's own minister, as PDF and as Word. Not for publication."""

from pathlib import Path
from typing import Annotated

import typer

from natc.commands.screen import LangOption, Language, tell, working
from natc.engine.pictures.documents.brief import brief
from natc.engine.pictures.documents.pdf import pdf
from natc.engine.pictures.documents.word import docx
from natc.engine.standard.reference import word
from natc.engine.standard.submission_file import read_submission
from natc.engine.text import Text, say
from natc.engine.whole import keep_inputs, make_folder, whole_file

NAME = "brief"  # of both files
_SAID: dict[str, Text] = {
    "exact": {
        "en": "Exact figures, not for publication: keep both files in the ministry.",
        "sr": "Тачни бројеви, није за објављивање: обе датотеке остају у министарству.",
    },
}

app = typer.Typer(add_completion=False)


@app.command()
def main(
    submission: Annotated[Path, typer.Argument(help="The submission that the brief is about (.json or the filled .xlsx).")],
    earlier: Annotated[list[Path] | None, typer.Argument(help="Earlier submissions of the same state, for the trend.")] = None,
    *,
    out: Annotated[Path, typer.Option("--out", help="The folder for brief.pdf and brief.docx.")],
    lang: LangOption = Language.en,
) -> None:
    """Write the two-page national brief for a minister: total, trend, forms, children, proceedings, what explains the change."""
    files = [out / f"{NAME}.pdf", out / f"{NAME}.docx"]
    keep_inputs(files, [submission, *(earlier or [])])
    with working(submission.name):
        document = brief(read_submission(submission), [read_submission(path) for path in earlier or []], lang)
        written = [pdf(document), docx(document)]
    make_folder(out)
    for path, content in zip(files, written, strict=True):
        with whole_file(path) as unfinished:
            unfinished.write_bytes(content)
        tell(word("written", lang, path=path))
    tell(say(_SAID["exact"], lang))
