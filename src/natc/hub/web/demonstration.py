"""The demonstration is for one machine: whoever comes through a proxy is sent away."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

LOOPBACK = ("127.0.0.1", "::1")


class DemonstrationMiddleware:
    """In the demonstration, where anybody may look as anybody, answers only what comes from this machine itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse what was forwarded or came over a network; elsewhere do nothing."""
        forwarded = any(name.lower().startswith(("x-forwarded", "forwarded")) for name in request.headers)
        if settings.DEMONSTRATION and (forwarded or request.META.get("REMOTE_ADDR") not in LOOPBACK):
            return HttpResponse(
                "The demonstration answers only on the machine it runs on.\n", status=403, content_type="text/plain"
            )
        return self.get_response(request)
