"""What became of each question from one version of a form to the next."""

from pathlib import Path

from engine.asked.made_forms import asked, small_form
from natc.engine.standard.asked.changes import Aspect, Became, changes
from natc.engine.standard.asked.drafting import move_question, question_of, with_question, with_section, without_question
from natc.engine.standard.asked.form import read_asked_form
from natc.engine.standard.form import read_yaml

PROGRESS = Path(__file__).parents[3] / "src/natc/hub/submissions/asked/progress.yaml"


def became(new, old=None):
    return {one.key: (one.became.value, *one.how) for one in changes(read_asked_form(old or small_form()), read_asked_form(new))}


def test_each_question_is_the_same_changed_new_or_asked_no_more():
    form = without_question(small_form(), "why")
    form = with_question(form, "second", asked("added", "date"))
    form = with_question(form, "first", {**question_of(form, "which"), "readers": "public", "needed": False})

    assert became(form) == {
        "which": ("changed", Aspect.NEEDED, Aspect.READERS),
        "how-much": ("same",),
        "order": ("same",),
        "added": ("new",),
        "why": ("dropped",),
    }


def test_a_change_says_how():
    form = small_form()
    which, order = question_of(form, "which"), question_of(form, "order")
    reworded = [{**which["options"][0], "label": {"en": "Otherwise"}}, which["options"][1]]
    form = with_question(form, "first", {**which, "options": reworded, "note": {"en": "Help"}})
    form = with_question(form, "second", {**order, "options": order["options"][::-1]})
    form = move_question(form, "how-much", 1)

    found = became(form)

    assert found["which"] == ("changed", Aspect.NOTE, Aspect.WORDING)
    assert found["order"] == ("changed", Aspect.OPTIONS)
    assert found["how-much"] == ("changed", Aspect.SECTION)


def test_a_table_is_the_same_as_long_as_nothing_of_it_changes():
    old = read_yaml(PROGRESS)
    table = {**old["sections"][0]["tables"][0], "unit": {"en": "measure", "sr": "мера"}}
    new = with_section(old, {**old["sections"][0], "tables": [table]})

    assert became(old, old)["A1"] == (Became.SAME.value,)
    assert became(new, old)["A1"] == ("changed", Aspect.TABLE)
