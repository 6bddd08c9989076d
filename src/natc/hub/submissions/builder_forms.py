"""What people fill in while they draft a form: texts in several languages, questions of eight types, options in order."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from natc.engine.standard.asked.drafting import OFFERING, at_first, free_code
from natc.engine.standard.asked.form import Ask
from natc.engine.standard.asked.languages import OFFERED, language_name
from natc.engine.text import ORIGINAL
from natc.hub.submissions.models.answers import Readers

LONG = forms.Textarea(attrs={"class": "form-control", "rows": 3})
NUMBER = forms.NumberInput(attrs={"class": "form-control", "step": "any"})
YES_NO = "yes_no"  # a choice between two options that are given
KINDS: Mapping[str, tuple[Promise, Promise]] = {
    Ask.TEXT: (_("Text"), _("A line, or several lines.")),
    YES_NO: (_("Yes or no"), _("One of two.")),
    Ask.CHOICE: (_("One of several"), _("One option is chosen.")),
    Ask.CHOICES: (_("Several of several"), _("Any number of options is chosen.")),
    Ask.NUMBER: (_("Number"), _("Whole or with decimals, between bounds if you wish.")),
    Ask.DATE: (_("Day"), _("Day, month and year.")),
    Ask.SCALE: (_("Scale"), _("One option; their order has a meaning, from the lowest to the highest.")),
    Ask.RANKING: (_("Ranking"), _("All options, put in order.")),
}
NEW_OPTIONS = 4  # empty rows for options at the end
MOST_OPTIONS = 60


class InLanguages(forms.Form):
    """A form with texts in several languages: a field for each, English first, which nobody leaves out."""

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages

    def add_text(self, name: str, label: Promise, *, required: bool, widget: forms.Widget, most: int) -> None:
        """Add a text: one field a language."""
        for tag in self.languages:
            field = forms.CharField(label=f"{label}, {language_name(tag)}", max_length=most, widget=widget)
            field.required = required and tag == ORIGINAL
            self.fields[f"{name}_{tag}"] = field

    def text(self, name: str) -> dict[str, str]:
        """The text as it was given, by language; empty where nobody wrote one."""
        return {tag: said for tag in self.languages if (said := self.cleaned_data.get(f"{name}_{tag}", ""))}

    def check_text(self, name: str) -> None:
        """Refuse a text that is written in some language and not in English."""
        if (written := self.text(name)) and ORIGINAL not in written:
            self.add_error(f"{name}_{ORIGINAL}", _("Write it in English too: those read it whose language is missing."))


def shown_text(name: str, text: Mapping[str, str] | None) -> dict[str, str]:
    """A text as the first values of the fields that `InLanguages.add_text` made."""
    return {f"{name}_{tag}": said for tag, said in (text or {}).items()}


class AboutForm(InLanguages):
    """What a form is called and for, in which languages it is written, who may know who has answered."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_text("title", _("Title"), required=True, widget=forms.TextInput(), most=200)
        self.add_text("purpose", _("What it is for"), required=True, widget=LONG, most=2000)
        choices = [(tag, language_name(tag)) for tag in OFFERED if tag != ORIGINAL]
        self.fields["written_in"] = forms.MultipleChoiceField(
            label=_("Written in English and in"), choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )
        self.fields["who_answered"] = forms.ChoiceField(
            label=_("Who may know which desks have answered, never what"), choices=Readers, initial=Readers.MEMBERS
        )

    def about(self) -> dict[str, Any]:
        """What is said of the whole form."""
        texts = {name: self.text(name) for name in ("title", "purpose")}
        return {**texts, "who_answered": self.cleaned_data["who_answered"]}

    def tags(self) -> list[str]:
        """The languages of the form, English first."""
        return [ORIGINAL, *self.cleaned_data["written_in"]]


class SectionForm(InLanguages):
    """The title of a section and what stands below it."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_text("title", _("Title of the section"), required=True, widget=forms.TextInput(), most=200)
        self.add_text("note", _("What stands below the title"), required=False, widget=LONG, most=2000)

    def clean(self) -> None:
        """A note is in English too."""
        self.check_text("note")

    def said(self) -> dict[str, Any]:
        """What is said of the section."""
        note = self.text("note")
        return {"title": self.text("title"), **({"note": note} if note else {})}


class QuestionDraftForm(InLanguages):
    """One question. ask: what it takes; its options are another form."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask = ask
        self.add_text("label", _("Question"), required=True, widget=forms.Textarea(attrs={"rows": 2}), most=500)
        self.add_text("note", _("Help"), required=False, widget=LONG, most=2000)
        if ask is Ask.TEXT:
            self.fields["long"] = forms.BooleanField(label=_("Room for several lines"), required=False)
        if ask is Ask.NUMBER:
            self.fields["decimals"] = forms.BooleanField(label=_("Decimals are possible"), required=False)
            self.fields["least"] = forms.FloatField(label=_("The least that is possible"), required=False, widget=NUMBER)
            self.fields["most"] = forms.FloatField(label=_("The most that is possible"), required=False, widget=NUMBER)
        self.fields["readers"] = forms.ChoiceField(label=_("Who reads the answers"), choices=Readers)
        self.fields["needed"] = forms.BooleanField(
            label=_("An answer is needed, or the reason why there is none"), required=False
        )

    def clean(self) -> None:
        """Help is in English too; bounds in order."""
        self.check_text("note")
        least, most = self.cleaned_data.get("least"), self.cleaned_data.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", _("This is less than the least."))

    def said(self) -> dict[str, Any]:
        """What is asked, but for the key and the options; what is as it mostly is stays unsaid."""
        given, note = self.cleaned_data, self.text("note")
        told = {"ask": self.ask.value, "label": self.text("label"), "readers": given["readers"]}
        bounds = {name: _plain(given[name]) for name in ("least", "most") if given.get(name) is not None}
        unusual = {
            "needed": not given["needed"],
            "long": "long" in self.fields and not given["long"],
            "whole": given.get("decimals"),
        }
        return {**told, **({"note": note} if note else {}), **bounds, **{name: False for name, so in unusual.items() if so}}


class OptionForm(InLanguages):
    """One option of a question. A row that nobody fills in is none; one that is emptied is taken out."""

    code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_text("label", _("Option"), required=False, widget=forms.TextInput(), most=300)

    def clean(self) -> None:
        """An option is in English too."""
        self.check_text("label")


OptionForms = forms.formset_factory(
    OptionForm, extra=NEW_OPTIONS, can_order=True, max_num=MOST_OPTIONS, absolute_max=MOST_OPTIONS + NEW_OPTIONS
)


def shown_question(question: Mapping[str, Any]) -> dict[str, Any]:
    """A question as the first values of `QuestionDraftForm`."""
    plain = {name: question.get(name) for name in ("least", "most", "readers")}
    told = {"needed": question.get("needed", True), "long": question.get("long", True)}
    texts = {**shown_text("label", question["label"]), **shown_text("note", question.get("note"))}
    return {**plain, **told, **texts, "decimals": not question.get("whole", True)}


def shown_options(question: Mapping[str, Any]) -> list[dict[str, str]]:
    """The options of a question as the first values of `OptionForms`."""
    return [{"code": option["code"], **shown_text("label", option["label"])} for option in question.get("options", [])]


def options_of(rows: Any, standing: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The options that were filled in, in their order. One that stands keeps its code, and what the page does not show of it.

    rows: valid `OptionForms`.
    """
    kept = {option["code"]: option for option in standing}
    options: list[dict[str, Any]] = []
    for row in rows.ordered_forms:
        label = row.text("label")
        if not label:
            continue
        taken = {*kept, *(option["code"] for option in options)}
        known = kept.get(row.cleaned_data["code"], {"code": free_code(label[ORIGINAL], taken)})
        options.append({**known, "label": label})
    return options


def new_question(kind: str) -> dict[str, Any]:
    """A question of one of KINDS that says nothing yet."""
    if kind == YES_NO:
        return {"ask": Ask.CHOICE.value, "label": {}, "options": at_first()["yes_no"]}
    return {"ask": kind, "label": {}}


def offers_options(ask: Ask) -> bool:
    """Whether a question of this kind has options to write."""
    return ask in OFFERING


def _plain(number: float) -> int | float:
    return int(number) if number.is_integer() else number
