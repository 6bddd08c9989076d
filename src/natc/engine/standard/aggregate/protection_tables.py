"""Tables P1–P15 from the tallies of a protection register. No row of a person is read here."""

from collections.abc import Iterable
from decimal import Decimal

from natc.engine.standard.aggregate.counts import UNKNOWN, Counts, Figures, Key, holding, summed
from natc.engine.standard.aggregate.period import IN
from natc.engine.standard.aggregate.protection import CHILD, NONE
from natc.engine.standard.aggregate.view import View
from natc.engine.standard.submission_form import load_submission_form
from natc.engine.standard.values import SEPARATOR

SEVERAL = "MoreThanOne"
LABOUR = {"ForcedLabour", "ChildLabour", "Servitude"}  # forms that have a sector; the rule sector-without-labour
PAYER_NOT_SAID = "CompensationUnknown"  # the register does not say whether the convicted person or a state fund pays
RIGHTS = {  # of the register's codes, those that are a decision of table P13
    "reflection": ("ReflectionPeriod", {"Granted": "Granted", "Refused": "Refused"}),
    "permit": ("ResidencePermit", {"AppliedPending": "Claimed", "Granted": "Granted", "Refused": "Refused"}),
}
MONEY = {"claimed": "Claimed", "awarded": "Granted", "paid": "Paid"}
YEARS = {category.code for category in load_submission_form().table("P15").dimensions[-1].categories}
Parts = Iterable[tuple[Key, float]]


def protection_tables(counts: Counts, view: View) -> Figures:
    """The figures above 0 of every table that the register feeds."""
    countries, forms = _rows(counts, "citizenship"), _rows(counts, "forms")
    tables: dict[str, Parts] = {
        "P1": _status(counts),
        "P2": _rows(counts, "body"),
        "P3": (((view.group(country), sex, age), rows) for (country, sex, age), rows in countries),
        "P3-countries": countries,
        "P4": (((one_form(text), sex, age), rows) for (text, sex, age), rows in forms),
        "P5": (((form, sex, age), rows) for (text, sex, age), rows in forms for form in each(text)),
        "P6": _corridors(counts),
        "P7": _sectors(counts),
        "P8": _by_form(counts, "kind"),
        "P9": _by_form(counts, "recruitment"),
        "P9-exploitation": _by_form(counts, "online"),
        "P10": _means(counts),
        "P12": _services(counts),
        "P13": _rights(counts),
        "P13-amounts": _compensation(counts),
        "P14": _movements(counts, view),
        "P15": (((old, new, year), rows) for (old, new, year), rows in _rows(counts, "changed") if old != new and year in YEARS),
    }
    return {code: summed(parts) for code, parts in tables.items()}


def each(codes: str) -> list[str]:
    """The codes of a cell, each once; a cell that holds known ones does not count as unknown too."""
    found = list(dict.fromkeys(codes.split(SEPARATOR)))
    return [code for code in found if code != UNKNOWN] or [UNKNOWN]


def one_form(codes: str) -> str:
    """The exclusive row of a cell of codes."""
    found = each(codes)
    return found[0] if len(found) == 1 else SEVERAL


def _rows(counts: Counts, name: str) -> list[tuple[Key, int]]:
    return list(counts.tallies.get(name, {}).items())


def _status(counts: Counts) -> Parts:
    """The status reached by the period's end: the one before where the present one is of a later day."""
    for (late, status, previous, sex, age), rows in _rows(counts, "status"):
        yield (previous if late == "Yes" else status, sex, age), rows


def _corridors(counts: Counts) -> Parts:
    for (citizenships, countries), rows in _rows(counts, "corridors"):
        for citizenship in each(citizenships):
            for country in each(countries):
                yield (citizenship, country), rows


def _sectors(counts: Counts) -> Parts:
    for (forms, sector, sex), rows in _rows(counts, "sector"):
        if LABOUR & set(each(forms)):
            yield (sector, sex), rows


def _by_form(counts: Counts, name: str) -> Parts:
    for (label, forms), rows in _rows(counts, name):
        yield (label, one_form(forms)), rows


def _means(counts: Counts) -> Parts:
    for (means, age), rows in _rows(counts, "means"):
        if means == NONE:
            yield ("NoMeansNeeded" if age == CHILD else UNKNOWN, age), rows
        else:
            for one in each(means):
                yield (one, age), rows


def _services(counts: Counts) -> Parts:
    for name, outcome in (("requested", "Requested"), ("unavailable", "Unavailable")):
        for (services,), rows in _rows(counts, name):
            for service in each(services) if services else ():
                yield (service, outcome, "NoPayment"), rows
    for (services, payers), rows in _rows(counts, "received"):
        for service in each(services) if services else ():
            for payer in each(payers or UNKNOWN):
                yield (service, "Received", payer), rows


def _rights(counts: Counts) -> Parts:
    for name, (right, decisions) in RIGHTS.items():
        for (answer,), rows in _rows(counts, name):
            if answer in decisions:
                yield (right, decisions[answer]), rows
    for name, decision in MONEY.items():
        for _, rows in _rows(counts, name):
            yield (PAYER_NOT_SAID, decision), rows


def _compensation(counts: Counts) -> Parts:
    """Exact sums: text times persons, so that no order of adding changes a digit."""
    for name in ("awarded", "paid"):
        sums: dict[str, Decimal] = {}
        for (amount, currency), rows in _rows(counts, name):
            if amount and currency:
                sums[currency] = sums.get(currency, Decimal()) + Decimal(amount) * rows
        yield from (((PAYER_NOT_SAID, MONEY[name], currency), float(total)) for currency, total in sums.items())


def _movements(counts: Counts, view: View) -> Parts:
    outcome = holding("P14", "movement_outcome")
    for (day, country, reached), rows in _rows(counts, "referred_out"):
        if day == IN or country or reached:
            yield ("ReferralOut", view.partner(country), outcome(reached)), rows
    for (day, country), rows in _rows(counts, "referred_in"):
        if (day == IN or country) and country != view.territory:
            yield ("ReferralIn", view.partner(country), UNKNOWN), rows
    for (day, country, reached), rows in _rows(counts, "returned"):
        if day == IN or country or reached:
            kind = "SafeReturnIn" if country == view.territory else "SafeReturnOut"
            yield (kind, view.partner(country), outcome(reached)), rows
