"""The states in which the gallery shows each component. People and acts here are invented."""

from datetime import UTC, datetime

import django_tables2
from django import forms
from django.templatetags.static import static

from natc.hub.web.tables import ListTable

_DAY = datetime(2026, 3, 2, 10, 12, tzinfo=UTC)
_OFFICE = {"name": {"original": "en", "en": "Office of the coordinator", "sr": "Канцеларија координатора"}}
_CHAIR = {"name": {"original": "en", "en": "Chair of the Network", "sr": "Председавање Мрежом"}}

STATES = {
    "kinds": ("plain", "good", "wait", "bad", "info"),
    "reasons": ("NotCollected", "NotApplicable", "NotAvailableYet", "NotKnown", "Hidden"),
    "events": [
        {"when": _DAY, "what": "Handed in", "who": "Ana"},
        {"when": _DAY, "what": "Sent back", "who": "Sara", "why": "Table P4 has no total."},
    ],
    "nothing": [],
    "steps": [
        {"state": "done", "label": "Prepared", "who": "Vesna", "when": _DAY},
        {"state": "refused", "label": "Approved", "who": "Ana", "when": _DAY, "why": "The police list is missing."},
        {"state": "now", "label": "Handed in"},
        {"state": "later", "label": "Accepted"},
    ],
    "tabs": [
        {"code": "changes", "label": "Changes", "count": 2, "here": True},
        {"code": "looks", "label": "Who looked", "count": 0, "here": False},
    ],
    "one_mandate": [{"uid": "1", "desk": _OFFICE, "get_role_display": "National coordinator"}],
    "two_mandates": [
        {"uid": "1", "desk": _OFFICE, "get_role_display": "National coordinator"},
        {"uid": "2", "desk": _CHAIR, "get_role_display": "Chair"},
    ],
}
ROWS = [{"code": f"P{number}", "table": f"An invented table {number}", "count": number * 7 % 60} for number in range(1, 61)]


class TableOfTables(ListTable):
    """An invented list, long enough to turn pages."""

    code = django_tables2.Column("Code")
    table = django_tables2.Column("Table")
    count = django_tables2.Column("Persons")


class SampleForm(forms.Form):
    """One field of each kind that our forms have."""

    title = forms.CharField(label="Title", help_text="As it stands on its first page.")
    day = forms.DateField(label="By when", widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(label="Kind", choices=[("rules", "Rules"), ("minutes", "Minutes")])
    text = forms.CharField(label="Text", widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField(label="The person agreed to this")


def figure() -> dict[str, object]:
    """Where the picture of the figure stands, and what of it can be taken away."""
    picture = static("web/gallery.svg")
    return {"picture": picture, "downloads": [{"href": picture, "label": "SVG"}, {"href": "?export=csv", "label": "CSV"}]}
