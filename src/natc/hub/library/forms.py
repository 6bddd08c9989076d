"""What people fill in about documents."""

from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from natc.hub.library.models import Kind
from natc.hub.library.readers import Readers

SELECT, TEXT = forms.Select(attrs={"class": "form-select"}), forms.TextInput(attrs={"class": "form-control"})
WRITTEN = [(code, name) for code, name in settings.LANGUAGES if not code.endswith("-latn")]  # Latin is made from Cyrillic


class DocumentForm(forms.Form):
    """A document to begin."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    title = forms.CharField(label=_("Title"), max_length=200, widget=TEXT)
    language = forms.ChoiceField(label=_("Language of the title"), choices=WRITTEN, widget=SELECT)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind, widget=SELECT)
    readers = forms.ChoiceField(label=_("Who will read it once it is published"), choices=Readers, widget=SELECT)


class DraftForm(forms.Form):
    """The text of the next revision, in one language."""

    language = forms.ChoiceField(label=_("Language"), choices=WRITTEN, widget=SELECT)
    text = forms.CharField(
        label=_("Text"),
        max_length=400_000,
        strip=False,
        help_text=_(
            "Each clause begins with a line of #, a code and a heading, as in “## prevention-1 Awareness”. "
            "The code is how it is cited and stays the same in the next revision."
        ),
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 24, "spellcheck": "true"}),
    )
    changed = forms.CharField(label=_("What is different, in one sentence"), max_length=300, required=False, widget=TEXT)
    original = forms.FileField(
        label=_("The original"),
        required=False,
        help_text=_("PDF, Word, Excel, OpenDocument, PNG or JPEG, at most 20 MB. Without a new file the one before stays."),
        widget=forms.FileInput(attrs={"class": "form-control"}),
    )
