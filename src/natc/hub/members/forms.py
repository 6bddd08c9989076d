"""What people fill in about desks and the watch list."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from natc.hub.members.models import Desk, Person

SELECT = forms.Select(attrs={"class": "form-select"})


class DeskForm(forms.ModelForm):  # type: ignore[type-arg]
    """How a desk is reached."""

    class Meta:
        model = Desk
        fields = ("telephone", "email", "hours", "languages")
        labels = {"telephone": _("Telephone"), "email": _("E-mail"), "hours": _("Hours"), "languages": _("Languages")}
        help_texts = {"hours": _("As you would say it: Mon–Fri 8–16, at night 24/7."), "languages": _("Codes with spaces: en sr")}
        widgets = {name: forms.TextInput(attrs={"class": "form-control"}) for name in fields}


class HandOverForm(forms.Form):
    """Who takes the desk over."""

    def __init__(self, *args: Any, desk: Desk, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = Person.objects.visible_to(by).filter(mandates__desk=desk).exclude(pk=by.pk).distinct()
        self.fields["to"] = forms.ModelChoiceField(
            colleagues, label=_("Who takes over from tomorrow"), to_field_name="uid", widget=SELECT
        )


class StepForm(forms.Form):
    """A next step about a watched country."""

    text = forms.CharField(label=_("What"), max_length=300, widget=forms.TextInput(attrs={"class": "form-control"}))
    due_on = forms.DateField(label=_("By when"), widget=forms.DateInput(attrs={"class": "form-control", "type": "date"}))

    def __init__(self, *args: Any, desks: "QuerySet[Desk]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = forms.ModelChoiceField(desks, label=_("Who"), to_field_name="uid", widget=SELECT)
