"""A form while it is drafted: parts put in, moved, taken out; what is still wrong with it.

A draft is the content of a form as `read_asked_form` reads it. Every function gives a new one and leaves the one it was given.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from natc.engine.standard.asked.form import Ask
from natc.engine.standard.asked.sentences import found
from natc.engine.standard.check.findings import Finding
from natc.engine.standard.form import read_yaml
from natc.engine.text import Text, fold, say

Raw = Mapping[str, Any]
LONGEST_CODE = 60  # characters of the code of a form, a section, a question, an option
WORDS_OF_A_CODE = 4
FEWEST_OPTIONS = 2
OFFERING = (Ask.CHOICE, Ask.CHOICES, Ask.SCALE, Ask.RANKING)  # what has options
CODE = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST_CODE}}}")


def new_form(code: str, title: Text, purpose: Text) -> dict[str, Any]:
    """A form that asks nothing yet, with the reasons for no answer that every new form has."""
    return {
        "code": code,
        "version": "1",
        "status": "proposed",
        "title": title,
        "purpose": purpose,
        "who_answered": "members",
        "reasons": deepcopy(at_first()["reasons"]),
        "sections": [],
    }


@cache
def at_first() -> dict[str, Any]:
    """What `new_form.yaml` gives to a form: `reasons`, the options of `yes_no`, the title of a `section`."""
    raw: dict[str, Any] = read_yaml(Path(__file__).with_name("new_form.yaml"))
    return raw


def free_code(words: str, taken: Collection[str]) -> str:
    """A code made of the first words of a text, in Latin letters, that is not among those taken."""
    start = "-".join(fold(words).replace("?", "").split()[:WORDS_OF_A_CODE])[: LONGEST_CODE - 4].strip("-") or "q"
    numbered = (f"{start}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (start, *numbered) if code not in taken)


def next_version(version: str) -> str:
    """The version after this one: its last number one higher, "1" after none."""
    start = version.rstrip("0123456789")
    return f"{start}{int(version[len(start) :] or 0) + 1}"


def section_of(form: Raw, code: str) -> Raw | None:
    """The section with this code; None where there is none."""
    return next((section for section in form["sections"] if section["code"] == code), None)


def question_of(form: Raw, key: str) -> Raw | None:
    """The question with this key; None where there is none."""
    return next((one for section in form["sections"] for one in questions_of(section) if one["key"] == key), None)


def questions_of(section: Raw) -> Sequence[Raw]:
    """The questions of a section, in order."""
    questions: Sequence[Raw] = section.get("questions", [])
    return questions


def codes_of(form: Raw) -> set[str]:
    """Every code of a section, a table and a question: what a new one must not be called."""
    tables = {table["code"] for section in form["sections"] for table in section.get("tables", [])}
    keys = {one["key"] for section in form["sections"] for one in questions_of(section)}
    return tables | keys | {section["code"] for section in form["sections"]}


def with_section(form: Raw, section: Raw) -> dict[str, Any]:
    """The form with this section in the place of the one with its code, or at the end."""
    return _with_sections(form, _with(form["sections"], section, "code"))


def with_question(form: Raw, code: str, question: Raw) -> dict[str, Any]:
    """The form with this question in the place of the one with its key, or at the end of the section with this code."""
    holds = next((one["code"] for one in form["sections"] if question["key"] in _keys(one)), code)
    return _with_sections(
        form,
        [
            {**section, "questions": _with(questions_of(section), question, "key")} if section["code"] == holds else section
            for section in form["sections"]
        ],
    )


def without_section(form: Raw, code: str) -> dict[str, Any]:
    """The form without the section with this code and what it asks."""
    return _with_sections(form, [section for section in form["sections"] if section["code"] != code])


def without_question(form: Raw, key: str) -> dict[str, Any]:
    """The form without the question with this key."""
    left = [{**one, "questions": [asked for asked in questions_of(one) if asked["key"] != key]} for one in form["sections"]]
    return _with_sections(form, left)


def move_section(form: Raw, code: str, steps: int) -> dict[str, Any]:
    """The form with a section so many places further down; up where `steps` is below 0. At the end it stays."""
    return _with_sections(form, _moved(form["sections"], [one["code"] for one in form["sections"]].index(code), steps))


def move_question(form: Raw, key: str, steps: int) -> dict[str, Any]:
    """The form with a question one place up (-1) or down (1); past the end of its section it goes into the next one."""
    sections = [{**section, "questions": list(questions_of(section))} for section in form["sections"]]
    here = next(place for place, section in enumerate(sections) if key in _keys(section))
    questions = sections[here]["questions"]
    place = _keys(sections[here]).index(key)
    if 0 <= place + steps < len(questions):
        sections[here]["questions"] = _moved(questions, place, steps)
    elif 0 <= here + steps < len(sections):
        there = sections[here + steps]["questions"]
        there.insert(0 if steps > 0 else len(there), questions.pop(place))
    return _with_sections(form, sections)


def faults(form: Raw, lang: str) -> list[Finding]:
    """What stands in the way of sending the form. Their `sheet` is the code of a section, `column` the key of a question."""
    if not form["sections"]:
        return [found("nothing_asked", lang, {})]
    return [finding for section in form["sections"] for finding in _faults_of(section, lang)]


def _faults_of(section: Raw, lang: str) -> Iterator[Finding]:
    if not questions_of(section) and not section.get("tables"):
        yield replace(found("section_empty", lang, {"title": say(section["title"], lang)}), sheet=section["code"])
    for question in questions_of(section):
        for rule, parts in faults_of_question(question, lang):
            said = {"label": say(question["label"], lang), **parts}
            yield replace(found(rule, lang, said), sheet=section["code"], column=question["key"])


def faults_of_question(question: Raw, lang: str) -> Iterator[tuple[str, dict[str, str]]]:
    """What is wrong with one question: rules of `words.yaml` and what fills in their sentences, but for its label."""
    options = [say(option["label"], lang) for option in question.get("options", [])]
    if Ask(question["ask"]) in OFFERING and len(options) < FEWEST_OPTIONS:
        yield "few_options", {}
    if twice := [option for option in options if options.count(option) > 1]:
        yield "same_options", {"option": twice[0]}
    least, most = question.get("least"), question.get("most")
    if least is not None and most is not None and least > most:
        yield "range_turned", {}


def _with(parts: Sequence[Raw], new: Raw, name: str) -> list[Raw]:
    if new[name] in {part[name] for part in parts}:
        return [new if part[name] == new[name] else part for part in parts]
    return [*parts, new]


def _with_sections(form: Raw, sections: Sequence[Raw]) -> dict[str, Any]:
    return {**form, "sections": [_without_nothing(section) for section in sections]}


def _without_nothing(section: Raw) -> Raw:
    """A section that asks no questions has no list of them, so that a form that nobody changes stays as it is."""
    return {name: value for name, value in section.items() if name != "questions" or value}


def _keys(section: Raw) -> list[str]:
    return [one["key"] for one in questions_of(section)]


def _moved(parts: Sequence[Raw], place: int, steps: int) -> list[Raw]:
    rest = [*parts[:place], *parts[place + 1 :]]
    rest.insert(max(0, min(place + steps, len(rest))), parts[place])
    return rest
