"""What people fill in on the first page's neighbours."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from natc.engine.errors import EngineError
from natc.hub.audit.rules import against_kept_head
from natc.hub.members.models import Mandate, Person


class ActForForm(forms.Form):
    """For which of one's desks one acts."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Mandate.objects.running().filter(person=person)
        self.fields["mandate"] = forms.ModelChoiceField(own, to_field_name="uid")


class KeptHeadForm(forms.Form):
    """A signed head that somebody kept."""

    head = forms.CharField(
        label=_("A head that you kept"),
        help_text=_("The whole text of the file or of the mail's attachment."),
        max_length=4000,
        strip=False,
        widget=forms.Textarea(attrs={"class": "form-control font-monospace", "rows": 6}),
    )

    def clean_head(self) -> list[str]:
        """What is wrong with the ledger for who kept this head; nothing where it goes on from there."""
        try:
            return against_kept_head(self.cleaned_data["head"].replace("\r\n", "\n"))
        except EngineError as error:
            raise forms.ValidationError(str(error)) from error
