"""Tables J1–J12 from the rows of a criminal-justice register."""

from collections.abc import Iterable
from decimal import Decimal

import polars as pl

from natc.engine.standard.aggregate.counts import Figures, Key, holding, summed
from natc.engine.standard.aggregate.justice import (
    CASE,
    JusticeRows,
    counted,
    labelled,
    natural_persons,
    person_key,
    persons,
)
from natc.engine.standard.aggregate.period import IN, Period, span
from natc.engine.standard.aggregate.view import View

CONVICTED, OTHER_OFFENCE = "Convicted", "ConvictedOfOtherOffence"
MONTHS_OF_YEAR = 12
SENTENCES = (  # heaviest first; the category of each, and of imprisonment of unknown length
    "Prison10Plus", "Prison5To10", "Prison2To5", "PrisonUnder2", "PrisonUnknown", "Suspended", "Fine", "OtherSentence", "Unknown",
)  # fmt: skip
OTHER_KINDS = ("HouseArrest", "CommunityWork", "BanOrDissolution", "Other")
QUARTILES = {"Quartile1": 1, "Median": 2, "Quartile3": 3}  # quarters of the cases, in order of days


def justice_tables(register: JusticeRows, view: View) -> Figures:
    """The figures above 0 of every table that the register feeds; of J12 the numbers of cases, 0 included."""
    rows = natural_persons(register, view)
    of_trafficking = rows.filter("trafficking")
    suspects = of_trafficking.filter(pl.col("registered") == IN)
    for_another = pl.col("jus_ProsecutionDecision").eq_missing("ProsecutedForOtherOffence")
    prosecuted = of_trafficking.filter(pl.col("charged") == IN, ~for_another)
    convicted = rows.filter(pl.col("judged_finally") == IN, pl.col("jus_FinalJudgmentOutcome") == CONVICTED)
    cases = _cases(register, view.period)
    return {
        "J1": counted(persons(suspects), ["sex", "age", "form_one"]),
        **_by_citizenship("J2", persons(suspects), view),
        "J3": counted(persons(prosecuted), ["sex", "age", "form_one"]),
        "J4": _decisions(of_trafficking),
        "J5": counted(persons(convicted), ["sex", "age", "form_one"]),
        **_by_citizenship("J6", persons(convicted), view),
        "J7": _judgments(of_trafficking),
        "J8": _knowing_use(rows.filter(pl.col("jus_KnowingUse") == "Yes")),
        "J9": _sentences(convicted),
        "J10": _assets(register, view.period),
        "J11": _investigations(cases),
        "J12": _days(cases, view.period),
    }


def _by_citizenship(table: str, found: pl.DataFrame, view: View) -> Figures:
    countries = counted(found, ["country", "sex"])
    groups = summed(((view.group(country), sex), count) for (country, sex), count in countries.items())
    return {table: groups, f"{table}-countries": countries}


def _decisions(rows: pl.DataFrame) -> dict[Key, float]:
    """Every decision once: rows of several offences of one person in one case hold the same one."""
    once = ["person", CASE, "jus_ProsecutionDecisionDate", "nature"]
    nature = labelled(rows["jus_ProsecutionDecision"], holding("J4", "nature"))
    return counted(rows.with_columns(nature=nature).filter(pl.col("decided") == IN).unique(once), ["nature"])


def _judgments(rows: pl.DataFrame) -> dict[Key, float]:
    found: dict[Key, float] = {}
    for instance, when, date, outcome in (
        ("First", "judged_first", "jus_FirstJudgmentDate", "jus_FirstJudgmentOutcome"),
        ("Final", "judged_finally", "jus_FinalJudgmentDate", "jus_FinalJudgmentOutcome"),
    ):
        judged = rows.with_columns(judgment=labelled(rows[outcome], holding("J7", "judgment"))).filter(pl.col(when) == IN)
        once = judged.unique(["person", CASE, date, outcome])
        found |= {(judgment, instance): count for (judgment,), count in counted(once, ["judgment"]).items()}
    return found


def _knowing_use(rows: pl.DataFrame) -> dict[Key, float]:
    guilty = pl.col("jus_FinalJudgmentOutcome").is_in([CONVICTED, OTHER_OFFENCE])
    stages = {
        "Suspect": pl.col("registered") == IN,
        "Prosecuted": pl.col("charged") == IN,
        "Convicted": (pl.col("judged_finally") == IN) & guilty,
    }
    return {
        (stage, *key): count
        for stage, reached in stages.items()
        for key, count in counted(persons(rows.filter(reached)), ["sex", "age"]).items()
    }


def _sentences(convicted: pl.DataFrame) -> dict[Key, float]:
    """The heaviest sentence of every convicted person; imprisonment of unknown length is heavier than a fine, and unknown."""
    heaviest: dict[str, int] = {}
    for person, kinds, months, suspended in convicted.select("person", "snt_Kind", "snt_Months", "snt_Suspended").iter_rows():
        weight = SENTENCES.index(_sentence(kinds, months, suspended))
        heaviest[person] = min(weight, heaviest.get(person, weight))
    return summed(((SENTENCES[weight].replace("PrisonUnknown", "Unknown"),), 1) for weight in heaviest.values())


def _sentence(kinds: str | None, months: str | None, suspended: str | None) -> str:
    pronounced = set((kinds or "").split(";"))
    if months or "Imprisonment" in pronounced:
        return "Suspended" if suspended == "Yes" else _prison(months)
    if "Fine" in pronounced:
        return "Fine"
    return "OtherSentence" if pronounced & set(OTHER_KINDS) else "Unknown"


def _prison(months: str | None) -> str:
    if not months:
        return "PrisonUnknown"
    years = int(months) / MONTHS_OF_YEAR
    bands = {"Prison10Plus": 10, "Prison5To10": 5, "Prison2To5": 2, "PrisonUnder2": 0}
    return next(band for band, least in bands.items() if years >= least)


def _assets(register: JusticeRows, period: Period) -> dict[Key, float]:
    """Sums over orders, of legal persons too; rows of several offences of one person in one case hold the same order."""
    rows = register.rows.with_row_index().with_columns(person=person_key())
    return {key: float(total) for stage in ("Frozen", "Confiscated") for key, total in _orders(rows, stage, period).items()}


def _orders(rows: pl.DataFrame, stage: str, period: Period) -> dict[Key, Decimal]:
    date, amount = f"ast_{stage}Date", f"ast_{stage}Amount"
    orders = rows.select("person", CASE, date, amount, "ast_Currency").unique().drop_nulls([date, amount, "ast_Currency"])
    sums: dict[Key, Decimal] = {}
    for day, value, currency in orders.select(date, amount, "ast_Currency").iter_rows():
        if period.when(day) == IN:
            sums[stage, currency] = sums.get((stage, currency), Decimal()) + Decimal(value)
    return sums


def _cases(register: JusticeRows, period: Period) -> pl.DataFrame:
    """One row a case that has a code: the earliest day of each step, and what any of its rows says."""
    dates = ["jus_ReportDate", "jus_InvestigationDate", "jus_FirstJudgmentDate", "jus_FinalJudgmentDate"]
    kinds = pl.col("jus_InternalOrCrossBorder")
    cases = (
        register.rows.filter(pl.col(CASE).is_not_null())
        .group_by(CASE)
        .agg(
            pl.col(dates).min(),
            team=(pl.col("jus_JointTeam") == "Yes").any(),
            internal=kinds.is_in(["Internal", "Both"]).any(),
            across=kinds.is_in(["CrossBorder", "Both"]).any(),
        )
    )
    return cases.with_columns(opened=labelled(cases["jus_InvestigationDate"], period.when))


def _investigations(cases: pl.DataFrame) -> dict[Key, float]:
    opened = cases.filter(pl.col("opened") == IN)
    rows = {
        "Opened": opened.height,
        "JointTeams": int(opened["team"].sum()),
        "InternalCases": int(opened["internal"].sum()),
        "CrossBorderCases": int(opened["across"].sum()),
    }
    return {(kind,): float(count) for kind, count in rows.items() if count}


def _days(cases: pl.DataFrame, period: Period) -> dict[Key, float]:
    """Number of cases and quartiles for each milestone, over cases whose two days are known and in their order."""
    figures: dict[Key, float] = {}
    for milestone, date in (("First", "jus_FirstJudgmentDate"), ("Final", "jus_FinalJudgmentDate")):
        pairs = cases.select("jus_ReportDate", date).drop_nulls().iter_rows()
        days = sorted(_between(pairs, period))
        figures[milestone, "n"] = float(len(days))
        figures |= {(milestone, name): quantile(days, quarters) for name, quarters in QUARTILES.items() if days}
    return figures


def _between(pairs: Iterable[tuple[str, str]], period: Period) -> Iterable[int]:
    for report, judgment in pairs:
        (reported, same), (judged, also) = span(report), span(judgment)
        if period.when(judgment) == IN and reported == same and judged == also and reported <= judged:
            yield (judged - reported).days


def quantile(days: list[int], quarters: int) -> float:
    """The value below which `quarters` of four lie, of days in order: definition 2 of Hyndman and Fan (1996), by which a
    quartile is one of the values or half-way between two neighbours."""
    place, rest = divmod(len(days) * quarters, 4)
    return float(days[place]) if rest else (days[place - 1] + days[place]) / 2
