"""What people fill in about themes and signs."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from natc.hub.members.models import Territory
from natc.hub.needs.forms import DAY, LONG, NOBODY, SELECT, SHORT, TEXT
from natc.hub.needs.models import Area, Place, Theme, Voice
from natc.hub.needs.rules.themes import why_not_sourced
from natc.hub.submissions.models import Call


class FoundChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row, as a list of results calls it."""

    def label_from_instance(self, obj: Call | Theme) -> str:
        """The title in the reader's language."""
        return obj.found_title


class NotingForm(forms.Form):
    """Something for a board."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    title = forms.CharField(label=_("Title"), max_length=200, widget=TEXT)
    text = forms.CharField(label=_("In your own words"), max_length=2000, help_text=NOBODY, widget=LONG)


class SignForm(NotingForm):
    """A weak sign for the horizon board."""

    area = forms.ChoiceField(label=_("What changes"), choices=Area, widget=SELECT)
    place = forms.CharField(label=_("Where"), max_length=200, widget=TEXT)
    source = forms.CharField(label=_("How you know of it"), max_length=300, widget=TEXT)


class VoiceForm(forms.Form):
    """What a state says of a sign."""

    voice = forms.ChoiceField(label=_("What your state says"), choices=Voice, widget=forms.RadioSelect)


class ThemeForm(NotingForm):
    """A theme for the list: who asked for it, when, and what brought it."""

    call = FoundChoice(
        Call.objects.none(),
        label=_("The consultation that brought it, if one did"),
        help_text=_("All member states will read its title."),
        required=False,
        to_field_name="uid",
        widget=SELECT,
    )
    meeting = forms.CharField(
        label=_("The meeting that brought it, if one did"),
        help_text=_("Which one, where and when."),
        max_length=200,
        required=False,
        widget=TEXT,
    )
    states = forms.ModelMultipleChoiceField(
        Territory.objects.none(),
        label=_("Which states asked for it"),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )
    on = forms.DateField(label=_("On which day"), widget=DAY)

    def __init__(self, *args: Any, calls: "QuerySet[Call]", state: Territory | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state = state
        choosable = {"call": calls, "states": Territory.objects.member_states()}
        for name, rows in choosable.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["on"]
        if day > timezone.now().date():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """What was asked, with a source where several states asked for it."""
        given = super().clean() or {}
        asked = {"call": given.get("call"), "meeting": given.get("meeting", ""), "states": given.get("states", [])}
        if asked["states"] and (refused := why_not_sourced(**asked, state=self.state)):
            self.add_error("meeting", refused)
        return given


class RankingForm(forms.Form):
    """What a state puts first, second and third."""

    def __init__(self, data: Mapping[str, Any] | None, *, themes: "QuerySet[Theme]", initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        for place in Place:
            self.fields[place.name.lower()] = FoundChoice(
                themes, label=place.label.capitalize(), required=False, to_field_name="uid", widget=SELECT
            )

    def ranked(self) -> list[Theme]:
        """What was chosen, in order; a place that was left open closes up."""
        chosen: Iterable[Theme | None] = (self.cleaned_data[place.name.lower()] for place in Place)
        return [theme for theme in chosen if theme]


class RetiringForm(forms.Form):
    """Why a theme or a sign is retired."""

    because = forms.CharField(label=_("Why"), max_length=1000, widget=SHORT)
