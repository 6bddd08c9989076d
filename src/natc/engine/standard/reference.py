"""The standard as people read it: what is said of a variable in one language, and the reference page made from all of it."""

from collections.abc import Iterable, Iterator
from functools import cache

from rapidfuzz import fuzz, process

from natc.engine.errors import Unusable
from natc.engine.standard.form import COUNTRIES, FORMS, HERE, Form, Rule, Source, Variable, load_codes, load_form, read_yaml
from natc.engine.text import ORIGINAL, Text, fold, say

CANDIDATES = 3  # codes offered for one that the standard does not have

HEAD = """\
# Reference: the data standard

Generated from the YAML files in `src/natc/engine/standard/`; do not edit. Make it anew with
`python -m natc.engine.standard.reference > docs/reference/standard.md`.

Names and codes marked HTCDS 2.0 are those of the Human Trafficking Case Data Standard 2.0 (International Organization for
Migration, CC BY 4.0; no endorsement is implied); labels and definitions are in our own words. "To be checked" means that
nobody has yet read the statement at its source. A blank cell means "not recorded"; `Unknown` means "asked and not known".
"""


@cache
def words() -> dict[str, Text]:
    """What is said around the standard's own texts, by key."""
    return dict(read_yaml(HERE / "words.yaml"))


def word(key: str, lang: str, **parts: object) -> str:
    """One of `words` in `lang`, filled in."""
    return say(words()[key], lang, **parts)


def cite(source: Source, lang: str) -> str:
    """The source in one line, saying so where nobody has checked it there."""
    return source.text if source.checked else f"{source.text} [{word('to_be_checked', lang)}]"


def facts(variable: Variable, lang: str) -> list[tuple[str, str]]:
    """(heading, text) of everything the standard says of a variable, but for its codes and rules."""
    said = {
        "definition": say(variable.definition, lang),
        "level": word(variable.level, lang),
        "kind": word(variable.kind, lang),
        "range": _range(variable),
        "unlikely": "" if variable.unlikely_above is None else f"{variable.unlikely_above:g}",
        "unit": say(variable.unit, lang),
        "counting": say(variable.counting, lang),
        "caveat": "" if variable.caveat is None else say(variable.caveat, lang),
        "readers": word(variable.readers, lang),
        "merge": word(variable.merge, lang),
        "source": cite(variable.source, lang),
        "also": ", ".join(variable.also),
    }
    return [(word(key, lang), text) for key, text in said.items() if text]


def find(code: str, forms: Iterable[Form]) -> list[tuple[Form, Variable]]:
    """Every form that says the variable `code`, case aside. Raises Unusable, with the nearest codes, when none does."""
    said = [(form, variable) for form in forms for variable in form.variables]
    found = [(form, variable) for form, variable in said if variable.code.lower() == code.lower()]
    if not found:
        near = " or ".join(_nearest(code, [variable for _, variable in said]))
        raise Unusable(f'the standard has no variable "{code}"; did you mean {near}?')
    return found


def _nearest(code: str, variables: Iterable[Variable]) -> list[str]:
    """Codes whose name, label or usual heading looks most like `code`, best first."""
    names = {
        fold(name): variable.code
        for variable in variables
        for name in (variable.code, variable.code.partition("_")[2], *variable.label.values(), *variable.also)
    }
    alike = process.extract(fold(code), names.keys(), scorer=fuzz.ratio, limit=10)
    return list(dict.fromkeys(names[name] for name, _, _ in alike))[:CANDIDATES]


def rules_about(form: Form, variable: str) -> tuple[Rule, ...]:
    """The rules of the form that read this variable or point at it."""
    return tuple(rule for rule in form.rules if variable in rule.variables())


def _range(variable: Variable) -> str:
    if variable.least is None and variable.most is None:
        return ""
    return f"{variable.least:g} –" if variable.most is None else f"{variable.least:g} – {variable.most:g}"


def standard_page() -> str:
    """The whole standard as one Markdown page, in English with Serbian labels beside."""
    forms = [load_form(code) for code in FORMS]
    lists = sorted({variable.codes for form in forms for variable in form.variables if variable.codes} - {COUNTRIES})
    parts = [HEAD, *(_form_part(form) for form in forms), "## Code lists\n", *(_list_part(name) for name in lists)]
    return "\n".join(parts)


def _form_part(form: Form) -> str:
    head = f"## {say(form.title, ORIGINAL)}\n\n`{form.code}`, version {form.version}, {word(form.status, ORIGINAL)}.\n"
    return "\n".join([head, say(form.purpose, ORIGINAL), "", *_groups(form), *_rules(form)])


def _groups(form: Form) -> Iterator[str]:
    for group, title in form.groups.items():
        variables = [variable for variable in form.variables if variable.group == group]
        yield f"### {say(title, ORIGINAL)} ({form.code})\n"
        yield _table(("variable", "label", "sr", "level", "kind"), map(_row, variables))
        yield from () if form.taken_from else map(_variable_part, variables)


def _row(variable: Variable) -> tuple[str, ...]:
    level, kind = word(variable.level, ORIGINAL), word(variable.kind, ORIGINAL)
    return f"`{variable.code}`", variable.label[ORIGINAL], variable.label["sr"], level, kind


def _variable_part(variable: Variable) -> str:
    lines = [f"- {heading}: {text}" for heading, text in facts(variable, ORIGINAL)]
    if variable.codes == COUNTRIES:
        lines.append(f"- {word('list', ORIGINAL)}: {word('countries', ORIGINAL)}")
    elif variable.codes is not None:
        lines.append(f"- {word('list', ORIGINAL)}: [{variable.codes}](#{variable.codes})")
    return "\n".join([f"#### `{variable.code}` {variable.label[ORIGINAL]}\n", *lines, ""])


def _rules(form: Form) -> Iterator[str]:
    if form.rules:
        yield f"### Rules ({form.code})\n"
        heads = ("rules", "severity", "says", "expected", "source")
        yield _table(heads, ((f"`{rule.code}`", rule.severity, *_said(rule)) for rule in form.rules))


def _said(rule: Rule) -> tuple[str, str, str]:
    return rule.says[ORIGINAL], rule.expected[ORIGINAL], cite(rule.source, ORIGINAL)


def _list_part(name: str) -> str:
    codes = load_codes(name)
    rows = (
        (f"`{code.code}`", code.label[ORIGINAL], code.label["sr"], (code.note or {}).get(ORIGINAL, "")) for code in codes.codes
    )
    return f"### {name}\n\nSource: {cite(codes.source, ORIGINAL)}\n\n" + _table(("variable", "label", "sr", "note"), rows)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    titles = ["Serbian" if head == "sr" else word(head, ORIGINAL).capitalize() for head in heads]
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


if __name__ == "__main__":
    print(standard_page(), end="")
