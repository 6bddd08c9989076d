"""What people fill in about routes."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from natc.hub.members.countries import countries
from natc.hub.statistics.models import About

TEXT, SELECT = forms.TextInput(attrs={"class": "form-control"}), forms.Select(attrs={"class": "form-select"})
LONGEST = 6  # countries of a route that is put on the list here
LONG = forms.Textarea(attrs={"class": "form-control", "rows": 3})


class RouteForm(forms.Form):
    """A route to put on the list."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    name = forms.CharField(label=_("What it is called"), max_length=120, widget=TEXT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "–"), *countries()]
        for place in range(1, LONGEST + 1):
            label = _("Country %(place)d, in the order of the journey") % {"place": place}
            self.fields[f"country_{place}"] = forms.ChoiceField(label=label, choices=choices, required=place < 3, widget=SELECT)

    def begun(self) -> dict[str, Any]:
        """What `actions.routing.begin` takes."""
        given = self.cleaned_data
        codes = [given[f"country_{place}"] for place in range(1, LONGEST + 1)]
        return {"uid": given["uid"], "name": given["name"], "countries": [code for code in codes if code]}


class FactForm(forms.Form):
    """Something to say of a route."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    about = forms.ChoiceField(
        label=_("What it is about"),
        choices=About.choices,
        help_text=_("Screening points and risks are read by member states and the secretariat alone, all else by everybody."),
        widget=SELECT,
    )
    text = forms.CharField(label=_("What is known"), max_length=600, help_text=_("Do not describe a person."), widget=LONG)
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("Who published it, where, and the year."), widget=TEXT
    )
