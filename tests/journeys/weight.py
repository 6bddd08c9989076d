"""What a page weighs on the line: everything that a browser fetches that has never been there."""

from typing import Any

from playwright.sync_api import Browser

MOST = 200_000  # bytes of a first visit, styles and fonts included; the design's limit
FRONT = "/"  # for a visitor
MOST_USED = (  # by judgement, until somebody has counted; for who is signed in
    "/",
    "/call/?country=HR&topic=police",
    "/search/?words=srbija",
    "/members/",
    "/members/RS/",
    "/library/",
    "/watch-list/",
    "/flows/",
    "/ledger/",
    "/figures/",
    "/figures/2023-1/?territory=",
    "/figures/states/RS/",
    "/figures/corridors/",
)


def transferred(browser: Browser, address: str, path: str, cookies: list[Any]) -> int:
    """Bytes that came over the line for one page, heads included, in a browser that keeps nothing from before."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    context.add_cookies(cookies)
    page = context.new_page()
    came: list[float] = []
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.on("Network.loadingFinished", lambda event: came.append(event["encodedDataLength"]))
    page.goto(path, wait_until="networkidle")
    context.close()
    return int(sum(came))
