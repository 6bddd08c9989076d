"""Views that are loaded when they are first asked for."""

from collections.abc import Callable
from importlib import import_module

from django.http import HttpRequest, HttpResponse


def lazily(module: str, view: str) -> Callable[..., HttpResponse]:
    """A view of a module that would make every start a third of a second longer: drawing, Word. module: its whole name."""

    def loaded(request: HttpRequest, **about: str) -> HttpResponse:
        found = getattr(import_module(module), view)
        return found(request, **about)  # type: ignore[no-any-return]

    return loaded
