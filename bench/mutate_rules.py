"""How many small changes to the cross-field rules the tables in tests/engine/rules notice.

Outside CI: .venv/bin/python bench/mutate_rules.py

Every rule is changed in one place at a time: a condition dropped, a code taken out of a list, blank turned into filled, a date
comparison turned round, a bound moved by one. A change that no row of the table notices survives and is printed.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from natc.engine.standard.check.expressions import at_fault
from natc.engine.standard.form import Condition, Rule, Variable, load_form
from natc.engine.standard.mapping import targets

TABLES = Path(__file__).parents[1] / "tests" / "engine" / "rules"


def rows(form: str) -> list[tuple[dict[str, str], set[str]]]:
    """The table of a form: cells of a row, and the rules that must speak on it."""
    read = []
    for line in (TABLES / f"{form}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cells, _, spoken = line.partition("  -> ")
            pairs = (cell.split("=", 1) for cell in cells.split("  "))
            read.append((dict(pairs), set() if spoken == "nothing" else set(spoken.replace(",", " ").split())))
    return read


def changes(condition: Condition) -> Iterator[Condition]:
    """The condition with one thing in it changed."""
    for name in ("any_of", "none_of", "lacks"):
        codes = getattr(condition, name)
        if len(codes) > 1:
            yield from (replace(condition, **{name: tuple(code for code in codes if code != gone)}) for gone in codes)
    if condition.blank is not None:
        yield replace(condition, blank=not condition.blank)
    if condition.before is not None:
        yield replace(condition, variable=condition.before, before=condition.variable)
    for name in ("over", "under"):
        bound = getattr(condition, name)
        if isinstance(bound, str):
            yield replace(condition, variable=bound, **{name: condition.variable})
        elif bound is not None:
            yield from (replace(condition, **{name: bound + step}) for step in (-1, 1))
    if condition.same_as:
        yield replace(condition, same_as=None, differs_from=condition.same_as)
    if condition.differs_from:
        yield replace(condition, differs_from=None, same_as=condition.differs_from)


def mutants(rule: Rule) -> Iterator[Rule]:
    """The rule with one condition dropped or changed."""
    for index, condition in enumerate(rule.fault_when):
        others = rule.fault_when[:index], rule.fault_when[index + 1 :]
        if len(rule.fault_when) > 1:
            yield replace(rule, fault_when=(*others[0], *others[1]))
        yield from (replace(rule, fault_when=(*others[0], changed, *others[1])) for changed in changes(condition))


def spoken(rule: Rule, frame: pl.DataFrame, variables: dict[str, Variable]) -> list[bool]:
    """On which rows of `frame` the rule speaks."""
    fault = at_fault(rule, variables, pl.col, lambda code: pl.col(code).is_not_null())
    return frame.select(fault.fill_null(value=False).alias("fault"))["fault"].to_list()


def main() -> None:
    """Change every rule of both registers and say what was not noticed."""
    for name in ("protection", "justice"):
        form, table = load_form(name), rows(name)
        variables = targets(form)
        frame = pl.DataFrame([cells for cells, _ in table], schema=dict.fromkeys(variables, pl.String))
        made, survived = 0, []
        for rule in form.rules:
            expected = [rule.code in rules for _, rules in table]
            for mutant in mutants(rule):
                made += 1
                if spoken(mutant, frame, variables) == expected:
                    survived.append(f"{rule.code}: {' and '.join(str(condition) for condition in mutant.fault_when)}")
        print(f"{name}: {made - len(survived)} of {made} changes noticed")
        print(*(f"  survived  {one}" for one in survived), sep="\n")


if __name__ == "__main__":
    main()
