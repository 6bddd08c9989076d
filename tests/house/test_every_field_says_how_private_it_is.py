"""Every field of every model of the house says how private it is; what is about a person says how long it is kept."""

import pytest
from django.apps import apps
from django.db import models

from natc.hub.fields import Privacy, mark_of

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


def test_every_foreign_key_protects_what_it_points_to() -> None:
    loose = [field for field in FIELDS if field.many_to_one and field.remote_field.on_delete is not models.PROTECT]

    assert not loose
