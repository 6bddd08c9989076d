"""How numbers of a release are written."""

from django import template

from natc.engine.release.outputs.figure import EN_DASH, Figure
from natc.engine.release.protect import Interval
from natc.engine.text import spaced

register = template.Library()


@register.filter
def digits(number: int) -> str:
    """A number with thin spaces between thousands."""
    return spaced(number)


@register.filter
def range(public: Interval) -> str:  # noqa: A001  the word of the template
    """Between which numbers something public lies."""
    high = "" if public.high is None else spaced(public.high)
    return high if public.low == public.high else f"{spaced(public.low)}{EN_DASH}{high}"


@register.filter
def between(figure: Figure) -> str:
    """What a reader may conclude: between which numbers the count lies; nothing where a figure does not say."""
    if figure.low is None or figure.high is None:
        return ""
    return spaced(figure.low) if figure.low == figure.high else f"{spaced(figure.low)}{EN_DASH}{spaced(figure.high)}"
