"""What a person reads of a release before it is public, and the steps as its page draws them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from natc.hub.members.models import Desk, Person
from natc.hub.members.permissions import Permission
from natc.hub.statistics import rules
from natc.hub.statistics.models import EARLY, OUT, Contribution, Release, StateAnswer, Status

ORDER = (Status.DRAFT, Status.TESTED, Status.APPROVED, Status.SIGNED, Status.PUBLIC)
REACHED = {
    Status.DRAFT: 0,
    Status.TESTING: 1,
    Status.TESTED: 2,
    Status.ASKED: 2,
    Status.APPROVED: 3,
    Status.SIGNED: 4,
    Status.PUBLIC: 5,
    Status.WITHDRAWN: 5,
    Status.DISCARDED: 0,
}


def makes(person: Person, release: Release) -> bool:
    """Whether the person reads all of it at any time, as those who make it do."""
    return rules.why_not_keep(person, release.desk) is None


def signs(person: Person, release: Release) -> bool:
    """Whether the person reads all of it because two people are to sign it, or it is public."""
    signable = release.status in (Status.APPROVED, Status.SIGNED, *OUT)
    return signable and person.may_anywhere(Permission.RELEASE_SIGN)


def territories_read_by(person: Person, release: Release) -> list[str] | None:
    """The territories whose figures the person reads now; None for all, which every state may once they are public."""
    if makes(person, release) or signs(person, release) or release.status in OUT:
        return None
    own = own_of(person, release)
    return [one.code for one in own if one.dropped_at is None] if release.status in EARLY else []


def own_of(person: Person, release: Release) -> list[Contribution]:
    """The contributions for which the person answers, dropped ones too."""
    return list(release.contributions.of(person).select_related("desk__organisation__territory"))


def contributions_read_by(person: Person, release: Release) -> list[Contribution]:
    """Those who make or sign it see what each state answered; a state sees its own answer."""
    found: Iterable[Contribution]
    if makes(person, release) or signs(person, release):
        found = release.contributions.select_related("desk__organisation__territory", "by")
        return list(found.prefetch_related("desk__organisation__territory__names"))
    return own_of(person, release)


def refusals_of(release: Release, by: Person, desk: Desk) -> dict[str, str | None]:
    """Why each step cannot be taken by who looks; None for those that can."""
    return {
        "start": rules.why_not(release, Status.TESTING, by, desk),
        "send": rules.why_not_send(release, None, by, desk),
        "sign": rules.why_not_sign(release, by, desk),
        "discard": rules.why_not(release, Status.DISCARDED, by, desk),
        "mark": rules.why_not_mark(release, by, desk),
        "unmark": rules.why_not_unmark(release, by, desk),
        "withdraw": rules.why_not(release, Status.WITHDRAWN, by, desk),
    }


def ladder_of(release: Release) -> list[dict[str, Any]]:
    """The steps: compiled, tested, approved by the states, signed by two, public."""
    labels = [_("Compiled"), _("Protected and tested"), _("Approved by the states"), _("Signed by two people"), _("Public")]
    reached = REACHED[Status(release.status)]
    steps = []
    for place, (to, label) in enumerate(zip(ORDER, labels, strict=True)):
        last = release.steps.filter(to=to).last()
        if place < reached and last:
            steps.append({"state": "done", "label": label, "who": last.by.name if last.by else "natc", "when": last.at})
        else:
            steps.append({"state": "now" if place == reached else "later", "label": label})
    return steps


def history_of(release: Release) -> list[dict[str, Any]]:
    """Every step, as the timeline draws them, the newest first."""
    steps = release.steps.select_related("by").order_by("-pk")
    return [
        {"what": one.get_to_display(), "who": one.by.name if one.by else "natc", "when": one.at, "why": one.reason}
        for one in steps
    ]


def silent(release: Release) -> int:
    """How many states have not answered."""
    count: int = release.contributions.standing().filter(answer=StateAnswer.SILENT).count()
    return count
