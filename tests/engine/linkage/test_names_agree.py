"""How names of the region are compared over scripts, transcriptions and errors."""

import pytest

from natc.engine.linkage.attributes import birth_agreement, birth_date, document_agreement, place_agreement
from natc.engine.linkage.names import folded, name_agreement, skeleton


@pytest.mark.parametrize(
    ("left", "right", "agreement"),
    [
        ("Петровић", "Petrovic", "same"),
        ("Ђорђевић", "Djordjevic", "spelling"),
        ("Ђорђевић", "Gjorgjevic", "spelling"),
        ("Шћепановић", "Scepanovic", "same"),
        ("Šćepanović", "Shchepanovich", "spelling"),
        ("Жељко", "Zheljko", "spelling"),
        ("Јована", "Yovana", "spelling"),
        ("Петрова", "Petrov", "spelling"),
        ("Иванова", "Ivanoff", "spelling"),
        ("Христо", "Khristo", "spelling"),
        ("Παπαδόπουλος", "Papadopoulos", "spelling"),
        ("Александру", "Alexandru", "spelling"),
        ("Xhaferi", "Џафери", "spelling"),
        ("Коваль", "Koval", "same"),
        ("Ana Marija", "Marija", "part"),
        ("E.", "Elena", "part"),
        ("Petrović-Jović", "Jović", "part"),
        ("Nikolić", "Nikollić", "spelling"),
        ("Marković", "Markovač", "close"),
        ("Jovanović", "Jovnaović", "close"),
        ("Ana", "Ena", "differs"),
        ("Ilić", "Şahin", "differs"),
    ],
)
def test_two_names_agree_as_a_reader_of_both_scripts_would_say(left: str, right: str, agreement: str) -> None:
    assert name_agreement(folded(left), folded(right)) == agreement
    assert name_agreement(folded(right), folded(left)) == agreement


@pytest.mark.parametrize(("one", "other"), [("Ђорђе", "Djordje"), ("Đorđe", "Gjorgje"), ("Вук", "Wuk"), ("Željka", "Zheljko")])
def test_names_looked_up_under_one_skeleton(one: str, other: str) -> None:
    assert skeleton(folded(one)) == skeleton(folded(other))


@pytest.mark.parametrize(
    ("left", "right", "agreement"),
    [
        ("2001-05-17", "2001-05-17", "same"),
        ("2001-05-17", "2001-05", "month"),
        ("2001-05-17", "2001", "year"),
        ("2001-01-01", "2001-05-17", "year"),
        ("2001-01-01", "2001-01-01", "year"),
        ("2001-05-03", "2001-03-05", "swapped"),
        ("2001-05-17", "2001-05-19", "close"),
        ("2001-05-17", "2001-05-71", "close"),
        ("2001-05-17", "2010-05-17", "close"),
        ("2001-05-17", "2001-09-28", "same_year"),
        ("2001-06", "2001-09", "same_year"),
        ("2001", "2002-09-28", "next_year"),
        ("2001-05-17", "1987-02-03", "differs"),
    ],
)
def test_birth_dates_agree_as_far_as_both_are_known(left: str, right: str, agreement: str) -> None:
    assert birth_agreement(birth_date(left), birth_date(right)) == agreement
    assert birth_agreement(birth_date(right), birth_date(left)) == agreement


def test_documents_with_one_wrong_character_are_close() -> None:
    assert document_agreement("008123456", "008123465") == "close"
    assert document_agreement("008123456", "118123465") == "differs"


def test_a_place_with_its_quarter_is_close_to_the_place() -> None:
    assert place_agreement("novi sad", "novi sad detelinara") == "close"
    assert place_agreement("novi sad", "nis") == "differs"
