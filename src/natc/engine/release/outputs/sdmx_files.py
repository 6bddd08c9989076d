"""SDMX messages on disk: the structure as SDMX-ML 3.0, the data as SDMX-ML 3.0 and as SDMX-CSV 2.0, one CSV a table.

pysdmx writes the structure. Its writers of data need pandas and pyarrow, a hundred times the size of what they would do
here, so the data are written by hand and read back with pysdmx in the tests.
"""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from pysdmx.io import write_sdmx
from pysdmx.io.format import Format
from pysdmx.model import Organisation
from pysdmx.model.message import Header

from natc.engine.release.archive import Standing
from natc.engine.release.figures import Release, ReleaseTable
from natc.engine.release.outputs.files import write_csv
from natc.engine.release.outputs.sdmx import columns, observations, short_urn, structure_id, structures, terms

PREPARED = datetime(2026, 1, 1, tzinfo=UTC)  # a release has no hour of its own: the same one always gives the same bytes
_SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_URN = "urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure="
_INFORMATION = "I"  # the action of SDMX-CSV for data that only inform


def write_structure(release: Release, path: Path) -> None:
    """The structure message: code lists, concepts and data structure definitions."""
    header = Header(id=f"NATC_{release.number}", test=False, prepared=PREPARED, sender=Organisation(terms()["agency"]))
    write_sdmx(structures(release), Format.STRUCTURE_SDMX_ML_3_0, str(path), header=header)


def write_sdmx_csv(release: Release, standing: Standing, table: ReleaseTable, path: Path) -> None:
    """The figures of one table as SDMX-CSV 2.0."""
    before = {"STRUCTURE": "datastructure", "STRUCTURE_ID": short_urn(release, table), "ACTION": _INFORMATION}
    rows = [before | row for row in observations(release, standing, table)]
    write_csv(pl.DataFrame(rows, schema=dict.fromkeys([*before, *columns(table)], pl.String)), path)


def write_data(release: Release, standing: Standing, path: Path) -> None:
    """The data message: a data set for each table of the release that has figures."""
    tables = [table for table in release.tables if not release.figures.filter(table=table.code).is_empty()]
    message = ET.Element("mes:StructureSpecificData", _namespaces(release, tables))
    message.append(_header(release, tables))
    for position, table in enumerate(tables, start=1):
        attributes = {"ss:structureRef": structure_id(table), "xsi:type": f"ns{position}:DataSetType", "action": "Information"}
        dataset = ET.SubElement(message, "mes:DataSet", attributes)
        for row in observations(release, standing, table):
            ET.SubElement(dataset, "Obs", row)
    ET.indent(message)
    path.write_bytes(ET.tostring(message, encoding="utf-8", xml_declaration=True) + b"\n")


def _namespaces(release: Release, tables: list[ReleaseTable]) -> dict[str, str]:
    kinds = {"mes": "message", "ss": "data/structurespecific", "com": "common"}
    return {
        **{f"xmlns:{prefix}": f"{_SCHEMAS}/{kind}" for prefix, kind in kinds.items()},
        "xmlns:xsi": _XSI,
        **{
            f"xmlns:ns{position}": f"{_URN}{short_urn(release, table)}:ObsLevelDim:AllDimensions"
            for position, table in enumerate(tables, start=1)
        },
    }


def _header(release: Release, tables: list[ReleaseTable]) -> ET.Element:
    header = ET.Element("mes:Header")
    ET.SubElement(header, "mes:ID").text = f"NATC_{release.number}"
    ET.SubElement(header, "mes:Test").text = "false"
    ET.SubElement(header, "mes:Prepared").text = f"{PREPARED:%Y-%m-%dT%H:%M:%SZ}"
    ET.SubElement(header, "mes:Sender", {"id": terms()["agency"]})
    for table in tables:
        urn = f"{_URN}{short_urn(release, table)}"
        named = {"structureID": structure_id(table), "namespace": urn, "dimensionAtObservation": "AllDimensions"}
        structure = ET.SubElement(header, "mes:Structure", named)
        ET.SubElement(structure, "com:Structure").text = urn
    return header
