"""Writes what was harmonised: either every file, or none."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import polars as pl

from natc.engine.errors import Unusable
from natc.engine.standard.harmonise.coverage import REGION
from natc.engine.standard.harmonise.glotip import Harmonised
from natc.engine.standard.harmonise.region import region_report
from natc.engine.standard.harmonise.report import state_report
from natc.engine.standard.harmonise.words import sentence, severity_of, what_to_do


def write(harmonised: Harmonised, folder: Path, *, lang: str) -> list[Path]:
    """Write tables and reports to `folder`; gives their paths, reports last. Same workbook and language, same bytes."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as scratch:
            for name, fill in _files(harmonised, lang).items():
                fill(Path(scratch) / name)
            return [
                path.replace(folder / path.name)
                for path in sorted(Path(scratch).iterdir(), key=lambda path: path.suffix == ".html")
            ]
    except OSError as error:
        raise Unusable(
            f"{folder}: cannot write there ({error.strerror}); give a folder of your own with room on its disk"
        ) from error


def _files(harmonised: Harmonised, lang: str) -> dict[str, Callable[[Path], object]]:
    findings = _with_words(harmonised.findings)
    pages = {f"report-{code}.html": state_report(harmonised, code, lang) for code in REGION}
    pages["report-region.html"] = region_report(harmonised, lang)
    return {
        "glotip.parquet": harmonised.cells.write_parquet,
        "glotip.csv": harmonised.cells.write_csv,
        "findings.csv": partial(findings.write_csv, include_bom=True),
        "coverage.csv": harmonised.coverage.write_csv,
        "labels.csv": partial(harmonised.labels.write_csv, include_bom=True),
        **{name: _writer(page) for name, page in pages.items()},
    }


def _writer(page: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(page, encoding="utf-8", newline="\n")


def _with_words(findings: pl.DataFrame) -> pl.DataFrame:
    """The findings with their severity, and what was found and what to do in both languages."""
    rows = findings.to_dicts()
    return findings.drop("part", "difference").with_columns(
        severity=pl.Series([severity_of(row["rule"]).value for row in rows], dtype=pl.String),
        sentence_en=pl.Series([sentence(row, "en") for row in rows], dtype=pl.String),
        sentence_sr=pl.Series([sentence(row, "sr") for row in rows], dtype=pl.String),
        do_en=pl.Series([what_to_do(row["rule"], "en") for row in rows], dtype=pl.String),
        do_sr=pl.Series([what_to_do(row["rule"], "sr") for row in rows], dtype=pl.String),
    )
