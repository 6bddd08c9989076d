"""Every field of every model of the house says how private it is; what is about a person says how long it is kept."""

import pytest
from django.apps import apps
from django.db import models

from natc.hub.fields import Privacy, mark_of
from natc.hub.home.actions import OUTLIVED
from natc.hub.home.held import fields_by_the_clock, links_to_people, nothing_else_in, personal_fields, personal_models
from natc.hub.members.models import AFTER_LAST_MANDATE, Person
from natc.hub.submissions.models import PaperApproval

FIELDS = [
    field
    for model in apps.get_models()
    if model.__module__.startswith("natc.hub")
    for field in model._meta.get_fields()
    if isinstance(field, models.Field) and not (field.primary_key and field.name == "id")
]


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_a_field_says_how_private_it_is(field: models.Field) -> None:
    mark = mark_of(field)

    assert mark is not None, "mark it with a function of natc.hub.fields"
    assert (mark.privacy is Privacy.PERSONAL) == (mark.keep is not None)


@pytest.mark.parametrize("model", personal_models(), ids=str)
def test_what_is_kept_for_a_time_is_erased_after_it(model: type[models.Model]) -> None:
    erased_by_the_clock = {outlived.__self__.model for outlived in OUTLIVED}
    with_a_person = [field for field in personal_fields(model) if field not in fields_by_the_clock(model)]

    assert not with_a_person or model is Person or links_to_people(model), "no person goes, so this would stay for good"
    assert not fields_by_the_clock(model) or model in erased_by_the_clock, "add its `outlived` to natc.hub.home.actions.OUTLIVED"


def test_a_text_about_somebody_without_an_account_does_not_wait_for_a_mandate_to_end() -> None:
    signer = PaperApproval._meta.get_field("signer")

    assert mark_of(signer).keep != AFTER_LAST_MANDATE
    assert fields_by_the_clock(PaperApproval) == [signer]


@pytest.mark.parametrize("model", [outlived.__self__.model for outlived in OUTLIVED], ids=str)
def test_what_is_erased_by_the_clock_can_be_blanked(model: type[models.Model]) -> None:
    fields = fields_by_the_clock(model)

    assert nothing_else_in(model) or all(field.null or isinstance(field, models.CharField) for field in fields)


def test_every_foreign_key_protects_what_it_points_to() -> None:
    loose = [field for field in FIELDS if field.many_to_one and field.remote_field.on_delete is not models.PROTECT]

    assert not loose
