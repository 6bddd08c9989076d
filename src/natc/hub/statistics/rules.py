"""Which step a release may take, who takes it, and who may mark or withdraw one: sentences for the buttons."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from natc.hub.clock import start_of_day
from natc.hub.members.models import Desk, Person
from natc.hub.members.permissions import Permission
from natc.hub.members.rules import check
from natc.hub.statistics.compiling import accepted_editions, counts_for_release, year_of
from natc.hub.statistics.models import EARLY_VIEW, OVER, Contribution, Release, StateAnswer, Status
from natc.hub.submissions.models import Call

SIGNERS = 2  # people; ARCHITECTURE.md, "A state's approval"
MOVES: Mapping[tuple[Status, Status], Permission | None] = {  # None: the test or the clock does it
    (Status.DRAFT, Status.TESTING): Permission.RELEASE_MAKE,
    (Status.TESTING, Status.TESTED): None,
    (Status.TESTING, Status.DRAFT): None,  # no figures could be made; the page says why
    (Status.TESTED, Status.ASKED): Permission.RELEASE_MAKE,
    (Status.TESTING, Status.ASKED): None,  # a state was dropped, and another's figures are shown otherwise now
    (Status.TESTING, Status.APPROVED): None,  # a state was dropped, and all others approved what is shown of them
    (Status.ASKED, Status.TESTING): None,  # a state refused, or was silent until the end of the early view
    (Status.ASKED, Status.APPROVED): None,  # every state approved
    (Status.ASKED, Status.DRAFT): None,  # no state is left
    (Status.APPROVED, Status.SIGNED): Permission.RELEASE_SIGN,  # by two people
    (Status.SIGNED, Status.TESTING): None,  # another release, or a withdrawal, came in between
    (Status.SIGNED, Status.PUBLIC): None,  # on its day
    (Status.PUBLIC, Status.WITHDRAWN): Permission.RELEASE_MAKE,  # with a reason
    **{
        (status, Status.DISCARDED): Permission.RELEASE_MAKE
        for status in (Status.DRAFT, Status.TESTING, Status.TESTED, Status.ASKED, Status.APPROVED, Status.SIGNED)
    },
}
WHO: Mapping[Permission, Promise] = {
    Permission.RELEASE_MAKE: gettext_lazy("The secretariat that makes this release does this."),
    Permission.RELEASE_APPROVE: gettext_lazy("The coordinator or the deputy of this state does this."),
    Permission.RELEASE_SIGN: gettext_lazy("Two people of the secretariat and the chair sign."),
}


def why_not(release: Release, to: Status, by: Person, desk: Desk) -> str | None:
    """Why `by`, acting for `desk`, may not move `release` to `to` now, as a sentence for the user; None when they may."""
    permission = MOVES.get((Status(release.status), to))
    if permission is None:
        return _("This release is “%(status)s” now.") % {"status": release.get_status_display()}
    if not by.may(permission, desk) or (permission is Permission.RELEASE_MAKE and desk != release.desk):
        return str(WHO[permission])
    return None


def check_move(release: Release, to: Status, by: Person, desk: Desk) -> None:
    """Raise Refused with the sentence, where there is one."""
    check(why_not(release, to, by, desk))


def why_not_keep(by: Person, desk: Desk) -> str | None:
    """Why `by`, acting for `desk`, may not make releases; None when they may."""
    return None if by.may(Permission.RELEASE_MAKE, desk) else str(WHO[Permission.RELEASE_MAKE])


def why_not_read_quality(call: Call, by: Person, desk: Desk) -> str | None:
    """Why `by` may not look into what was accepted to compile it; None when they may: at the desk that reviewed it."""
    if desk != call.reviewer or not by.may(Permission.SUBMISSION_REVIEW, desk):
        return _("The desk that reviewed these submissions compiles them.")
    return why_not_keep(by, desk)


def why_not_begin(call: Call, replaces: Release | None, by: Person, desk: Desk) -> str | None:
    """Why `by` may not begin a release of a call, or one that replaces another; None when they may."""
    if refused := why_not_read_quality(call, by, desk):
        return refused
    if year_of(call) is None or not counts_for_release(call.form):
        return _("This call does not ask the tables of one calendar year that releases are made from.")
    if Release.objects.filter(call=call).exclude(status__in=OVER).exists():
        return _("A release of this call is on its way already; go on with it or discard it.")
    if not accepted_editions(call):
        return _("Nothing is accepted yet.")
    return why_not_replace(replaces, call)


def why_not_replace(replaces: Release | None, call: Call) -> str | None:
    """Why a release of a call cannot replace another; None when it can, or replaces none."""
    out = Release.objects.filter(call=call, status=Status.PUBLIC)
    if replaces is None:
        standing = [one.number for one in out if one.successor is None]
        return (
            _("Release %(number)s of this call is public; say that it is replaced.") % {"number": standing[0]}
            if standing
            else None
        )
    if replaces.status != Status.PUBLIC or replaces.call != call or replaces.successor:
        return _("Only a public release of the same call that nothing has replaced can be replaced.")
    return None


def why_not_send(release: Release, public_on: date | None, by: Person, desk: Desk) -> str | None:
    """Why `by` may not show a release to its states, to be public on a day; None when they may."""
    if refused := why_not(release, Status.ASKED, by, desk):
        return refused
    if public_on and start_of_day(public_on, desk.zone) < earliest(timezone.now()):
        return _("The states have %(hours)d hours before it can be public; choose a later day.") % {
            "hours": EARLY_VIEW.total_seconds() // 3600
        }
    return None


def earliest(now: datetime) -> datetime:
    """The first instant at which something that is shown to the states now may be public."""
    return now + EARLY_VIEW


def why_not_answer(contribution: Contribution, by: Person, desk: Desk) -> str | None:
    """Why `by` may not approve or refuse a state's figures; None when they may. A state answers once."""
    if desk != contribution.desk or not by.may(Permission.RELEASE_APPROVE, desk):
        return str(WHO[Permission.RELEASE_APPROVE])
    release = contribution.release
    if contribution.dropped_at or release.status != Status.ASKED:
        return _("This release does not wait for your state now.")
    if release.answers_by and timezone.now() >= release.answers_by:
        return _("The time to answer is over.")
    if contribution.answer != StateAnswer.SILENT:
        return _("Your state has answered: %(answer)s.") % {"answer": contribution.get_answer_display()}
    return None


def why_not_sign(release: Release, by: Person, desk: Desk) -> str | None:
    """Why `by` may not sign; None when they may. Nobody signs twice."""
    if refused := why_not(release, Status.SIGNED, by, desk):
        return refused
    if release.signatures.filter(by=by).exists():
        return _("You have signed. Somebody else signs too.")
    return None


def why_not_mark(release: Release, by: Person, desk: Desk) -> str | None:
    """Why `by` may not say of a public release that it is being corrected; None when they may."""
    if refused := why_not_keep(by, desk) or (None if desk == release.desk else str(WHO[Permission.RELEASE_MAKE])):
        return refused
    if release.status != Status.PUBLIC or release.successor:
        return _("This release is “%(status)s” now.") % {"status": release.get_status_display()}
    return _("It is marked already.") if release.mistake else None


def why_not_unmark(release: Release, by: Person, desk: Desk) -> str | None:
    """Why `by` may not take such a mark off again; None when they may."""
    if refused := why_not_keep(by, desk) or (None if desk == release.desk else str(WHO[Permission.RELEASE_MAKE])):
        return refused
    return None if release.status == Status.PUBLIC and release.mistake else _("It bears no mark that could be taken off.")


def silent_in_words(count: int) -> str:
    """How many states have not answered."""
    return ngettext("%(count)d state is silent.", "%(count)d states are silent.", count) % {"count": count}
