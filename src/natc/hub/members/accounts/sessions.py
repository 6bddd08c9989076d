"""The bookkeeping of sessions that the middleware does on every page: no act of a person, so no leaf of the ledger."""

from django.utils import timezone

from natc.hub.members.accounts.models import WRITTEN_EVERY, Session
from natc.hub.members.signed_in import PersonRequest

SESSION = "session"  # session: uid of its row
BROWSERS = ("Edg", "Firefox", "Chrome", "Safari")  # as they name themselves; Edge also says Chrome, Chrome also says Safari
SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux")  # Android also says Linux
LOOKING = "looking"  # session: in the demonstration, somebody looks as an invented person


def session_of(request: PersonRequest) -> Session:
    """The row of the session that a request belongs to; written at the first page after signing in."""
    uid = request.session.get(SESSION)
    if uid is None:
        session = Session.objects.create(person=request.user, browser=_browser(request.headers.get("user-agent", "")))
        request.session[SESSION] = str(session.uid)
        return session
    return Session.objects.get(uid=uid)


def saw(session: Session) -> None:
    """Remember that its person is there; written at most once a minute."""
    now = timezone.now()
    if now >= session.seen_at + WRITTEN_EVERY:
        Session.objects.filter(pk=session.pk).update(seen_at=now)


def unlock(request: PersonRequest) -> None:
    """Let the session of a request go on: its person has proven anew who they are."""
    Session.objects.filter(uid=request.session[SESSION], ended_at=None).update(seen_at=timezone.now())


def _browser(agent: str) -> str:
    """Browser and system, enough to know one's own again: the whole line would tell one person from others."""
    said = (next((name for name in names if name in agent), "") for names in (BROWSERS, SYSTEMS))
    return ", ".join(name for name in said if name)
