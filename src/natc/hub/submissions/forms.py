"""What people fill in about calls and submissions; the answers themselves are read by `values`."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from natc.engine.standard.asked.form import Question, Section
from natc.hub.fields import in_one_language
from natc.hub.members.models import Desk, Kind, Membership, Tier
from natc.hub.members.models import running as running_on
from natc.hub.submissions.models import FormVersion
from natc.hub.submissions.models.calls import MOST_YEARS_KEPT, YEARS_KEPT
from natc.hub.web.templatetags.said import said

SELECT, TEXT = forms.Select(attrs={"class": "form-select"}), forms.TextInput(attrs={"class": "form-control"})
DAY = forms.DateInput(attrs={"class": "form-control", "type": "date"}, format="%Y-%m-%d")
LONG = forms.Textarea(attrs={"class": "form-control", "rows": 3})
UTC = "UTC"  # where no desk's own time is to be preferred
WRITTEN = [(code, name) for code, name in settings.LANGUAGES if code != "sr-latn"]  # which is made from Cyrillic


class DeskChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One desk, by its name and its state's."""

    def label_from_instance(self, obj: Desk) -> str:
        """The name and the state."""
        return f"{obj.found_under}: {obj.found_title}"


class FormChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One version of a form."""

    def label_from_instance(self, obj: FormVersion) -> str:
        """Its title and version."""
        return f"{said(obj.form.title)}, {obj.version}"


class DesksChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several desks, by their names and their states'."""

    def label_from_instance(self, obj: Desk) -> str:
        """The name and the state."""
        return f"{obj.found_under}: {obj.found_title}"


class CallForm(forms.Form):
    """A call to begin or to change. Whole tiers and single desks can be asked together."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    title = forms.CharField(label=_("Title"), max_length=200, widget=TEXT)
    note = forms.CharField(label=_("What the desks are told"), max_length=2000, required=False, widget=LONG)
    language = forms.ChoiceField(label=_("Language of title and text"), choices=WRITTEN, widget=SELECT)
    form = FormChoice(FormVersion.objects.none(), label=_("Form"), to_field_name="uid", widget=SELECT)
    first_day = forms.DateField(label=_("It asks about the time from"), required=False, widget=DAY)
    last_day = forms.DateField(label=_("until the end of"), required=False, widget=DAY)
    opens_on = forms.DateField(label=_("Answers are taken from"), widget=DAY)
    due_on = forms.DateField(label=_("Due at the end of"), widget=DAY)
    zone = forms.ChoiceField(label=_("Days begin and end in the time of"), widget=SELECT)
    kept_years = forms.IntegerField(
        label=_("Years for which the answers are kept after that day"),
        min_value=1,
        max_value=MOST_YEARS_KEPT,
        initial=YEARS_KEPT,
        required=False,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )
    tiers = forms.MultipleChoiceField(
        label=_("Ask the coordinators' offices of all who are"),
        choices=Tier,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    desks = DesksChoice(
        Desk.objects.none(),
        label=_("Ask these desks too"),
        required=False,
        to_field_name="uid",
        widget=forms.SelectMultiple(attrs={"class": "form-select", "size": 6}),
    )
    reviewer = DeskChoice(
        Desk.objects.none(), label=_("Who reads and accepts what is handed in"), to_field_name="uid", widget=SELECT
    )

    def __init__(self, *args: Any, desks: "QuerySet[Desk]", reviewers: "QuerySet[Desk]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {"form": FormVersion.objects.offered(), "desks": desks, "reviewer": reviewers}
        for name, found in choices.items():
            self.fields[name].queryset = found  # type: ignore[attr-defined]
        zones = sorted({*desks.values_list("zone", flat=True), UTC})
        self.fields["zone"].choices = [(zone, zone) for zone in zones]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Days in order."""
        given = super().clean() or {}
        for first, last in (("opens_on", "due_on"), ("first_day", "last_day")):
            if given.get(first) and given.get(last) and given[last] < given[first]:
                self.add_error(last, _("This day is before the first one."))
        return given

    def begun(self) -> dict[str, Any]:
        """What `actions.calls.begin` and `change` take."""
        given = self.cleaned_data
        language = given["language"]
        same = ("form", "reviewer", "first_day", "last_day", "opens_on", "due_on", "zone")
        texts = {name: in_one_language(given[name], language) if given[name] else None for name in ("title", "note")}
        kept = {"kept_years": given["kept_years"] or YEARS_KEPT}
        return {**{name: given[name] for name in same}, **kept, **texts, "desks": {*given["desks"], *self._of_tiers()}}

    def _of_tiers(self) -> "QuerySet[Desk]":
        members = Membership.objects.filter(running_on(timezone.now().date()), tier__in=self.cleaned_data["tiers"])
        return Desk.objects.filter(kind=Kind.COORDINATION, organisation__territory__in=members.values("territory"))


class OpeningForm(forms.Form):
    """The day on which a call that is made after another one opens."""

    opens = forms.DateField(label=_("The new call takes answers from"), widget=DAY)


class ReasonForm(forms.Form):
    """Why something is sent back or reopened."""

    reason = forms.CharField(label=_("Why"), max_length=1000, widget=LONG)


class ExtensionForm(forms.Form):
    """More time for one desk."""

    due_on = forms.DateField(label=_("Due at the end of"), widget=DAY)
    reason = forms.CharField(label=_("Why"), max_length=1000, widget=LONG)


class PaperForm(forms.Form):
    """An approval that came on paper or by e-mail."""

    scan = forms.FileField(
        label=_("The scan"),
        help_text=_("PDF, PNG or JPEG, at most 20 MB."),
        widget=forms.FileInput(attrs={"class": "form-control"}),
    )
    signer = forms.CharField(label=_("Who signed it: name and office"), max_length=200, widget=TEXT)
    signed_on = forms.DateField(label=_("Day of the signature"), widget=DAY)


class BringForm(forms.Form):
    """A file of answers."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("The .json of natc aggregate, or the filled workbook of the annual submission as .xlsx or .ods."),
        widget=forms.FileInput(attrs={"class": "form-control"}),
    )


class InviteToSectionsForm(forms.Form):
    """Somebody of an agency, and the sections that they fill in."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=TEXT)
    organisation = forms.CharField(
        label=_("Organisation"), help_text=_("The police, a social service, an NGO."), max_length=200, widget=TEXT
    )
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"class": "form-control"}))

    def __init__(self, *args: Any, sections: Sequence[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sections"] = forms.MultipleChoiceField(
            label=_("Sections"),
            choices=[(section.code, said(section.title)) for section in sections],
            widget=forms.CheckboxSelectMultiple,
        )


class QuestionForm(forms.Form):
    """A question about a call."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    question = forms.CharField(label=_("Ask about this call"), max_length=1000, widget=LONG)


class ClarificationForm(forms.Form):
    """The answer for all."""

    answer = forms.CharField(label=_("Answer for all"), max_length=2000, widget=LONG)


class ParagraphForm(forms.Form):
    """A paragraph of a synthesis, and the answers that it cites."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    text = forms.CharField(
        label=_("Paragraph"),
        max_length=5000,
        help_text=_("Do not describe a person. Tick the answers that this paragraph relies on; they stand beside it."),
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 10}),
    )
    cites = forms.MultipleChoiceField(label=_("It cites"), required=False)

    def __init__(self, *args: Any, citable: Iterable[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cites"].choices = [(str(uid), str(uid)) for uid in citable]  # type: ignore[attr-defined]

    def clean_cites(self) -> set[UUID]:
        """The uids of the answers."""
        return {UUID(uid) for uid in self.cleaned_data["cites"]}


class CommentForm(forms.Form):
    """A remark on one cell. about: the cells among which one chooses; a single one is chosen already."""

    key = forms.ChoiceField(label=_("About"), widget=SELECT)
    text = forms.CharField(
        label=_("Remark"), max_length=1000, help_text=_("Do not describe a person: remarks are about figures."), widget=LONG
    )
    for_reviewer = forms.BooleanField(label=_("The reviewer reads it too"), required=False)

    def __init__(self, *args: Any, about: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = self.fields["key"]
        key.choices = [(one.key, said(one.label)) for one in about]  # type: ignore[attr-defined]
        if len(about) == 1:
            key.widget, key.initial = forms.HiddenInput(), about[0].key
