"""Answers: read as what they are, saved cell by cell, by several people, without losing one."""

from uuid import uuid4

import pytest

from hub.submissions.made_answers import answer_all, save, submission_of
from natc.engine.errors import Refused
from natc.engine.standard.asked.form import Ask, Given, Question
from natc.hub.audit.models import Event
from natc.hub.members.models import Person
from natc.hub.submissions.actions import answers
from natc.hub.submissions.actions.answers import Written
from natc.hub.submissions.models import AnswerVersion
from natc.hub.submissions.values import read_answer


def test_vesna_answers_every_kind_of_question_on_a_page_without_scripts(send, vesna: Person, browse) -> None:
    submission = submission_of(send("consultation"), "RS")
    client, page = browse(vesna), f"/submissions/{submission.uid}/sections"

    client.post(
        f"{page}/value/", {"s:value-scale": 0, "v:value-scale": "4", "s:value-what": 0, "v:value-what": ["data", "contacts"]}
    )
    client.post(f"{page}/priorities/", {"s:priorities-ranked": 0, "v:priorities-ranked": ["2", "1", "4", "3"]})
    client.post(
        f"{page}/needs/", {"s:needs-staff": 0, "v:needs-staff": "1 200", "s:needs-agreed": 0, "r:needs-agreed": "NoPosition"}
    )

    given = {answer.key: (answer.value, answer.reason) for answer in submission.answers.all()}
    assert given["value-scale"] == ("4", "")
    assert given["value-what"] == (["contacts", "data"], "")
    assert given["priorities-ranked"] == (["protection", "prevention", "partnership", "prosecution"], "")
    assert given["needs-agreed"] == (None, "NoPosition")
    assert "needs-staff" not in given  # 1 200 posts are more than the form takes


@pytest.mark.parametrize(
    ("key", "typed", "says"),
    [
        ("needs-staff", ["three"], "“three” is not a whole number, nor a reason for none"),
        ("needs-staff", ["2.5"], "not a whole number"),
        ("needs-staff", ["-1"], "outside what is possible"),
        ("needs-agreed", ["30.09.2026"], "write it as 2026-09-30"),
        ("value-scale", ["6"], "not one of the options"),
        ("priorities-ranked", ["1", "1", "2", "3"], "a place of its own, from 1 to 4"),
    ],
)
def test_what_a_question_does_not_take_is_refused_with_a_sentence(send, key: str, typed: list[str], says: str) -> None:
    form = send("consultation").form.form
    question = form.question(key)

    with pytest.raises(Refused, match=says):
        read_answer(form, question, typed)


WHOLE_NUMBER, AMOUNT = (Question("n", Ask.NUMBER, {}, "members", whole=whole) for whole in (True, False))


@pytest.mark.parametrize(
    ("typed", "counted", "paid"),
    [
        ("1234", 1234, 1234),
        ("1 234", 1234, 1234),
        ("1.234.567", 1234567, 1234567),
        ("1,234,567", 1234567, 1234567),
        ("1.234", 1234, "can mean two numbers"),
        ("1,234", 1234, "can mean two numbers"),
        ("0,125", "not a whole number", 0.125),
        ("1234,5", "not a whole number", 1234.5),
        ("1.234,50", "not a whole number", 1234.5),
        ("1,234.50", "not a whole number", 1234.5),
        ("1.23.4", "not a whole number", "not a number"),
    ],
)
def test_a_number_is_read_as_spreadsheets_of_several_countries_write_it_or_refused(
    send, typed: str, counted: float | str, paid: float | str
) -> None:
    form = send("progress").form.form

    for question, wanted in ((WHOLE_NUMBER, counted), (AMOUNT, paid)):
        if isinstance(wanted, str):
            with pytest.raises(Refused, match=wanted):
                read_answer(form, question, [typed])
        else:
            assert read_answer(form, question, [typed]) == Given(wanted)


@pytest.mark.parametrize("typed", ["no position", "NoPosition", "BEZ STAVA", "без става"])
def test_a_cell_takes_a_reason_for_none_in_either_language_and_alphabet(send, typed: str) -> None:
    form = send("consultation").form.form

    assert read_answer(form, form.question("needs-staff"), [typed]) == Given(reason="NoPosition")


def test_what_is_refused_stays_in_its_field_and_the_other_cells_are_saved(send, vesna: Person, browse) -> None:
    submission = submission_of(send("progress"), "RS")
    page = f"/submissions/{submission.uid}/sections/activities/"

    answer = browse(vesna).post(
        page, {"s:A1|Total": 0, "v:A1|Total": "5", "s:A1|campaign|begun": 0, "v:A1|campaign|begun": "12x"}
    )

    assert answer.status_code == 200
    assert 'value="12x"' in answer.content.decode()
    assert "“12x” is not a whole number" in answer.content.decode()
    assert submission.answers.get().value == 5


def test_of_two_who_change_one_cell_the_second_sees_both_and_decides(send, vesna: Person, ana: Person, browse) -> None:
    submission = submission_of(send("progress"), "RS")
    save(submission, vesna, "A1|Total", 5)
    page = f"/submissions/{submission.uid}/sections/activities/"

    answer = browse(ana).post(page, {"s:A1|Total": 0, "v:A1|Total": "7"}).content.decode()

    assert submission.answers.get().value == 5
    assert "Somebody saved “5” meanwhile" in answer
    assert 'value="7"' in answer
    assert 'name="s:A1|Total" value="1"' in answer
    browse(ana).post(page, {"s:A1|Total": 1, "v:A1|Total": "7"})
    assert submission.answers.get().value == 7


def test_a_save_that_the_browser_repeats_counts_once(send, vesna: Person) -> None:
    submission = submission_of(send("progress"), "RS")
    cell = Written("A1|Total", Given(5), 0, uuid4())

    saved = [answers.save_answers(submission=submission, cells=[cell], by=vesna, desk=submission.desk)[0] for _ in range(3)]

    assert [one.kept for one in saved] == [True, True, True]
    assert [one.answer.version for one in saved] == [1, 1, 1]
    assert AnswerVersion.objects.count() == 1


def test_every_answer_that_ever_was_stays_with_who_saved_it(send, vesna: Person, ana: Person, browse) -> None:
    submission = submission_of(send("progress"), "RS")
    save(submission, vesna, "done", "A campaign.")
    save(submission, ana, "done", None, seen=1)
    save(submission, vesna, "done", "Two campaigns.", seen=2)

    page = browse(ana).get(f"/submissions/{submission.uid}/sections/words/history/").content.decode()

    assert [(row.value, row.by.name) for row in AnswerVersion.objects.all()] == [
        ("A campaign.", "Vesna"),
        (None, "Ana"),
        ("Two campaigns.", "Vesna"),
    ]
    assert page.index("Two campaigns.") < page.index("cleared") < page.index("A campaign.")


def test_one_reason_fills_all_cells_of_a_section_that_are_blank_and_no_other(send, vesna: Person, browse) -> None:
    submission = submission_of(send("progress"), "RS")
    save(submission, vesna, "A1|campaign|begun", 2)

    browse(vesna).post(f"/submissions/{submission.uid}/sections/activities/reason/", {"reason": "NotCounted"})

    assert submission.answers.get(key="A1|campaign|begun").value == 2
    assert submission.answers.filter(reason="NotCounted").count() == 15
    assert not submission.answers.filter(key="done").exists()


def test_saving_a_cell_is_no_entry_of_the_ledger(send, vesna: Person) -> None:
    submission = submission_of(send("consultation"), "RS")
    before = Event.objects.count()

    answer_all(submission, vesna)

    assert Event.objects.count() == before


def test_nobody_answers_for_another_desk_before_the_day_or_what_is_not_asked(send, vesna: Person, marko: Person) -> None:
    call = send("consultation")
    serbian = submission_of(call, "RS")

    with pytest.raises(Refused, match="this desk does this"):
        save(serbian, marko, "needs-staff", 1)
    with pytest.raises(Refused, match="does not ask “salaries”"):
        save(serbian, vesna, "salaries", 1)
    call.opens_on = call.due_on
    call.save()
    with pytest.raises(Refused, match="Answers are taken from"):
        save(serbian, vesna, "needs-staff", 1)


def test_rows_of_an_open_table_are_added_and_counted(send, vesna: Person, browse) -> None:
    submission = submission_of(send("submission"), "RS")
    page = f"/submissions/{submission.uid}/sections/P3-countries/"
    row = {
        "a:P3-countries:0:citizenship": "UA",
        "a:P3-countries:0:sex": "F",
        "a:P3-countries:0:age": "18+",
        "a:P3-countries:0:v:": "2",
    }

    browse(vesna).post(page, row)
    half = browse(vesna).post(page, {"a:P3-countries:0:citizenship": "UA", "a:P3-countries:0:v:": "2"})

    assert submission.answers.get().key == "P3-countries|UA|F|18+"
    assert "Ukraine" in browse(vesna).get(page).content.decode()
    assert "A row was not added" in half.content.decode()


def test_a_remark_is_for_the_desk_alone_unless_it_is_for_the_reviewer_too(handed_in, vesna: Person, sara: Person, browse) -> None:
    submission = handed_in("consultation")
    section = f"/submissions/{submission.uid}/sections/needs/"

    browse(vesna).post(f"{section}remark/", {"key": "needs-staff", "text": "Police count otherwise"})
    browse(vesna).post(f"{section}remark/", {"key": "needs-staff", "text": "As of January", "for_reviewer": "on"})
    browse(sara).post(f"{section}remark/", {"key": "needs-staff", "text": "Full posts only?"})

    seen_by_vesna, seen_by_sara = (browse(one).get(section).content.decode() for one in (vesna, sara))
    assert all(text in seen_by_vesna for text in ("Police count otherwise", "As of January", "Full posts only?"))
    assert "Police count otherwise" not in seen_by_sara
    assert all(text in seen_by_sara for text in ("As of January", "Full posts only?"))
