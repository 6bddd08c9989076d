"""The page that asks for a few words before something is done."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from natc.hub.needs.models import Arrangement, AssistanceRequest, Notice, Sign


def ask(
    request: HttpRequest,
    form: Form,
    *,
    about: Notice | Arrangement | AssistanceRequest | Sign,
    title: str,
    says: str,
    button: str,
) -> HttpResponse:
    """The form under its title. about: what it is done to, whose page is the way back; says: what pressing the button does."""
    page = {"form": form, "about": about, "title": title, "says": says, "button": button}
    return render(request, "needs/ask.html", page)
