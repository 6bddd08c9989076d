"""What people fill in about members, desks and the watch list."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from natc.engine.errors import Refused
from natc.hub.fields import ORIGINAL
from natc.hub.members import rules
from natc.hub.members.countries import countries
from natc.hub.members.models import (
    Audience,
    Category,
    Desk,
    EUStatusSince,
    Kind,
    Membership,
    Person,
    Territory,
    Tier,
    WatchedCountry,
)

SELECT, TEXT = forms.Select(attrs={"class": "form-select"}), forms.TextInput(attrs={"class": "form-control"})
DAY = forms.DateInput(attrs={"class": "form-control", "type": "date"})
DECIDED = _("The Network's decision, such as “Decision 7/2026”, or the paper that says so.")
NAMED_IN = {"en": "English", "sr": "Српски"}  # in which a territory is named; Serbian in Latin letters is made from Cyrillic
TERRITORY_LABELS = {
    (Audience.MEMBERS, "name"): _("Name for members"),
    (Audience.MEMBERS, "footnote"): _("Footnote for members"),
    (Audience.PUBLIC, "name"): _("Name for the public"),
    (Audience.PUBLIC, "footnote"): _("Footnote for the public"),
}


class DeskForm(forms.ModelForm):  # type: ignore[type-arg]
    """How a desk is reached."""

    class Meta:
        model = Desk
        fields = ("telephone", "email", "secure_line", "hours", "languages")
        labels = {
            "telephone": _("Telephone"),
            "email": _("E-mail"),
            "secure_line": _("Secure line"),
            "hours": _("Hours"),
            "languages": _("Languages"),
        }
        help_texts = {
            "secure_line": _("Where the telephone is not safe: your mailbox in SIENA, an encrypted address."),
            "hours": _("As you would say it: Mon–Fri 8–16, at night 24/7."),
            "languages": _("Codes with spaces: en sr"),
        }
        widgets = dict.fromkeys(fields, TEXT)


class HandOverForm(forms.Form):
    """Who takes the desk over."""

    def __init__(self, *args: Any, desk: Desk, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        working = desk.mandates.of_colleagues()
        colleagues = Person.objects.visible_to(by).filter(mandates__in=working).exclude(pk=by.pk).distinct()
        self.fields["to"] = forms.ModelChoiceField(
            colleagues, label=_("Who takes over from tomorrow"), to_field_name="uid", widget=SELECT
        )


class WatchForm(forms.Form):
    """A country to watch."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    reason = forms.CharField(label=_("Why"), max_length=600, widget=TEXT)
    contact = forms.CharField(
        label=_("Contact there"), help_text=_("An office, not a person."), max_length=200, required=False, widget=TEXT
    )

    def __init__(self, *args: Any, desks: "QuerySet[Desk]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = self.data.get("uid")  # pressed twice, the country is there already and is the answer
        watched = {code for code, uid in WatchedCountry.objects.values_list("code", "uid") if str(uid) != sent}
        left = [pair for pair in countries() if pair[0] not in watched]
        self.fields["code"] = forms.ChoiceField(label=_("Country"), choices=left, widget=SELECT)
        self.fields["lead"] = forms.ModelChoiceField(desks, label=_("Who leads"), to_field_name="uid", widget=SELECT)
        self.order_fields(["code", "reason", "lead", "contact"])


class StepForm(forms.Form):
    """A next step about a watched country."""

    text = forms.CharField(label=_("What"), max_length=300, widget=TEXT)
    due_on = forms.DateField(label=_("By when"), widget=DAY)

    def __init__(self, *args: Any, desks: "QuerySet[Desk]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = forms.ModelChoiceField(desks, label=_("Who"), to_field_name="uid", widget=SELECT)


class SponsoredForm(forms.Form):
    """Who sponsors somebody in the Network, until when, and by which decision."""

    last_day = forms.DateField(label=_("Until"), widget=DAY)
    source = forms.CharField(label=_("Decided by"), help_text=DECIDED, max_length=300, widget=TEXT)
    field_order: Sequence[str] | None = ("sponsor", "last_day", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Membership.objects.filter(tier=Tier.MEMBER).values("territory")
        self.fields["sponsor"] = forms.ModelChoiceField(
            Territory.objects.filter(pk__in=members), label=_("Sponsored by"), to_field_name="code", widget=SELECT
        )
        self.order_fields(self.field_order)

    def clean_last_day(self) -> Any:
        """Refuse a day that has come."""
        why_not = rules.why_not_until(self.cleaned_data["last_day"])
        if why_not:
            raise forms.ValidationError(why_not)
        return self.cleaned_data["last_day"]


class PartnerForm(SponsoredForm):
    """An organisation that becomes a partner."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    name = forms.CharField(label=_("Organisation"), max_length=200, widget=TEXT)
    category = forms.ChoiceField(label=_("Category"), choices=Category, widget=SELECT)
    field_order = ("name", "category", "sponsor", "last_day", "source")


class AdmitForm(SponsoredForm):
    """A state that comes to belong to the Network."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    code = forms.ChoiceField(label=_("State"), choices=countries, widget=SELECT)
    tier = forms.ChoiceField(
        label=_("Belongs as"), choices=[pair for pair in Tier.choices if pair[0] != Tier.PARTNER], widget=SELECT
    )
    field_order = ("code", "tier", "sponsor", "last_day", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("sponsor", "last_day"):
            self.fields[name].required = False
            self.fields[name].help_text = _("Not for a full member.")

    def clean_last_day(self) -> Any:
        """The day, which only `clean` can judge: it depends on the tier."""
        return self.cleaned_data["last_day"]

    def clean(self) -> dict[str, Any]:
        """Refuse whom the rules refuse."""
        given = self.cleaned_data
        again = Membership.objects.filter(uid=given["uid"]).exists() if "uid" in given else False
        known = None if again else Territory.objects.filter(code=given.get("code")).first()
        try:
            rules.check(rules.why_not_admit(known) if known else None)
            rules.check(rules.why_not_for_a_term(given.get("tier", ""), given.get("sponsor"), given.get("last_day")))
        except Refused as refused:
            self.add_error(None, str(refused))
        if given.get("tier") == Tier.MEMBER:
            given["sponsor"] = given["last_day"] = None
        return given


class OpenDeskForm(forms.Form):
    """A desk to open for a territory."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    organisation = forms.CharField(
        label=_("Organisation"), help_text=_("The ministry, police or office."), max_length=200, widget=TEXT
    )
    name = forms.CharField(label=_("Name of the desk"), max_length=200, widget=TEXT)

    def __init__(self, *args: Any, territory: Territory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [kind for kind in (Kind.COORDINATION, Kind.OBSERVER, Kind.AGENCY) if not rules.why_not_open(kind, territory)]
        choices = [(kind.value, kind.label) for kind in offered]
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=choices, widget=SELECT)
        self.order_fields(["kind", "organisation", "name"])


class EUStatusForm(forms.ModelForm):  # type: ignore[type-arg]
    """Where a territory stands with the European Union from a day on."""

    class Meta:
        model = EUStatusSince
        fields = ("status", "first_day", "source")
        labels = {"status": _("Status"), "first_day": _("From"), "source": _("Decided by")}
        help_texts = {"source": _("The act that says so, such as “European Council conclusions, 15 December 2022”.")}
        widgets = {"status": SELECT, "first_day": DAY, "source": TEXT}


class TerritoryForm(forms.Form):
    """What a territory is called by members and by the public, its footnotes, and its place in lists."""

    order = forms.IntegerField(
        label=_("Place in lists"), min_value=1, max_value=1000, widget=forms.NumberInput(attrs={"class": "form-control"})
    )

    def __init__(self, *args: Any, territory: Territory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["order"].initial = territory.order
        for (audience, what), label in TERRITORY_LABELS.items():
            named = territory.named(audience)
            now = getattr(named, what) if named else None
            for lang, language in NAMED_IN.items():
                self.fields[f"{audience}_{what}_{lang}"] = forms.CharField(
                    label=f"{label} ({language})",
                    initial=(now or {}).get(lang, ""),
                    required=(what, lang) == ("name", "en"),
                    widget=TEXT,
                )

    def names(self) -> dict[str, dict[str, Any]]:
        """For each audience its name and footnote, as multilingual texts; None for no footnote."""
        return {audience: {what: self._text(audience, what) for what in ("name", "footnote")} for audience in Audience.values}

    def _text(self, audience: str, what: str) -> dict[str, str] | None:
        given = {lang: self.cleaned_data[f"{audience}_{what}_{lang}"] for lang in NAMED_IN}
        said = {lang: text for lang, text in given.items() if text}
        return {ORIGINAL: next(iter(said)), **said} if said else None
