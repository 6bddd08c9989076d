"""The criminal-justice register: its rows in the standard's form, and persons counted once each whatever their rows."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from natc.engine.standard.aggregate.counts import UNKNOWN, holding
from natc.engine.standard.aggregate.protection import ADULT, CHILD, age_of
from natc.engine.standard.aggregate.protection_tables import one_form
from natc.engine.standard.aggregate.view import RANKS, View
from natc.engine.standard.files import ROW, Table, reading
from natc.engine.standard.form import load_form
from natc.engine.standard.mapping import Mapping as Join
from natc.engine.standard.mapping import read_rows, targets
from natc.engine.standard.values import SEPARATOR

PERSON, CASE = "jus_PersonCode", "jus_CaseCode"
TRAFFICKING = (  # offences that make a row one of trafficking; a row without offences is one, since only such cases are kept
    "TraffickingInHumanBeings", "TraffickingInChildren", "TraffickingForAdoption", "SlaveryOrServitude", "ForcedLabour", UNKNOWN,
)  # fmt: skip
DATES = {
    "registered": "jus_RegistrationDate",
    "charged": "jus_ChargeDate",
    "decided": "jus_ProsecutionDecisionDate",
    "judged_first": "jus_FirstJudgmentDate",
    "judged_finally": "jus_FinalJudgmentDate",
    "frozen": "ast_FrozenDate",
    "confiscated": "ast_ConfiscatedDate",
}


@dataclass(frozen=True)
class JusticeRows:
    """Rows of a criminal-justice register, or of a part of it, in the standard's form: one text column a variable of the form.

    They hold codes of persons: they are counted where they are read, and never written.
    """

    variables: frozenset[str]  # those that the register has a column or constant for
    rows: pl.DataFrame


def read_justice(table: Table, join: Join, *, today: datetime.date) -> JusticeRows:
    """The rows of a criminal-justice register. A cell that cannot be read is blank. Raises Unusable for a damaged file."""
    form = load_form("justice")
    with reading(table):
        raw = table.frame.collect()
    read = read_rows(raw, join, targets(form), today).values.drop(ROW)
    columns = {
        variable.code: pl.col(variable.code).cast(pl.String) if variable.code in read.columns else pl.lit(None, pl.String)
        for variable in form.variables
    }
    return JusticeRows(frozenset(read.columns), read.select(**columns) if read.width else pl.DataFrame(schema=list(columns)))


def merge_justice(parts: Iterable[JusticeRows]) -> JusticeRows:
    """The rows of several parts of one register together, in whatever order."""
    every = list(parts)
    return JusticeRows(frozenset[str]().union(*(part.variables for part in every)), pl.concat(part.rows for part in every))


def natural_persons(register: JusticeRows, view: View) -> pl.DataFrame:
    """The rows of natural persons, with what tables ask of each: `person`, sex, age, country, form codes, and for each of DATES
    where it lies to the period. A row without a code of the person is a person of its own."""
    rows = register.rows.with_row_index().filter(pl.col("jus_PersonKind").ne_missing("LegalPerson"))
    read: dict[str, tuple[str, Callable[[str | None], str]]] = {
        "sex": ("prs_Gender", holding("P1", "sex")),
        "age": ("jus_AgeAtRegistration", age_of),
        "country": ("prs_Citizenship", view.one_country),
        "rank": ("prs_Citizenship", lambda text: str(RANKS.index(view.group(view.one_country(text))))),
        **{name: (variable, view.period.when) for name, variable in DATES.items()},
    }
    return rows.with_columns(
        person_key().alias("person"),
        *(labelled(rows[variable], label).alias(name) for name, (variable, label) in read.items()),
        is_trafficking().alias("trafficking"),
    )


def person_key() -> pl.Expr:
    return pl.coalesce(PERSON, pl.format("\x1f{}", "index"))


def is_trafficking() -> pl.Expr:
    offences = pl.col("jus_Offence").str.split(SEPARATOR)
    return offences.is_null() | (offences.list.set_intersection(list(TRAFFICKING)).list.len() > 0)


def labelled(column: pl.Series, label: Callable[[str | None], str]) -> pl.Series:
    """The label of every cell; each distinct text is read once."""
    texts = column.unique().drop_nulls().to_list()
    if not texts:
        return pl.repeat(label(None), len(column), dtype=pl.String, eager=True)
    read = column.replace_strict(texts, [label(text) for text in texts], default=None, return_dtype=pl.String)
    return read.fill_null(label(None))


def persons(rows: pl.DataFrame) -> pl.DataFrame:
    """One row a person: sex (unknown where the rows contradict each other), the youngest age, one country, one form."""
    known = pl.col("sex").filter(pl.col("sex") != UNKNOWN).unique()
    forms = pl.col("jus_TypeOfExploitation").drop_nulls().sort().str.join(SEPARATOR)
    grouped = rows.group_by("person").agg(
        sex=pl.when(known.len() == 1).then(known.first()).otherwise(pl.lit(UNKNOWN)),
        age=_youngest(),
        country=pl.col("country").sort_by("rank", "country").first(),
        forms=forms,
    )
    form = labelled(grouped["forms"], lambda text: one_form(text or UNKNOWN))
    return grouped.with_columns(form.alias("form_one"))


def _youngest() -> pl.Expr:
    ages = pl.col("age")
    return (
        pl.when((ages == CHILD).any())
        .then(pl.lit(CHILD))
        .when((ages == ADULT).any())
        .then(pl.lit(ADULT))
        .otherwise(pl.lit(UNKNOWN))
    )


def counted(rows: pl.DataFrame, names: Sequence[str]) -> dict[tuple[str, ...], float]:
    """{labels of `names`: rows}."""
    return {tuple(key): float(count) for *key, count in rows.group_by(names).len().iter_rows()}
