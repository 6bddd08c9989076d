"""What every request goes through before anything reads it: a page of another site on this machine neither posts nor reads."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from natc.hub.local.door import DOOR
from natc.hub.local.settings import COOKIE, HOST, PLACE

ORIGIN = f"http://{HOST}"
ENTRANCE = f"/{PLACE}/enter/"
OWN_PAGE, TYPED = "same-origin", "none"  # of Sec-Fetch-Site: from our own page; from the address bar, a bookmark
READS = ("GET", "HEAD")


class GuardMiddleware:
    """Answers our own pages in the browser that came in by the door, and nobody else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse in one plain sentence, or answer with what keeps the answer in this browser."""
        refusal = why_not(request)
        if refusal:
            return HttpResponse(f"{refusal}\n", status=403, content_type="text/plain; charset=utf-8")
        answer = self.get_response(request)
        answer.headers.setdefault("Cache-Control", "no-store")
        answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        return answer


def why_not(request: HttpRequest) -> str | None:
    """Why this request is not answered, as a sentence; None when it is."""
    site = request.headers.get("Sec-Fetch-Site")
    entering = request.path.startswith(ENTRANCE) and request.method == "GET"
    if request.META.get("HTTP_HOST") != HOST:
        return f"natc local answers at http://{HOST} and under no other name."
    if any(name.lower().startswith(("x-forwarded", "forwarded")) for name in request.headers):
        return "natc local answers on this machine only, not through a proxy."
    if entering:
        return None  # a token that nobody else knows is asked for instead; a mail program may have opened the address
    if site not in (None, OWN_PAGE, TYPED):
        return "Another site asked for this page; it is not for it."
    if request.method not in READS and not _posted_by_our_page(request, site):
        return "This was not sent by a page of natc local; nothing was done."
    if not DOOR.is_in(request.COOKIES.get(COOKIE, "")):
        return (
            "This page opens by the address that natc local printed, once and in one browser. To get a new address, press Enter "
            "in the window in which natc local runs."
        )
    return None


def _posted_by_our_page(request: HttpRequest, site: str | None) -> bool:
    """By the Origin where the browser names one, else by Sec-Fetch-Site; one of them every browser sends."""
    origin = request.headers.get("Origin")
    return origin == ORIGIN if origin is not None else site == OWN_PAGE
