"""Personal names of South-East Europe for comparison: one script, one spelling, a skeleton, and how far two names agree."""

import re
from functools import cache

from rapidfuzz.distance import OSA, JaroWinkler

from natc.engine.text import fold

# Ways of writing one sound, in the order in which they are replaced; the right side is ours, not any language's.
# Source: SECURITY.md, "Hit/no-hit", where the same skeleton serves the exchange between states.
ONE_SPELLING = (
    ("tsch|tch|tsh|ch|ts|tz|q", "c"),  # č ć ç ц and their transcriptions; č, ć and c are one letter after folding
    ("sch|sh", "s"),
    ("dzh|dj|gj|xh|dz", "d"),  # đ is d after folding; dž, Albanian xh, Macedonian ѓ
    ("zh", "z"),
    ("kh", "h"),
    ("ph", "f"),
    ("th", "t"),
    ("oy|ou", "u"),  # Greek ου
    ("x", "ks"),
    ("k", "c"),  # Romanian c is k before a, o, u; which of the two a Cyrillic к was cannot be told
    ("w", "v"),
    ("off$", "ov"),
    ("[jy]", "i"),
    (r"(.)\1+", r"\1"),
    ("(ov|ev|sk|in)[ai]$", r"\1"),  # Petrova is Petrov's sister
)
SOFT_SIGNS = re.compile("[ьЬъЪ'’ʼ`´]")  # written in one script and dropped in the other
REPEATED = re.compile(r"(.)\1+")
VOWELS = re.compile("[aeiou]")
ALIKE = 0.80  # Jaro-Winkler
LETTERS_FOR_ONE_ERROR, LETTERS_FOR_TWO_ERRORS = 4, 9  # in the shorter name


@cache
def folded(name: str) -> str:
    """`name` in one script, lower case, words separated by one space."""
    return fold(SOFT_SIGNS.sub("", name))


@cache
def spelling(name: str) -> str:
    """A folded name in one spelling: "djordjevic" and "dordevic" become one text."""
    return " ".join(_one_spelling(word) for word in name.split())


@cache
def skeleton(word: str) -> str:
    """One folded word without vowels after its first letter; the key under which names are looked up, never shown."""
    spelt = _one_spelling(word)
    return REPEATED.sub(r"\1", spelt[:1] + VOWELS.sub("", spelt[1:]))


def name_agreement(left: str, right: str) -> str:
    """How two folded names agree: same, spelling, part (one has fewer words), close, alike or differs."""
    if left == right:
        return "same"
    left, right = spelling(left), spelling(right)
    if left.replace(" ", "") == right.replace(" ", ""):
        return "spelling"
    whole_words = " " not in left + right and min(len(left), len(right)) > 1
    if not whole_words and (_part_of(left.split(), right.split()) or _part_of(right.split(), left.split())):
        return "part"
    return _nearness(left, right)


def _nearness(left: str, right: str) -> str:
    """close: one error in a name of four letters or two in one of nine; alike: more errors, or the same beginning."""
    shortest = min(len(left), len(right))
    allowed = (shortest >= LETTERS_FOR_ONE_ERROR) + (shortest >= LETTERS_FOR_TWO_ERRORS)
    if OSA.distance(left, right, score_cutoff=allowed) <= allowed:
        return "close"
    return "alike" if JaroWinkler.similarity(left, right, score_cutoff=ALIKE) > 0 else "differs"


def _part_of(fewer: list[str], more: list[str]) -> bool:
    """Whether each word of `fewer`, or its initial, stands in `more`."""
    found = (any(word == other or (len(word) == 1 and other.startswith(word)) for other in more) for word in fewer)
    return len(fewer) <= len(more) and all(found)


def _one_spelling(word: str) -> str:
    for written, ours in ONE_SPELLING:
        word = re.sub(written, ours, word)
    return word
