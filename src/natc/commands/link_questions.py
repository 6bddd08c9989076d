"""The terminal list in which a human decides, pair by pair, whether two rows are one person."""

from enum import StrEnum
from pathlib import Path
from typing import Any

import polars as pl
from rich.table import Table
from rich.text import Text

from natc.commands.screen import out, tell
from natc.engine.linkage import lists
from natc.engine.linkage.decisions import Decisions, Pair, answers_about, keep, row_keys, save_decisions
from natc.engine.linkage.link import Linkage, open_pairs
from natc.engine.linkage.persons import place_of
from natc.engine.linkage.scoring import SCORE
from natc.engine.linkage.words import beside, on_screen, reasons


class Answer(StrEnum):
    """Digits, since they are the same keys in every keyboard layout."""

    SAME = "1"
    DIFFERENT = "2"
    NOT_NOW = "3"
    BACK = "4"
    QUIT = "5"


def ask(linkage: Linkage, decisions: Decisions, kept_in: Path, lang: str) -> None:
    """Ask about each open pair until none is left or the human quits. Every answer is saved at once."""
    rows = linkage.rows
    answers, keys = answers_about(rows, decisions), row_keys(rows, decisions.salt)
    done: list[Pair] = []
    scores = {(pair["left"], pair["right"]): pair for pair in linkage.shown.iter_rows(named=True)}
    while waiting := [pair for pair in open_pairs(linkage, answers) if pair not in done]:
        pair = waiting[0]
        _show(rows, scores[pair], {"number": len(done) + 1, "count": len(done) + len(waiting)}, lang)
        match _answer(lang):
            case Answer.SAME | Answer.DIFFERENT as answer:
                done.append(pair)
                answers[pair] = answer is Answer.SAME
                keep(decisions, keys, pair, answers[pair])
            case Answer.NOT_NOW:
                done.append(pair)
            case Answer.BACK if done:
                pair = done.pop()
                answers.pop(pair, None)
                keep(decisions, keys, pair, None)
            case Answer.QUIT:
                return
        save_decisions(decisions, kept_in)


def _answer(lang: str) -> Answer:
    """The human's choice; the end of the input is "quit and save"."""
    known = {each.value for each in Answer}
    typed = ""
    while typed not in known:
        if typed:
            tell(on_screen("no_such_answer", lang, typed=typed))
        out.print(on_screen("choices", lang))
        try:
            typed = out.input(f"{on_screen('answer', lang)}: ").strip()
        except EOFError:
            return Answer.QUIT
    return Answer(typed)


def _show(rows: pl.DataFrame, pair: dict[str, Any], progress: dict[str, int], lang: str) -> None:
    """Both rows side by side, and in words why they look alike."""
    left, right = pair["left"], pair["right"]
    table = Table(title=on_screen("question", lang, **progress), title_justify="left")
    for top in ("", *(f"{rows[lists.BODY][row]}\n{place_of(rows, row)}" for row in (left, right))):
        table.add_column(top)
    for label, one, other in beside(rows, (left, right), lang):
        table.add_row(label, Text(one), Text(other))
    out.print(table, soft_wrap=False)
    for reason in reasons(rows, pair, lang):
        tell(f"• {reason}")
    out.print(on_screen("odds", lang, score=pair[SCORE]), style="dim")
