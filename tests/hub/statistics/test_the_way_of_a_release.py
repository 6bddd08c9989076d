"""From accepted submissions to a public figure: five people, one state that refuses; silence; four eyes; the archive."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from engine.release.made_release import release as made_by_hand
from hub.statistics.made_releases import (
    WHY,
    accepted_call,
    office,
    persons,
    release_that_is,
    secretariat,
    small_policy,
    without_figures_of,
)
from natc.engine.errors import Refused
from natc.engine.release.figures import Mark
from natc.hub.audit.models import Event
from natc.hub.statistics import archive
from natc.hub.statistics.actions import making, running
from natc.hub.statistics.jobs import end_early_views, make_public
from natc.hub.statistics.models import Release, StateAnswer, Status
from natc.hub.statistics.tasks import make_waiting
from natc.hub.statistics.waiting import work_waits
from natc.hub.submissions.outline import fill_forms


def again(release: Release) -> Release:
    """The release as it is now."""
    return Release.objects.get(pk=release.pk)


def of_state(release: Release, code: str):
    return release.contributions.get(desk=office(code))


def test_five_people_bring_figures_to_the_public_and_one_state_that_refuses_is_not_in_them(sara, five, browse) -> None:
    fill_forms()
    milena, ana, ioana, boyan = five
    call = accepted_call({"RS": persons(52, 31), "RO": persons(310, 214), "BG": persons(240, 97)})
    uid = uuid4()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        secretary = browse(sara)
        release = making.begin(uid=uid, call=call, policy=small_policy(), replaces=None, why=None, by=sara, desk=secretariat())
        secretary.post(f"/releases/{uid}/start/")
        make_waiting()
        assert again(release).status == Status.TESTED
        assert browse(ana).get(f"/releases/{uid}/").status_code == 404

        secretary.post(f"/releases/{uid}/send/", {"public_on": timezone.now().date() + timedelta(days=4)})
        assert again(release).status == Status.ASKED
        assert "Annual submission 2024" in browse(ana).get("/").content.decode()

        browse(ana).post(f"/releases/{uid}/approve/")
        browse(ioana).post(f"/releases/{uid}/approve/")
        browse(boyan).post(f"/releases/{uid}/refuse/", {"reason": "The court has corrected its list."})
        assert again(release).status == Status.TESTING

        make_waiting()
        if again(release).status == Status.ASKED:  # others are asked again where their own figures are shown otherwise now
            for person in (ana, ioana):
                browse(person).post(f"/releases/{uid}/approve/")
        assert again(release).status == Status.APPROVED

        secretary.post(f"/releases/{uid}/sign/")
        secretary.post(f"/releases/{uid}/sign/")
        assert again(release).status == Status.APPROVED
        browse(milena).post(f"/releases/{uid}/sign/")
        assert again(release).status == Status.SIGNED

        make_public()
        assert again(release).status == Status.SIGNED
        clock.shift(timedelta(days=5))
        make_public()

    number = again(release).number
    figures = browse().get(f"/figures/{number}/?territory=").content.decode()

    assert again(release).status == Status.PUBLIC
    assert [one.number for one in archive.earlier()] == [number]
    assert "Serbia" in figures
    assert "Romania" in figures
    assert "Bulgaria" not in figures
    assert not Event.objects.filter(what="release made public", digest="").exists()


def test_silence_until_the_end_of_the_early_view_leaves_a_state_out(sara) -> None:
    release = release_that_is(Status.ASKED)
    of_state(release, "RS").__class__.objects.filter(desk__in=[office("RS"), office("MK")]).update(answer=StateAnswer.APPROVED)

    end_early_views()
    assert again(release).status == Status.ASKED

    with time_machine.travel(timezone.now() + timedelta(hours=49)):
        end_early_views()

    assert again(release).status == Status.TESTING
    assert of_state(release, "AL").dropped_at
    assert not of_state(release, "RS").dropped_at


def test_an_approval_holds_while_what_is_shown_of_a_state_is_the_same(ana) -> None:
    release = release_that_is(Status.APPROVED)
    Release.objects.filter(pk=release.pk).update(status=Status.TESTING)
    of_state(release, "AL").__class__.objects.filter(desk=office("AL")).update(dropped_at=timezone.now())

    running.finish(release=release, made=without_figures_of(made_by_hand(), "AL"))

    assert again(release).status == Status.APPROVED


def test_a_state_whose_figures_are_shown_otherwise_after_another_run_is_asked_again(ana) -> None:
    release = release_that_is(Status.APPROVED)
    Release.objects.filter(pk=release.pk).update(status=Status.TESTING)

    running.finish(release=release, made=without_figures_of(made_by_hand(), "MK"))

    assert again(release).status == Status.ASKED
    assert of_state(release, "MK").answer == StateAnswer.SILENT
    assert of_state(release, "RS").answer == StateAnswer.APPROVED


def test_a_state_sees_its_own_figures_and_no_other_s(ana, marko, browse) -> None:
    release = release_that_is(Status.ASKED)

    page = browse(ana).get(f"/releases/{release.uid}/figures/?territory=").content.decode()

    assert "Serbia" in page
    assert "North Macedonia" not in page
    assert "all states that reported" not in page
    assert browse(marko).get(f"/releases/{release.uid}/figures/").status_code == 404


def test_a_signed_release_is_tested_again_where_another_came_between(sara) -> None:
    release = release_that_is(Status.SIGNED)
    archive.add(made_by_hand("2025-7"))

    running.publish(release=release)

    assert again(release).status == Status.TESTING
    assert not release.signatures.exists()


def test_what_cannot_be_released_says_why_and_can_be_tried_again(sara, browse) -> None:
    call = accepted_call({"RS": {}})
    desk, uid = secretariat(), uuid4()
    release = making.begin(uid=uid, call=call, policy=small_policy(), replaces=None, why=None, by=sara, desk=desk)
    making.start(release=release, by=sara, desk=desk)
    running.fail(release=again(release), trouble="There is nothing to release.")

    page = browse(sara).get(f"/releases/{uid}/").content.decode()

    assert "There is nothing to release." in page
    assert again(release).status == Status.DRAFT


def test_there_is_one_release_of_a_call_on_its_way(sara) -> None:
    release = release_that_is(Status.ASKED)
    given = {"policy": small_policy(), "replaces": None, "why": None, "by": sara, "desk": secretariat()}

    with pytest.raises(Refused, match="on its way already"):
        making.begin(uid=uuid4(), call=release.call, **given)


def test_a_public_release_is_replaced_only_by_one_that_says_so(sara) -> None:
    release = release_that_is(Status.PUBLIC)
    given = {"call": release.call, "policy": small_policy(), "by": sara, "desk": secretariat()}

    with pytest.raises(Refused, match="say that it is replaced"):
        making.begin(uid=uuid4(), replaces=None, why=None, **given)

    assert making.begin(uid=uuid4(), replaces=release, why=WHY, **given).replaces == release


def test_the_archive_refuses_another_past(sara) -> None:
    release_that_is(Status.PUBLIC)
    (archive.home() / "archive" / "log").unlink()
    (archive.home() / "archive" / "2025-1.json").unlink()

    with pytest.raises(Refused):
        archive.earlier()


def test_a_test_that_was_broken_off_is_begun_again_by_another_worker(sara) -> None:
    fill_forms()
    call = accepted_call({"RS": persons(52, 31), "RO": persons(310, 214)})
    desk = secretariat()
    release = making.begin(uid=uuid4(), call=call, policy=small_policy(), replaces=None, why=None, by=sara, desk=desk)
    making.start(release=release, by=sara, desk=desk)
    Release.objects.filter(pk=release.pk).update(heard_at=timezone.now())

    make_waiting()
    assert again(release).status == Status.TESTING

    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        make_waiting()

    assert again(release).status == Status.TESTED


def test_a_state_is_told_at_once_and_no_figure_is_in_the_mail(sara, django_capture_on_commit_callbacks) -> None:
    release = release_that_is(Status.TESTED)
    with django_capture_on_commit_callbacks(execute=True):
        day = timezone.now().date() + timedelta(days=9)
        making.send(release=release, public_on=day, by=sara, desk=secretariat())

    serbia = [message for message in mail.outbox if "ana@coordination.example" in message.to]

    assert len(serbia) == 1
    assert "wait for you until" in serbia[0].body
    assert "25" not in serbia[0].body.replace("2025", "").replace(f"{again(release).answers_by:%d}", "")


def test_a_corrected_release_replaces_the_wrong_one_and_the_old_page_says_which_to_read(sara, browse) -> None:
    wrong = release_that_is(Status.PUBLIC)
    making.mark(release=wrong, why="A judgment was forgotten", language="en", by=sara, desk=secretariat())
    given = {"policy": small_policy(), "by": sara, "desk": secretariat()}
    right = making.begin(uid=uuid4(), call=wrong.call, replaces=wrong, why=WHY, **given)
    why = {"en": "A judgment became final", "sr": "Пресуда је постала правноснажна"}
    made = made_by_hand(
        "2025-2", mark=Mark.REVISED, replaces="2025-1", why=why, tested=replace(made_by_hand().tested, against=("2025-1",))
    )
    making.start(release=right, by=sara, desk=secretariat())
    running.finish(release=again(right), made=made)
    yesterday = timezone.now().date() - timedelta(days=1)
    Release.objects.filter(pk=right.pk).update(status=Status.SIGNED, public_on=yesterday)

    running.publish(release=right)
    old = browse().get("/figures/2025-1/").content.decode()
    new = browse().get("/figures/2025-2/").content.decode()

    assert again(right).status == Status.PUBLIC
    assert "Read release 2025-2 instead" in old
    assert "A judgment became final" in old
    assert "It replaces release 2025-1" in new
    assert browse().get("/figures/states/RS/").content.decode().count("Release 2025-1") == 0


def test_the_worker_is_told_whether_heavy_work_waits(sara) -> None:
    fill_forms()
    call = accepted_call({"RS": persons(52, 31), "RO": persons(310, 214)})
    given = {"policy": small_policy(), "replaces": None, "why": None, "by": sara, "desk": secretariat()}
    release = making.begin(uid=uuid4(), call=call, **given)
    assert not work_waits()

    making.start(release=release, by=sara, desk=secretariat())
    assert work_waits()

    make_waiting()
    assert not work_waits()

    Release.objects.filter(pk=release.pk).update(status=Status.SIGNED)
    assert work_waits()

    make_waiting()
    assert not work_waits()
