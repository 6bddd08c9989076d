"""The story of `natc demo` on invented data, in words; a process of its own: python -m natc.commands.demo_story FOLDER."""

import datetime
import shutil
import sys
from dataclasses import replace
from pathlib import Path

from natc.commands.demo_figures import tell_figures
from natc.commands.screen import out
from natc.engine.invention import OfficeList, invent_offices, truth
from natc.engine.linkage.decisions import Decisions, answers_about, keep, row_keys, save_decisions
from natc.engine.linkage.link import By, Linkage, find_pairs, link
from natc.engine.linkage.lists import LINE, LIST, gather, read_list
from natc.engine.linkage.output import DECISIONS, write
from natc.engine.standard.check import Report, check
from natc.engine.standard.check.outputs import write_workbook
from natc.engine.standard.files import Table, read_table
from natc.engine.standard.form import Severity, load_form
from natc.engine.standard.mapping import Mapping, mapped, plain_mapping, propose, save_mapping, targets
from natc.engine.text import say

TERRITORY, YEAR, SEED = "RS", 2025, 1
TODAY = datetime.date(2026, 11, 21)  # the day the demonstration is told on, so that it always ends the same
FORM = load_form("protection")


def tell(folder: Path) -> None:
    """The story in files, in a folder that is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    lists = _invent(folder)
    tables = [_map(one, folder) for one in lists]
    out.print("   In an office a person confirms each of them; here they are taken as proposed.")
    reports = [_check(table, join, folder) for table, join in tables]
    out.print(f"   Together {sum(report.count(Severity.BLOCKING) for report in reports)} faults that must be corrected.\n")
    _link(lists, folder)
    tell_figures(folder, territory=TERRITORY, year=YEAR, seed=SEED, today=TODAY)
    _end(folder)


def _invent(folder: Path) -> list[OfficeList]:
    out.print("[bold]1. Invent.[/] Three bodies of one state kept lists in 2025. All persons are invented; every list says so.")
    lists = invent_offices(TERRITORY, year=YEAR, seed=SEED, folder=folder)
    for one in lists:
        out.print(f"   {one.path.name}: {len(one.persons)} rows, kept by {one.body} ({one.body_type})", markup=False)
    out.print()
    return lists


def _map(one: OfficeList, folder: Path) -> tuple[Table, Mapping]:
    """Join one list to the standard and write its register; the demonstration says yes where a person would be asked."""
    table = read_table(one.path)
    proposed = propose(table, FORM)
    constants = {"org_Type": one.body_type, "org_Name": one.body}
    join = replace(proposed.confirm(), constants=constants)
    save_mapping(join, folder / f"{one.body}.mapping.yaml")
    mapped(table, join, FORM, today=TODAY).write_csv(folder / f"{one.body}.csv")
    words = sum(len(column.values) for column in join.columns)
    remarks = f"; {say(table.remarks[0], 'en')}" if table.remarks else ""
    out.print(
        f"[bold]2. Map[/] {table.path.name}: headings in row {table.header_row}, {len(join.columns)} columns and {words} words "
        f"joined to the standard{remarks}."
    )
    return table, join


def _check(table: Table, join: Mapping, folder: Path) -> Report:
    report = check(table, FORM, join, today=TODAY)
    write_workbook(report, table, folder / f"findings-{table.path.stem}.xlsx", "en")
    out.print(f"\n[bold]3. Check[/] {table.path.name}:")
    blocking = [finding for finding in report.spoken("en") if finding.severity is Severity.BLOCKING]
    for finding in blocking:
        out.print(f"   row {finding.row}, {finding.column}: {finding.says} {finding.do}", markup=False)
    return report


def _link(lists: list[OfficeList], folder: Path) -> None:
    """Merge the three registers; the answers of the person who decides come from the inventor's list."""
    body_lists = [read_list(folder / f"{one.body}.csv") for one in lists]
    linkage = find_pairs(gather(body_lists), frozenset([By.NAMES]))
    decisions = _answered(linkage, lists)
    linked = link(linkage, answers_about(linkage.rows, decisions), FORM)
    write(linked, body_lists, folder / "linked")
    save_decisions(decisions, folder / "linked" / DECISIONS)
    manifest = linked.manifest
    out.print(
        f"[bold]4. Link.[/] {manifest['rows']} rows, {manifest['persons']} persons: "
        f"{manifest['persons_registered_by_more_than_one_body']} of them were registered by more than one body."
    )
    out.print(f"   {linkage.shown.height} pairs look alike: natc says why, a person decides (here the inventor, who knows).\n")
    register = read_table(folder / "linked" / "register.csv", known=targets(FORM))
    report = check(register, FORM, plain_mapping(register, FORM), today=TODAY)
    out.print(
        f"[bold]5. Check[/] the one register: {report.rows} rows; {report.count(Severity.BLOCKING)} of those faults are still in "
        "it. No name, birth date or document is.\n"
    )


def _answered(linkage: Linkage, lists: list[OfficeList]) -> Decisions:
    person = {(f"{one.body}.csv", line): code for one in lists for line, code in _lines(one).items()}
    who = [person[name, line] for name, line in linkage.rows.select(LIST, LINE).iter_rows()]
    decisions = Decisions(salt="demonstration")
    keys = row_keys(linkage.rows, decisions.salt)
    for left, right in linkage.shown.select("left", "right").iter_rows():
        keep(decisions, keys, (left, right), who[left] == who[right])
    return decisions


def _lines(one: OfficeList) -> dict[int, str]:
    """Row of the mapped register → person: the register has the list's rows in order, headings in row 1."""
    persons = truth([one]).sort("row")["person"]
    return dict(enumerate(persons, start=2))


def _end(folder: Path) -> None:
    out.print("[bold]What to open[/]")
    out.print(f"   {folder / 'policija-2025.xlsx'}   the messy sheet")
    out.print(f"   {folder / 'findings-policija-2025.xlsx'}   what is wrong in it, rows coloured, in words")
    out.print(f"   {folder / 'policija.mapping.yaml'}   how it was joined to the standard; next year it is reused")
    out.print(f"   {folder / 'linked' / 'register.csv'}   the one register")
    out.print(f"   {folder / 'linked' / 'manifest.json'}   how it was made, without one case in it")
    out.print(f"   {folder / 'submission.json'}   what the state hands in: totals, no case")
    out.print(f"   {folder / 'reports'}   what five bodies ask for, differences of definition in words")
    out.print(f"   {folder / 'brief.pdf'}   two pages for the minister, not for publication")
    out.print(f"   {folder / 'release'}   the protected figures; hidden.html says what is hidden and why")
    out.print(f"   {folder / 'situation.pdf'}   the situation report")
    out.print("Next: natc local opens a page on which you do the same yourself; drop the messy sheet there.")
    out.print("Or: natc standard · natc map YOUR-SHEET --to protection · natc check protection YOUR-SHEET")


if __name__ == "__main__":
    tell(Path(sys.argv[1]))
