"""How allauth behaves here: nobody signs up, a fresh proof counts as a proof, secrets are sealed, the last factor stays."""

import time
from base64 import urlsafe_b64encode
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from natc.hub.members.accounts import rules
from natc.hub.members.models import Person

NETWORK = "Network of Anti-Trafficking Coordinators"
BY_PASSWORD, BY_KEY = "reauthenticate", "mfa_reauthenticate:webauthn"  # as allauth names the ways


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in by invitation only."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Nobody signs up: people come by invitation."""
        return False

    def is_reauthentication_required(self, **_app: str) -> bool:
        """Whether, for any app, the last proof is older than five minutes. Signing in is one; allauth would not count it."""
        proofs = get_authentication_records(self.request, self.request.user)
        return not proofs or time.time() - proofs[-1]["at"] > app_settings.REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user: Person | AnonymousUser) -> list[dict[str, Any]]:
        """How a person proves anew who they are, the safest first: keys, then codes; the password only before there is either.

        Somebody who finds a computer unlocked may have seen its owner type the password, or find it kept by the browser.
        """
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return sorted((way for way in ways if way["id"] != BY_PASSWORD), key=lambda way: way["id"] != BY_KEY) or ways

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is: a mail must not say more than it has to."""
        return subject


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: for everybody, always."""

    def get_totp_issuer(self) -> str:
        """What an authenticator shows beside the address."""
        return NETWORK

    def encrypt(self, text: str) -> str:
        """Seal a secret with a key made of the hub's own, so that a stolen database or backup gives no codes."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed."""
        return _seal().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether a second factor is left without this one."""
        return rules.why_not_remove(authenticator.user) is None


def _seal() -> Fernet:
    key = salted_hmac("natc.accounts", "second factors", algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(key))
