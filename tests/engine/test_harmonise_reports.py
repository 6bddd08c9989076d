"""The reports as a person meets them: one file, nothing fetched, hidden told from none, every label escaped."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from made_glotip import citizens, figure, form, save, total

from natc.engine.standard.harmonise.chart import Point, bars
from natc.engine.standard.harmonise.glotip import Harmonised, harmonise
from natc.engine.standard.harmonise.markup import tag
from natc.engine.standard.harmonise.region import region_report
from natc.engine.standard.harmonise.report import state_report
from natc.engine.standard.harmonise.tidy import Status

LANGS = ["en", "sr", "sr-Latn"]
NASTY = '<script>alert("x")</script> & more'


class Page(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def made(tmp_path: Path) -> Harmonised:
    figures = [
        total(31, 2021),
        form("Forced labour", 272, 2021),
        form("Sexual exploitation", 47, 2021),
        total("<5", 2019),
        citizens("Bosnian", "<5", 2021),
        citizens("Nigerin", "<5", 2021),
        citizens(NASTY, "<5", 2021),
        figure("Total", "Total", 7, 2021, state=("SRB", "Serbia")),
    ]
    return harmonise(save(tmp_path / "made <b>.xlsx", figures))


@pytest.mark.parametrize("lang", LANGS)
def test_a_report_is_one_file_that_fetches_and_runs_nothing(made: Harmonised, lang: str) -> None:
    for page in (state_report(made, "MD", lang), region_report(made, lang)):
        read = Page(page)

        assert read.tags & {"script", "link", "img", "iframe", "object", "form"} == set()
        assert [name for name, _ in read.attributes if name.startswith("on") or name in ("src", "style")] == []
        assert not re.search(r"url\(|@import|https?:", page)
        assert all(value and value.startswith("report-") for name, value in read.attributes if name == "href")


@pytest.mark.parametrize("lang", LANGS)
def test_no_word_is_left_to_fill_in(made: Harmonised, lang: str) -> None:
    for page in (state_report(made, "MD", lang), state_report(made, "XK", lang), region_report(made, lang)):
        assert not re.search(r"\{\w+\}|None|null", Page(page).text.partition("}")[2])


def test_what_states_wrote_is_shown_and_never_run(made: Harmonised) -> None:
    page = state_report(made, "MD", "en")

    assert NASTY in Page(page).text
    assert "<script" not in page
    assert "made <b>.xlsx" in Page(page).text


def test_hidden_none_and_shown_are_told_apart_in_words(made: Harmonised) -> None:
    chart = Page(state_report(made, "MD", "en")).text

    assert "2019<5, hidden: 0 to 4" in chart
    assert "2020no figure; not zero" in chart
    assert "202131" in chart


def test_a_finding_is_told_with_its_caution(made: Harmonised) -> None:
    text = Page(state_report(made, "MD", "en")).text

    assert "the forms of exploitation add up to 319, the total is 31" in text
    assert "so a sum above the total is not always an error" in text


def test_a_label_nobody_decided_is_shown_with_its_candidates(made: Harmonised) -> None:
    text = Page(state_report(made, "MD", "en")).text

    assert "not resolved: not decided; perhaps Niger (NE), Nigeria (NG)" in text


def test_a_state_that_does_not_report_gets_a_page_that_says_so(made: Harmonised) -> None:
    text = Page(state_report(made, "XK", "en")).text

    assert "Kosovo* is not in the workbook" in text
    assert "not the same as zero" in text
    assert "without prejudice to positions on status" in text


def test_the_report_of_the_region_adds_nothing_up_over_states(made: Harmonised) -> None:
    text = Page(region_report(made, "en")).text

    assert "38" not in re.findall(r"\d+", text)  # 31 in Moldova and 7 in Serbia


def test_a_workbook_without_the_region_still_gives_its_reports(tmp_path: Path) -> None:
    far = harmonise(save(tmp_path / "made.xlsx", [figure("Total", "Total", 5, state=("NPL", "Nepal"))]))

    assert "South-East Europe is not in the workbook" in Page(region_report(far, "en")).text


def test_a_bar_is_as_long_as_its_figure_and_a_year_without_one_has_no_bar() -> None:
    points = [
        Point(2019, Status.SHOWN, 50, "50"),
        Point(2020, Status.SHOWN, 100, "100"),
        Point(2021, None, None, "no figure"),
        Point(2022, Status.SHOWN, 0, "0"),
    ]

    widths = re.findall(r'<rect[^>]* width="([\d.]+)"', bars(points, title="made", description="made"))

    assert [float(width) for width in widths] == [138.0, 276.0, 0.0]


def test_markup_escapes_whatever_is_not_markup() -> None:
    assert tag("td", "<5 & more", title='"quoted"') == '<td title="&quot;quoted&quot;">&lt;5 &amp; more</td>'
