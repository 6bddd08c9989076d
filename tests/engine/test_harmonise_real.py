"""The UNODC workbook of 14 April 2025 as downloaded. Expected numbers were counted apart from this code."""

import os
from pathlib import Path

import polars as pl
import pytest

from natc.engine.standard.harmonise.glotip import Harmonised, harmonise
from natc.engine.standard.harmonise.labels import Kind
from natc.engine.standard.harmonise.tidy import BY_FORM, OF_COUNTRIES, TOTAL

CORE = ("AL", "BA", "BG", "HR", "MD", "ME", "MK", "RO", "RS", "SI")
VICTIMS = "Detected trafficking victims"
OPEN = (Kind.NOT_RESOLVED, Kind.NOT_CITIZENSHIP, Kind.UNKNOWN)

REAL = os.environ.get("NATC_REAL_DATA")
pytestmark = pytest.mark.skipif(REAL is None, reason="NATC_REAL_DATA does not name a folder with the real workbook")


@pytest.fixture(scope="module")
def real() -> Harmonised:
    return harmonise(Path(str(REAL)) / "unodc_data_glotip_2025-04-14.xlsx")


@pytest.fixture(scope="module")
def core(real: Harmonised) -> pl.DataFrame:
    return real.cells.filter(pl.col("territory").is_in(CORE))


def rule(real: Harmonised, name: str) -> pl.DataFrame:
    return real.findings.filter(pl.col("rule") == name)


def test_every_row_is_read_and_none_becomes_zero(real: Harmonised) -> None:
    assert real.workbook.date == "14/04/2025"
    assert real.cells.height == 58_769
    assert dict(real.cells.group_by("status").len().iter_rows()) == {"shown": 29_083, "hidden": 29_558, "improbable": 128}
    assert real.cells.filter(pl.col("value") == 0).is_empty()
    assert real.cells.filter(pl.col("status") == "hidden")["value"].is_null().all()


def test_of_the_core_states_figures_43_7_percent_are_hidden(core: pl.DataFrame) -> None:
    hidden = core.filter(pl.col("status") == "hidden").height

    assert core.height == 4_443
    assert round(100 * hidden / core.height, 1) == 43.7


def test_the_core_states_write_94_spellings_of_citizenship(core: pl.DataFrame) -> None:
    """Victims and convicted persons together: 94, of 61 countries. With countries of repatriation: 108, of 69."""
    labels = core.filter(pl.col("dimension").is_in(OF_COUNTRIES) & (pl.col("category_label") != ""))
    citizenship = labels.filter(pl.col("dimension") == OF_COUNTRIES[0])
    is_country = pl.col("category_kind") == Kind.COUNTRY

    assert citizenship["category_label"].n_unique() == 94
    assert citizenship.filter(is_country)["category_code"].n_unique() == 61
    assert citizenship.filter(pl.col("indicator") == VICTIMS)["category_label"].n_unique() == 89
    assert labels["category_label"].n_unique() == 108
    assert labels.filter(is_country)["category_code"].n_unique() == 69


def test_three_forms_of_kosovo_are_one(core: pl.DataFrame) -> None:
    kosovo = core.filter((pl.col("category_code") == "XK") & pl.col("dimension").is_in(OF_COUNTRIES))

    assert set(kosovo["category_label"]) == {"Kosovo", "Kosovar", "Kosovo under UNSCR 1244"}


def test_33_of_65_state_years_without_hidden_cells_differ_between_total_and_forms(real: Harmonised, core: pl.DataFrame) -> None:
    series = ["territory", "year"]
    whole = core.filter((pl.col("indicator") == VICTIMS) & (pl.col("sex") == TOTAL) & (pl.col("age") == TOTAL))
    hidden = (pl.col("status") == "hidden").any()
    totals = whole.filter((pl.col("dimension") == TOTAL) & (pl.col("status") == "shown"))
    forms = whole.filter(pl.col("dimension") == BY_FORM).group_by(series).agg(hidden.alias("hidden"))
    open_years = totals.join(forms.filter(~pl.col("hidden")), on=series)
    reported = real.findings.filter(
        (pl.col("indicator") == VICTIMS) & pl.col("rule").is_in(["forms-above-total", "forms-below-total"])
    )

    assert open_years.height == 65
    assert open_years.join(reported, on=series).height == 33


@pytest.mark.parametrize(
    ("state", "year", "name", "figures"),
    [
        ("MD", 2021, "forms-above-total", ("319", "31")),
        ("BG", 2019, "forms-below-total", ("332", "404")),
        ("MD", 2021, "ages-above-total", ("357", "31")),
        ("MD", 2021, "one-of-forms-above-total", ("272", "31")),
    ],
)
def test_known_differences_are_found(real: Harmonised, state: str, year: int, name: str, figures: tuple[str, str]) -> None:
    findings = rule(real, name).filter(
        (pl.col("territory") == state) & (pl.col("year") == year) & (pl.col("indicator") == VICTIMS)
    )

    assert findings.select("found", "expected").rows() == [figures]


def test_every_label_of_the_core_states_ends_classified(core: pl.DataFrame) -> None:
    labels = core.filter(pl.col("dimension").is_in(OF_COUNTRIES))

    assert labels.filter(pl.col("category_kind") == Kind.NOT_RESOLVED).is_empty()
    assert labels.filter(pl.col("category_kind") == Kind.NOT_CITIZENSHIP)["category_label"].unique().sort().to_list() == [
        "",
        "(specify the country)",
    ]


def test_of_the_world_at_least_95_percent_of_rows_are_classified(real: Harmonised) -> None:
    """Counted strictly: what the state itself does not know, and what names no citizenship, counts as not classified."""
    rows = real.cells.filter(pl.col("dimension").is_in(OF_COUNTRIES))

    assert real.labels.height == 747
    assert rows.filter(~pl.col("category_kind").is_in(OPEN)).height / rows.height >= 0.95
    assert set(real.labels.filter(pl.col("kind") == Kind.NOT_RESOLVED)["label"]) == {
        "Nigerin",
        "GUINEANA",
        "CAR",
        "3 nig\ufffdriens et 1 tunisien",
        "without",
    }


def test_every_reporting_state_but_sark_has_a_code(real: Harmonised) -> None:
    assert rule(real, "state-without-code")["territory_label"].to_list() == ["Sark"]


def test_codes_of_questions_stand_for_counts_in_four_states(real: Harmonised) -> None:
    """Only among persons convicted by citizenship: a few answers, and the rows whose very label is a code."""
    coded = rule(real, "question-code")
    cells = real.cells.filter(pl.col("status") == "improbable")

    assert set(coded["territory"]) == {"AD", "PK", "SL", "SV"}
    assert coded["part"].cast(pl.Int64).sum() == cells.height == 128
    assert set(cells["indicator"]) == {"Persons convicted"}
    assert rule(real, "improbable").is_empty()


def test_a_hidden_cell_may_be_zero(real: Harmonised) -> None:
    """Why <5 is read as 0 to 4 and not 1 to 4: where one of two sexes is hidden, the other often equals the total."""
    whole = (pl.col("dimension") == TOTAL) & (pl.col("age") == TOTAL)
    series = ["territory_label", "indicator", "year"]
    cells = real.cells.filter(whole).filter(pl.len().over([*series, "sex"]) == 1)
    totals = cells.filter((pl.col("sex") == TOTAL) & (pl.col("status") == "shown")).select(*series, total="value")
    sexes = (
        cells.filter(pl.col("sex").is_in(["Female", "Male"]))
        .group_by(series)
        .agg(pl.len(), hidden=(pl.col("status") == "hidden").sum(), shown=pl.col("value").sum())
    )
    one_hidden = sexes.filter((pl.col("len") == 2) & (pl.col("hidden") == 1)).join(totals, on=series)

    assert one_hidden.filter(pl.col("shown") == pl.col("total")).height > 100


def test_kosovo_does_not_report(real: Harmonised) -> None:
    assert not real.coverage.filter(pl.col("territory") == "XK")["reported"].any()
