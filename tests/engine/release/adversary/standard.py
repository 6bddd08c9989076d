"""What everybody may read in the standard: which tables count the same persons, and how their rows hang together."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

from adversary.published import OWN
from adversary.system import Key, Rows, Sum
from natc.engine.standard.submission_form import load_submission_form

SAME_PERSONS = (  # equal totals, and equal margins wherever two tables share dimensions
    ("P4", "P1", "P2", "P3", "P3-countries", "P8", "P9", "P9-exploitation"),
    ("J1", "J2", "J2-countries"),
    ("J5", "J6", "J6-countries", "J9"),
)
SOME_OF_THEM = {"P7": "P4"}  # every person counted in the first is counted in the second
AT_LEAST_ONCE = {"P5": "P4", "P6": "P4", "P10": "P4"}  # every person of the second has one mention or more in the first
ONE_FORM, EACH_FORM, SEVERAL = "form_one", "form_each", frozenset(["MoreThanOne"])
GROUP, COUNTRY = "citizenship_group", "citizenship"
COUNTRIES = (COUNTRY, "exploitation_country")
ALIKE = {EACH_FORM: ONE_FORM}  # dimensions whose codes mean the same: split alike, so that their rows can be compared
EU = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
NO_COUNTRY = frozenset(["Stateless", "Unknown"])


@cache
def categories(dimension: str) -> frozenset[str]:
    """The codes of a dimension of the submission; none for one that the standard does not have."""
    dimensions = [entry for table in load_submission_form().tables for entry in table.dimensions if entry.code == dimension]
    return frozenset(category.code for entry in dimensions for category in entry.categories)


def kin(table: str) -> tuple[str, ...]:
    """The tables of the submission that count the same persons as this one, itself included."""
    return next((family for family in SAME_PERSONS if table in family), (table,))


def group_of(country: str, territory: str) -> str:
    """The citizenship group of a country seen from the reporting territory."""
    if country in NO_COUNTRY:
        return country
    return "National" if country == territory else "EU" if country in EU else "NonEU"


def standard_sums(rows: Mapping[Key, Rows], dimensions: Mapping[str, tuple[str, ...]]) -> Iterator[Sum]:
    """What the standard says about the unknowns of each state-year, whatever was published."""
    for territory, year, version in sorted({(key[0], key[1], key[3]) for key in rows}):
        tables = {key[2]: rows[key] for key in rows if (key[0], key[1], key[3]) == (territory, year, version)}
        for family in SAME_PERSONS:
            yield from _same_persons([table for table in family if table in tables], tables, dimensions)
        for table, whole in SOME_OF_THEM.items():
            if table in tables and whole in tables:
                yield from _compared(tables, dimensions, table, whole, (None, 0))
        for table, persons in AT_LEAST_ONCE.items():
            if table in tables and persons in tables:
                yield from _compared(tables, dimensions, table, persons, (0, None))
        yield from _countries_in_groups(tables, dimensions, territory)
        if "P4" in tables and "P5" in tables and ONE_FORM in dimensions["P4"]:
            yield from _forms_mentioned(tables, dimensions)


def _same_persons(family: list[str], tables: Mapping[str, Rows], dimensions: Mapping[str, tuple[str, ...]]) -> Iterator[Sum]:
    """Each table beside an earlier one of its family for every set of dimensions they share; what follows is left out."""
    for place, table in enumerate(family):
        done: list[set[str]] = []
        for other in family[:place]:
            common = set(dimensions[table]) & set(dimensions[other])
            if not any(common <= wider for wider in done):
                done.append(common)
                yield from _compared(tables, dimensions, table, other, (0, 0))


def _compared(
    tables: Mapping[str, Rows],
    dimensions: Mapping[str, tuple[str, ...]],
    table: str,
    other: str,
    known: tuple[int | None, int | None],
) -> Iterator[Sum]:
    """One sum for each cell of the dimensions that both have: the table's rows less the other's lie in this range."""
    common = [dimension for dimension in dimensions[table] if dimension in dimensions[other]]
    left, right = (margin(tables[one], dimensions[one], common) for one in (table, other))
    for cell in left.keys() | right.keys():
        parts = dict.fromkeys(left.get(cell, ()), 1) | dict.fromkeys(right.get(cell, ()), -1)
        yield Sum(parts, *known, f"{table} beside {other}")


def margin(rows: Rows, dimensions: tuple[str, ...], kept: list[str]) -> dict[tuple[frozenset[str], ...], list[int]]:
    """The unknowns of a table's rows by their blocks along the dimensions that are kept."""
    places = [dimensions.index(dimension) for dimension in kept]
    summed: dict[tuple[frozenset[str], ...], list[int]] = {}
    for blocks, unknown in rows.items():
        summed.setdefault(tuple(blocks[place] for place in places), []).append(unknown)
    return summed


def _countries_in_groups(tables: Mapping[str, Rows], dimensions: Mapping[str, tuple[str, ...]], territory: str) -> Iterator[Sum]:
    for table, by_country in (("P3", "P3-countries"), ("J2", "J2-countries"), ("J6", "J6-countries")):
        if not {table, by_country} <= tables.keys() or GROUP not in dimensions[table] or COUNTRY not in dimensions[by_country]:
            continue
        shared = [dimension for dimension in dimensions[table] if dimension in dimensions[by_country]]
        groups = margin(tables[table], dimensions[table], [GROUP, *shared])
        countries = margin(tables[by_country], dimensions[by_country], [COUNTRY, *shared])
        for (block, *rest), parts in groups.items():
            held = [
                one
                for (some, *others), ones in countries.items()
                if others == rest and _falls(some, block, territory)
                for one in ones
            ]
            yield Sum(dict.fromkeys(parts, 1) | dict.fromkeys(held, -1), 0, 0, f"{by_country} within {table}")


def _falls(countries: frozenset[str], groups: frozenset[str], territory: str) -> bool:
    return group_of(min(countries), territory) in groups


def _forms_mentioned(tables: Mapping[str, Rows], dimensions: Mapping[str, tuple[str, ...]]) -> Iterator[Sum]:
    """A form is mentioned by those who have it alone and perhaps by those with several, who mention two or more."""
    shared = [dimension for dimension in dimensions["P4"] if dimension in dimensions["P5"]]
    persons = margin(tables["P4"], dimensions["P4"], [ONE_FORM, *shared])
    by_form = EACH_FORM in dimensions["P5"]
    mentions = margin(tables["P5"], dimensions["P5"], [EACH_FORM, *shared] if by_form else shared)
    for rest in {tuple(rest) for _, *rest in persons}:
        several = persons.get((SEVERAL, *rest), [])
        blocks = [block for block, *others in persons if tuple(others) == rest and block != SEVERAL]
        alone = [one for block in blocks for one in persons[block, *rest]]
        held = [mentions.get((block, *rest), []) for block in blocks] if by_form else [mentions.get(rest, [])]
        every = [one for some in held for one in some]
        yield Sum(
            dict.fromkeys(every, 1) | dict.fromkeys(alone, -1) | dict.fromkeys(several, -2), 0, None, "P5: two forms or more"
        )
        for block, some in zip(blocks, held, strict=True) if by_form else ():
            less = dict.fromkeys(some, 1) | dict.fromkeys(persons[block, *rest], -1)
            yield Sum(less, 0, None, "P5 not below P4")
            yield Sum(less | dict.fromkeys(several, -len(block)), None, 0, "P5 above P4 only by several forms")


def blocks_of(dimension: str, groups: list[frozenset[str]], territories: list[str]) -> tuple[frozenset[str], ...]:
    """The coarsest split of the dimension's categories from which all these groups, and the standard's own, are put together."""
    groups = [group - {OWN} for group in groups]
    groups += [SEVERAL] if dimension == ONE_FORM else []
    groups += [EU, NO_COUNTRY, *(frozenset([code]) for code in (*territories, *NO_COUNTRY))] if dimension in COUNTRIES else []
    codes = categories(dimension).union(*groups)
    by_membership: dict[tuple[bool, ...], set[str]] = {}
    for code in sorted(codes):
        by_membership.setdefault(tuple(code in group for group in groups), set()).add(code)
    return tuple(frozenset(block) for block in by_membership.values())


def rows_of(
    dimensions: tuple[str, ...], blocks: Mapping[str, tuple[frozenset[str], ...]]
) -> Iterator[tuple[frozenset[str], ...]]:
    """The finest rows that the attacker tells apart in a table with these dimensions."""
    choices = [[block for block in blocks[ALIKE.get(one, one)] if one != EACH_FORM or block != SEVERAL] for one in dimensions]
    yield from product(*choices)
