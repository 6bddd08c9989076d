"""What a state answered over the calls of one form, and when these happened in time."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hub.submissions.made_answers import answer_all, desk_of, submission_of
from natc.hub.members.models import Person
from natc.hub.submissions.actions import calls, moves
from natc.hub.submissions.models import Call, Edition, FormVersion
from natc.hub.submissions.reading import standing_of
from natc.hub.submissions.timeliness import Timing, timeliness_of
from natc.hub.submissions.trend import trends_in


def answered(call: Call, by: Person, approved_by: Person, accepted_by: Person, **values: Any) -> None:
    """Serbia's answers to a call, accepted."""
    submission = submission_of(call, "RS")
    answer_all(submission, by, **values)
    moves.make_ready(submission=submission, by=by, desk=submission.desk)
    moves.submit(submission=submission, by=approved_by, desk=submission.desk)
    moves.accept(submission=submission, by=accepted_by, desk=desk_of(accepted_by))


@pytest.fixture
def twice(send, vesna: Person, jovan: Person, sara: Person) -> list[Call]:
    """Two calls on readiness, both answered; the second one came later."""
    first, second = send("readiness"), send("readiness")
    Call.objects.filter(pk=first.pk).update(due_on=first.due_on - timedelta(days=5))
    answered(first, vesna, jovan, sara)
    answered(second, vesna, jovan, sara, mechanism="3")
    return [Call.objects.get(pk=one.pk) for one in (first, second)]


def serbias_way(call: Call, key: str, person: Person) -> list[str]:
    trend = next(one for one in trends_in(call, "system", person) if one.question.key == key)
    way = next(one for one in trend.ways if one.desk.organisation.territory.code == "RS")
    return [f"{'| ' if stop.changed else ''}{cell.words if cell else 'not asked'}" for stop, cell in way.stops]


def new_version(call: Call, **question: Any) -> None:
    """Let a call carry the next version of its form, in which the question on the mechanism is another one."""
    raw = json.loads(call.form.content) | {"version": "2"}
    raw["sections"][0]["questions"][0] |= question
    Call.objects.filter(pk=call.pk).update(form=FormVersion.objects.keep(raw))


@pytest.mark.mission("A21", "B16")
def test_two_calls_of_one_form_stand_beside_each_other_by_the_codes_of_their_questions(
    twice: list[Call], marko: Person, browse
) -> None:
    page = browse(marko).get(f"/calls/{twice[1].uid}/trend/").content.decode()

    assert serbias_way(twice[1], "mechanism", marko) == ["1, begun", "3, in force and checked each year"]
    assert "This form was sent 2 times" in page
    assert page.index("1, begun") < page.index("3, in force and checked each year")


def test_a_trend_is_broken_where_the_question_is_another_one(twice: list[Call], marko: Person, browse) -> None:
    new_version(twice[1], label={"en": "A referral mechanism is used", "sr": "Механизам упућивања се користи"})

    page = browse(marko).get(f"/calls/{twice[0].uid}/trend/").content.decode()

    assert serbias_way(twice[0], "mechanism", marko) == ["1, begun", "| 3, in force and checked each year"]
    assert serbias_way(twice[0], "register", marko) == ["2, in force", "2, in force"]
    assert "must not be compared: it is worded otherwise." in page


def test_a_question_that_need_not_be_answered_any_more_is_still_the_same(twice: list[Call], marko: Person) -> None:
    new_version(twice[1], needed=False)

    assert serbias_way(twice[0], "mechanism", marko) == ["1, begun", "3, in force and checked each year"]


def test_where_a_question_was_not_asked_before_the_trend_says_so(twice: list[Call], marko: Person) -> None:
    raw = json.loads(twice[0].form.content) | {"version": "0"}
    del raw["sections"][0]["questions"][0]
    Call.objects.filter(pk=twice[0].pk).update(form=FormVersion.objects.keep(raw))

    assert serbias_way(twice[1], "mechanism", marko) == ["not asked", "3, in force and checked each year"]


def test_what_is_for_the_reviewer_alone_has_no_trend(twice: list[Call], sara: Person) -> None:
    assert list(trends_in(twice[1], "gaps", sara)) == []


def test_the_calls_page_says_who_was_on_time_with_more_time_late_and_silent(
    twice: list[Call], sara: Person, marko: Person, browse
) -> None:
    call = twice[1]
    serbias, albanias = (submission_of(call, code) for code in ("RS", "AL"))
    calls.extend(submission=serbias, due_on=call.due_on + timedelta(days=5), reason="x", by=sara, desk=desk_of(sara))

    def timing() -> dict[str, int]:
        return {piece.timing: piece.count for piece in timeliness_of(standing_of(Call.objects.get(pk=call.pk), sara), 3)}

    assert timing() == {Timing.ON_TIME: 1, Timing.STILL_TIME: 2}
    Edition.objects.update(at=timezone.now() + timedelta(days=12))
    assert timing() == {Timing.EXTENDED: 1, Timing.STILL_TIME: 2}
    Edition.objects.update(at=timezone.now() + timedelta(days=40))
    call.submissions.filter(pk=albanias.pk).update(due_on=call.opens_on - timedelta(days=3))
    assert timing() == {Timing.LATE: 1, Timing.STILL_TIME: 1, Timing.SILENT: 1}
    assert "silent, its day has passed: 1" in browse(sara).get(f"/calls/{call.uid}/").content.decode()
    assert "silent, its day has passed" not in browse(marko).get(f"/calls/{call.uid}/").content.decode()
