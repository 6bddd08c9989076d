"""What a page weighs on the line: everything that a browser fetches that has never been there."""

from playwright.sync_api import Browser, Cookie

MOST = 200_000  # bytes of a first visit, styles and fonts included
MOST_USED = (  # by judgement: nobody has counted yet; the front as a visitor, the others as Ana
    "/members/",
    "/",
    "/call/?country=HR&topic=police",
    "/search/?words=srbija",
    "/members/RS/",
    "/watch-list/",
    "/flows/",
    "/library/",
    "/calendar/",
    "/ledger/",
)
FRONT = "/"


def transferred(browser: Browser, address: str, path: str, cookies: list[Cookie]) -> int:
    """Bytes that came over the line for one page, heads included, in a browser that keeps nothing from before."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    came: list[float] = []
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.on("Network.loadingFinished", lambda event: came.append(event["encodedDataLength"]))
    page.goto(path, wait_until="networkidle")
    context.close()
    return int(sum(came))
