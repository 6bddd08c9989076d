"""What people fill in about releases."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from natc.engine.errors import Unusable
from natc.engine.release.policy import DEFAULT
from natc.hub.fields import in_one_language
from natc.hub.statistics.made import policy_in
from natc.hub.statistics.models import PolicyVersion, Release
from natc.hub.submissions.models import Call
from natc.hub.web.templatetags.said import said

SELECT, LONG = forms.Select(attrs={"class": "form-select"}), forms.Textarea(attrs={"class": "form-control", "rows": 3})
DAY = forms.DateInput(attrs={"class": "form-control", "type": "date"}, format="%Y-%m-%d")
OURS = "ours"  # stands for the policy that comes with the platform
LARGEST_POLICY, LARGEST_SERIES = 1_000_000, 30_000_000  # bytes


class CallChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A call, by its title."""

    def label_from_instance(self, obj: Call) -> str:
        """The title."""
        return said(obj.title)


class ReleaseChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A public release, by its number."""

    def label_from_instance(self, obj: Release) -> str:
        """The number."""
        return obj.number


class BeginForm(forms.Form):
    """A release to begin."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    call = CallChoice(Call.objects.none(), label=_("From what was accepted of"), to_field_name="uid", widget=SELECT)
    policy_file = forms.FileField(
        label=_("By another policy than the one that comes with the platform"),
        help_text=_("A YAML file as natc release takes it; it is kept. Without it the policy that natc proposes."),
        required=False,
        widget=forms.FileInput(attrs={"class": "form-control"}),
    )
    replaces = ReleaseChoice(
        Release.objects.none(), label=_("It replaces release"), to_field_name="uid", required=False, widget=SELECT
    )
    why = forms.CharField(label=_("Why it replaces that one; published"), max_length=500, required=False, widget=LONG)

    def __init__(self, *args: Any, calls: list[Call], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        self.fields["call"].queryset = Call.objects.filter(pk__in=[call.pk for call in calls])  # type: ignore[attr-defined]
        out = Release.objects.out().filter(status="public", call__in=calls)
        self.fields["replaces"].queryset = out.exclude(successors__status="public")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A reason where something is replaced; a policy that can be read."""
        given = super().clean() or {}
        if given.get("replaces") and not given.get("why"):
            self.add_error("why", _("Say why; everybody who read the old figures will read it."))
        file = given.pop("policy_file", None)
        if file and file.size > LARGEST_POLICY:
            self.add_error("policy_file", _("This is too large for a policy."))
            return given
        content = (file.read() if file else DEFAULT.read_bytes()).decode("utf-8", errors="replace")
        try:
            policy_in(content)
        except Unusable as error:
            self.add_error("policy_file", str(error))
        given["policy"] = content
        return given

    def begun(self) -> dict[str, Any]:
        """What `actions.making.begin` takes."""
        given = self.cleaned_data
        why = in_one_language(given["why"], self.language) if given["why"] else None
        return {**{name: given[name] for name in ("uid", "call", "policy", "replaces")}, "why": why}


class PoliciesForm(forms.Form):
    """Two policies to look at side by side. Nothing is kept."""

    first = forms.ChoiceField(label=_("This policy"), widget=SELECT)
    second = forms.ChoiceField(label=_("Beside this one"), widget=SELECT)
    policy_file = forms.FileField(
        label=_("or, in its place, the policy in this file"),
        help_text=_("A YAML file as natc release takes it. It is read and not kept."),
        required=False,
        widget=forms.FileInput(attrs={"class": "form-control"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = {one.sha256: one.content for one in PolicyVersion.objects.all()}
        self.contents = {OURS: DEFAULT.read_text(encoding="utf-8"), **kept}
        named = [(code, f"{policy_in(content).version} ({code[:9]})") for code, content in kept.items()]
        choices = [(OURS, _("the one that comes with the platform")), *named]
        self.fields["first"].choices = self.fields["second"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Two policies that can be read."""
        given = super().clean() or {}
        file = given.get("policy_file")
        if file and file.size > LARGEST_POLICY:
            self.add_error("policy_file", _("This is too large for a policy."))
            return given
        content = file.read().decode("utf-8", errors="replace") if file else self.contents[given.get("second", OURS)]
        try:
            given["policies"] = policy_in(self.contents[given.get("first", OURS)]), policy_in(content)
        except Unusable as error:
            self.add_error("policy_file", str(error))
        return given


class SeriesForm(forms.Form):
    """Figures that are public without us."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    file = forms.FileField(
        label=_("The file"),
        help_text=_("CSV: what natc harmonise glotip wrote, or territory, year, table, cell, value, address; at most 30 MB."),
        widget=forms.FileInput(attrs={"class": "form-control"}),
    )

    def clean_file(self) -> Any:
        """Not too large, and text."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_SERIES:
            raise forms.ValidationError(_("This file is too large."))
        try:
            self.cleaned_data["content"] = file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("This is not a CSV in UTF-8.")) from error
        return file

    def brought(self) -> dict[str, Any]:
        """What `actions.making.bring_series` takes."""
        return {name: self.cleaned_data[name] for name in ("uid", "content")} | {"name": self.cleaned_data["file"].name[:120]}


class SendForm(forms.Form):
    """The day on which a release is public."""

    public_on = forms.DateField(
        label=_("Public from the beginning of"), initial=lambda: timezone.now().date() + timedelta(days=7), widget=DAY
    )


class WhyForm(forms.Form):
    """Why a state refuses."""

    reason = forms.CharField(
        label=_("Why"), max_length=1000, help_text=_("The secretariat reads it. Do not describe a person."), widget=LONG
    )


class MarkForm(forms.Form):
    """Why a public release is corrected or withdrawn."""

    why = forms.CharField(
        label=_("Why"),
        max_length=500,
        help_text=_("Everybody reads it, at once. Do not describe a person or give a number."),
        widget=LONG,
    )
