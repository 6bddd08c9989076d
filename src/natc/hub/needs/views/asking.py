"""The page that asks for a few words before something is done."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from natc.hub.members.signed_in import MemberRequest
from natc.hub.needs.models import Arrangement, AssistanceRequest, Notice, OnABoard

About = Notice | Arrangement | AssistanceRequest | OnABoard


def step(
    request: MemberRequest, form: Form, act: Callable[..., object], *, about: About, title: str, says: str, button: str
) -> HttpResponse:
    """Ask as `ask` does, then do `act` with what was filled in and go back to the page of what it was done to."""
    if request.method == "POST" and form.is_valid():
        act(by=request.user, desk=request.acting.desk, **form.cleaned_data)
        return redirect(about.get_absolute_url())
    return ask(request, form, about=about, title=title, says=says, button=button)


def ask(request: HttpRequest, form: Form, *, about: About, title: str, says: str, button: str) -> HttpResponse:
    """The form under its title. about: what it is done to, whose page is the way back; says: what pressing the button does."""
    back, back_to = about.found_title, about.get_absolute_url()
    return ask_below(request, form, back=back, back_to=back_to, title=title, says=says, button=button)


def ask_below(request: HttpRequest, form: Form, *, back: str, back_to: str, title: str, says: str, button: str) -> HttpResponse:
    """The form for something new. back, back_to: what the list below which it stands is called, and its address."""
    page = {"form": form, "back": back, "back_to": back_to, "title": title, "then": says, "button": button}
    return render(request, "needs/ask.html", page)
