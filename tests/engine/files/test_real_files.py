"""Real files, where NATC_REAL_DATA names their folder: each is read, or refused in one sentence."""

import os
from pathlib import Path

import pytest

from natc.engine.errors import Unusable
from natc.engine.standard.files import read_table

FOLDER = os.environ.get("NATC_REAL_DATA")
SHEETS = {
    "unodc_data_glotip_2025-04-14.xlsx": ("data_glotip_1", "Iso3_code"),
    "ctdc_kanon_2021_half.csv": (None, "yearOfRegistration"),
    "febrl_dataset3.csv": (None, "rec_id"),
    "htcds_2.0_fields.csv": (None, "Section"),
}


@pytest.mark.skipif(FOLDER is None, reason="NATC_REAL_DATA does not name the folder of real files")
@pytest.mark.parametrize("name", SHEETS)
def test_a_real_table_is_found_with_its_headings_and_rows(name):
    sheet, heading = SHEETS[name]

    table = read_table(Path(FOLDER) / name)

    assert table.sheet == sheet
    assert heading in table.headings
    assert table.frame.head(100).collect().height > 10


@pytest.mark.skipif(FOLDER is None, reason="NATC_REAL_DATA does not name the folder of real files")
def test_a_real_workbook_of_several_tables_asks_which_one():
    with pytest.raises(Unusable, match='3 sheets with tables \\("survey", "choices", "settings"\\); say which one with --sheet'):
        read_table(Path(FOLDER) / "htcds_xlsform.xlsx")
