"""What bench/check_pandera.py says, in pandas."""

from collections.abc import Callable

import pandas as pd

TEXT = "str"
NUMBERS = {"integer": "Int64", "amount": "Float64"}


def read(path: str, types: dict[str, str]) -> pd.DataFrame:
    return pd.read_csv(path, dtype=types, keep_default_na=False, na_values=[""])


def keeps(fault: Callable[[Callable[[str], pd.Series]], pd.Series]) -> Callable[[pd.DataFrame], pd.Series]:
    """A check of the whole frame that fails on rows with the fault."""
    return lambda frame: ~fault(frame.__getitem__).fillna(value=False).astype(bool)


def without(pattern: str) -> Callable[[pd.Series], pd.Series]:
    return lambda column: ~column.str.contains(pattern)


def filled(cell: pd.Series) -> pd.Series:
    return cell.notna()


def among(cell: pd.Series, codes: list[str]) -> pd.Series:
    return cell.isin(codes)


def matches(cell: pd.Series, pattern: str) -> pd.Series:
    return cell.str.contains(pattern, na=False)


def wholly_before(one: pd.Series, other: pd.Series) -> pd.Series:
    return one + "~" < other  # "~" comes after everything a longer date could go on with


def code_set(cell: pd.Series) -> pd.Series:
    several = cell.str.contains(";", regex=False, na=False)
    return cell.mask(several, cell[several].map(lambda codes: ";".join(sorted(set(codes.split(";"))))))


def rows(failures: pd.DataFrame) -> list[dict]:
    return failures[["index", "column", "check"]].drop_duplicates().to_dict("records")
