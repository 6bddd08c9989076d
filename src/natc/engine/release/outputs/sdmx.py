"""A release in SDMX 3.0: a data structure definition for each table, and the observations in its terms.

Dimensions: FREQ, REF_AREA, one for each axis of the table, TIME_PERIOD. Measure: OBS_VALUE. All else are attributes of the
observation. Codes follow sdmx.yaml; the version of every structure is the release's number, as layouts change with it.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pysdmx.model import Code, Codelist, Concept, ConceptScheme, DataStructureDefinition, DataType, ItemReference, Role
from pysdmx.model.dataflow import Component, Components

from natc.engine.release.archive import Standing
from natc.engine.release.figures import REGION, TOTAL, Axis, Mark, Release, ReleaseTable, Showing
from natc.engine.release.outputs.figure import Figure, axes_of, figures_of, territory_name
from natc.engine.standard.form import read_yaml
from natc.engine.standard.submission_form import load_submission_form
from natc.engine.text import ORIGINAL

_NOT_IN_A_CODE = re.compile(r"[^A-Za-z0-9_@$\-]")  # IDType of SDMX 3.0
_TIME, _VALUE = "TIME_PERIOD", "OBS_VALUE"
_LISTED = {"FREQ": "CL_FREQ", "OBS_STATUS": "CL_OBS_STATUS", "CONF_STATUS": "CL_CONF_STATUS", "SHOWING": "CL_SHOWING"}
_LISTED |= {"STANDING": "CL_STANDING", "REF_AREA": "CL_AREA", "UNIT_MEASURE": "CL_UNIT", "REASON": "CL_REASON", "MARK": "CL_MARK"}
_ALWAYS = ("OBS_STATUS", "CONF_STATUS", "UNIT_MEASURE", "SHOWING", "RELEASE", "STANDING")
_WHERE_THERE_IS_ONE = ("LOWER_BOUND", "UPPER_BOUND", "REASON", "MARK", "SOURCE")
_NUMBERS = (_VALUE, "LOWER_BOUND", "UPPER_BOUND")
ATTRIBUTES = (*_ALWAYS, *_WHERE_THERE_IS_ONE)


@cache
def terms() -> Mapping[str, Any]:
    """sdmx.yaml as it stands."""
    raw: Mapping[str, Any] = read_yaml(Path(__file__).parent / "sdmx.yaml")
    return raw


def code(text: str) -> str:
    """The SDMX code for one of ours."""
    return str(terms()["codes"].get(text) or _NOT_IN_A_CODE.sub("_", text))


def version(release: Release) -> str:
    """The version of the structures of this release: "2025.1.0" for "2025-1"."""
    return f"{release.number.replace('-', '.')}.0"


def structure_id(table: ReleaseTable) -> str:
    """The name of a table's data structure definition."""
    return f"DSD_{code(table.code)}"


def short_urn(release: Release, table: ReleaseTable) -> str:
    """How data name their structure: "NATC:DSD_P1(2025.1.0)"."""
    return f"{terms()['agency']}:{structure_id(table)}({version(release)})"


def columns(table: ReleaseTable) -> list[str]:
    """Dimensions, measure and attributes of a table, in the order of its structure."""
    return ["FREQ", "REF_AREA", *(_dimension(axis) for axis in axes_of(table)), _TIME, _VALUE, *ATTRIBUTES]


def observations(release: Release, standing: Standing, table: ReleaseTable) -> Iterator[dict[str, str]]:
    """The figures of a table as {column: text}; a column without a value is left out."""
    names, axes = columns(table), {_dimension(axis): axis.dimension for axis in axes_of(table)}
    for figure in figures_of(release, table):
        told = {**_key(figure, axes), **_observed(figure, release, standing)}
        yield {name: str(told[name]) for name in names if told[name] is not None}


def structures(release: Release) -> list[Codelist | ConceptScheme | DataStructureDefinition]:
    """Code lists, concepts and data structure definitions, one for each table, as objects of pysdmx."""
    lists = {one.id: one for one in (*_fixed_lists(release), *_own_lists(release))}
    concepts = {**terms()["concepts"]}
    for axis in (axis for table in release.tables for axis in axes_of(table)):
        concepts.setdefault(_dimension(axis), axis.label[ORIGINAL])
    scheme = ConceptScheme(
        "CS_NATC",
        agency=terms()["agency"],
        version=version(release),
        name="Concepts of the releases of natc",
        items=[Concept(name, name=label) for name, label in concepts.items()],
    )
    return [*lists.values(), scheme, *(_definition(release, table, lists) for table in release.tables)]


def _key(figure: Figure, axes: Mapping[str, str]) -> dict[str, str]:
    several = figure.last_year - figure.first_year + 1
    groups = {name: figure.group(dimension) for name, dimension in axes.items()}
    return {
        "FREQ": "A" if several == 1 else f"A{several}",
        "REF_AREA": figure.territory,
        **{name: code(group.code if group else TOTAL) for name, group in groups.items()},
        _TIME: str(figure.first_year) if several == 1 else f"{figure.first_year}-01-01/P{several}Y",
    }


def _observed(figure: Figure, release: Release, standing: Standing) -> dict[str, object]:
    return {
        _VALUE: figure.shown,
        "OBS_STATUS": _status(figure),
        "CONF_STATUS": terms()["confidential"][figure.showing],
        "UNIT_MEASURE": _unit(figure.table),
        "SHOWING": figure.showing.upper(),
        "RELEASE": release.number,
        "STANDING": standing.mark.upper(),
        "LOWER_BOUND": figure.low,
        "UPPER_BOUND": figure.high,
        "REASON": figure.reason,
        "MARK": figure.mark,
        "SOURCE": figure.source,
    }


def _status(figure: Figure) -> str:
    if figure.showing == Showing.NONE:
        return str(terms()["missing"].get(figure.reason, "O"))
    provisional = "P" if figure.mark == Mark.PROVISIONAL else "A"
    return str(terms()["observed"].get(figure.showing, provisional))


def _unit(table: ReleaseTable) -> str:
    return code(table.unit[ORIGINAL].upper())


def _dimension(axis: Axis) -> str:
    return code(axis.dimension.upper())


def _list_of(table: ReleaseTable, axis: Axis) -> str:
    return f"CL_{code(table.code)}_{_dimension(axis)}"


def _fixed_lists(release: Release) -> Iterator[Codelist]:
    for name, raw in terms()["lists"].items():
        own = raw["agency"] == terms()["agency"]
        items = [Code(one, name=label) for one, label in raw["codes"].items()]
        yield Codelist(
            name,
            agency=raw["agency"],
            version=version(release) if own else raw["version"],
            name=raw["name"],
            items=items,
            is_partial=not own,
        )


def _own_lists(release: Release) -> Iterator[Codelist]:
    form = load_submission_form()
    areas = sorted({*release.figures["territory"], REGION})
    yield _own(release, "CL_AREA", "States", {area: territory_name(area, ORIGINAL) for area in areas})
    yield _own(release, "CL_UNIT", "Units", {_unit(table): table.unit[ORIGINAL] for table in release.tables})
    yield _own(release, "CL_REASON", "Reasons for no number", {one.code: one.label[ORIGINAL] for one in form.reasons})
    yield _own(release, "CL_MARK", "How firm figures are", {one.code: one.label[ORIGINAL] for one in form.marks})
    for table in release.tables:
        for axis in axes_of(table):
            labels = {code(group.code): group.label[ORIGINAL] for group in axis.groups}
            yield _own(release, _list_of(table, axis), axis.label[ORIGINAL], {code(TOTAL): "all together", **labels})


def _own(release: Release, name: str, title: str, labels: Mapping[str, str]) -> Codelist:
    items = [Code(one, name=label) for one, label in labels.items()]
    return Codelist(name, agency=terms()["agency"], version=version(release), name=title, items=items)


def _definition(release: Release, table: ReleaseTable, lists: Mapping[str, Codelist]) -> DataStructureDefinition:
    axes = {_dimension(axis): _list_of(table, axis) for axis in axes_of(table)}
    parts = [_component(release, name, lists.get(axes.get(name) or _LISTED.get(name, ""))) for name in columns(table)]
    return DataStructureDefinition(
        structure_id(table),
        agency=terms()["agency"],
        version=version(release),
        name=table.title[ORIGINAL],
        components=Components(parts),
    )


def _component(release: Release, name: str, codes: Codelist | None) -> Component:
    concept = ItemReference("Concept", terms()["agency"], "CS_NATC", version(release), name)
    role = Role.MEASURE if name == _VALUE else Role.ATTRIBUTE if name in ATTRIBUTES else Role.DIMENSION
    kind = DataType.PERIOD if name == _TIME else DataType.INTEGER if name in _NUMBERS else DataType.STRING
    return Component(
        name,
        required=role == Role.DIMENSION or name in _ALWAYS,
        role=role,
        concept=concept,
        local_codes=codes,
        local_dtype=None if codes else kind,
        attachment_level="O" if role == Role.ATTRIBUTE else None,
    )
