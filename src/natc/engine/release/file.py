"""A release as a file: canonical JSON, the bytes whose SHA-256 the states approve and the archive keeps."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

import polars as pl

from natc.engine.errors import Unusable
from natc.engine.release.figures import FIGURES, GIVEN_UP, REPORTED, Axis, Group, Layout, Mark, Release, ReleaseTable, Tested
from natc.engine.standard.form import Source

FORMAT = "natc release 1"
FRAMES = {"figures": FIGURES, "reported": REPORTED, "given_up": GIVEN_UP}


def release_bytes(release: Release) -> bytes:
    """The canonical bytes: keys sorted, no spaces, UTF-8, one line; frames as {columns, rows}."""
    raw: dict[str, Any] = {key: value for key, value in vars(release).items() if key not in FRAMES}
    raw |= {"format": FORMAT, "tables": [asdict(table) for table in release.tables], "tested": asdict(release.tested)}
    raw |= {key: _frame(getattr(release, key)) for key in FRAMES}
    return json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode() + b"\n"


def release_hash(release: Release) -> str:
    """SHA-256 of the canonical bytes, hexadecimal."""
    return hashlib.sha256(release_bytes(release)).hexdigest()


def read_release(path: Path) -> Release:
    """The release in the file. Raises Unusable where it is not one, or not in its canonical bytes."""
    try:
        found = path.read_bytes()
        release = parse_release(found)
    except (OSError, ValueError, TypeError, KeyError, pl.exceptions.PolarsError) as error:
        raise Unusable(f"{path.name} is not a release of natc ({error}); take the file that natc release wrote") from error
    if release_bytes(release) != found:
        raise Unusable(f"{path.name} was changed after natc release wrote it; take the file from the release archive")
    return release


def parse_release(found: bytes) -> Release:
    """The release whose canonical bytes these are. Raises ValueError, TypeError or KeyError on anything else."""
    raw = json.loads(found)
    if not isinstance(raw, dict) or raw.pop("format", None) != FORMAT:
        raise ValueError(f"expected the format “{FORMAT}”")
    typed: dict[str, Any] = {key: _read_frame(raw[key], schema) for key, schema in FRAMES.items()}
    typed |= {"mark": Mark(raw["mark"]), "tables": tuple(map(_table, raw["tables"]))}
    typed["tested"] = Tested(**{**raw["tested"], "against": tuple(raw["tested"]["against"])})
    return Release(**{**raw, **typed})


def _frame(frame: pl.DataFrame) -> dict[str, Any]:
    return {"columns": frame.columns, "rows": frame.sort(frame.columns).rows()}


def _read_frame(raw: Mapping[str, Any], schema: Mapping[str, pl.DataType | type[pl.DataType]]) -> pl.DataFrame:
    if raw["columns"] != list(schema):
        raise ValueError(f"expected the columns {', '.join(schema)}")
    return pl.DataFrame(cast(Sequence[Any], raw["rows"]), schema=dict(schema), orient="row")


def _table(raw: Mapping[str, Any]) -> ReleaseTable:
    return ReleaseTable(**{**raw, "source": Source(**raw["source"]), "layouts": tuple(map(_layout, raw["layouts"]))})


def _layout(raw: Mapping[str, Any]) -> Layout:
    return Layout(**{**raw, "axes": tuple(map(_axis, raw["axes"]))})


def _axis(raw: Mapping[str, Any]) -> Axis:
    return Axis(**{**raw, "groups": tuple(Group(**{**group, "holds": tuple(group["holds"])}) for group in raw["groups"])})
