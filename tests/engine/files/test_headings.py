"""Where the headings stand: under titles, in groups, over merged cells, beside blank columns."""

from pathlib import Path

import pytest
import xlsxwriter

from natc.engine.errors import Unusable
from natc.engine.standard.files import ROW, Table, read_table

PERSONS = [("A1", "Feminine", "17"), ("A2", "Masculine", "30")]


def workbook(path: Path, sheets: dict[str, list[tuple[object, ...]]], merges: tuple[tuple[object, ...], ...] = ()) -> Path:
    """A workbook of these rows; `merges` are (first row, first column, last row, last column, text) of its first sheet."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                sheet.write_row(line, 0, row)
        for merge in merges:
            book.worksheets()[0].merge_range(*merge)
    return path


def rows(table: Table) -> list[tuple[str | None, ...]]:
    return table.frame.select(table.headings).collect().rows()


def numbers(table: Table) -> list[int]:
    return table.frame.collect()[ROW].to_list()


def test_headings_in_the_first_row_are_found(tmp_path):
    table = read_table(workbook(tmp_path / "a.xlsx", {"S": [("Šifra", "Pol", "Uzrast"), *PERSONS]}))

    assert (table.sheet, table.header_row, table.headings) == ("S", 1, ("Šifra", "Pol", "Uzrast"))
    assert rows(table) == PERSONS
    assert numbers(table) == [2, 3]


def test_titles_above_the_headings_are_passed_over_and_rows_keep_the_numbers_of_the_spreadsheet(tmp_path):
    titled = [("Ministarstvo unutrašnjih poslova",), ("Evidencija za 2024. godinu",), (), ("Šifra", "Pol", "Uzrast"), *PERSONS]

    table = read_table(workbook(tmp_path / "a.xlsx", {"S": titled}))

    assert (table.header_row, table.headings) == (4, ("Šifra", "Pol", "Uzrast"))
    assert numbers(table) == [5, 6]


def test_group_headings_over_several_columns_give_way_to_the_headings_below(tmp_path):
    below = [(), ("Šifra", "Pol", "Datum", "Mesto"), ("A1", "ž", "1.2.2024", "Niš")]
    merges = ((0, 0, 0, 1, "Lice"), (0, 2, 0, 3, "Slučaj"))

    table = read_table(workbook(tmp_path / "a.xlsx", {"S": below}, merges))

    assert (table.header_row, table.headings) == (2, ("Šifra", "Pol", "Datum", "Mesto"))


def test_a_heading_merged_down_beside_a_group_names_its_column(tmp_path):
    below = [(), (None, "Ime", "Prezime", "Napomena"), (1, "Mila", "Čolić", "x")]
    merges = ((0, 0, 1, 0, "R. br."), (0, 1, 0, 2, "Lice"))

    table = read_table(workbook(tmp_path / "a.xlsx", {"S": below}, merges))

    assert (table.header_row, table.headings) == (2, ("R. br.", "Ime", "Prezime", "Napomena"))


def test_headings_that_are_all_merged_over_two_rows_end_with_the_second(tmp_path):
    merges = ((0, 0, 1, 0, "Šifra"), (0, 1, 1, 1, "Pol"), (0, 2, 1, 2, "Uzrast"))

    table = read_table(workbook(tmp_path / "a.xlsx", {"S": [(), (), *PERSONS]}, merges))

    assert (table.header_row, table.headings, rows(table)) == (2, ("Šifra", "Pol", "Uzrast"), PERSONS)


def test_the_same_heading_in_two_groups_is_told_apart_by_the_group(tmp_path):
    below = [(), ("Datum", "Organ", "Datum", "Organ"), ("1.2.2024", "MUP", "3.2.2024", "NVO")]
    merges = ((0, 0, 0, 1, "Prijava"), (0, 2, 0, 3, "Odluka"))

    table = read_table(workbook(tmp_path / "a.xlsx", {"S": below}, merges))

    assert table.headings == ("Prijava: Datum", "Prijava: Organ", "Odluka: Datum", "Odluka: Organ")


def test_the_same_heading_twice_without_groups_is_numbered_and_never_collides(tmp_path):
    twice = [("Pol", "Pol (2)", "Pol", "Uzrast", "Ime", "Mesto"), ("ž", "m", "m", 12, "Ana", "Niš")]

    table = read_table(workbook(tmp_path / "a.xlsx", {"S": twice}))

    assert table.headings == ("Pol", "Pol (2)", "Pol (3)", "Uzrast", "Ime", "Mesto")


def test_a_blank_column_is_left_out_and_one_without_heading_is_called_by_its_letter(tmp_path):
    gaps = [("Šifra", None, "Pol", None, "Uzrast"), ("A1", None, "ž", "?", 17), ("A2", None, "m", None, 30)]

    table = read_table(workbook(tmp_path / "a.xlsx", {"S": gaps}))

    assert table.headings == ("Šifra", "Pol", "column D", "Uzrast")


def test_rows_of_nothing_but_words_are_not_taken_for_headings(tmp_path):
    words = [("Ime", "Pol", "Državljanstvo"), ("Mila", "ženski", "Srbija"), ("Ana", "ženski", "Bosna")]

    table = read_table(workbook(tmp_path / "a.xlsx", {"S": words}))

    assert (table.header_row, len(rows(table))) == (1, 2)


def test_the_standards_own_codes_are_headings_wherever_they_stand(tmp_path):
    noisy = [("Odeljenje", "Datum štampe", "Strana"), ("Niš", "danas", "prva"), ("cas_PersonCode", "prs_Gender", "x"), *PERSONS]

    table = read_table(workbook(tmp_path / "a.xlsx", {"S": noisy}), known=("cas_PersonCode", "prs_Gender"))

    assert table.header_row == 3


def test_somebody_who_knows_the_sheet_says_where_the_headings_are(tmp_path):
    path = workbook(tmp_path / "a.xlsx", {"S": [("a", "b"), ("Šifra", "Pol"), ("A1", "ž")]})

    assert read_table(path, header_row=2).headings == ("Šifra", "Pol")
    with pytest.raises(Unusable, match="no headings in row 30"):
        read_table(path, header_row=30)


def test_a_row_that_begins_with_total_is_no_person_wherever_it_stands(tmp_path):
    summed = [("Šifra", "Pol"), ("A1", "ž"), ("Ukupno", "1"), ("A2", "m"), ("UKUPNO", 2), *[("napomena", None)] * 8]

    table = read_table(workbook(tmp_path / "a.xlsx", {"S": summed}))

    assert {3, 5}.isdisjoint(numbers(table))
    assert table.remarks[0]["en"].startswith('row 3 begins with "Ukupno"')


def test_a_remark_below_the_total_is_no_person_and_is_named(tmp_path):
    summed = [("Šifra", "Pol"), ("A1", "ž"), ("A2", None), ("Ukupno", 2), ("deca se vode posebno", None), ("A3", "m")]

    table = read_table(workbook(tmp_path / "a.xlsx", {"S": summed}))

    assert numbers(table) == [2, 3, 6]
    assert table.remarks[1]["en"].startswith("row 5 below it holds one cell only")


def test_two_sheets_with_tables_must_be_named_and_an_empty_or_hidden_one_does_not_count(tmp_path):
    table = [("Šifra", "Pol"), ("A1", "ž")]
    two = workbook(tmp_path / "two.xlsx", {"MUP": table, "NVO": table, "Prazan": []})
    one = workbook(tmp_path / "one.xlsx", {"MUP": table, "Prazan": []})

    with pytest.raises(Unusable, match=r'2 sheets with tables \("MUP", "NVO"\); say which one with --sheet'):
        read_table(two)
    assert read_table(two, sheet="NVO").sheet == "NVO"
    assert read_table(one).sheet == "MUP"


def test_the_sheet_with_the_standards_codes_is_chosen_over_a_list_of_codes(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        {"Šifrarnik": [("šifra", "značenje"), ("1", "da")], "Registar": [("cas_PersonCode", "prs_Gender"), ("A1", "Feminine")]},
    )

    assert read_table(path, known=("cas_PersonCode", "prs_Gender")).sheet == "Registar"


def test_title_lines_with_quoted_line_breaks_above_the_headings_of_a_csv_are_passed_over(sheet):
    text = '"Evidencija\nza 2024",,\n\nŠifra,Pol,Uzrast\nA1,ž,17\n\n , ,\n"A\n2",m,30\n'

    table = read_table(sheet(text))

    assert (table.header_row, table.headings) == (3, ("Šifra", "Pol", "Uzrast"))
    assert rows(table) == [("A1", "ž", "17"), ("A\n2", "m", "30")]
    assert numbers(table) == [4, 7]


def test_a_sheet_with_headings_and_nobody_below_has_no_rows(tmp_path, sheet):
    assert rows(read_table(workbook(tmp_path / "a.xlsx", {"S": [("Šifra", "Pol", "Uzrast")]}))) == []
    assert rows(read_table(sheet("Šifra,Pol,Uzrast\n"))) == []
