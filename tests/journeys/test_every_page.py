"""Every page that has an address is opened, on a phone and on a laptop: what links lead to, and the few that none does."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext, Page

from house.test_nobody_opens_what_is_not_theirs import OPENED
from journeys.conftest import LAPTOP, PHONE, served
from natc.hub.site.start import demonstration_environment

SERIOUS = ("serious", "critical")  # impacts, as axe names them
TESTS = Path(__file__).parents[1]
BY_SCRIPT = {"mfa_login_webauthn", "section-findings", "about-cell"}  # asked by a script, answered with JSON or a part of a page


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """A demonstration with something on every page; sessions of people who are really signed in; pages without a link."""
    var = tmp_path_factory.mktemp("scene")
    with served(var) as address:
        environment = demonstration_environment(var) | {"PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path])}
        command = [sys.executable, "-c", "import django; django.setup(); from journeys.scene import main; main()"]
        said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
        yield {"address": address, **json.loads(said)}


class Walk:
    """Opens each page once, whoever may, and remembers what was wrong with it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opened: dict[str, str] = {}  # name of the address → path
        self.wrong: list[str] = []

    def through(self, context: BrowserContext, *starts: str) -> None:
        """Open `starts` and whatever links lead to from there, of each named address the first that comes."""
        page = context.new_page()
        page.on("console", lambda said: self.wrong.append(f"{page.url}: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: self.wrong.append(f"{page.url}: {error}"))
        waiting = list(starts)
        while waiting:
            path = waiting.pop(0)
            name = self._name(path)
            if name not in self.opened:
                self.opened[name] = path
                waiting += self._links(page) if self._is_page(context, path) and self._look(page, path) else []
        page.close()

    def _name(self, path: str) -> str:
        try:
            return str(resolve(urlsplit(path).path).url_name)
        except Resolver404:
            self.wrong.append(f"a link leads to {path}, which is no address")
            return path

    def _is_page(self, context: BrowserContext, path: str) -> bool:
        answer = context.request.get(self.address + path)
        if not answer.ok:
            self.wrong.append(f"{path} answers {answer.status}")
        return answer.ok and answer.headers["content-type"].startswith("text/html") and "attachment" not in str(answer.headers)

    def _look(self, page: Page, path: str) -> bool:
        page.goto(self.address + path)
        found = Axe().run(page).response["violations"]
        serious = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found if one["impact"] in SERIOUS]
        self.wrong += [f"{path}: {one}" for one in serious]
        if not page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
            self.wrong.append(f"{path} scrolls sideways")
        return True

    def _links(self, page: Page) -> list[str]:
        links: list[str] = page.eval_on_selector_all("a[href]:not([download])", "links => links.map(link => link.href)")
        return [link.removeprefix(self.address) for link in links if link.startswith(self.address + "/")]


@pytest.mark.mission("C13")
@pytest.mark.parametrize("screen", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_every_page_can_be_used_by_who_cannot_see_it_and_breaks_no_rule_of_the_browser(
    screen: dict[str, int], browser: Browser, scene: dict[str, Any]
) -> None:
    walk = Walk(scene["address"])

    for person in ("Ana", "Sara", "Zoran", None):
        context = browser.new_context(viewport=screen)
        if person:
            context.add_cookies([{"name": "session", "value": scene["sessions"][person], "url": walk.address}])
        starts = ["/", "/gallery/", "/members/RS/"] if person else ["/sign-in/"]
        walk.through(context, *starts, *scene["unlinked"].get(person, []))
        if person is None:
            for name in ("home", "directory", "library", "document"):  # drawn otherwise for a visitor
                del walk.opened[name]
            walk.through(context, "/", "/members/", "/library/")
        context.close()

    somebody_opens = {name for name, (_, answers) in OPENED.items() if 200 in answers.values()}
    assert "\n".join(walk.wrong) == ""
    assert somebody_opens - set(walk.opened) - BY_SCRIPT == set(), "no link leads there; add it to journeys/scene.py"
