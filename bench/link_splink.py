"""Splink over the same columns, run by bench/link.py in an environment of its own.

    python link_splink.py rows.csv pairs.csv "names together"

rows.csv: row, given, family, birth, document, place, citizenship, sex.
pairs.csv: left, right, match_weight of every pair compared.
Set up as its documentation advises: term frequencies for names and places, levels for reduced dates, u by random sampling, m by
expectation maximisation over three blockings. The two names are compared together (also exchanged) or apart (with more levels of
likeness): neither is better on all lists.
"""

import logging
import sys
from pathlib import Path

import duckdb
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

SAMPLE = 2_000_000  # pairs for u
SAME_AS_FAR_AS_KNOWN = (
    "starts_with(birth_l, birth_r) or starts_with(birth_r, birth_l)"
    " or (substr(birth_l, 1, 4) = substr(birth_r, 1, 4) and (birth_l like '%-01-01' or birth_r like '%-01-01'))"
)
EXCHANGED_DAY = (
    "substr(birth_l, 1, 4) = substr(birth_r, 1, 4)"
    " and substr(birth_l, 6, 2) = substr(birth_r, 9, 2) and substr(birth_l, 9, 2) = substr(birth_r, 6, 2)"
)
BIRTH = comparisons.CustomComparison(
    output_column_name="birth",
    comparison_levels=[
        levels.NullLevel("birth"),
        levels.ExactMatchLevel("birth"),
        levels.CustomLevel(EXCHANGED_DAY, "day and month exchanged"),
        levels.CustomLevel(SAME_AS_FAR_AS_KNOWN, "the same as far as known"),
        levels.DamerauLevenshteinLevel("birth", 1),
        levels.CustomLevel("substr(birth_l, 1, 4) = substr(birth_r, 1, 4)", "same year"),
        levels.ElseLevel(),
    ],
)
COMPARED = {
    "birth": BIRTH,
    "document": comparisons.DamerauLevenshteinAtThresholds("document", 1),
    "place": comparisons.JaroWinklerAtThresholds("place", 0.9).configure(term_frequency_adjustments=True),
    "citizenship": comparisons.ExactMatch("citizenship").configure(term_frequency_adjustments=True),
    "sex": comparisons.ExactMatch("sex"),
}
NAMES = {
    "names together": [comparisons.ForenameSurnameComparison("given", "family").configure(term_frequency_adjustments=True)],
    "names apart": [comparisons.NameComparison(name).configure(term_frequency_adjustments=True) for name in ("given", "family")],
}
BLOCKS = [
    block_on("birth"),
    block_on("given", "family"),
    block_on("family", "substr(birth, 1, 4)"),
    block_on("given", "substr(birth, 1, 4)"),
    block_on("family", "substr(birth, 6, 5)"),
    block_on("given", "substr(birth, 6, 5)"),
    block_on("family", "place"),
    block_on("given", "place"),
    block_on("substr(given, 1, 3)", "substr(family, 1, 3)"),
    "l.given = r.family and l.family = r.given",
    "l.given = r.family and substr(l.birth, 1, 4) = substr(r.birth, 1, 4)",
]


def main(rows: Path, pairs: Path, names: str) -> None:
    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect()
    table = connection.sql(f"select * from read_csv('{rows}', all_varchar = true)").to_arrow_table()
    known = [name for name in COMPARED if table[name].null_count < table.num_rows]
    blocks = [*BLOCKS, *[block_on("document")] * ("document" in known)]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="row",
        comparisons=[*NAMES[names], *(COMPARED[name] for name in known)],
        blocking_rules_to_generate_predictions=blocks,
    )
    api = DuckDBAPI()
    linker = Linker(api.register(table), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("given", "family", "birth")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLE, seed=1)
    for block in (block_on("birth"), block_on("given", "family"), block_on("family", "place")):
        linker.training.estimate_parameters_using_expectation_maximisation(block, record_sample_proportion=1.0)
    found = linker.inference.predict().as_pyarrow_table().select(["row_l", "row_r", "match_weight"])
    connection.register("found", found)
    connection.sql('select row_l as "left", row_r as "right", match_weight from found').write_csv(str(pairs))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
