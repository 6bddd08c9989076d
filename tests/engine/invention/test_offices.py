"""Invented lists look like what offices have, say that they are invented, and hold the planted faults and no other."""

import datetime
import subprocess
import sys
import time
from pathlib import Path

import pytest
import python_calamine as calamine

from natc.engine.invention import TERRITORIES, OfficeList, invent_offices, invent_register, sizes, truth
from natc.engine.standard.check import check
from natc.engine.standard.files import ROW, read_table
from natc.engine.standard.files.delimited import find_dialect, first_rows
from natc.engine.standard.form import load_form
from natc.engine.standard.mapping import Mapping, propose

FORM = load_form("protection")
YEAR, LATER = 2025, datetime.date(2027, 1, 1)  # the day of the check: after every invented date but the planted ones
NOT_JOINED = 2  # columns of every list that the standard does not ask for: the number of the row, and remarks


def found(office: OfficeList) -> tuple[Mapping, set[tuple[int, str, str]]]:
    """The office's list mapped as proposed, and where the check finds what."""
    table = read_table(office.path)
    mapping = propose(table, FORM)
    accepted = Mapping(**{**vars(mapping), "columns": tuple(column.confirm() for column in mapping.columns)})
    findings = check(table, FORM, accepted, today=LATER).findings
    return accepted, set(findings.filter(findings[ROW].is_not_null()).select(ROW, "heading", "rule").rows())


def title_of(path: Path) -> str:
    if path.suffix == ".xlsx":
        return calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[0][0]
    return first_rows(path, find_dialect(path), 1)[0][0]


@pytest.mark.parametrize("territory", TERRITORIES)
def test_in_every_list_all_columns_are_recognised_and_exactly_the_planted_faults_are_found(tmp_path, territory):
    offices = invent_offices(territory, year=YEAR, seed=1, folder=tmp_path, size=40)

    for office in offices:
        mapping, told = found(office)

        assert len(mapping.left_out) == NOT_JOINED
        assert told == {(fault.row, fault.column, fault.rule) for fault in office.planted}
        assert len(office.planted) > 0


@pytest.mark.parametrize("seed", range(2, 6))
def test_other_seeds_plant_other_faults_and_all_are_found(tmp_path, seed):
    offices = invent_offices("RS", year=YEAR, seed=seed, folder=tmp_path)

    assert all(found(office)[1] == {(fault.row, fault.column, fault.rule) for fault in office.planted} for office in offices)


def test_every_kind_of_fault_is_planted_somewhere_in_a_state(tmp_path):
    offices = invent_offices("RS", year=YEAR, seed=1, folder=tmp_path)

    assert {fault.rule for office in offices for fault in office.planted} == {
        "not_a_code", "out_of_range", "identified-before-registered", "ambiguous_date", "not_a_number", "not_a_date",
        "future_date",
    }  # fmt: skip


@pytest.mark.parametrize("territory", TERRITORIES)
def test_every_list_says_that_it_is_invented_and_keeps_the_truth_of_who_is_who(tmp_path, territory):
    offices = invent_offices(territory, year=YEAR, seed=1, folder=tmp_path, size=40)

    said = ("INVENTED", "ИЗМИШЉЕНИ", "IZMIŠLJENI", "ИЗМИСЛЕНИ", "SHPIKURA", "INVENTATE")
    for office in offices:
        title = title_of(office.path)
        rows = read_table(office.path).frame.collect()[ROW].to_list()

        assert any(word in title for word in said)
        assert sorted(office.persons) == rows
    assert truth(offices)["person"].n_unique() == 40
    assert truth(offices).height > 40


def test_the_same_arguments_write_the_same_lists(tmp_path):
    once, again = (invent_offices("BA", year=YEAR, seed=7, folder=tmp_path / name) for name in ("once", "again"))

    assert [office.persons for office in once] == [office.persons for office in again]
    assert [office.planted for office in once] == [office.planted for office in again]
    assert [read_table(office.path).frame.collect().rows() for office in once] == [
        read_table(office.path).frame.collect().rows() for office in again
    ]


def test_the_smallest_list_still_serves(tmp_path):
    offices = invent_offices("MK", year=YEAR, seed=3, folder=tmp_path, size=5)

    assert all(found(office)[1] == {(fault.row, fault.column, fault.rule) for fault in office.planted} for office in offices)


def test_the_sizes_of_years_stay_between_5_and_600():
    years = [size for territory in TERRITORIES for size in sizes(6, territory, seed=1)]

    assert len(years) == 66
    assert 5 <= min(years) <= max(years) <= 600


def test_a_register_of_any_size_is_the_same_for_the_same_seed_and_has_every_variable():
    once, again = (invent_register(50, territory="RS", year=YEAR, seed=4) for _ in range(2))

    assert once.equals(again)
    assert once.columns == [variable.code for variable in FORM.variables]


MEASURED = """
import resource, subprocess, sys
code = subprocess.call([sys.executable, "-m", "natc", *sys.argv[1:]], stdout=subprocess.DEVNULL)
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def run(*arguments: object) -> tuple[int, int]:
    """natc in a process of its own: its exit code, and the most memory it took, in MB; a small process between measures it."""
    answer = subprocess.run([sys.executable, "-c", MEASURED, *map(str, arguments)], capture_output=True, text=True, check=True)
    code, memory = answer.stdout.split()
    return int(code), int(memory)


@pytest.mark.mission("C7")
def test_a_list_of_500_persons_is_mapped_and_checked_at_home_in_seconds_and_little_memory(tmp_path):
    office = max(invent_offices("RO", year=YEAR, seed=1, folder=tmp_path, size=900), key=lambda office: len(office.persons))
    began = time.monotonic()

    mapped = run("map", office.path, "--to", "protection", "--accept")
    checked = run("check", "protection", office.path, "--mapping", office.path.with_name(f"{office.path.stem}.mapping.yaml"))

    assert len(office.persons) >= 500
    assert (mapped[0], checked[0]) == (0, 1)
    assert max(mapped[1], checked[1]) < 300
    assert time.monotonic() - began < 20
