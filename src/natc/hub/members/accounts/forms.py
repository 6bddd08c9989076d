"""What people fill in to invite and to come."""

from collections.abc import Iterable
from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from natc.hub.members.models import Person
from natc.hub.members.permissions import Role


class InviteForm(forms.Form):
    """Whom to invite, to which role."""

    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"class": "form-control"}))

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(role.value, role.label) for role in roles]
        self.fields["role"] = forms.ChoiceField(
            choices=choices, label=_("Role"), widget=forms.Select(attrs={"class": "form-select"})
        )

    def clean_email(self) -> str:
        """The address as it is compared everywhere: in lower case."""
        return str(self.cleaned_data["email"]).lower()


class KeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey, or a key that is asked for after the password."""

    passwordless = forms.BooleanField(
        label=_("Sign in with this alone"),
        help_text=_("A passkey: the computer, telephone or key asks for its PIN or your finger, and you need no password."),
        required=False,
        initial=True,
    )


class NewcomerForm(forms.Form):
    """Name and password of somebody who comes by an invitation."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As colleagues call you. A survivors' representative may choose a pseudonym."),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. Four or five words that have nothing to do with each other are good."),
        strip=False,
        widget=forms.PasswordInput(attrs={"class": "form-control", "autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is short, common, or made of the name or address."""
        if "password" in self.cleaned_data:
            person = Person(name=self.cleaned_data.get("name", ""), email=self.email)
            try:
                validate_password(self.cleaned_data["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return self.cleaned_data
