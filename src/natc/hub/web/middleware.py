"""What every answer goes through."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin
from django.utils.http import url_has_allowed_host_and_scheme

from natc.engine.errors import Refused


class RefusedMiddleware(MiddlewareMixin):
    """A refusal becomes a sentence on the page that the person came from, or in the answer to a script that wants no page."""

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal; leave everything else to crash, be logged and be mended."""
        if not isinstance(error, Refused):
            return None
        if not request.accepts("text/html"):
            return JsonResponse({"refused": str(error)}, status=409)
        messages.error(request, str(error))
        back = request.headers.get("referer", "")
        return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "home")
