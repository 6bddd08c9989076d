"""A person's tokens, and the description of the interface for programs."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from natc.hub.api import actions, rules
from natc.hub.api.forms import TokenForm
from natc.hub.api.models import MOST_A_MINUTE, Token
from natc.hub.api.v1.interface import description, operations, shapes
from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest, freshly_proven, signed_in


@signed_in
def tokens(request: MemberRequest) -> HttpResponse:
    """One's tokens: what each opens, until when, when it was used last."""
    page = {"tokens": Token.objects.held_about(request.user).select_related("desk"), "most": MOST_A_MINUTE}
    return render(request, "api/tokens.html", page)


@signed_in
@freshly_proven
@never_cache
def make(request: MemberRequest) -> HttpResponse:
    """Make a token for one's work at the desk for which one acts; its secret is shown this once."""
    desk = request.acting.desk
    check(rules.why_not_make((), request.user, desk))
    form, given = TokenForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        given = actions.make_token(by=request.user, desk=desk, **form.cleaned_data)
    return render(request, "api/make_token.html", {"form": form, "given": given, "desk": desk})


@signed_in
@require_POST
def revoke(request: MemberRequest, uid: str) -> HttpResponse:
    """Make one of one's tokens open nothing from now on."""
    token = get_object_or_404(Token.objects.held_about(request.user), uid=uid)
    actions.revoke_token(token=token, by=request.user)
    return redirect("tokens")


@require_GET
def interface(request: HttpRequest) -> HttpResponse:
    """What programs can ask, for people to read."""
    page = {"operations": operations(), "shapes": shapes()}
    return render(request, "api/interface.html", {**page, "root": request.build_absolute_uri(), "most": MOST_A_MINUTE})


@require_GET
def openapi(_request: HttpRequest) -> JsonResponse:
    """The same as OpenAPI, for programs."""
    return JsonResponse(description())


@csrf_exempt
def nothing_there(_request: HttpRequest, rest: str) -> JsonResponse:  # noqa: ARG001  whatever it is
    """No such address, in the words of the interface."""
    return JsonResponse({"detail": _("There is nothing here.")}, status=404)
