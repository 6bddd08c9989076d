"""What people fill in about needs and offers."""

from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from natc.hub.members.models import Category, Desk, Topic
from natc.hub.needs.models import Circle, FormOfHelp, Outcome, Result
from natc.hub.needs.models.assistance import ANSWER_DAYS
from natc.hub.web.templatetags.said import said

SELECT, TEXT = forms.Select(attrs={"class": "form-select"}), forms.TextInput(attrs={"class": "form-control"})
DAY = forms.DateInput(attrs={"class": "form-control", "type": "date"}, format="%Y-%m-%d")
LONG = forms.Textarea(attrs={"class": "form-control", "rows": 5})
NUMBER = forms.NumberInput(attrs={"class": "form-control"})
SHORT = forms.Textarea(attrs={"class": "form-control", "rows": 3})
NOBODY = _("Do not describe a person: no name, no case.")


class TopicChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One topic, by its name."""

    def label_from_instance(self, obj: Topic) -> str:
        """The name in the reader's language."""
        return said(obj.name)


class TopicsChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several topics, by their names."""

    def label_from_instance(self, obj: Topic) -> str:
        """The name in the reader's language."""
        return said(obj.name)


class DesksChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several desks, by their names and their states'."""

    def label_from_instance(self, obj: Desk) -> str:
        """The name and the state."""
        return f"{obj.found_under}: {obj.found_title}"


class AskingForm(forms.Form):
    """What is asked, about what, in which form."""

    title = forms.CharField(label=_("Title"), max_length=200, widget=TEXT)
    text = forms.CharField(label=_("In your own words"), max_length=4000, help_text=NOBODY, widget=LONG)
    topic = TopicChoice(Topic.objects.all(), label=_("Topic"), to_field_name="code", widget=SELECT)
    form = forms.ChoiceField(label=_("Form of help"), choices=FormOfHelp, widget=SELECT)


class WordingForm(AskingForm):
    """What a need or an offer says."""

    until = forms.DateField(label=_("Until the end of"), widget=DAY)


class CircleForm(forms.Form):
    """Who reads it beside one's own desk."""

    circle = forms.ChoiceField(label=_("Who will read it once it is posted"), choices=Circle, widget=SELECT)
    desks = DesksChoice(
        Desk.objects.none(),
        label=_("The desks, where you name them"),
        required=False,
        to_field_name="uid",
        widget=forms.SelectMultiple(attrs={"class": "form-select", "size": 6}),
    )
    category = forms.ChoiceField(
        label=_("The category, for partners of one category"),
        choices=[("", "–"), *Category.choices],
        required=False,
        widget=SELECT,
    )

    def __init__(self, *args: Any, desks: "QuerySet[Desk]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desks"].queryset = desks  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What the circle needs and nothing that it does not: a desk chosen for another circle reads nothing."""
        given = super().clean() or {}
        if given.get("circle") == Circle.DESKS and not given.get("desks"):
            self.add_error("desks", _("Name at least one desk."))
        if given.get("circle") == Circle.CATEGORY and not given.get("category"):
            self.add_error("category", _("Choose the category."))
        named, of_partners = (given.get("circle") == circle for circle in (Circle.DESKS, Circle.CATEGORY))
        return {
            **given,
            "desks": given.get("desks") if named else [],
            "category": given.get("category", "") if of_partners else "",
        }


class NoticeForm(CircleForm, WordingForm):
    """A need or an offer to draft."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class ClosingForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(label=_("How far was it met"), choices=Outcome, widget=SELECT)
    ending = forms.CharField(label=_("What came of it"), max_length=1000, help_text=NOBODY, widget=SHORT)


class OfferForm(forms.Form):
    """Which offer an address speaks of."""

    offer = forms.UUIDField(required=False)


class ProposalForm(forms.Form):
    """Help that is proposed, or asked for."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    text = forms.CharField(label=_("What you propose, and who talks to whom"), max_length=2000, help_text=NOBODY, widget=SHORT)


class AnswerForm(forms.Form):
    """What the other desk answers."""

    answer = forms.CharField(label=_("In one sentence"), max_length=1000, help_text=NOBODY, widget=SHORT)


class ResultForm(forms.Form):
    """What the help came to."""

    result = forms.CharField(label=_("What came of it"), max_length=1000, help_text=NOBODY, widget=SHORT)


class WithdrawalForm(forms.Form):
    """Why it is taken back."""

    ending = forms.CharField(label=_("Why"), max_length=1000, widget=SHORT)


class AssistanceForm(AskingForm):
    """Technical assistance that is asked for."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class TakeUpForm(forms.Form):
    """Within how many days a request is answered."""

    days = forms.IntegerField(
        label=_("Answered within how many days"), min_value=1, max_value=180, initial=ANSWER_DAYS, widget=NUMBER
    )


class RequestClosingForm(forms.Form):
    """What became of a request."""

    result = forms.ChoiceField(
        label=_("What became of it"), choices=[one for one in Result.choices if one[0] != Result.TAKEN_BACK], widget=SELECT
    )
    ending = forms.CharField(label=_("In words, for the state that asked"), max_length=2000, help_text=NOBODY, widget=LONG)


class MeetingForm(forms.Form):
    """Who comes to a meeting, and what it is about."""

    desks = DesksChoice(Desk.objects.none(), label=_("Who comes"), to_field_name="uid", widget=forms.CheckboxSelectMultiple)
    topics = TopicsChoice(
        Topic.objects.all(),
        label=_("About"),
        help_text=_("Without a choice about everything."),
        required=False,
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, desks: "QuerySet[Desk]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desks"].queryset = desks  # type: ignore[attr-defined]

    def clean_topics(self) -> "QuerySet[Topic]":
        """Those that were chosen; all of them where none was."""
        return self.cleaned_data["topics"] or Topic.objects.all()
