"""Which submissions a release is made from, told by what a form asks and by what was accepted; what compilers see of them."""

from django.core.files.uploadedfile import SimpleUploadedFile

from hub.statistics.made_releases import accepted_call, office, persons, small_policy
from natc.hub.members.models import Person
from natc.hub.statistics.compiling import accepted_editions, calls_to_compile, counts_for_release, handed, last_year
from natc.hub.statistics.models import PolicyVersion
from natc.hub.submissions.models import FormVersion
from natc.hub.submissions.outline import fill_forms


def test_a_form_counts_by_the_tables_that_it_asks_and_not_by_its_name(db: None) -> None:
    fill_forms()
    annual = FormVersion.objects.get(code="submission").form

    other = FormVersion.objects.create(
        code="called-otherwise", version="1", sha256="0" * 64, content=FormVersion.objects.get(code="submission").content
    )

    assert annual.code != "called-otherwise"
    assert counts_for_release(other)
    assert not counts_for_release(FormVersion.objects.get(code="consultation"))
    assert not counts_for_release(FormVersion.objects.get(code="progress"))


def test_what_was_accepted_is_what_the_engine_takes_and_what_is_open_again_is_not(network: None) -> None:
    call = accepted_call({"RS": {}, "HR": {}})
    call.submissions.filter(desk=office("HR")).update(status="reopened")
    edition = call.submissions.get(desk=office("RS")).editions.get()
    answer = edition.submission.answers.create(key="P1|Total", readers="desk and reviewer", value=52, version=1)
    edition.answers.add(answer.versions.create(version=1, value=52, by=Person.objects.get(name="Ana"), at=edition.at))

    (found,) = accepted_editions(call)
    submission = handed(found)

    assert (submission.territory, submission.year) == ("RS", 2024)
    assert submission.cells.filter(cell="P1|Total")["value"].item() == 52


def test_only_a_call_about_one_calendar_year_is_compiled(network: None) -> None:
    whole, half = accepted_call({"RS": {}}), accepted_call({"RS": {}}, year=2023)
    half.last_day = half.last_day.replace(month=6, day=30)
    half.save()

    assert calls_to_compile() == [whole]


def test_last_year_is_what_the_same_state_had_accepted_for_the_year_before(network: None) -> None:
    before = accepted_call({"RS": {}}, year=2023).submissions.get().editions.get()
    now = accepted_call({"RS": {}}, year=2024).submissions.get().editions.get()

    assert last_year(now) == before
    assert last_year(before) is None


def test_the_secretariat_looks_at_findings_and_changes_and_nobody_else_does(sara, ana, browse) -> None:
    fill_forms()
    accepted_call({"RS": persons(20, 10)}, year=2023)
    call = accepted_call({"RS": persons(60, 10)}, year=2024)

    page = browse(sara).get(f"/releases/quality/{call.uid}/").content.decode()

    assert "P1: " in page
    assert "ask why" in page
    assert "70" in page
    assert browse(ana).get(f"/releases/quality/{call.uid}/").status_code in (302, 404)


def test_compilers_see_two_policies_side_by_side_before_a_release_is_begun(sara, ana, browse) -> None:
    fill_forms()
    call = accepted_call({"RS": persons(18, 7), "RO": persons(310, 214)})
    stricter = small_policy().replace("smallest_shown: 11", "smallest_shown: 20")
    files = {"policy_file": SimpleUploadedFile("stricter.yaml", stricter.encode())}

    page = browse(sara).post(f"/releases/policies/{call.uid}/", {"first": "ours", "second": "ours", **files}).content.decode()
    read_by_ana = browse(ana).get(f"/releases/policies/{call.uid}/")

    assert "1 count that only the first shows as a number:" in page
    assert "RS, F: 18" in page
    assert "not in it" in page  # the file has one table
    assert read_by_ana.status_code == 302
    assert not PolicyVersion.objects.exists()
