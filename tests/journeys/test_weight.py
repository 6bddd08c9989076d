"""On a slow line a page is there soon: nothing weighs more than it may, on a first visit, with styles and fonts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from journeys.conftest import LAPTOP
from journeys.weight import FRONT, MOST, MOST_USED, transferred


@pytest.mark.parametrize("page", [LAPTOP], ids=["laptop"], indirect=True)  # the same files travel to a telephone
def test_none_of_the_most_used_pages_weighs_more_than_it_may(
    page: Page, look_as: Callable[[str], None], browser: Browser, address: str
) -> None:
    front = transferred(browser, address, FRONT, [])
    look_as("Neža")  # her name and the languages of the menu need every font there is

    weights = {path: transferred(browser, address, path, page.context.cookies()) for path in MOST_USED}

    assert {path: weight for path, weight in {**weights, FRONT: front}.items() if weight > MOST} == {}
    assert min(weights.values()) > 100_000, "styles and fonts were not counted"
