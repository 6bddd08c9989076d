"""The gallery shows every component."""

import re
from pathlib import Path

from django.test import Client

WEB = Path(__file__).parents[2] / "src/natc/hub/web"
COMPONENTS = sorted(path.stem for path in (WEB / "templates/cotton").glob("*.html"))


def test_every_component_stands_in_the_gallery_or_within_one_that_does() -> None:
    shown = set(re.findall(r"<c-([a-z-]+)", (WEB / "templates/web/gallery.html").read_text("utf-8")))
    for name in sorted(shown):
        path = WEB / f"templates/cotton/{name.replace('-', '_')}.html"
        shown |= set(re.findall(r"<c-([a-z-]+)", path.read_text("utf-8"))) if path.exists() else set()

    assert [name for name in COMPONENTS if name.replace("_", "-") not in shown] == []


def test_the_table_of_the_gallery_filters_sorts_turns_pages_and_is_taken_away(db: None) -> None:
    client = Client()

    page = client.get("/gallery/?sort=-count").content.decode()
    found = client.get("/gallery/?q=table+17").content.decode()
    nothing = client.get("/gallery/?q=there+is+none").content.decode()
    taken = client.get("/gallery/?export=csv&q=table+17").content.decode("utf-8-sig")

    assert 'aria-sort="descending"' in page
    assert "page 1 of 2" in page
    assert "An invented table 17" in found
    assert "An invented table 18" not in found
    assert "Nothing in this list has these letters." in nothing
    assert taken.splitlines() == ["Code,Table,Persons", "P17,An invented table 17,59"]


def test_an_error_stands_at_its_field_and_says_so_to_who_cannot_see_it(db: None) -> None:
    page = Client().get("/gallery/").content.decode()

    field = re.search(r'<input type="text" name="wrong-title"[^>]*>', page)[0]
    assert 'aria-invalid="true"' in field
    for described in re.search(r'aria-describedby="([^"]+)"', field)[1].split():
        assert f'id="{described}"' in page
