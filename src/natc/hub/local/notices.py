"""Sentences for the next page. They wait in memory, not in a cookie: a sentence of the engine may hold a person's cell."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import url_has_allowed_host_and_scheme

from natc.engine.errors import EngineError


@dataclass(frozen=True)
class Notice:
    """A sentence and its kind: success, warning or error."""

    text: str
    tags: str

    def __str__(self) -> str:
        return self.text


_waiting: list[Notice] = []


def tell(text: str, kind: str = "success") -> None:
    """Say something on the next page."""
    _waiting.append(Notice(text, kind))


def taken() -> list[Notice]:
    """What waits to be said; it waits no longer."""
    notices = list(_waiting)
    _waiting.clear()
    return notices


class EngineErrorMiddleware(MiddlewareMixin):
    """A refusal, or a file that cannot be used, becomes a sentence on the page that the person came from."""

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer what the engine raises on purpose; leave everything else to crash and be mended."""
        if not isinstance(error, EngineError):
            return None
        tell(str(error), "error")
        back = request.headers.get("referer", "")
        here = request.build_absolute_uri()
        inside = url_has_allowed_host_and_scheme(back, {request.get_host()}) and (request.method == "POST" or back != here)
        return redirect(back if inside else "home")
