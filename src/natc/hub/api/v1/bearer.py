"""Who comes with a personal token."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import AuthorizationError, Throttled
from ninja.security import HttpBearer

from natc.hub.api.models import MINUTE, Scope, Token


class TokenRequest(HttpRequest):
    """A request of a program with a token."""

    auth: Token


class PersonalToken(HttpBearer):
    """Lets in a token that has a scope, so many times a minute. A session opens nothing here: no page can be tricked into it."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:  # noqa: ARG002  ninja gives it
        """The token; None for a secret that opens nothing."""
        found = Token.objects.of_secret(token)
        if found is None:
            return None
        if not found.count_use():
            raise Throttled(wait=int(MINUTE.total_seconds()))
        if self.scope not in found.scopes:
            raise AuthorizationError(message=_("This token was not made for that."))
        return found
