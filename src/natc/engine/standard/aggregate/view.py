"""Countries and dates as one submission sees them: its own state, the European Union and the Network on its last day."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from natc.engine.standard.aggregate.period import Period
from natc.engine.standard.form import read_yaml
from natc.engine.standard.values import SEPARATOR

NATIONAL, EU, NON_EU, STATELESS, UNKNOWN = "National", "EU", "NonEU", "Stateless", "Unknown"
RANKS = (NATIONAL, EU, NON_EU, STATELESS, UNKNOWN)


@cache
def members(union: str, day: date) -> frozenset[str]:
    """The member states of "eu" or "network" on this day, ISO 3166-1 alpha-2. Source: unions.yaml."""
    terms = read_yaml(Path(__file__).with_name("unions.yaml"))[union]["members"]
    return frozenset(state for term in terms if term["from"] <= day <= term.get("to", day) for state in term["states"])


@dataclass(frozen=True)
class View:
    """What a submission of `territory` (ISO 3166-1 alpha-2) for `period` is seen from."""

    territory: str
    period: Period

    def group(self, country: str) -> str:
        """The citizenship group of a code of the list of countries."""
        if country == self.territory:
            return NATIONAL
        if country in (STATELESS, UNKNOWN):
            return country
        return EU if country in members("eu", self.period.last_day) else NON_EU

    def one_country(self, citizenships: str | None) -> str:
        """The country under which a person counts: national first, then EU, then the first recorded that is known."""
        countries = (citizenships or UNKNOWN).split(SEPARATOR)
        groups = {self.group(country): country for country in reversed(countries)}
        if NATIONAL in groups or EU in groups:
            return groups.get(NATIONAL) or groups[EU]
        return next((country for country in countries if country != UNKNOWN), UNKNOWN)

    def partner(self, country: str) -> str:
        """The partner group of a country in table P14; the reporting state itself is no partner."""
        if country in ("", UNKNOWN, STATELESS, self.territory):
            return UNKNOWN
        if country in members("network", self.period.last_day):
            return "Network"
        return "OtherEU" if country in members("eu", self.period.last_day) else "Other"
