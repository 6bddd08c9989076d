"""For which desk the person who is signed in acts, and that it is looked up once for a page."""

from collections.abc import Callable
from contextlib import nullcontext

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from natc.hub.members.models import Mandate, acts_remembered

READING = ("GET", "HEAD")  # methods by which nothing changes
ACTING = "acting"  # session: uid of the mandate


class ActingDeskMiddleware:
    """Sets `request.acting`: the running mandate that the person chose, or their first; None for a visitor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on with `request.acting` set; it is looked up only where it is read."""
        request.acting = SimpleLazyObject(lambda: _acting(request))  # type: ignore[attr-defined]
        with acts_remembered() if request.method in READING else nullcontext():
            return self.get_response(request)


def _acting(request: HttpRequest) -> Mandate | None:
    if not request.user.is_authenticated:
        return None
    mandates = request.user.acts()
    chosen = request.session.get(ACTING)
    return next((mandate for mandate in mandates if str(mandate.uid) == chosen), mandates[0] if mandates else None)
