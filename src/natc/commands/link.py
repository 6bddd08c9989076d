"""`natc link`: the lists of police, NGOs, social services and the centre become one register, one row a person."""

from pathlib import Path
from typing import Annotated

import typer

from natc.commands import link_questions
from natc.commands.screen import LangOption, Language, out, tell
from natc.engine.linkage.decisions import Decisions, answers_about, load_decisions, save_decisions
from natc.engine.linkage.link import By, Linkage, Linked, find_pairs, link, open_pairs
from natc.engine.linkage.lists import gather, read_list
from natc.engine.linkage.output import DECISIONS, WRITTEN, write
from natc.engine.linkage.words import on_screen, told
from natc.engine.linkage.workbook import read_workbook, write_workbook
from natc.engine.standard.form import load_form
from natc.engine.whole import keep_inputs, make_folder

FORM = "protection"

app = typer.Typer(add_completion=False)


@app.command()
def main(
    files: Annotated[list[Path], typer.Argument(help="One file per body, in the standard's columns (made by natc map).")],
    *,
    folder: Annotated[Path, typer.Option("--out", help="Folder for the register, the manifest and the local files.")],
    by: Annotated[
        list[By] | None,
        typer.Option(help="names (the default); code only if all bodies use the same person codes. May be repeated."),
    ] = None,
    decisions: Annotated[Path | None, typer.Option(help="File of earlier decisions, kept and reused. Never send it.")] = None,
    decide: Annotated[bool, typer.Option("--decide", help="Ask about the open pairs here, one by one.")] = False,
    workbook: Annotated[Path | None, typer.Option(help="Write the pairs into this workbook, to be answered there.")] = None,
    decided: Annotated[Path | None, typer.Option(help="Read the answers of this workbook.")] = None,
    lang: LangOption = Language.en,
) -> None:
    """Merge what several bodies registered into one register, one row a person, with an account of how it was done."""
    keep_inputs([workbook, *(folder / name for name in WRITTEN)], files)
    body_lists = [read_list(path) for path in files]
    linkage = find_pairs(gather(body_lists), frozenset(by or [By.NAMES]))
    make_folder(folder)
    kept_in = decisions or folder / DECISIONS
    kept = load_decisions(kept_in)
    if decided:
        _take_answers(decided, linkage, kept, kept_in)
    if decide:
        link_questions.ask(linkage, kept, kept_in, lang)
    answers = answers_about(linkage.rows, kept)
    linked = link(linkage, answers, load_form(FORM))
    write(linked, body_lists, folder)
    _tell(linked, folder, lang)
    if unused := len(kept.answers) - len(answers):
        tell(on_screen("unused", lang, count=unused))
    if workbook:
        _hand_out(linkage, kept, kept_in, workbook, lang)


def _hand_out(linkage: Linkage, kept: Decisions, kept_in: Path, workbook: Path, lang: str) -> None:
    """Write the pairs to be answered in a workbook, and the salt without which its keys mean nothing."""
    make_folder(workbook.parent)
    write_workbook(linkage, kept, workbook, lang)
    save_decisions(kept, kept_in)
    tell(on_screen("workbook", lang, count=linkage.shown.height, file=workbook))


def _take_answers(workbook: Path, linkage: Linkage, kept: Decisions, kept_in: Path) -> None:
    """Keep the answers of the workbook, unless they contradict each other."""
    read_workbook(workbook, kept, linkage.rows)
    open_pairs(linkage, answers_about(linkage.rows, kept))
    save_decisions(kept, kept_in)


def _tell(linked: Linked, folder: Path, lang: str) -> None:
    result, *others = told(linked, folder, lang)
    out.print(result, style="bold")
    undecided = linked.manifest["pairs"]["undecided"] > 0
    for sentence in [*others, on_screen("written", lang, folder=folder), *[on_screen("next", lang)] * undecided]:
        tell(sentence)
