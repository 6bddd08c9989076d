"""Nina's first day: a mail, a link, a button, two proofs; then she signs in by passkey, is away for a while, and goes on."""

import hmac
import sqlite3
import struct
import time
from base64 import b32decode
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from journeys.test_the_network_in_a_browser import SERIOUS, LookAs

PAGES = (
    "/sign-in/",
    "/sign-in/forgotten/",
    "/sent-mail/",
    "/account/",
    "/account/ways/",
    "/account/ways/totp/activate/",
    "/account/ways/webauthn/add/",
    "/account/sessions/",
)
PASSWORD = "four words without sense"


def code_of(secret: str) -> str:
    """The six digits that an authenticator shows now. RFC 6238, SHA-1, steps of 30 seconds."""
    mac = hmac.digest(b32decode(secret), struct.pack(">Q", int(time.time()) // 30), "sha1")
    start = mac[-1] & 15
    return f"{(int.from_bytes(mac[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


@pytest.fixture
def passkeys(page: Page) -> None:
    """A computer whose lock makes passkeys and whose owner always says yes."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    lock = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    cdp.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**lock, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )


def everybody_can_use(page: Page) -> None:
    """The page fits the screen, and axe finds nothing serious for who cannot see it or use a mouse."""
    found = Axe().run(page).response["violations"]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found if one["impact"] in SERIOUS] == []


def invite(page: Page, look_as: LookAs, email: str) -> str:
    """Ana invites somebody; the link in the mail, as the page of sent mail shows it."""
    look_as("Ana")
    page.goto("/members/RS/")
    page.get_by_role("link", name="Open this desk").click()
    page.get_by_role("link", name="Invite").click()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Role").select_option(label="Deputy coordinator")
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_role("cell", name=email)).to_be_visible()
    everybody_can_use(page)
    page.goto("/sent-mail/")
    return str(page.locator("section", has_text=email).get_by_role("link").first.get_attribute("href"))


def sit_still(var: Path) -> None:
    """Twenty minutes pass without anybody touching a key, for all sessions."""
    with sqlite3.connect(var / "natc.sqlite3", timeout=20) as database:
        database.execute("UPDATE accounts_session SET seen_at = datetime(seen_at, '-20 minutes')")


def prove_by_passkey(page: Page) -> None:
    expect(page.get_by_role("heading", name="Is it still you?")).to_be_visible()
    everybody_can_use(page)
    page.get_by_role("button", name="Use a security key").click()


@pytest.mark.usefixtures("passkeys")
def test_nina_comes_signs_in_by_passkey_is_away_and_goes_on_where_she_was(
    page: Page, look_as: LookAs, var: Path, request: pytest.FixtureRequest
) -> None:
    email = f"nina-{request.node.callspec.id}@agency.example"
    link = invite(page, look_as, email)
    look_as("a visitor")

    page.goto(link)
    expect(page.get_by_text("Ana invites you: Deputy coordinator")).to_be_visible()
    everybody_can_use(page)
    page.get_by_label("Your name").fill("Nina")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Before you go on, set up one of these.")).to_be_visible()
    page.goto("/call/")
    expect(page.get_by_role("heading", name="Ways to sign in")).to_be_visible()

    page.get_by_role("link", name="Set up an authenticator").click()
    expect(page.locator("img.qr")).to_be_visible()
    page.get_by_label("Authenticator code").fill(code_of(page.get_by_label("The same as text").input_value()))
    page.get_by_role("button", name="Set up").click()
    expect(page.locator(".codes li")).to_have_count(10)
    everybody_can_use(page)
    page.get_by_role("link", name="Ways to sign in").click()

    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_label("Name").fill("Nina's laptop")
    page.get_by_role("button", name="Set up").click()
    expect(page.get_by_text("Nina's laptop").first).to_be_visible()

    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Waiting for me")).to_be_visible()

    page.goto("/call/?country=HR&topic=police")
    sit_still(var)
    page.get_by_label("Country").select_option(label="Romania")
    page.get_by_role("button", name="Show").click()
    prove_by_passkey(page)
    expect(page.get_by_role("link", name="coordinator@ro.example")).to_be_visible()

    page.goto("/members/RS/")
    page.get_by_role("link", name="Open this desk").click()
    page.get_by_role("link", name="Confirm contact").click()
    page.get_by_label("Telephone").fill("+381 11 555 0000")
    sit_still(var)
    page.get_by_role("button", name="Confirm").click()
    prove_by_passkey(page)
    expect(page.get_by_role("heading", name="Not sent yet")).to_be_visible()
    everybody_can_use(page)
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_text("+381 11 555 0000")).to_be_visible()

    page.goto("/account/sessions/")
    page.get_by_role("button", name="Sign out everywhere").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
def test_everybody_can_use_a_page_about_signing_in(page: Page, look_as: LookAs, path: str) -> None:
    look_as("Ana" if path.startswith("/account") else "a visitor")

    page.goto(path)

    everybody_can_use(page)
