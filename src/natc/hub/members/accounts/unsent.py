"""What somebody was sending when their session locked: kept in the session, shown to them alone, sent only when they say so."""

from dataclasses import dataclass

from natc.hub.members.signed_in import PersonRequest

UNSENT = "unsent"  # session: what was kept, the newest only
MOST = 64_000  # characters; more is no form that somebody typed
SIGNING_IN = ("account_", "mfa_")  # how the names of allauth's addresses begin: nothing sent there is kept
NEVER_KEPT = ("csrfmiddlewaretoken", "password")  # fields


@dataclass(frozen=True)
class Unsent:
    """A form on its way to `path`: its fields in order."""

    path: str
    fields: tuple[tuple[str, str], ...]


def keep_unsent(request: PersonRequest) -> None:
    """Keep the form that a request carries, instead of an older one. Files and forms about signing in are not kept."""
    forget_unsent(request)
    fields = [(name, value) for name, values in request.POST.lists() if name not in NEVER_KEPT for value in values]
    about_signing_in = request.resolver_match and str(request.resolver_match.url_name).startswith(SIGNING_IN)
    if not about_signing_in and sum(len(name) + len(value) for name, value in fields) <= MOST:
        person = str(request.user.uid)
        request.session[UNSENT] = {"path": request.get_full_path(), "fields": fields, "person": person}


def unsent_of(request: PersonRequest) -> Unsent | None:
    """What was kept for the person who is signed in; None where nothing was, or where it is somebody else's."""
    kept = request.session.get(UNSENT)
    if kept is None or kept["person"] != str(request.user.uid):
        return None
    return Unsent(kept["path"], tuple((name, value) for name, value in kept["fields"]))


def forget_unsent(request: PersonRequest) -> None:
    """Forget what was kept, once it is on its way again or was thrown away."""
    request.session.pop(UNSENT, None)
