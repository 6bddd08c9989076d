"""The page that asks for a few words before something is done."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from natc.hub.needs.models import Arrangement, AssistanceRequest, Notice, OnABoard


def ask(
    request: HttpRequest,
    form: Form,
    *,
    about: Notice | Arrangement | AssistanceRequest | OnABoard,
    title: str,
    says: str,
    button: str,
) -> HttpResponse:
    """The form under its title. about: what it is done to, whose page is the way back; says: what pressing the button does."""
    back, back_to = about.found_title, about.get_absolute_url()
    return ask_below(request, form, back=back, back_to=back_to, title=title, says=says, button=button)


def ask_below(request: HttpRequest, form: Form, *, back: str, back_to: str, title: str, says: str, button: str) -> HttpResponse:
    """The form for something new. back, back_to: what the list below which it stands is called, and its address."""
    page = {"form": form, "back": back, "back_to": back_to, "title": title, "then": says, "button": button}
    return render(request, "needs/ask.html", page)
