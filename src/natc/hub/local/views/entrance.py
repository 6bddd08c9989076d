"""Coming in, waiting, taking a file away, ending."""

from signal import SIGINT, raise_signal
from threading import Timer

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from natc.hub.local import work
from natc.hub.local.door import DOOR
from natc.hub.local.office import MAPPING
from natc.hub.local.settings import COOKIE, FOLDER, MADE, PLACE

SENT = 0.5  # seconds until the last page is surely sent
LOOK_AGAIN = 2  # seconds between two looks at work that is being done


@require_GET
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Let in whoever has the address. This page opens the first one: the cookie goes only to what our own pages ask for."""
    session = DOOR.exchange(token)
    if session is None:
        return render(request, "local/shut.html", status=403)
    answer = render(request, "local/enter.html")
    answer.headers["Refresh"] = f"0; url={reverse('home')}"
    answer.set_cookie(COOKIE, session, path=f"/{PLACE}/", httponly=True, samesite="Strict")
    return answer


@require_GET
def working(request: HttpRequest) -> HttpResponse:
    """How far the long work is; its end once it is done. It goes on whether somebody looks or not."""
    running = work.current()
    if running is None:
        return redirect("home")
    if running.outcome.done():
        return work.end(running)
    answer = render(request, "local/working.html", {"work": running})
    answer.headers["Refresh"] = str(LOOK_AGAIN)
    return answer


@require_GET
def take(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file that natc made, or a mapping, as a download."""
    path = (FOLDER / name).resolve()
    ours = path.is_relative_to(MADE.resolve()) or (path.parent == FOLDER.resolve() and path.name.endswith(MAPPING))
    if not ours or not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End natc local, as Ctrl+C in its window does, once this page is sent."""
    Timer(SENT, raise_signal, [SIGINT]).start()
    return render(request, "local/ended.html", {"folder": FOLDER})
