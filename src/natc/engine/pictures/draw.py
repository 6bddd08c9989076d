"""From a chart to bytes: one look for every picture, and the same bytes for the same figures."""

import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

from natc.engine.pictures.picture import Picture

FONTS = Path(__file__).with_name("fonts")
FONT = "Noto Sans"
WIDTH = 520  # units of the viewBox: 12-unit text is 9 pixels high on a telephone of 390, and 11 points across an A4 page
TEXT_SIZE, SMALL, LINE = 12, 11, 15  # letters, small letters, from one line of text to the next
INK, QUIET, PAPER = "#1a1a1a", "#555555", "#ffffff"
ACCENT = "#1f5a8a"
SHADES = ("#cbe0ef", "#8fb7d6", "#447aa5", "#1c4a73")  # palest first; white letters are legible on the last two

# A fill of this colour becomes the pattern. Each is a grey of its own, should a program not know patterns.
PATTERNS = {
    "few": ("#cdcdc1", '<path d="M-1,1l2,-2M0,6l6,-6M5,7l2,-2" stroke="#1f5a8a" stroke-width="1.1"/>'),
    "hidden": ("#8a8a81", '<path d="M0,0l6,6M0,6l6,-6" stroke="#555555" stroke-width="0.8"/>'),
    "NotCollected": ("#f1f1e1", '<circle cx="3" cy="3" r="1.3" fill="#1a1a1a"/>'),
    "NotApplicable": ("#fbfbf1", '<path d="M0,1.5h3M3,4.5h3" stroke="#555555" stroke-width="1.2"/>'),
    "NotAvailableYet": ("#e1e1d1", '<path d="M0,3h6" stroke="#555555" stroke-width="1.2"/>'),
    "NotKnown": ("#d9d9c9", '<path d="M3,0v6" stroke="#555555" stroke-width="1.2"/>'),
}
FILL = {state: sentinel for state, (sentinel, _) in PATTERNS.items()}

LOOK: dict[str, Any] = {
    "font": FONT,
    "aria": False,  # the picture has one title and one description, in the reader's language
    "background": PAPER,
    "padding": 0,
    "view": {"stroke": None},
    "text": {"font": FONT, "fontSize": TEXT_SIZE, "color": INK, "baseline": "middle"},
}
_NUMBERED = re.compile(r"\b(clip|gradient_)(\d+)\b")


def to_svg(chart: alt.LayerChart, *, title: str, alt_text: str) -> str:
    """The chart as SVG: text as text, patterns for what is no plain number, a title and a description for who cannot see it."""
    _register_fonts()
    spec = {**chart.to_dict(), "config": LOOK}
    drawn: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return _described(_patterned(_renumbered(drawn)), title, alt_text)


def to_png(picture: Picture, scale: float) -> bytes:
    """The picture in pixels, `scale` of them to a unit of its viewBox."""
    _register_fonts()
    return vl_convert.svg_to_png(picture.svg, scale=scale)


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


def _renumbered(svg: str) -> str:
    """The converter counts clips through the life of the process; we count from 1, for the same bytes every time."""
    order = {name: str(place) for place, name in enumerate(dict.fromkeys(found.group() for found in _NUMBERED.finditer(svg)), 1)}
    return _NUMBERED.sub(lambda found: f"{found.group(1)}{order[found.group()]}", svg)


def _patterned(svg: str) -> str:
    used = ""
    for state, (sentinel, strokes) in PATTERNS.items():
        if f'fill="{sentinel}"' in svg:
            svg = svg.replace(f'fill="{sentinel}"', f'fill="url(#natc-{state})"')
            used += (
                f'<pattern id="natc-{state}" width="6" height="6" patternUnits="userSpaceOnUse">'
                f'<rect width="6" height="6" fill="{PAPER}"/>{strokes}</pattern>'
            )
    return svg.replace("</svg>", f"<defs>{used}</defs></svg>") if used else svg


def _described(svg: str, title: str, alt_text: str) -> str:
    opening, rest = svg.split(">", 1)
    return f'{opening} role="img"><title>{escape(title, quote=False)}</title><desc>{escape(alt_text, quote=False)}</desc>{rest}'
