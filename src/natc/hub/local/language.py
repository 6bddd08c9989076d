"""The reader's language as the engine names it."""

from django.utils.translation import get_language

OF_THE_ENGINE = {"sr": "sr", "sr-latn": "sr-Latn"}


def spoken_here() -> str:
    """One of natc.engine.text.LANGUAGES."""
    return OF_THE_ENGINE.get(get_language() or "", "en")
