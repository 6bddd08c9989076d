"""What people fill in to make a token."""

from django import forms
from django.utils.translation import gettext_lazy as _

from natc.hub.api.models import Scope

LASTS = ((30, _("30 days")), (90, _("90 days")), (365, _("a year")))  # proposed


class TokenForm(forms.Form):
    """What the token is for, what it opens and for how long."""

    name = forms.CharField(
        label=_("What is it for?"),
        help_text=_("So that you know it again, such as “Monthly script of the statistics office”."),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    scopes = forms.TypedMultipleChoiceField(
        label=_("What may a program do with it?"), choices=Scope, coerce=Scope, widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(
        label=_("How long does it last?"), choices=LASTS, coerce=int, widget=forms.Select(attrs={"class": "form-select"})
    )
