"""The second half of the demonstration: from the one register to what five bodies ask for, a release, and its report."""

import datetime
from dataclasses import replace
from pathlib import Path

from natc.commands.screen import out
from natc.engine.invention import invent_proceedings, invent_register
from natc.engine.pictures.documents.brief import brief
from natc.engine.pictures.documents.pdf import pdf
from natc.engine.pictures.documents.situation import situation
from natc.engine.pictures.documents.word import docx
from natc.engine.release.archive import append, open_archive, standing
from natc.engine.release.figures import Release, Showing
from natc.engine.release.outputs.write import write_outputs
from natc.engine.release.policy import read_policy
from natc.engine.release.release import release
from natc.engine.standard.aggregate.counts import Counted
from natc.engine.standard.aggregate.justice import read_justice
from natc.engine.standard.aggregate.justice_tables import justice_tables
from natc.engine.standard.aggregate.manifest import justice_rows, manifest, protection_rows, register_account
from natc.engine.standard.aggregate.period import Period
from natc.engine.standard.aggregate.protection import count_protection
from natc.engine.standard.aggregate.protection_tables import protection_tables
from natc.engine.standard.aggregate.said import read_said
from natc.engine.standard.aggregate.submission import make_submission
from natc.engine.standard.aggregate.view import View
from natc.engine.standard.check import check
from natc.engine.standard.files import read_table
from natc.engine.standard.form import load_form
from natc.engine.standard.mapping import plain_mapping, targets
from natc.engine.standard.reports import make_report, read_given, write_files
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_file import write_submission
from natc.engine.standard.submission_form import total_key

BODIES = ("art19a", "glotip", "greta", "tip", "network")
NEIGHBOURS = {"AL": 96, "BG": 420, "HR": 38, "MK": 21, "RO": 510}  # invented persons a state, for the release
# Tables of the policy; more would keep a newcomer waiting.
RELEASED = ("sex", "age", "forms", "corridors", "corridors-region", "suspects", "prosecuted", "convicted")
LANG = "en"


def tell_figures(folder: Path, *, territory: str, year: int, seed: int, today: datetime.date) -> None:
    """Aggregate the linked register, write what five bodies and the minister ask for, release the region, write its report."""
    own = _own(folder, territory, year, seed, today)
    total = own.cells.filter(cell=total_key("P1"))["value"].item()
    rows = own.manifest["registers"]["protection"]["rows"]
    out.print(
        f"[bold]6. Aggregate.[/] {total:.0f} of {rows['read']} persons in {own.marks.height} tables; "
        f"{rows['without_reference_date']} wait until their date is corrected. No case is in the file.\n"
    )
    given = [read_given(folder / "submission.json")]
    for body in BODIES:
        write_files(make_report(body, given), folder / "reports", LANG, inputs=[folder / "submission.json"])
    _write_brief(own, folder)
    out.print(f"[bold]7. Report.[/] Tables for {len(BODIES)} bodies ({', '.join(BODIES)}) and the minister's brief.\n")
    made = _tell_release([own, *(_neighbour(state, folder, year, seed, today) for state in NEIGHBOURS)], folder)
    (folder / "situation.pdf").write_bytes(pdf(situation(made, [], LANG)))
    out.print("[bold]9. Situation report.[/] Written from the release alone.\n")


def _tell_release(submissions: list[Submission], folder: Path) -> Release:
    """Release some tables of these states; the release, kept in an archive of its own."""
    out.print(f"[bold]8. Release.[/] Six invented states, {len(RELEASED)} tables. Every hidden figure is tested, a moment …")
    made = _release(submissions, folder)
    shown = made.figures["showing"].to_list()
    numbers = sum(showing in (Showing.ROUNDED, Showing.EXACT) for showing in shown)
    out.print(f"   {numbers} figures as numbers, {shown.count(Showing.CLASS)} as few or none.")
    out.print(f"   All {made.tested.cells} counts that hide few persons are proven safe.\n")
    return made


def _own(folder: Path, territory: str, year: int, seed: int, today: datetime.date) -> Submission:
    """The submission of the demonstration's own state, from its linked register and invented proceedings."""
    justice = folder / "justice.csv"
    invent_proceedings(52, territory=territory, year=year, seed=seed, until=today).write_csv(justice)
    submission = _aggregate(folder / "linked" / "register.csv", justice, View(territory, _year(year)), today)
    write_submission(submission, folder / "submission.json")
    return submission


def _aggregate(protection: Path, justice: Path, view: View, today: datetime.date) -> Submission:
    form, other = load_form("protection"), load_form("justice")
    register, proceedings = read_table(protection, known=targets(form)), read_table(justice, known=targets(other))
    join, other_join = plain_mapping(register, form), plain_mapping(proceedings, other)
    counts, read = count_protection(register, join, view, today=today), read_justice(proceedings, other_join, today=today)
    accounts = {
        "protection": register_account(protection, form, check(register, form, join, today=today), protection_rows(counts)),
        "justice": register_account(justice, other, check(proceedings, other, other_join, today=today), justice_rows(read)),
    }
    counted = {
        "protection": Counted(protection_tables(counts, view), counts.variables),
        "justice": Counted(justice_tables(read, view), read.variables),
    }
    said = read_said(mark="provisional", reasons=(), not_yet=(), breaks=(), after=view.period.last_day)
    return make_submission(counted, view, said, manifest(accounts))


def _write_brief(submission: Submission, folder: Path) -> None:
    document = brief(submission, [], LANG)
    (folder / "brief.pdf").write_bytes(pdf(document))
    (folder / "brief.docx").write_bytes(docx(document))


def _release(submissions: list[Submission], folder: Path) -> Release:
    policy = read_policy()
    quick = replace(policy, tables=tuple(table for table in policy.tables if table.code in RELEASED))
    made = release(submissions, quick, [], {})
    with open_archive(folder / "archive") as archive:
        longer = append(archive, made)
        write_outputs(made, standing(longer.releases, made.number), folder / "release", lang=LANG)
    return made


def _neighbour(state: str, folder: Path, year: int, seed: int, today: datetime.date) -> Submission:
    home = folder / "neighbours" / state
    home.mkdir(parents=True)
    persons = NEIGHBOURS[state]
    invent_register(persons, territory=state, year=year, seed=seed).write_csv(home / "protection.csv")
    invent_proceedings(persons, territory=state, year=year, seed=seed, until=today).write_csv(home / "justice.csv")
    return _aggregate(home / "protection.csv", home / "justice.csv", View(state, _year(year)), today)


def _year(year: int) -> Period:
    return Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
