"""`natc standard`: the data standard on the screen, whole or one variable."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from natc.commands.screen import LangOption, Language, out, tell
from natc.engine.errors import Refused, Unusable
from natc.engine.standard.form import COUNTRIES, FORMS, Form, Variable, load_codes, load_form
from natc.engine.standard.reference import facts, find, rules_about, word
from natc.engine.standard.templates.write import SUBMISSION, TEMPLATES, write_questionnaire, write_template
from natc.engine.text import say

app = typer.Typer(add_completion=False)


@app.command()
def standard(
    code: Annotated[str | None, typer.Argument(help="A variable, as vic_AgeDisputed; without it the whole standard")] = None,
    form: Annotated[str | None, typer.Option(help=f"Only this form: {', '.join(FORMS)}")] = None,
    excel: Annotated[Path | None, typer.Option(help="Write the form's Excel template here; also --form submission")] = None,
    xlsform: Annotated[Path | None, typer.Option(help="Write the form as an XLSForm here, for Kobo or ODK")] = None,
    lang: LangOption = Language.en,
) -> None:
    """Show the data standard: the whole, one form, or everything it says of one variable; or write its templates."""
    if excel or xlsform:
        _write_files(form, excel, xlsform, lang)
        return
    if form == SUBMISSION:
        raise Unusable("the annual submission is no register; --excel FILE.xlsx writes its template")
    forms = [load_form(name) for name in (FORMS if form is None else (form,))]
    if code is None:
        out.print(*(overview(each, lang) for each in forms), sep="\n", soft_wrap=False)
        return
    own = [each for each in forms if each.taken_from is None or form is not None]
    out.print(*(card(each, variable, lang) for each, variable in find(code, own)), sep="\n", soft_wrap=False)


def _write_files(form: str | None, excel: Path | None, xlsform: Path | None, lang: str) -> None:
    if form is None:
        raise Refused(f"say which form to write with --form: {', '.join(TEMPLATES)}")
    if excel:
        write_template(form, excel, lang)
    if xlsform:
        write_questionnaire(form, xlsform, lang)
    for path in filter(None, (excel, xlsform)):
        tell(word("written", lang, path=path))


def overview(form: Form, lang: str) -> RenderableType:
    """The form's title, purpose and a table of its variables for each group."""
    title = f"[bold]{escape(say(form.title, lang))}[/]  {form.code} {form.version}, {word(form.status, lang)}"
    tables = [_group(form, group, lang) for group in form.groups]
    return Group(title, escape(say(form.purpose, lang)), "", *tables)


def _group(form: Form, group: str, lang: str) -> Table:
    heads = [word(head, lang) for head in ("variable", "label", "level", "kind")]
    table = Table(*heads, title=say(form.groups[group], lang), title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.columns[0].no_wrap = True
    for variable in form.variables:
        if variable.group == group:
            table.add_row(variable.code, say(variable.label, lang), word(variable.level, lang), word(variable.kind, lang))
    return table


def card(form: Form, variable: Variable, lang: str) -> RenderableType:
    """Everything the standard says of a variable: its facts, its codes, the rules that touch it."""
    title = f"[bold]{variable.code}  {escape(say(variable.label, lang))}[/]  {escape(say(form.title, lang))}"
    return Group(title, "", _facts(variable, lang), *_codes(variable, lang), *_rules(form, variable, lang))


def _facts(variable: Variable, lang: str) -> Table:
    table = Table.grid(padding=(0, 2))
    for heading, text in facts(variable, lang):
        table.add_row(f"[dim]{heading}[/]", escape(text))
    return table


def _codes(variable: Variable, lang: str) -> Iterator[RenderableType]:
    if variable.codes is None:
        return
    yield f"\n[bold]{word('list', lang)}[/] ({variable.codes})"
    if variable.codes == COUNTRIES:
        yield word("countries", lang)
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    for code in load_codes(variable.codes).codes:
        table.add_row(code.code, escape(say(code.label, lang)), f"[dim]{escape(say(code.note, lang))}[/]" if code.note else "")
    yield table


def _rules(form: Form, variable: Variable, lang: str) -> Iterator[RenderableType]:
    rules = rules_about(form, variable.code)
    if rules:
        yield f"\n[bold]{word('rules', lang)}[/]"
    for rule in rules:
        yield f"{rule.code} ({word(rule.severity, lang)})"
        yield Padding(escape(f"{say(rule.says, lang)} {word('expected', lang)}: {say(rule.expected, lang)}"), (0, 0, 0, 2))
