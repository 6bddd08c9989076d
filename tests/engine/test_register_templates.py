"""The Excel templates of the registers, as an office sees them and as our readers find their way in them."""

import re
from pathlib import Path
from xml.sax.saxutils import unescape
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from natc.engine.errors import Refused, Unusable
from natc.engine.standard.form import Kind, Level, load_codes, load_form
from natc.engine.standard.templates.register_writer import PREPARED_ROWS
from natc.engine.standard.templates.workbook import WORDS
from natc.engine.standard.templates.write import REGISTERS, TEMPLATES, write_template
from natc.engine.text import LANGUAGES, say

each_register = pytest.mark.parametrize("register", REGISTERS)
each_language = pytest.mark.parametrize("lang", LANGUAGES)


def written(tmp_path: Path, what: str, lang: str) -> Path:
    path = tmp_path / f"{what}-{lang}.xlsx"
    write_template(what, path, lang)
    return path


def grid(path: Path, sheet: str) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def part(path: Path, pattern: str) -> str:
    """The XML of the parts of a workbook whose names match."""
    with ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if re.search(pattern, name))


def entry_xml(path: Path) -> str:
    return part(path, r"worksheets/sheet3\.xml$")


@each_register
@each_language
def test_the_first_sheet_says_never_to_upload_it_in_two_languages(tmp_path, register, lang):
    path = written(tmp_path, register, lang)

    first = grid(path, CalamineWorkbook.from_path(path).sheet_names[0])
    said = {str(row[0]) for row in first}

    assert {say(WORDS["never_upload"], lang), say(WORDS["never_upload"], "sr" if lang == "en" else "en")} <= said


@each_register
@each_language
def test_the_entry_sheet_has_labels_in_row_1_and_codes_in_row_2_and_nothing_below(tmp_path, register, lang):
    form = load_form(register)
    path = written(tmp_path, register, lang)

    labels, codes, *below = grid(path, say(WORDS["sheet_entry"], lang))

    assert codes == [variable.code for variable in form.variables]
    assert [str(label).split("\n")[0] for label in labels] == [say(variable.label, lang) for variable in form.variables]
    assert not any(any(row) for row in below)


@each_register
def test_core_columns_are_marked_by_a_word_and_not_by_colour_alone(tmp_path, register):
    path = written(tmp_path, register, "en")

    labels = grid(path, "Entry")[0]

    for variable, label in zip(load_form(register).variables, labels, strict=True):
        assert str(label).endswith("(core)") is (variable.level is Level.CORE)


@each_register
def test_every_coded_column_offers_its_list_and_only_several_values_may_differ_from_it(tmp_path, register):
    form = load_form(register)
    xml = entry_xml(written(tmp_path, register, "en"))

    for kind, style in ((Kind.CODE, ""), (Kind.CODES, "information")):
        lists = {variable.codes for variable in form.variables if variable.kind is kind}
        found = {
            re.search("<formula1>list_(.*?)</formula1>", rule).group(1)
            for rule in re.findall("<dataValidation .*?</dataValidation>", xml)
            if 'type="list"' in rule and ('errorStyle="information"' in rule) is bool(style)
        }
        assert found == lists


@each_register
def test_drop_downs_reach_over_all_prepared_rows(tmp_path, register):
    xml = entry_xml(written(tmp_path, register, "en"))

    reached = {int(row) for row in re.findall(r'<dataValidation [^>]*sqref="[A-Z]+3:[A-Z]+(\d+)', xml)}

    assert reached == {PREPARED_ROWS + 2}


@each_register
@each_language
def test_the_sheet_codes_holds_every_list_with_code_and_label_in_each_language(tmp_path, register, lang):
    path = written(tmp_path, register, lang)
    lists = dict.fromkeys(variable.codes for variable in load_form(register).variables if variable.codes)

    columns = list(zip(*grid(path, "codes"), strict=True))

    for number, name in enumerate(lists):
        codes, *labels = (list(filter(None, column[2:])) for column in columns[number * 5 : number * 5 + 4])
        assert columns[number * 5][0] == name
        assert codes == [entry.code for entry in load_codes(name).codes]
        assert labels == [[say(entry.label, each) for entry in load_codes(name).codes] for each in LANGUAGES]


@each_register
def test_each_heading_carries_its_definition_as_a_note(tmp_path, register):
    notes = unescape(part(written(tmp_path, register, "sr"), r"comments\d*\.xml$"))

    assert all(variable.definition["sr"] in notes for variable in load_form(register).variables)


def test_a_place_that_cannot_be_written_is_refused_and_nothing_is_left(tmp_path):
    (tmp_path / "taken.xlsx").mkdir()

    with pytest.raises(Unusable, match=r"taken.xlsx cannot be written"):
        write_template("ngo", tmp_path / "taken.xlsx", "en")

    assert [path.name for path in tmp_path.iterdir()] == ["taken.xlsx"]


def test_a_template_that_somebody_may_have_filled_in_is_not_written_over(tmp_path):
    filled = tmp_path / "filled.xlsx"
    filled.write_bytes(b"answers")

    with pytest.raises(Refused, match=r"filled.xlsx exists already"):
        write_template("submission", filled, "en")

    assert filled.read_bytes() == b"answers"


@pytest.mark.parametrize("what", TEMPLATES)
def test_the_same_template_twice_is_the_same_file(tmp_path, what):
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"

    write_template(what, first, "sr")
    write_template(what, second, "sr")

    assert first.read_bytes() == second.read_bytes()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", part(first, "core"))) == {"2026-01-01T00:00:00Z"}


@pytest.mark.parametrize("what", TEMPLATES)
def test_no_template_holds_a_formula_a_link_or_a_macro(tmp_path, what):
    path = written(tmp_path, what, "sr-Latn")

    with ZipFile(path) as archive:
        names = archive.namelist()

    assert "<f>" not in part(path, r"worksheets/sheet\d+\.xml$")
    assert "hyperlink" not in part(path, r"worksheets/sheet\d+\.xml$")
    assert not [name for name in names if "vba" in name.lower() or "externalLink" in name]


@pytest.mark.parametrize("what", TEMPLATES)
def test_no_text_of_a_validation_is_longer_than_excel_opens(tmp_path, what, recwarn):
    """xlsxwriter warns and leaves a validation out when its text is too long; a file with one would be called damaged."""
    for lang in LANGUAGES:
        written(tmp_path, what, lang)

    assert [str(warning.message) for warning in recwarn] == []


def test_every_word_of_the_templates_exists_in_english_and_serbian():
    def pairs(value):
        if isinstance(value, dict) and "en" not in value:
            return [pair for part in value.values() for pair in pairs(part)]
        return [pair for part in value for pair in pairs(part)] if isinstance(value, list) else [value]

    assert all(set(text) == {"en", "sr"} and all(text.values()) for text in pairs(WORDS))


@pytest.mark.parametrize(
    ("what", "name", "lang", "sentence"),
    [
        ("identifiers", "a.xlsx", "en", "choose protection, justice, ngo, submission"),
        ("ngo", "a.xlsx", "de", "choose en, sr, sr-Latn"),
        ("ngo", "a.xls", "en", "ends in .xlsx"),
        ("ngo", "nowhere/a.xlsx", "en", "does not exist"),
    ],
)
def test_what_cannot_be_written_is_refused_in_a_sentence(tmp_path, what, name, lang, sentence):
    with pytest.raises(Unusable, match=sentence):
        write_template(what, tmp_path / name, lang)

    assert list(tmp_path.iterdir()) == []
