"""Needs, offers, themes and signs of the demonstration in every state of their life, by the actions that people use."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.utils import timezone

from natc.engine.standard.form import read_yaml
from natc.hub.members.models import Category, Desk, Kind, Person, Topic
from natc.hub.members.permissions import Role
from natc.hub.needs.actions import arrangements, assistance, boards, notices, signs, themes
from natc.hub.needs.models import AssistanceRequest, Notice, Side, Theme
from natc.hub.submissions.models import Call

NEEDS = Path(__file__).with_name("demonstration_needs.yaml")


def fill_needs() -> None:
    """Write them into a hub that has the people and the calls of the demonstration; does nothing where there are some already."""
    if Notice.objects.exists():
        return
    told = _Told()
    words = read_yaml(NEEDS)
    for entry in words["notices"]:
        told.notice(entry)
    for entry in words["help"]:
        told.help(entry)
    for entry in words["assistance"]:
        told.assistance(entry)
    for entry in words["signs"]:
        told.sign(entry)
    for entry in words["themes"]:
        told.theme(entry)
    told.ranks(words["ranks"])


class _Told:
    """The story: the desks, and who acts for each."""

    def __init__(self) -> None:
        offices = Desk.objects.filter(kind=Kind.COORDINATION)
        self.desks = {desk.organisation.territory.code: desk for desk in offices}
        self.desks["office"] = Desk.objects.get(kind=Kind.SECRETARIAT)
        self.desks["ngo"] = Desk.objects.get(organisation__memberships__category=Category.CIVIL_SOCIETY)

    def acting(self, code: str) -> dict[str, Any]:
        """Who acts, and for which desk."""
        desk = self.desks[code]
        roles = (Role.COORDINATOR, Role.SECRETARIAT, Role.PARTNER)
        return {"by": Person.objects.get(mandates__desk=desk, mandates__role__in=roles), "desk": desk}

    def notice(self, entry: dict[str, Any]) -> None:
        """A need or an offer, as far on its way as the entry says."""
        worded = {"topic": Topic.objects.get(code=entry["topic"]), "form": entry["form"], "until": _days_on(entry["days"])}
        circle = {"circle": entry["circle"], "category": entry.get("category", "")}
        acting = self.acting(entry["from"])
        notice = notices.begin(
            uid=uuid4(),
            side=entry["side"],
            title=entry["title"],
            text=entry["text"],
            language="en",
            desks=[self.desks[code] for code in entry.get("desks", [])],
            **worded,
            **circle,
            **acting,
        )
        if entry["status"] == "draft":
            return
        notices.post(notice=notice, **acting)
        if "again" in entry:
            notices.word_anew(notice=notice, title=entry["title"], text=entry["again"], **worded, **acting)
        if entry["status"] == "closed":
            notices.close(notice=notice, outcome=entry["outcome"], ending=entry["ending"], **acting)
        if entry["status"] == "withdrawn":
            notices.withdraw(notice=notice, ending=entry["ending"], **acting)

    def help(self, entry: dict[str, Any]) -> None:
        """Help for an open need of a state, as far on its way as the entry says."""
        need = Notice.objects.filter(desk=self.desks[entry["for"]], side=Side.NEED, topic__code=entry["topic"])[0]
        offer = Notice.objects.filter(desk=self.desks[entry["helper"]], side=Side.OFFER).first() if "by" in entry else None
        proposing = self.acting(entry.get("by", entry["helper"]))
        made = arrangements.propose(uid=uuid4(), need=need, offer=offer, text=entry["text"], language="en", **proposing)
        answering = self.acting(entry["helper"] if "by" in entry else entry["for"])
        if "agreed" in entry:
            arrangements.agree(arrangement=made, answer=entry["agreed"], **answering)
        if "declined" in entry:
            arrangements.decline(arrangement=made, answer=entry["declined"], **answering)
        if "done" in entry:
            arrangements.finish(arrangement=made, result=entry["done"], **self.acting(entry["for"]))

    def assistance(self, entry: dict[str, Any]) -> None:
        """A request for technical assistance, as far on its way as the entry says."""
        about = {"topic": Topic.objects.get(code=entry["topic"]), "form": entry["form"], "title": entry["title"]}
        asked = assistance.ask(uid=uuid4(), text=entry["text"], language="en", **about, **self.acting(entry["from"]))
        office = self.acting("office")
        if "days" in entry:
            assistance.take_up(request=asked, days=entry["days"], **office)
        if "result" in entry:
            assistance.close(request=asked, result=entry["result"], ending=entry["ending"], **office)
        if "late" in entry:
            AssistanceRequest.objects.filter(pk=asked.pk).update(due_on=_days_on(-entry["late"]))

    def sign(self, entry: dict[str, Any]) -> None:
        """A sign on the horizon board, with what states say of it."""
        about = {name: entry[name] for name in ("title", "text", "area", "place", "source")}
        sign = signs.note(uid=uuid4(), language="en", **about, **self.acting(entry["from"]))
        for voice in ("seen", "watch", "none"):
            for code in entry.get(voice, []):
                signs.say(sign=sign, voice=voice, **self.acting(code))
        if "retired" in entry:
            boards.retire(noted=sign, because=entry["retired"], **self.acting("office"))

    def theme(self, entry: dict[str, Any]) -> None:
        """A theme, with the states that asked for it and what brought it."""
        states = [self.desks[code].organisation.territory for code in entry["asked"]]
        theme = themes.put(
            uid=uuid4(),
            title=entry["title"],
            text=entry["text"],
            language="en",
            call=Call.objects.filter(form__code=entry["form"]).first() if "form" in entry else None,
            meeting=entry.get("meeting", ""),
            states=states,
            on=_days_on(-entry["ago"]),
            **self.acting(entry["from"]),
        )
        for code in entry.get("too", []):
            themes.ask_too(theme=theme, **self.acting(code))
        if "retired" in entry:
            boards.retire(noted=theme, because=entry["retired"], **self.acting("office"))

    def ranks(self, ranked: dict[str, list[str]]) -> None:
        """Which themes each state puts first, by the beginnings of their titles."""
        for code, titles in ranked.items():
            first = [Theme.objects.get(title__en__startswith=title) for title in titles]
            themes.rank(themes=first, **self.acting(code))


def _days_on(days: int) -> date:
    return timezone.now().date() + timedelta(days=days)
