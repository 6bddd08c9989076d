"""What CLDR, by Babel, knows of countries: their names and their clocks."""

from functools import cache

from babel import Locale
from babel.core import get_global

from natc.hub.fields import ORIGINAL

ZONE = "Europe/Belgrade"  # IANA; where a territory has none of its own, as XK
NO_STATES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}  # codes of two letters in CLDR that are no country


@cache
def named(code: str) -> dict[str, str]:
    """What CLDR calls a country, in the languages of the hub."""
    return {ORIGINAL: "en", **{lang: Locale(lang).territories[code] for lang in ("en", "sr")}}


def zone_of(code: str) -> str:
    """The IANA zone of a country's clocks; where it has several, the first by name."""
    return min((zone for zone, country in get_global("zone_territories").items() if country == code), default=ZONE)


def countries() -> list[tuple[str, str]]:
    """All countries of CLDR, code and English name, by name."""
    names = Locale("en").territories.items()
    known = ((code, name) for code, name in names if len(code) == 2 and code.isalpha() and code not in NO_STATES)
    return sorted(known, key=lambda pair: pair[1])
