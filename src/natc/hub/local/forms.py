"""What a person says on the pages."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from natc.engine.standard.aggregate.fill import NOT_YET, asked
from natc.engine.standard.form import iso3166, load_form
from natc.engine.standard.harmonise.labels import country_name
from natc.engine.standard.submission_form import Category, Table, load_submission_form
from natc.engine.text import say
from natc.hub.local.language import spoken_here
from natc.hub.local.office import Sheet

FORMS = ("protection", "ngo", "justice")  # that a sheet can be joined to
STATES = ("AL", "BA", "BG", "HR", "ME", "MK", "MD", "RO", "RS", "SI", "XK")  # of the Network, first in the list
NOTHING = ("", "–")


def _forms() -> list[tuple[str, str]]:
    return [(code, say(load_form(code).title, spoken_here())) for code in FORMS]


def _territories() -> list[tuple[str, str]]:
    others = sorted(set(iso3166()) - set(STATES))
    return [NOTHING, *((code, country_name(code, spoken_here())) for code in (*STATES, *others))]


def _marks() -> list[tuple[str, str]]:
    return _labelled(load_submission_form().marks)


def _labelled(categories: Iterable[Category]) -> list[tuple[str, str]]:
    return [(one.code, say(one.label, spoken_here())) for one in categories]


class BeginForm(forms.Form):
    """Which form a sheet that lies in the work folder is joined to, and where its table stands."""

    form = forms.ChoiceField(label=gettext_lazy("What is in it"), choices=_forms)
    sheet = forms.CharField(
        label=gettext_lazy("Sheet of the workbook"),
        required=False,
        help_text=gettext_lazy("Only where natc asks for it (--sheet)."),
    )
    header_row = forms.IntegerField(
        label=gettext_lazy("Row with the headings"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("As the spreadsheet numbers it; only where natc does not find it (--header-row)."),
    )


class BringForm(BeginForm):
    """A sheet that is dropped here, and last year's mapping."""

    file = forms.FileField(
        label=gettext_lazy("Drop a sheet here"),
        help_text=gettext_lazy(
            "In any shape: .xlsx, .xls, .ods, CSV, Parquet, JSON. It stays on this machine, and is never changed."
        ),
    )
    mapping = forms.FileField(
        label=gettext_lazy("Last year's mapping, where there is one"),
        required=False,
        help_text=gettext_lazy("The file that ends in .mapping.yaml; what was settled then is not asked again."),
    )
    field_order = ("file", "form", "mapping", "sheet", "header_row")


class LinkForm(forms.Form):
    """Which lists are linked, and what makes their rows comparable."""

    lists = forms.MultipleChoiceField(
        label=gettext_lazy("Lists to link"), widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})
    )
    by = forms.MultipleChoiceField(
        label=gettext_lazy("What makes two rows comparable"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )

    def __init__(self, data: Any = None, *, ready: Iterable[Sheet]) -> None:
        names = [one.name for one in ready]
        super().__init__(data, initial={"lists": names, "by": ["names"]})
        names_or_code = [
            ("names", _("Names, dates of birth, documents: a person decides pair by pair")),
            ("code", _("The same local person code: only where all bodies use one series of codes")),
        ]
        _offer(self, lists=[(name, name) for name in names], by=names_or_code)


class AggregateForm(forms.Form):
    """Which registers are counted, for which state and year, and what is said of tables without numbers."""

    protection = forms.ChoiceField(label=gettext_lazy("Register of persons"))
    justice = forms.ChoiceField(label=gettext_lazy("Criminal-justice register"), required=False)
    justice_reason = forms.ChoiceField(
        label=gettext_lazy("If there is no criminal-justice register, why"),
        required=False,
        help_text=gettext_lazy("Said of all tables J1–J12."),
    )
    justice_expected = forms.DateField(
        label=gettext_lazy("If they are not available yet, by which day they come"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    territory = forms.ChoiceField(label=gettext_lazy("Reporting state"), choices=_territories)
    year = forms.IntegerField(label=gettext_lazy("Calendar year"), min_value=2000, max_value=2100)
    mark = forms.ChoiceField(label=gettext_lazy("How firm the figures are"), choices=_marks)
    with_findings = forms.BooleanField(
        label=gettext_lazy(
            "Count although the check finds blocking faults: a cell that cannot be read then counts as blank, and the submission "
            "says how many there were"
        ),
        required=False,
    )

    def __init__(self, data: Any = None, *, protection: list[tuple[str, str]], justice: list[tuple[str, str]], year: int) -> None:
        super().__init__(data, initial={"year": year})
        reasons = _labelled(load_submission_form().reasons)
        _offer(self, protection=protection, justice=[NOTHING, *justice], justice_reason=[NOTHING, *reasons])
        for table in asked(load_submission_form()):
            self.fields |= _fields_of(table, reasons)

    def clean(self) -> dict[str, Any]:
        """Refuse tables of which nothing is said, and figures that will come on no day."""
        given = self.cleaned_data
        if not given.get("justice") and not given.get("justice_reason"):
            self.add_error("justice_reason", _("Choose a criminal-justice register, or say why there is none."))
        for name in [name for name in given if name.startswith(("reason_", "justice_reason"))]:
            day = name.replace("reason", "expected")
            if given[name] == NOT_YET and not given.get(day):
                self.add_error(day, _("Say by which day the figures come."))
        return given

    def of_whole(self) -> list[forms.BoundField]:
        """The fields about the whole submission."""
        return [self[name] for name in self.base_fields]

    def of_tables(self) -> list[tuple[Table, list[forms.BoundField]]]:
        """Each table with its three fields: why it has no numbers, when they come, what breaks its series."""
        tables = asked(load_submission_form())
        return [(one, [self[f"{what}_{one.code}"] for what in ("reason", "expected", "break")]) for one in tables]

    def said(self) -> dict[str, Any]:
        """What the person says of whole tables, as natc.engine.standard.aggregate.said.read_said takes it."""
        given = self.cleaned_data
        codes = [table.code for table, _fields in self.of_tables()]
        of_whole = [] if given["justice"] else [("J", given["justice_reason"], given["justice_expected"])]
        told = [*((code, given[f"reason_{code}"], given[f"expected_{code}"]) for code in codes), *of_whole]
        return {
            "mark": given["mark"],
            "reasons": [f"{code}={reason}" for code, reason, _day in told if reason not in ("", NOT_YET)],
            "not_yet": [f"{code}={day}" for code, reason, day in told if reason == NOT_YET],
            "breaks": [f"{code}={given[f'break_{code}']}" for code in codes if given[f"break_{code}"]],
        }


def _offer(form: forms.Form, **choices: list[tuple[str, str]]) -> None:
    """Give fields of a form what can be chosen in them now."""
    for name, offered in choices.items():
        field = form.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = offered


def _fields_of(table: Table, reasons: list[tuple[str, str]]) -> dict[str, forms.Field]:
    """The fields about one table; its code stands in their names, which a reader hears."""
    day = {"type": "date", "aria-label": _("%(table)s: by which day") % {"table": table.code}}
    why = {"aria-label": _("%(table)s: why there are no numbers") % {"table": table.code}}
    breaks = {"aria-label": _("%(table)s: what breaks the series") % {"table": table.code}}
    known = _labelled(load_submission_form().breaks)
    return {
        f"reason_{table.code}": forms.ChoiceField(required=False, choices=[NOTHING, *reasons], widget=forms.Select(why)),
        f"expected_{table.code}": forms.DateField(required=False, widget=forms.DateInput(day)),
        f"break_{table.code}": forms.ChoiceField(required=False, choices=[NOTHING, *known], widget=forms.Select(breaks)),
    }
