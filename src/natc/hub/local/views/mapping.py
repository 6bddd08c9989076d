"""How a sheet is joined to the standard: proposals, and what the person says of them."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from natc.engine.standard.form import Code, Form, Kind, Variable, load_codes, load_form
from natc.engine.standard.mapping import Column, Mapping, first_cells, joined, propose, save_mapping, targets, without
from natc.engine.standard.values import Conventions, DateOrder, Decimals, nearest_code
from natc.engine.text import say
from natc.hub.local import office
from natc.hub.local.language import spoken_here
from natc.hub.local.notices import tell
from natc.hub.local.settings import FOLDER

BLANK = "-"  # typed as a code: the word is read as if nothing stood there
BODY = ("org_Name", "org_Type")  # constants that the page asks for: whose sheet it is


@dataclass(frozen=True)
class Word:
    """A word of the office, and the code it is read as or might be."""

    field: str
    word: str
    code: str
    nearest: str


@dataclass(frozen=True)
class Asked:
    """A column as the page asks about it."""

    field: str
    column: Column
    cells: str
    words: list[Word]
    codes: str | None


def mapping(request: HttpRequest, name: str) -> HttpResponse:
    """Columns, words, dates and decimals, each as natc proposes it until a person confirms it."""
    sheet = office.sheet(name)
    join = sheet.mapping
    form = load_form(join.form)
    if request.method == "POST":
        answered = join.confirm() if "all" in request.POST else _answered(join, form, request.POST)
        made = propose(sheet.table(), form, answered, spoken_here())
        save_mapping(made, sheet.mapping_file)
        return _next(name, made)
    return render(request, "local/mapping.html", {"sheet": sheet, "join": join, **_page(sheet, join, form)})


def _next(name: str, join: Mapping) -> HttpResponse:
    waiting = len(join.proposals)
    if waiting:
        says = ngettext("%(count)d proposal waits for you.", "%(count)d proposals wait for you.", waiting)
        tell(says % {"count": waiting}, "warning")
        return redirect("mapping", name)
    tell(_("Saved; next year the same file is used again. Now see what is wrong in the sheet."))
    return redirect("findings", name)


def _page(sheet: office.Sheet, join: Mapping, form: Form) -> dict[str, object]:
    table, known, lang = sheet.table(), targets(form), spoken_here()
    cells = first_cells(table)
    asked = [_asked(column, known[column.variable], cells) for column in join.columns]
    fed_by = {column.variable for column in join.columns}
    return {
        "asked": asked,
        "left_out": [(_field("variable", heading), heading, cells.get(heading, "")) for heading in join.left_out],
        "variables": [(code, f"{say(one.label, lang)} ({code})") for code, one in known.items()],
        "lists": [(name, _codes(name)) for name in dict.fromkeys(one.codes for one in asked if one.codes and one.words)],
        "remarks": [say(remark, lang) for remark in table.remarks],
        "constants": [
            (known[code], say(known[code].label, lang), join.constants.get(code, ""))
            for code in BODY
            if code in known and code not in fed_by
        ],
        "body_types": [(one.code, say(one.label, lang)) for one in load_codes(known["org_Type"].code_list).codes]
        if "org_Type" in known
        else [],
        "dates": list(DateOrder),
        "decimals": list(Decimals),
        "file": sheet.mapping_file.relative_to(FOLDER),
        "offered": [str(one) for one in (join.offered.dates, join.offered.decimals) if one != "unknown"],
    }


def _asked(column: Column, variable: Variable, cells: Dict[str, str]) -> Asked:
    coded = variable.codes if variable.kind in (Kind.CODE, Kind.CODES) else None
    said = {**column.values, **column.proposed}
    words = [Word(_field("code", column.heading, word), word, code or BLANK, "") for word, code in said.items()]
    if coded:
        words += [Word(_field("code", column.heading, word), word, "", nearest_code(word, coded) or "") for word in column.unread]
    return Asked(_field("", column.heading), column, cells.get(column.heading, ""), words, coded)


def _field(*parts: str) -> str:
    """The name of a field about a heading, or about a word below it. Browsers change the ends of lines in names: none is left."""
    return ":".join(" ".join(part.split()) for part in parts)


def _codes(name: str) -> list[tuple[str, str]]:
    codes: tuple[Code, ...] = load_codes(name).codes
    return [(one.code, say(one.label, spoken_here())) for one in codes]


def _answered(join: Mapping, form: Form, said: QueryDict) -> Mapping:
    """The mapping with what the person said. A column that was neither ticked nor changed waits as before."""
    columns = {column.heading: column for column in join.columns}
    for heading in (*columns, *join.left_out):
        wanted = said.get(_field("variable", heading))
        column = columns.get(heading)
        if column and wanted == "":
            join = without(join, heading)
        elif wanted and (column is None or wanted != column.variable):
            join = joined(join, heading, wanted)
        elif column:
            answered = _column(column, said)
            join = replace(join, columns=tuple(answered if one.heading == heading else one for one in join.columns))
    return _with_conventions(_with_constants(join, form, said), said)


def _column(column: Column, said: QueryDict) -> Column:
    """The column with the codes that were typed for its words; proposed ones only where the column is ticked."""
    right = _field("right", column.heading) in said
    shown = {word: code or BLANK for word, code in {**column.values, **column.proposed}.items()}
    typed = {
        word: said.get(_field("code", column.heading, word), shown.get(word, "")).strip() for word in (*shown, *column.unread)
    }
    waits = {word for word in column.proposed if not right and typed[word] == shown[word]}
    return replace(
        column,
        confirmed=column.confirmed or right,
        values={word: "" if code == BLANK else code for word, code in typed.items() if code and word not in waits},
        proposed={word: code for word, code in column.proposed.items() if word in waits},
        unread=tuple(word for word, code in typed.items() if not code),
    )


def _with_constants(join: Mapping, form: Form, said: QueryDict) -> Mapping:
    given = {
        code: typed.strip() for code in BODY if code in targets(form) and (typed := said.get(f"constant:{code}")) is not None
    }
    constants = {code: value for code, value in {**join.constants, **given}.items() if value}
    return replace(join, constants=constants)


def _with_conventions(join: Mapping, said: QueryDict) -> Mapping:
    if "offered" in said:
        return join.with_conventions()
    dates, decimals = said.get("dates", join.conventions.dates), said.get("decimals", join.conventions.decimals)
    known = dates in list(DateOrder) and decimals in list(Decimals)
    return replace(join, conventions=Conventions(DateOrder(dates), Decimals(decimals))) if known else join
