"""How well `natc link` finds one person in several lists, beside Splink; writes docs/reference/performance/link.md.

Run outside CI: NATC_REAL_DATA=<folder with febrl_dataset3.csv> PYTHONPATH=src python bench/link.py
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import link_made
import polars as pl
from measure import assemble

from natc.engine.linkage.attributes import comparable
from natc.engine.linkage.candidates import candidate_pairs
from natc.engine.linkage.decisions import Pair
from natc.engine.linkage.link import By, find_pairs
from natc.engine.linkage.lists import LINE, ROW, BodyList, gather
from natc.engine.linkage.names import folded
from natc.engine.linkage.persons import components, undecided
from natc.engine.linkage.scoring import SCORE, WORTH_SHOWING, scored

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "reference" / "performance" / "link.md"
PEER, PEER_HOME = "splink==5.0.0", Path(tempfile.gettempdir()) / "natc-bench-splink"
PEER_WAYS = ("names together", "names apart")
PERSONS, SEED = 2_000, 7  # not the seeds that weights.yaml was looked up on
MANY = 650_000  # persons, about a million rows
AS_LIKELY_AS_NOT = 0.0  # score at which ours would join without a human
RENAMED = {
    "given": "id_GivenName",
    "family": "id_FamilyName",
    "birth": "id_BirthDate",
    "document": "id_Document",
    "place": "id_Place",
    "citizenship": "prs_Citizenship",
    "sex": "prs_Gender",
}


@dataclass(frozen=True)
class Quality:
    """Pairs found at a threshold: precision, recall and F1 over true pairs, and how many pairs that are."""

    threshold: float
    precision: float
    recall: float
    f1: float
    pairs: int


@dataclass(frozen=True)
class ByHand:
    """What a human who only says the truth reaches who is shown the pairs from the floor up, likeliest first."""

    shown: int
    asked: int  # pairs that do not follow from earlier answers
    recall: float
    f1: float


def main() -> None:
    peer = _peer_python()
    febrl = _febrl()
    without_document = febrl.with_columns(pl.lit(None, pl.String).alias("id_Document"))
    made = gather(link_made.three_lists(PERSONS, SEED))
    sections = [
        _compared("Febrl dataset 3, with the social security number as document", febrl, peer, {"as written": _as_written}),
        _compared("Febrl dataset 3, without it", without_document, peer, {"as written": _as_written}),
        _compared(
            "Three made lists in three scripts", made, peer, {"as written": _as_written, "names folded by ours": _names_folded}
        ),
        _large(),
    ]
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text("\n".join([_heading(), *sections]), encoding="utf-8")
    assemble()


def _febrl() -> pl.DataFrame:
    """Febrl's dataset 3: 5,000 invented records of 2,000 persons with up to five duplicates each, as one body's list."""
    raw = pl.read_csv(Path(os.environ["NATC_REAL_DATA"]) / "febrl_dataset3.csv", infer_schema=False)
    raw = raw.rename(str.strip).with_columns(pl.all().str.strip_chars())
    born = pl.col("date_of_birth")
    frame = raw.select(
        truth=pl.col("rec_id").str.extract(r"rec-(\d+)-"),
        id_GivenName="given_name",
        id_FamilyName="surname",
        id_BirthDate=pl.when(born.str.len_chars() == 8).then(
            pl.format("{}-{}-{}", born.str.head(4), born.str.slice(4, 2), born.str.tail(2))
        ),
        id_Document="soc_sec_id",
        id_Place=pl.concat_str("suburb", "postcode", separator=" "),
    )
    return gather([BodyList("febrl_dataset3.csv", "", frame.with_row_index(LINE, 2))])


def _compared(title: str, rows: pl.DataFrame, peer: Path, texts: dict[str, Callable[[pl.DataFrame], pl.DataFrame]]) -> str:
    """One section of the page: ours and the peer on the same rows."""
    started = time.perf_counter()
    values = comparable(rows)
    ours = scored(values, candidate_pairs(values)).rename({SCORE: "weight"})
    seconds = time.perf_counter() - started
    true_pairs = _true_pairs(rows)
    lines = [_line("ours, score 0", ours.height, _at(_judged(ours, rows), AS_LIKELY_AS_NOT, true_pairs), seconds)]
    lines += [_line("ours, best threshold", ours.height, _best(_judged(ours, rows), true_pairs), seconds)]
    by_hand = [f"| ours | {_hand_line(_human(ours, rows, WORTH_SHOWING, true_pairs))}"]
    for (name, text), names in product(texts.items(), PEER_WAYS):
        theirs, seconds = _splink(text(rows), peer, names)
        best = _best(_judged(theirs, rows), true_pairs)
        lines.append(_line(f"Splink, {name}, {names}, best threshold", theirs.height, best, seconds))
        by_hand.append(f"| Splink, {name}, {names} | {_hand_line(_human(theirs, rows, WORTH_SHOWING, true_pairs))}")
    return "\n".join(
        [f"## {title}", "", f"{rows.height:,} rows, {true_pairs:,} true pairs.", "", TABLE, *lines, "", HAND_TABLE, *by_hand, ""]
    )


TABLE = (
    "| what | pairs compared | threshold | pairs at it | precision | recall | F1 | seconds |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|"
)
HAND_TABLE = "| a human decides, likeliest first | pairs shown | questions asked | recall | F1 |\n|---|---:|---:|---:|---:|"


def _line(name: str, compared: int, quality: Quality, seconds: float) -> str:
    figures = f"{quality.precision:.4f} | {quality.recall:.4f} | {quality.f1:.4f}"
    return f"| {name} | {compared:,} | {quality.threshold:.1f} | {quality.pairs:,} | {figures} | {seconds:.1f} |"


def _hand_line(by_hand: ByHand) -> str:
    return f"{by_hand.shown:,} | {by_hand.asked:,} | {by_hand.recall:.4f} | {by_hand.f1:.4f} |"


def _judged(pairs: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Pairs by falling weight, with `true` where both rows are one person."""
    truth = rows["truth"]
    judged = pairs.with_columns(true=truth[pairs["left"]] == truth[pairs["right"]])
    return judged.sort(["weight", "left", "right"], descending=[True, False, False])


def _true_pairs(rows: pl.DataFrame) -> int:
    size = pl.col("truth").value_counts().struct.field("count")
    return int(rows.select((size * (size - 1) // 2).sum()).item())


def _at(judged: pl.DataFrame, threshold: float, true_pairs: int) -> Quality:
    found = judged.filter(pl.col("weight") >= threshold)
    right = int(found["true"].sum())
    return Quality(threshold, right / found.height, right / true_pairs, 2 * right / (found.height + true_pairs), found.height)


def _best(judged: pl.DataFrame, true_pairs: int) -> Quality:
    """At the threshold of the highest F1, chosen knowing the truth: better than anybody can do on real lists."""
    f1 = 2 * pl.col("true").cum_sum() / (pl.int_range(1, pl.len() + 1) + true_pairs)
    threshold = judged.select(pl.col("weight").sort_by(f1, descending=True).first()).item()
    return _at(judged, threshold, true_pairs)


def _human(pairs: pl.DataFrame, rows: pl.DataFrame, floor: float, true_pairs: int) -> ByHand:
    """Every pair from the floor up is answered truly, unless its answer follows from those before."""
    shown = _judged(pairs, rows).filter(pl.col("weight") >= floor)
    answers: dict[Pair, bool] = dict(zip(shown.select("left", "right").rows(), shown["true"], strict=True))
    persons = components(rows.height, [pair for pair, same in answers.items() if same])
    joined = _true_pairs(rows.with_columns(truth=pl.Series(persons)))
    recall = joined / true_pairs
    return ByHand(shown.height, _questions(rows.height, answers), recall, 2 * recall / (1 + recall))


def _questions(rows: int, answers: dict[Pair, bool]) -> int:
    """How many answers do not follow from those given before them."""
    given: dict[Pair, bool] = {}
    persons = list(range(rows))
    for pair, same in answers.items():
        if undecided([pair], persons, given):
            given[pair] = same
            persons = components(rows, [each for each, joined in given.items() if joined]) if same else persons
    return len(given)


def _as_written(rows: pl.DataFrame) -> pl.DataFrame:
    return rows


def _names_folded(rows: pl.DataFrame) -> pl.DataFrame:
    """Our folding over scripts lent to the peer, which has none."""
    names = pl.col("id_GivenName", "id_FamilyName", "id_Place")
    return rows.with_columns(names.map_elements(folded, return_dtype=pl.String))


def _splink(rows: pl.DataFrame, python: Path, names: str) -> tuple[pl.DataFrame, float]:
    """Every pair the peer compared, with its match weight (log2 of odds), and the seconds its whole run took."""
    with tempfile.TemporaryDirectory() as folder:
        given, found = Path(folder) / "rows.csv", Path(folder) / "pairs.csv"
        rows.select(ROW, **RENAMED).write_csv(given)
        started = time.perf_counter()
        subprocess.run([python, HERE / "link_splink.py", given, found, names], check=True, capture_output=True)
        seconds = time.perf_counter() - started
        pairs = pl.read_csv(found).select(
            left=pl.min_horizontal("left", "right").cast(pl.UInt32),
            right=pl.max_horizontal("left", "right").cast(pl.UInt32),
            weight="match_weight",
        )
    return pairs, seconds


def _peer_python() -> Path:
    """The Python of the peer's own environment, made at the first run."""
    python = PEER_HOME / "bin" / "python"
    if not python.exists():
        venv.create(PEER_HOME, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", PEER], check=True)
    return python


def _large() -> str:
    """Time and memory of finding the pairs among a million rows."""
    rows = gather(link_made.three_lists(MANY, SEED))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20  # GB; Linux counts in kB
    started = time.perf_counter()
    linkage = find_pairs(rows, frozenset({By.NAMES}))
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    compared, true_pairs = linkage.shown.height + linkage.below, _true_pairs(rows)
    found = _at(_judged(linkage.shown.rename({SCORE: "weight"}), rows), WORTH_SHOWING, true_pairs)
    return f"""## A million rows

{rows.height:,} rows of {MANY:,} made persons: {compared:,} pairs compared in {seconds:.0f} s,
peak memory {peak:.1f} GB ({before:.1f} GB before).

{found.pairs:,} pairs lie above the floor; {found.recall:.1%} of the {true_pairs:,} true pairs are among them.
The generator knows few names, so here thousands of persons share a name and the search drops their keys as too common. No office
has such a list: this shows that nothing breaks.
"""


def _heading() -> str:
    return f"""# How well linking finds one person in several lists

Written by `bench/link.py` on {os.cpu_count()} cores shared with other work.
Python {sys.version.split()[0]}, polars {pl.__version__}, {PEER}.

- *Score 0* is the threshold we would join at without a human: as likely one person as two. *Best threshold* is chosen knowing the
  truth, for both: nobody can do that on real lists. Thresholds are log2 of odds.
- *A human decides* who only says the truth is shown the pairs from {WORTH_SHOWING} up and not asked what follows from earlier
  answers; precision is then 1, and recall counts what follows.
- *Seconds* of Splink are those of its whole run with start and training; ours those of comparing.
- The made lists come from `bench/link_made.py` (seed {SEED}), with the kinds of error that our design knows. Our weights were
  looked up on Febrl's dataset 3 and on lists made with seed 1: this favours us. Splink learns from the rows alone. Somebody who
  knows Splink better may get more out of it; `bench/link_splink.py` is how we set it up.
"""


if __name__ == "__main__":
    main()
