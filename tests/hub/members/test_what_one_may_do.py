"""What a person may do comes from mandates; while one page is read it is looked up once, and on the next page anew."""

from datetime import timedelta

from django.test import RequestFactory
from django.utils import timezone

from natc.hub.members.middleware import ActingDeskMiddleware
from natc.hub.members.models import Desk, Mandate, Person
from natc.hub.members.permissions import Permission


def test_it_is_looked_up_once_for_a_page_that_is_read_and_anew_for_the_next(ana: Person, django_assert_num_queries) -> None:
    def read(_request: object) -> list[object]:
        return [ana.may_anywhere(permission) for permission in Permission]

    page = ActingDeskMiddleware(read)

    with django_assert_num_queries(1):
        before = page(RequestFactory().get("/"))
    Mandate.objects.filter(person=ana).update(last_day=timezone.now().date() - timedelta(days=1))
    after = page(RequestFactory().get("/"))

    assert any(before)
    assert not any(after)


def test_a_form_that_is_sent_sees_what_it_changes_itself(ana: Person, serbia: Desk) -> None:
    def give_up(_request: object) -> list[bool]:
        before = ana.may(Permission.DESK_EDIT, serbia)
        Mandate.objects.filter(person=ana).update(last_day=timezone.now().date() - timedelta(days=1))
        return [before, ana.may(Permission.DESK_EDIT, serbia)]

    assert ActingDeskMiddleware(give_up)(RequestFactory().post("/")) == [True, False]
