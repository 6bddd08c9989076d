"""Run inside a demonstration, in a process of its own: sets the scene for the pages that only some people ever see.

`main` prints {person: session} for a browser that is really signed in, and {person: paths} of the pages that no link leads to.
"""

import json
import time

from allauth.mfa.models import Authenticator
from django.urls import reverse

from house.test_nobody_opens_what_is_not_theirs import address, first_revision, link
from hub.conftest import Browse
from hub.statistics.made_releases import release_that_is
from natc.hub.audit.actions import sign_head
from natc.hub.members.accounts.unsent import UNSENT
from natc.hub.members.models import Desk, Person
from natc.hub.needs.models import Arrangement, AssistanceRequest, Notice, Sign, Theme
from natc.hub.statistics.models import Release, Status
from natc.hub.submissions.models import Call, Clarification, Edition, FormDraft, PaperApproval, Paragraph, Submission, Synthesis

LONGEST_WALK = 60 * 60  # seconds for which nobody is asked again who they are
KEY = {"name": "Key of the scene", "credential": {"clientExtensionResults": {"credProps": {"rk": True}}}}


def session_of(name: str) -> str:
    """The session of a person who is signed in with a second proof and whose session locked while they were writing."""
    person = Person.objects.get(name=name)
    client = Browse()(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() + LONGEST_WALK}]
    session[UNSENT] = {"path": reverse("call"), "fields": [["country", "HR"]], "person": str(person.uid)}
    session.save()
    return str(client.cookies["session"].value)


def unlinked() -> dict[str, list[str]]:
    """For each person the pages that are reached by a mail, by a button or by a mishap, not by a link."""
    key = Authenticator.objects.create(user=Person.objects.get(name="Sara"), type=Authenticator.Type.WEBAUTHN, data=KEY)
    plain = ("account_inactive", "account_reset_password_done", "account_reset_password_from_key_done", "account_set_password")
    keys = [reverse(name, args=[key.pk]) for name in ("mfa_edit_webauthn", "mfa_remove_webauthn")]
    wrong = address("account_reset_password_from_key", ("1", "wrong"))
    uid, _number = first_revision()
    document = [address(name, uid) for name in ("difference", "write-draft", "publish-draft")]
    names = (*plain, "account_logout", "mfa_reauthenticate", "unsent", "gallery")
    kept = [reverse(name, args=["RS"]) for name in ("edit-territory", "eu-status", "open-desk")]
    begun = map(reverse, ("admit", "add-partner", "begin-call", "begin-form", "bring-form"))
    saras = [*keys, *kept, *of_calls(), *of_assistance(), *of_releases(), *of_forms(), *begun]
    invite = reverse("invite-to-sections", args=[serbias().uid])
    anas = [*map(reverse, names), *document, *of_needs(), invite, wrong, reverse("invitation", args=[link()]), *of_the_answers()]
    zorans = [reverse("my-sections", args=[serbias().uid])]
    return {"Ana": anas, "Sara": saras, "Zoran": zorans}


def serbias() -> Submission:
    """What Serbia answers to the call that still asks."""
    asked = {"call__status": "open", "call__title__en__startswith": "Annual", "desk__organisation__territory__code": "RS"}
    return Submission.objects.filter(**asked).earliest("pk")


def of_the_answers() -> list[str]:
    """The pages about the answers to a call that many have answered; the calls that links lead to first have none."""
    return [reverse(name, args=[Synthesis.objects.get().call.uid]) for name in ("comparison", "trend", "synthesis")]


def of_calls() -> list[str]:
    """The pages by which the secretariat keeps a call; which of them a call's page leads to depends on where it stands."""
    of = {
        "open-call": Call.objects.get(status="draft"),
        "clarify": Clarification.objects.get(answered_at=None),
        "extend-submission": Submission.objects.get(
            call__title__en__startswith="Annual", desk__organisation__territory__code="SI"
        ),
        "change-call": Call.objects.get(status="draft"),
        "clone-call": Call.objects.filter(status="closed")[0],
        "paper-scan": PaperApproval.objects.latest("pk"),
        "add-paragraph": Synthesis.objects.get().call,
        "change-paragraph": Paragraph.objects.latest("pk"),
    }
    edition = Edition.objects.filter(number=2)[0].submission
    changes = reverse("edition-changes", args=[edition.uid, 1])
    return [changes, *(reverse(name, args=[one.uid]) for name, one in of.items())]


def of_forms() -> list[str]:
    """The pages of a draft that its own page leads to by a button or inside a fold."""
    draft = FormDraft.objects.get(finished_at=None)
    asked = [address("draft-ask", (str(draft.uid), "priorities", kind)) for kind in ("text", "number", "ranking")]
    kept = [reverse(name, args=[draft.uid]) for name in ("draft-finish", "draft-preview", "draft-add-section", "draft-about")]
    parts = [address("draft-section", (str(draft.uid), "priorities")), address("draft-question", (str(draft.uid), "next-scale"))]
    return [*asked, *kept, *parts]


def of_releases() -> list[str]:
    """The pages by which the secretariat makes, signs and marks a release; where one stands decides which its page leads to."""
    of = {
        "send-release": release_that_is(Status.TESTED),
        "sign-release": release_that_is(Status.APPROVED),
        "mark-release": Release.objects.get(status=Status.PUBLIC),
        "withdraw-release": Release.objects.get(status=Status.PUBLIC),
    }
    compiled = [Release.objects.get(status=Status.PUBLIC).call.uid]
    return [
        reverse("begin-release"),
        reverse("known-figures"),
        reverse("release-quality", args=compiled),
        reverse("compare-policies", args=compiled),
        *(reverse(name, args=[one.uid]) for name, one in of.items()),
    ]


def of_needs() -> list[str]:
    """What Serbia does with a need that it drafts, and with one that is open."""
    serbia = Notice.objects.filter(desk__organisation__territory__code="RS")
    proposed, agreed = (Arrangement.objects.filter(need__in=serbia, stands=stands)[0] for stands in ("proposed", "agreed"))
    posted = serbia.filter(status="open", topic__code="children")[0]
    neighbours = Notice.objects.get(status="open", topic__code="labour", side="need")
    of = {
        serbia.get(status="draft"): ("choose-circle", "post-notice"),
        posted: ("word-notice", "close-notice", "withdraw-notice"),
        neighbours: ("propose-help",),
        proposed: ("arrangement", "agree-arrangement", "decline-arrangement"),
        agreed: ("finish-arrangement",),
    }
    paths = [reverse(name, args=[one.uid]) for one, names in of.items() for name in names]
    asked = AssistanceRequest.objects.filter(desk__organisation__territory__code="RS").exclude(stage="closed")[0]
    paths.append(reverse("take-back-request", args=[asked.uid]))
    come = Desk.objects.filter(organisation__territory__code__in=["RS", "HR"])
    paths.append(f"{reverse('before-meeting')}?{'&'.join(f'desks={desk.uid}' for desk in come)}")
    paths.append(reverse("retire-sign", args=[Sign.objects.filter(retired_at=None, desk=asked.desk)[0].uid]))
    return paths


def of_assistance() -> list[str]:
    """What the secretariat does with a request that nobody has, with one of its own, and with a theme."""
    asked, taken = (AssistanceRequest.objects.filter(stage=stage)[0] for stage in ("asked", "taken_up"))
    theme = Theme.objects.standing()[0]
    of = {"take-up-request": asked, "close-request": taken, "retire-theme": theme}
    return [reverse(name, args=[one.uid]) for name, one in of.items()]


def main() -> None:
    """Set the scene, say where it is."""
    sign_head()
    sessions = {name: session_of(name) for name in ("Ana", "Sara", "Zoran")}
    print(json.dumps({"sessions": sessions, "unlinked": unlinked()}))
