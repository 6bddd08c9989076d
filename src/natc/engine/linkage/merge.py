"""One row per person: each variable joined by the rule that the form states for it."""

from dataclasses import dataclass

import polars as pl

from natc.engine.linkage import lists
from natc.engine.standard.form import Form, Variable, load_codes

PERSON = "person"
REGISTERED_BY = "org_RegisteredBy"
FIRST = "first"  # the rule that takes one body's word: only there can two bodies contradict each other


@dataclass(frozen=True)
class Merged:
    """register: one row a person, no identifiers. links: each row of the lists with its person's new code. conflicts: where
    bodies contradict each other (person code, variable, values). left_out: columns of the lists that the form does not know."""

    register: pl.DataFrame
    links: pl.DataFrame
    conflicts: pl.DataFrame
    left_out: tuple[str, ...]


def merge(rows: pl.DataFrame, persons: list[int], form: Form) -> Merged:
    """Join the rows of each person. `persons`: for each row, the number that its person's rows share."""
    types = [code for code in (lists.BODY_TYPE, REGISTERED_BY) if code in rows.columns]
    registered_by = pl.concat_str(types, separator=";", ignore_nulls=True).alias(REGISTERED_BY)
    labelled = rows.with_columns(pl.Series(PERSON, persons), registered_by).sort(lists.REGISTERED_ON, lists.ROW, nulls_last=True)
    variables = [each for each in form.variables if each.code in rows.columns and not _ours(each.code)]
    joined = labelled.group_by(PERSON).agg(
        *[_joined(variable) for variable in variables],
        _union(REGISTERED_BY),
    )
    content = [*[each.code for each in variables], REGISTERED_BY]
    first_by_date = sorted(content, key=lambda code: code != lists.REGISTERED_ON)
    register = joined.sort([*first_by_date, PERSON], nulls_last=True)
    codes = register.select(PERSON, _running_code(register.height))
    return Merged(
        register=register.join(codes, on=PERSON).select(lists.PERSON_CODE, *content),
        links=_links(labelled, codes),
        conflicts=_conflicts(labelled, codes, [each.code for each in variables if each.merge == FIRST]),
        left_out=tuple(sorted(_given(rows) - {each.code for each in form.variables} - set(lists.READ_BY_LINKAGE))),
    )


def _ours(code: str) -> bool:
    return code in {lists.PERSON_CODE, REGISTERED_BY, *lists.IDENTIFIERS}


def _given(rows: pl.DataFrame) -> set[str]:
    return set(rows.columns) - {lists.ROW, lists.LIST, lists.LINE, lists.BODY}


def _joined(variable: Variable) -> pl.Expr:
    code = variable.code
    match variable.merge:
        case "earliest":
            return _earliest(code)
        case "latest":
            return pl.col(code).max()
        case "union":
            return _union(code)
        case "furthest":
            return _furthest(variable)
        case "largest":
            return pl.col(code).sort_by(pl.col(code).cast(pl.Float64, strict=False), nulls_last=False).last()
        case _:
            return pl.coalesce(_known(pl.col(code)).first(), pl.col(code).drop_nulls().first()).alias(code)


def _known(values: pl.Expr) -> pl.Expr:
    """Without blanks and without the codes that say "asked and not known"."""
    return values.filter(values.is_not_null() & ~values.is_in(lists.UNKNOWN_CODES))


def _earliest(code: str) -> pl.Expr:
    """The earliest date; of 2024 and 2024-05-17 the one that says more."""
    value, least = pl.col(code), pl.col(code).min()
    says_more = value.filter(value.str.starts_with(least) & (value != least)).min()
    return pl.coalesce(says_more, least).alias(code)


def _union(code: str) -> pl.Expr:
    """All codes that any body gave; "unknown" only where nobody knew."""
    codes = pl.col(code).drop_nulls().str.split(";").explode().str.strip_chars().replace("", None)
    return pl.coalesce(_together(_known(codes)), _together(codes)).alias(code)


def _together(codes: pl.Expr) -> pl.Expr:
    return codes.drop_nulls().unique().sort().str.join(";").replace("", None)


def _furthest(variable: Variable) -> pl.Expr:
    """The code that stands last in its code list; "unknown" comes before all, and before it what the list does not have."""
    order = {entry.code: place for place, entry in enumerate(load_codes(str(variable.codes)).codes, start=1)}
    order |= dict.fromkeys(lists.UNKNOWN_CODES, 0)
    value = pl.col(variable.code)
    return value.sort_by(value.replace_strict(order, default=-1, return_dtype=pl.Int64), value).drop_nulls().last()


def _running_code(count: int) -> pl.Series:
    width = max(4, len(str(count)))
    return pl.Series(lists.PERSON_CODE, [f"P{number:0{width}d}" for number in range(1, count + 1)], dtype=pl.String)


def _links(labelled: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
    return (
        labelled.rename({lists.PERSON_CODE: "code_in_list"})
        .join(codes, on=PERSON)
        .select(lists.PERSON_CODE, lists.LIST, lists.LINE, lists.BODY, "code_in_list", *lists.IDENTIFIERS)
        .sort(lists.PERSON_CODE, lists.BODY, lists.LIST, lists.LINE)
    )


def _conflicts(labelled: pl.DataFrame, codes: pl.DataFrame, variables: list[str]) -> pl.DataFrame:
    taken_as_is = [code for code in variables if code not in (lists.BODY_NAME, lists.BODY_TYPE)]
    values = labelled.select(PERSON, lists.BODY, *taken_as_is).unpivot(
        index=[PERSON, lists.BODY], variable_name="variable", value_name="value"
    )
    values = values.filter(pl.col("value").is_not_null() & ~pl.col("value").is_in(lists.UNKNOWN_CODES))
    said = pl.format("{} ({})", "value", lists.BODY).unique().sort().str.join(" | ")
    told = values.group_by(PERSON, "variable").agg(pl.col("value").n_unique().alias("different"), said.alias("values"))
    differing = told.filter(pl.col("different") > 1).join(codes, on=PERSON)
    return differing.select(lists.PERSON_CODE, "variable", "values").sort(lists.PERSON_CODE, "variable")
