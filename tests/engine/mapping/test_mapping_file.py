"""The mapping file and natc map: people read it, correct it by hand, and break it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from natc.engine.errors import Unusable
from natc.engine.standard.form import load_codes, load_form
from natc.engine.standard.mapping import Column, Mapping, load_mapping, save_mapping, targets
from natc.engine.standard.values import Conventions, DateOrder, Decimals

GOOD = "form: protection\ncolumns:\n- heading: Pol\n  variable: prs_Gender\n  confirmed: true\n"

ENDS_OF_LINES = "\x85\u2028\u2029"  # to YAML; to the reader of words they are spaces like any other
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters=ENDS_OF_LINES), min_size=1, max_size=12
)
TRICKY = st.sampled_from(
    ["no", "Yes", "1", "0x1f", "null", "~", "2024-01-01", "a: b", "- x", "#", "'", '"', "да", "NaN", "<<", " x "]
)
WORD = st.one_of(WORDS, TRICKY)
VARIABLES = sorted(targets(load_form("protection")))


@st.composite
def columns(draw) -> Column:
    variable = targets(load_form("protection"))[draw(st.sampled_from(VARIABLES))]
    codes = [code.code for code in load_codes(variable.codes).codes][:20] if variable.codes else ["kept"]
    words = st.dictionaries(WORD, st.sampled_from([*codes, ""]), max_size=3)
    return Column(
        heading=draw(WORD),
        variable=variable.code,
        confirmed=draw(st.booleans()),
        why=draw(st.one_of(st.just(""), WORD)),
        values=draw(words),
        proposed=draw(words),
        unread=tuple(draw(st.lists(WORD, max_size=3))),
        separator=draw(st.sampled_from([";", ",", "/", " i "])),
    )


MAPPINGS = st.builds(
    Mapping,
    form=st.just("protection"),
    columns=st.lists(columns(), max_size=4).map(tuple),
    conventions=st.builds(Conventions, st.sampled_from(DateOrder), st.sampled_from(Decimals)),
    left_out=st.lists(WORD, max_size=3).map(tuple),
    sheet=st.one_of(st.none(), WORD),
    header_row=st.one_of(st.none(), st.integers(1, 60)),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MAPPINGS)
def test_every_mapping_is_saved_and_loaded_as_itself(tmp_path, mapping):
    save_mapping(mapping, tmp_path / "a.mapping.yaml")

    assert load_mapping(tmp_path / "a.mapping.yaml") == mapping


def test_words_that_yaml_takes_for_truths_numbers_and_nothing_stay_words(sheet):
    text = GOOD + "  values: {no: Masculine, 1: Feminine, ~: '', da: Feminine}\nsheet: 2024\n"

    mapping = load_mapping(sheet(text, "a.yaml"))

    assert mapping.columns[0].values == {"no": "Masculine", "1": "Feminine", "~": "", "da": "Feminine"}
    assert mapping.sheet == "2024"


def test_an_answer_no_written_without_quotation_marks_is_the_code_no_and_not_a_blank(sheet):
    text = "form: protection\ncolumns:\n- {heading: Sporna, variable: vic_AgeDisputed, confirmed: yes, values: {ne: No}}\n"

    column = load_mapping(sheet(text, "a.yaml")).columns[0]

    assert (column.confirmed, column.values) == (True, {"ne": "No"})


BROKEN = {
    "form: protection\ncolumns: [": "is not a readable mapping file",
    "": "is not a mapping file",
    "just words": "is not a mapping file",
    "form: protection\n": "is not a mapping file",
    "form: nonsense\ncolumns: []\n": r"is not a mapping file: \"form\" \(protection, justice",
    "form: protection\ncolumns: {}\n": "is not a mapping file",
    "form: protection\ncolumns: [Pol]\n": 'each entry needs "heading" and "variable", found \'Pol\'',
    "form: protection\ncolumns:\n- heading: Pol\n": "each entry needs",
    "form: protection\ncolumns:\n- {heading: Pol, variable: prs_Sex}\n": 'column "Pol": the standard has no variable "prs_Sex"',
    GOOD + "  values: {ž: Female}\n": 'value "ž": "Female" is not a code of prs_Gender',
    GOOD + "  values: [ž]\n": 'column "Pol", values: expected lines of the form "word: code"',
    GOOD + "  values: {ž: [Feminine]}\n": 'column "Pol", values: expected lines of the form "word: code"',
    GOOD + "  proposed_values: x\n": "proposed_values: expected lines",
    GOOD + "  unread_values: x\n": "unread_values: expected a list",
    GOOD + "left_out: x\n": "left_out: expected a list",
    GOOD + "dates: dd/mm\n": '"dates" is day first, month first or unknown',
    GOOD + "header_row: fifth\n": '"header_row" a number',
    GOOD + "constants: [x]\n": "constants: expected lines",
    GOOD + "constants: {org_Typ: NGO}\n": 'constants: the standard has no variable "org_Typ"',
    GOOD + "constants: {org_Type: Ministry}\n": '"Ministry" is not a code of org_Type',
    GOOD + "constants: {prs_Gender: Feminine}\n": "prs_Gender is read from a column too; keep one of them",
}


@pytest.mark.parametrize(("text", "said"), BROKEN.items())
def test_a_mapping_broken_by_hand_is_answered_with_the_place_and_what_belongs_there(sheet, text, said):
    with pytest.raises(Unusable, match=said) as refused:
        load_mapping(sheet(text, "office.mapping.yaml"))

    assert str(refused.value).startswith("office.mapping.yaml")
    assert "\n" not in str(refused.value)


def test_a_mapping_that_is_not_there_or_not_text_is_said(tmp_path, sheet):
    with pytest.raises(Unusable, match="there is no such mapping file"):
        load_mapping(tmp_path / "no.yaml")
    with pytest.raises(Unusable, match="is not a readable mapping file"):
        load_mapping(sheet(b"\xff\xfe\x00", "a.yaml"))


SHEET = "Šifra;Pol;Uzrast\nA1;ž;17\nA2;m;30\n"


def test_check_refuses_a_mapping_that_still_holds_proposals(sheet, natc, tmp_path):
    path = sheet(SHEET)
    natc("map", path, "--to", "protection")

    answer = natc("check", "protection", path, "--mapping", tmp_path / "sheet.mapping.yaml")

    assert (answer.code, answer.out) == (1, "")
    assert 'still holds proposals nobody has confirmed ("Šifra", "Pol", "Uzrast")' in answer.err


def test_map_writes_no_register_while_proposals_wait(sheet, natc, tmp_path):
    answer = natc("map", sheet(SHEET), "--to", "protection", "--out", tmp_path / "register.csv")

    assert answer.code == 1
    assert "register.csv was not written: 3 proposals wait for a person" in answer.err
    assert not (tmp_path / "register.csv").exists()


def test_accepted_proposals_serve_check_and_write_the_register(sheet, natc, tmp_path):
    path = sheet(SHEET)

    accepted = natc("map", path, "--to", "protection", "--accept", "--set", "org_Type=NGO", "--out", tmp_path / "register.csv")
    answer = natc("check", "protection", path, "--mapping", tmp_path / "sheet.mapping.yaml")

    assert (accepted.code, answer.code) == (0, 0)
    assert (tmp_path / "register.csv").read_text(encoding="utf-8").splitlines() == [
        "cas_PersonCode,prs_Gender,vic_AgeAtRegistration,org_Type", "A1,Feminine,17,NGO", "A2,Masculine,30,NGO",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("org_Type=Ministry", '"Ministry" is not a code of org_Type'),
        ("org_Typ=NGO", "no variable"),
        ("org_Type", "expected VARIABLE=CODE"),
    ],
)  # fmt: skip
def test_a_wrong_constant_leaves_no_mapping_behind(sheet, natc, tmp_path, said, refusal):
    answer = natc("map", sheet(SHEET), "--to", "protection", "--set", said)

    assert answer.code in (1, 2)
    assert refusal in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["sheet.csv"]


def test_a_mapping_to_one_register_does_not_serve_another(sheet, natc):
    path = sheet(SHEET)
    natc("map", path, "--to", "protection", "--accept")

    answer = natc("map", path, "--to", "justice")

    assert answer.code == 1
    assert "sheet.mapping.yaml joins this sheet to protection" in answer.err


def test_a_header_row_said_by_hand_is_remembered(sheet, natc, tmp_path):
    path = sheet("a;b;c\nŠifra;Pol;Uzrast\nA1;Feminine;17\n")
    natc("map", path, "--to", "protection", "--header-row", "2", "--accept")

    again = natc("map", path, "--to", "protection")

    assert load_mapping(tmp_path / "sheet.mapping.yaml").header_row == 2
    assert "headings in row 2" in again.out


def test_brackets_in_headings_and_words_are_shown_as_they_are(sheet, natc):
    answer = natc("map", sheet("šifra;pol [/];[red]napomena\nA1;[b]ž;x\nA2;ž;y\n"), "--to", "protection")

    assert answer.code == 0
    assert "[red]napomena" in answer.out
    assert "pol [/]" in answer.out
    assert '"[b]ž"' in answer.out


def test_a_sheet_of_which_nothing_is_known_gives_a_mapping_to_fill_in_by_hand(sheet, natc, tmp_path):
    answer = natc("map", sheet("foo;bar\nx;y\n"), "--to", "protection")

    assert answer.code == 0
    assert load_mapping(tmp_path / "sheet.mapping.yaml") == Mapping("protection", (), left_out=("foo", "bar"))


def test_what_a_person_reads_is_also_said_in_serbian(sheet, natc):
    cyrillic = natc("map", sheet(SHEET), "--to", "protection", "--lang", "sr").out
    latin = natc("map", sheet(SHEET, "b.csv"), "--to", "protection", "--lang", "sr-Latn").out

    assert "заглавље" in cyrillic
    assert "zaglavlje" in latin
