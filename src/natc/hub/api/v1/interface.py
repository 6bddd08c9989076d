"""The interface itself: its parts, how it refuses, its description as OpenAPI."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, Throttled

from natc.engine.errors import Refused
from natc.hub.api.v1 import figures, submissions

PREFIX = "api/v1/"  # of every address
ABOUT = "Released figures for everybody; calls and submissions with a personal token, sent as “Authorization: Bearer …”."

v1 = NinjaAPI(title="natc", version="1", description=ABOUT, openapi_url=None, docs_url=None, urls_namespace="v1")
v1.add_router("", figures.router)
v1.add_router("", submissions.router)
paths = v1.urls[0][:-1]  # without ninja's own root, where our page stands


@cache
def description() -> dict[str, Any]:
    """All that can be asked, as OpenAPI 3.1."""
    return v1.get_openapi_schema(path_prefix=PREFIX)


def operations() -> list[dict[str, Any]]:
    """Each thing that can be asked, as OpenAPI says it, with its `path`, its `method` and whether it `needs_token`."""
    return [
        {**operation, "path": path, "method": method.upper(), "needs_token": "security" in operation}
        for path, methods in description()["paths"].items()
        for method, operation in methods.items()
    ]


def shapes() -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """What is sent and answered: the name of each shape, what it is, its fields with what they hold."""
    for name, shape in description()["components"]["schemas"].items():
        fields = [(field, told.get("description", "")) for field, told in shape["properties"].items()]
        yield name, shape.get("description", "A page of a list, and how many rows there are in all."), fields


@v1.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """A refusal with its sentence."""
    return v1.create_response(request, {"detail": str(error)}, status=409)


@v1.exception_handler(Http404)
def nothing(request: HttpRequest, _error: Http404) -> HttpResponse:
    """What does not exist looks like what one may not see."""
    return v1.create_response(request, {"detail": _("There is nothing here.")}, status=404)


@v1.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    """A token is needed, and none that is good came."""
    answer = v1.create_response(request, {"detail": _("This needs a token that is good.")}, status=401)
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@v1.exception_handler(Throttled)
def too_often(request: HttpRequest, error: Throttled) -> HttpResponse:
    """The token was used as often as one may in a minute."""
    answer = v1.create_response(request, {"detail": _("Too many requests with this token; go on in a minute.")}, status=429)
    answer["Retry-After"] = str(error.wait)
    return answer
