"""Every picture in every state: what is in its SVG, and what stands beside it."""

import re
from xml.etree import ElementTree

import pytest
from made_pictures import STATES, drawn_in

from natc.engine.pictures.draw import to_png
from natc.engine.pictures.picture import Picture

SVG = "{http://www.w3.org/2000/svg}"
KINDS = "bar line pyramid heat map corridors stages".split()
DRAWN = [(state, "sr") for state in STATES] + [("mixed", "en"), ("long", "en"), ("mixed", "sr-Latn")]
Gallery = dict[tuple[str, str, str], Picture]
CYRILLIC = re.compile("[А-Яа-яЂђЈјЉљЊњЋћЏџ]")
HIDDEN_IN = {"en": "hidden", "sr": "скривено", "sr-Latn": "skriveno"}


@pytest.fixture(scope="module")
def gallery() -> Gallery:
    return {(kind, state, lang): picture for state, lang in DRAWN for kind, picture in drawn_in(state, lang)}


def texts(picture: Picture) -> list[str]:
    """What is written in the drawing."""
    return [each.text or "" for each in ElementTree.fromstring(picture.svg).iter(f"{SVG}text")]


def test_every_picture_is_drawn_in_every_state(gallery: Gallery) -> None:
    assert set(gallery) == {(kind, state, lang) for state, lang in DRAWN for kind in KINDS}


def test_text_is_text_in_noto_sans(gallery: Gallery) -> None:
    for name, picture in gallery.items():
        written = list(ElementTree.fromstring(picture.svg).iter(f"{SVG}text"))
        assert written, name
        assert {each.get("font-family") for each in written} == {"Noto Sans"}, name


def test_nothing_is_fetched_and_nothing_runs(gallery: Gallery) -> None:
    for name, picture in gallery.items():
        elements = [each.tag.removeprefix(SVG) for each in ElementTree.fromstring(picture.svg).iter()]
        assert not {"script", "style", "image", "use", "a", "foreignObject", "animate"} & set(elements), name
        assert "href" not in picture.svg.replace("xmlns:xlink", ""), name
        assert set(re.findall(r"url\((.)", picture.svg)) <= {"#"}, name


def test_every_place_is_a_number(gallery: Gallery) -> None:
    for name, picture in gallery.items():
        assert not re.search(r"NaN|Infinity|undefined|\bnull\b", picture.svg), name


def test_a_picture_is_as_wide_as_the_page_and_no_wider(gallery: Gallery) -> None:
    for name, picture in gallery.items():
        left, top, width, _ = map(float, ElementTree.fromstring(picture.svg).attrib["viewBox"].split())
        assert (left, top, width) == (0, 0, 520), name


def test_the_drawing_has_its_title_and_its_message_for_who_cannot_see_it(gallery: Gallery) -> None:
    for name, picture in gallery.items():
        svg = ElementTree.fromstring(picture.svg)
        assert (svg.get("role"), svg.findtext(f"{SVG}title"), svg.findtext(f"{SVG}desc")) == (
            "img",
            picture.title,
            picture.alt,
        ), name


def test_the_caption_names_source_period_firmness_and_caveat(gallery: Gallery) -> None:
    for kind in KINDS:
        said = gallery[kind, "mixed", "en"].caption
        assert "Registered persons, 2019–2024." in said
        assert "Source: release 2025-1 of the Network, invented figures." in said
        assert "Provisional figures." in said
        assert "A person counts once a year." in said


def test_a_picture_speaks_one_language(gallery: Gallery) -> None:
    for (kind, state, lang), picture in gallery.items():
        said = " ".join([picture.caption, picture.alt, *texts(picture)])
        assert bool(CYRILLIC.search(said)) is (lang == "sr"), (kind, state, lang)


def test_what_is_hidden_shows_no_digit_at_all(gallery: Gallery) -> None:
    for kind in KINDS:
        picture = gallery[kind, "hidden", "sr"]
        digits = [text for text in texts(picture) if re.search(r"\d", text)]
        labels = set(re.findall(r"\S*\d+\S*", " ".join(" ".join(map(str, row[:-2])) for row in picture.table.iter_rows())))
        assert all(re.fullmatch(r"20\d\d|.*\(?(0–17|18.*)\)?", text) for text in digits), (kind, digits, labels)


@pytest.mark.parametrize("kind", KINDS)
def test_hidden_class_zero_and_every_reason_are_drawn_differently(gallery: Gallery, kind: str) -> None:
    drawn = {state: gallery[kind, state, "sr"].svg for state in ("hidden", "few", "zero", "none")}
    told = {state: re.sub(r"<desc>.*?</desc>", "", svg) for state, svg in drawn.items()}

    assert len(set(told.values())) == len(told)
    assert "не прикупља се" in told["none"]
    assert "још није" in told["none"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_holds_every_figure_of_the_picture_in_words(gallery: Gallery, kind: str) -> None:
    table = gallery[kind, "mixed", "en"].table

    said = {str(cell) for row in table.iter_rows() for cell in row}
    assert {"1 245".replace(" ", "\u202f"), "0–10", "hidden"} <= said
    assert table.null_count().sum_horizontal().item() == 0


def test_the_same_figures_give_the_same_bytes_whatever_was_drawn_before(gallery: Gallery) -> None:
    for kind, picture in drawn_in("mixed", "sr"):
        assert picture.svg == gallery[kind, "mixed", "sr"].svg, kind


def test_a_picture_becomes_pixels_at_the_size_asked_for(gallery: Gallery) -> None:
    picture = gallery["bar", "mixed", "sr"]

    once, twice = to_png(picture, 1), to_png(picture, 2)

    assert int.from_bytes(once[16:20]) == 520
    assert int.from_bytes(twice[16:20]) == 1040
    assert once == to_png(picture, 1)
