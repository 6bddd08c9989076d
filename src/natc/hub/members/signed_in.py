"""Views for people who are signed in and act for a desk."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from natc.hub.members.models import Mandate, Person


class PersonRequest(HttpRequest):
    """A request of somebody who is signed in; their mandate may have ended."""

    user: Person


class MemberRequest(PersonRequest):
    """A request of somebody who is signed in and whose mandate runs."""

    acting: Mandate


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, for people with a running mandate; others are asked to sign in, or told that their mandate has ended."""

    @wraps(view)
    def of_a_member(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.acting:
            return render(request, "members/no_mandate.html", status=403)
        return view(request, *args, **kwargs)

    return login_required(of_a_member)


def freshly_proven(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, for people who proved who they are within the last five minutes; others are asked first."""
    asking: Callable[..., HttpResponse] = reauthentication_required(view)
    return asking
