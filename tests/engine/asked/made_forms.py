"""Forms as a builder writes them: one by hand, and any that there can be."""

from typing import Any

from hypothesis import strategies as st

from natc.engine.standard.asked.drafting import new_form, with_question, with_section

LETTERS = st.sampled_from("abcdefgh ŠĐćž жњч ëïș.,?!")
WORDS = st.text(LETTERS, min_size=1, max_size=12).map(lambda text: " ".join(text.split()) or "x")
TEXTS = st.fixed_dictionaries({"en": WORDS}, optional={"sr": WORDS, "sq": WORDS, "cnr": WORDS})
READERS = st.sampled_from(["desk and reviewer", "members", "public"])


def small_form() -> dict[str, Any]:
    """Two sections: a text, a choice and a scale; a ranking."""
    form = new_form("small", {"en": "A small form", "sr": "Мали образац"}, {"en": "To try it.", "sr": "Да се проба."})
    form = with_section(form, {"code": "first", "title": {"en": "First", "sr": "Прво"}})
    form = with_section(form, {"code": "second", "title": {"en": "Second", "sr": "Друго"}})
    for question in (asked("why", "text"), asked("which", "choice", 2), asked("how-much", "scale", 3)):
        form = with_question(form, "first", question)
    return with_question(form, "second", asked("order", "ranking", 3))


def asked(key: str, ask: str, options: int = 0, **more: Any) -> dict[str, Any]:
    """A question with so many options."""
    listed = [
        {"code": str(number), "label": {"en": f"Option {number}", "sr": f"Могућност {number}"}} for number in range(options)
    ]
    said = {"key": key, "ask": ask, "label": {"en": f"{key}?", "sr": f"{key}?"}, "readers": "members", **more}
    return {**said, "options": listed} if listed else said


@st.composite
def any_question(draw: st.DrawFn, key: str) -> dict[str, Any]:
    """Any question that a builder can write."""
    ask = draw(st.sampled_from(["text", "number", "date", "choice", "choices", "scale", "ranking"]))
    question = {"key": key, "ask": ask, "label": draw(TEXTS), "readers": draw(READERS), "needed": draw(st.booleans())}
    if draw(st.booleans()):
        question["note"] = draw(TEXTS)
    if ask == "text":
        question["long"] = draw(st.booleans())
    if ask == "number":
        question["whole"] = draw(st.booleans())
        least = draw(st.none() | st.integers(-50, 50))
        question |= {"least": least, "most": None if least is None else least + draw(st.integers(0, 50))}
    if ask in ("choice", "choices", "scale", "ranking"):
        question["options"] = [{"code": f"o{number}", "label": draw(TEXTS)} for number in range(draw(st.integers(1, 5)))]
    return question


@st.composite
def any_form(draw: st.DrawFn) -> dict[str, Any]:
    """Any form without tables that a builder can write."""
    form = {**new_form("any", draw(TEXTS), draw(TEXTS)), "who_answered": draw(READERS)}
    for place in range(draw(st.integers(1, 3))):
        note = {"note": draw(TEXTS)} if draw(st.booleans()) else {}
        form = with_section(form, {"code": f"s{place}", "title": draw(TEXTS), **note})
        for number in range(draw(st.integers(1, 3))):
            form = with_question(form, f"s{place}", draw(any_question(f"q{place}-{number}")))
    return form
