"""The protection register as tallies, compiled to one grouping a table over batches of labels."""

import datetime
from collections import Counter
from collections.abc import Iterator

import polars as pl

from natc.engine.standard.aggregate.cells import Feature, Reader, tally
from natc.engine.standard.aggregate.counts import UNKNOWN, Counts, Key, holding, merge
from natc.engine.standard.aggregate.period import AFTER, BEFORE, BLANK, IN, PLACES
from natc.engine.standard.aggregate.view import View
from natc.engine.standard.files import Table, batches
from natc.engine.standard.form import load_codes, load_form
from natc.engine.standard.mapping import Mapping as Join

BATCH = 250_000  # rows counted together; with 40 columns of text under 0.4 GB
NONE = ""  # of a text label: the cell is blank
CHILD, ADULT = "0-17", "18+"
AGES = (CHILD, ADULT, UNKNOWN)
COMES_OF_AGE = 18  # years; Directive 2011/36/EU art. 2(6)
YES_NO = ("Yes", "No")
IDENTIFIED = "ActualVictimOfTrafficking"
CODE = "cas_PersonCode"

# tally: the labels that its rows are counted by
REGISTERED = {
    "status": ("late", "status", "previous", "sex", "age"),
    "body": ("body", "sex", "age"),
    "citizenship": ("country", "sex", "age"),
    "forms": ("forms", "sex", "age"),
    "corridors": ("citizenships", "exploited_in"),
    "sector": ("forms", "sector", "sex"),
    "kind": ("kind", "forms"),
    "recruitment": ("recruitment", "forms"),
    "online": ("online", "forms"),
    "means": ("means", "age"),
}
DATED = {  # tally: the date that puts it into the period, and the labels
    "requested": ("assisted", ("requested",)),
    "unavailable": ("assisted", ("unavailable",)),
    "received": ("assisted", ("received", "paid_by")),
    "reflection": ("reflection_on", ("reflection",)),
    "permit": ("permit_on", ("permit",)),
    "referred_out": ("out_on", ("out_on", "out_country", "out_outcome")),
    "referred_in": (
        "in_on",
        (
            "in_on",
            "in_country",
        ),
    ),
    "returned": ("returned_on", ("returned_on", "return_country", "return_outcome")),
}
MONEY = {"claimed": "claimed_on", "awarded": "awarded_on", "paid": "paid_on"}  # never placed by the date of registration
AMOUNTS = {"claimed": ("claimed_on",), "awarded": ("awarded_amount", "currency"), "paid": ("paid_amount", "currency")}
CHANGED = ("previous", "status", "year")
ROWS = ("registered", "family", "refused")
NOT_WITHOUT_CONSENT = (  # labels that are unknown of a person who refused statistics; sex and citizenship count
    "status", "previous", "age", "body", "forms", "exploited_in", "sector", "kind", "recruitment", "online", "means",
)  # fmt: skip


class Counting:
    """Counts the rows of a protection register while somebody else reads them, as natc check does.

    A cell that cannot be read counts as blank. `today`: later dates cannot be read.
    """

    def __init__(self, table: Table, join: Join, view: View, *, today: datetime.date) -> None:
        form = load_form("protection")
        self._reader = Reader.of(table, form, join, features(view), today)
        code = [column.heading for column in join.of(CODE) if column.confirmed and column.heading in table.headings]
        self.headings = list(dict.fromkeys(self._reader.headings + code))
        self._counts = [Counts(frozenset(self._reader.texts) | frozenset(join.constants), {})]
        self._waiting: list[pl.DataFrame] = []

    def add(self, rows: pl.DataFrame) -> None:
        """Count rows of the table, of which only `headings` are looked at; those that hold nothing there are left out."""
        self._waiting.append(rows.select(self.headings))
        if sum(rows.height for rows in self._waiting) >= BATCH:
            self._count()

    def counts(self) -> Counts:
        """The tallies of all rows."""
        self._count()
        return merge(self._counts)

    def _count(self) -> None:
        if self._waiting and self._reader.headings:
            rows = pl.concat(self._waiting).filter(pl.any_horizontal(pl.all().is_not_null()))
            self._counts.append(Counts(frozenset(), dict(_tallies(self._reader.labelled(rows)))))
        self._waiting.clear()


def count_protection(table: Table, join: Join, view: View, *, today: datetime.date) -> Counts:
    """The tallies of a protection register, or of a part of it, without a check. Raises Unusable when the file turns out
    damaged. `today`: later dates cannot be read."""
    counting = Counting(table, join, view, today=today)
    if counting.headings:
        frame = table.frame if table.raw is None else table.raw
        for rows in batches(table, frame.select(counting.headings), BATCH):
            counting.add(rows)
    return counting.counts()


def _tallies(rows: pl.DataFrame) -> Iterator[tuple[str, Counter[Key]]]:
    """Every tally of one batch of labels."""
    yield "rows", tally(rows, ROWS)
    victims = rows.filter(pl.col("family") == "No").with_columns(_age().alias("age"), _late().alias("late"))
    registered = _without_consent(victims.filter(pl.col("registered") == IN))
    for name, labels in REGISTERED.items():
        yield name, tally(registered, labels)
    agreed = victims.filter(pl.col("refused") == "No")
    for name, (date, labels) in DATED.items():
        yield name, tally(agreed.filter(_dated(date)), labels)
    for name, date in MONEY.items():
        yield name, tally(agreed.filter(pl.col(date) == IN), AMOUNTS[name])
    changed = (pl.col("registered") == BEFORE) & (pl.col("status_on") == IN)
    yield "changed", tally(agreed.filter(changed), CHANGED)


def _without_consent(rows: pl.DataFrame) -> pl.DataFrame:
    unknown = {name: pl.lit(UNKNOWN, rows.schema[name]) for name in NOT_WITHOUT_CONSENT}
    refused = pl.col("refused") == "Yes"
    return rows.with_columns(pl.when(refused).then(label).otherwise(pl.col(name)).alias(name) for name, label in unknown.items())


def _age() -> pl.Expr:
    disputed = pl.col("disputed") == "Yes"
    given = pl.col("age_given")
    return pl.when(disputed).then(pl.lit(CHILD, pl.Enum(AGES))).when(given != UNKNOWN).then(given).otherwise(pl.col("age_group"))


def _late() -> pl.Expr:
    """Whether the present status was reached only after the period; its day is that of identification where no other is given."""
    undated = (pl.col("status_on") == BLANK) & (pl.col("status") == IDENTIFIED)
    late = (pl.col("status_on") == AFTER) | (undated & (pl.col("identified_on") == AFTER))
    return pl.when(late).then(pl.lit("Yes", pl.Enum(YES_NO))).otherwise(pl.lit("No", pl.Enum(YES_NO)))


def _dated(date: str) -> pl.Expr:
    """Whether the event lies in the period; where its day is not recorded, whether the person was first registered in it."""
    undated = (pl.col(date) == BLANK) & (pl.col("registered") == IN)
    return (pl.col(date) == IN) | undated


def features(view: View) -> dict[str, Feature]:
    """What is read of the register, by the name of its labels."""
    dates = {
        "registered": "vic_FirstRegistrationDate",
        "status_on": "vic_StatusDate",
        "identified_on": "vic_IdentificationDate",
        "assisted": "vic_AssistanceDate",
        "reflection_on": "law_ReflectionPeriodDate",
        "permit_on": "law_ResidencePermitDate",
        "claimed_on": "cmp_ClaimedDate",
        "awarded_on": "cmp_AwardedDate",
        "paid_on": "cmp_PaidDate",
        "in_on": "ref_InDate",
        "out_on": "ref_OutDate",
        "returned_on": "ret_ReturnDate",
    }
    statuses = tuple(entry.code for entry in load_codes("trafficking_status").codes)
    status = {"status": "vic_TraffickingStatus", "previous": "vic_PreviousStatus"}
    codes = {
        "body": "org_Type",
        "forms": "vic_TypeOfExploitation",
        "citizenships": "prs_Citizenship",
        "exploited_in": "vic_CountryOfExploitation",
        "sector": "vic_ForcedLabourIndustry",
        "kind": "vic_InternalOrCrossBorder",
        "recruitment": "vic_RecruitmentMode",
        "online": "vic_ExploitationOnline",
    }
    as_written = {
        "means": "vic_MethodsOfControl",
        "requested": "svc_Requested",
        "received": "svc_Received",
        "unavailable": "svc_Unavailable",
        "paid_by": "svc_PaidBy",
        "reflection": "law_ReflectionPeriod",
        "permit": "law_ResidencePermit",
        "awarded_amount": "cmp_AwardedAmount",
        "paid_amount": "cmp_PaidAmount",
        "currency": "cmp_Currency",
        "in_country": "ref_InCountry",
        "out_country": "ref_OutCountry",
        "out_outcome": "ref_OutOutcome",
        "return_country": "ret_ReturnCountry",
        "return_outcome": "ret_ReturnOutcome",
    }
    yes = {"family": "vic_FamilyMember", "disputed": "vic_AgeDisputed"}
    return {
        **{name: Feature(code, view.period.when, PLACES) for name, code in dates.items()},
        **{name: Feature(code, _or_unknown) for name, code in codes.items()},
        **{name: Feature(code, _or_unknown, statuses) for name, code in status.items()},
        **{name: Feature(code, _or_blank) for name, code in as_written.items()},
        **{name: Feature(code, _yes, YES_NO) for name, code in yes.items()},
        "year": Feature("vic_FirstRegistrationDate", _year),
        "sex": Feature("prs_Gender", holding("P1", "sex")),
        "age_given": Feature("vic_AgeAtRegistration", age_of, AGES),
        "age_group": Feature("vic_AgeGroup", _age_of_group, AGES),
        "country": Feature("prs_Citizenship", view.one_country),
        "refused": Feature("con_Statistics", _refused, YES_NO),
    }


def age_of(years: str | None) -> str:
    """The age group of an age in completed years; blank is unknown, never adult."""
    if not years:
        return UNKNOWN
    return CHILD if int(years) < COMES_OF_AGE else ADULT


def _age_of_group(group: str | None) -> str:
    return {"Child": CHILD, "Adult": ADULT}.get(group or "", UNKNOWN)


def _refused(consent: str | None) -> str:
    return "Yes" if consent in ("Refused", "Withdrawn") else "No"


def _yes(answer: str | None) -> str:
    return "Yes" if answer == "Yes" else "No"


def _year(date: str | None) -> str:
    return (date or "")[:4]


def _or_unknown(text: str | None) -> str:
    return text or UNKNOWN


def _or_blank(text: str | None) -> str:
    return text or NONE
