"""One bar a year, lying, so that years, bars and figures stay legible on a telephone and on paper."""

from dataclasses import dataclass

from natc.engine.standard.harmonise.markup import Html, tag
from natc.engine.standard.harmonise.tidy import HIDDEN_MOST, Status

WIDTH, LINE, BAR = 360, 19, 12  # units of the viewBox
LEFT, RIGHT = 38, 46  # room for the year, and for the figure after the longest bar


@dataclass(frozen=True)
class Point:
    """A year's total: its status (None when no row exists), its value when shown, and the words beside the bar."""

    year: int
    status: Status | None
    value: int | None
    text: str


def bars(points: list[Point], *, title: str, description: str) -> Html:
    """An SVG chart: a full bar for a shown total, a dashed box as long as its interval for a hidden one, else words alone."""
    longest = max((point.value or HIDDEN_MOST for point in points), default=HIDDEN_MOST)
    scale = (WIDTH - LEFT - RIGHT) / max(longest, HIDDEN_MOST)
    height = LINE * len(points) + 4
    lines = [_line(point, index * LINE + 2, scale) for index, point in enumerate(points)]
    axis = tag("line", x1=LEFT, x2=LEFT, y1=0, y2=height, class_="axis")
    return tag(
        "svg",
        tag("title", title),
        tag("desc", description),
        axis,
        *lines,
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        class_="chart",
    )


def _line(point: Point, top: float, scale: float) -> Html:
    middle = top + LINE / 2 + 4
    year = tag("text", point.year, x=LEFT - 6, y=middle, text_anchor="end")
    length = round((HIDDEN_MOST if point.status is Status.HIDDEN else point.value or 0) * scale, 1)
    kind = {Status.SHOWN: "bar", Status.HIDDEN: "bar hidden"}.get(point.status) if point.status else None
    box = tag("rect", x=LEFT, y=top + (LINE - BAR) / 2, width=length, height=BAR, class_=kind) if kind else ""
    text = tag(
        "text",
        point.text,
        x=LEFT + (length if kind else 0) + 5,
        y=middle,
        class_=None if point.status is Status.SHOWN else "quiet",
    )
    return tag("g", year, box, text)
