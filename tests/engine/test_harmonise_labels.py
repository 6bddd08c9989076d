"""Labels of citizenship and country: what is read, why, and what is left to a human."""

import re

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from natc.engine.standard.form import iso3166, read_yaml
from natc.engine.standard.harmonise.labels import TABLE, Kind, classify, country_name, load_table
from natc.engine.standard.harmonise.words import load_words
from natc.engine.text import fold, to_latin

RAW = read_yaml(TABLE)
ALIASES = [(entry, str(label)) for entry in RAW["aliases"] for label in entry["labels"]]


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Nigerian", "NG"),
        ("Niger Rep", "NE"),
        ("Guinea", "GN"),
        ("Guinean", "GN"),
        ("Guinea-Bissau", "GW"),
        ("Equatorial Guinea", "GQ"),
        ("Papua New Guinea", "PG"),
        ("Guyana", "GY"),
        ("French Guiana", "GF"),
        ("Dominica", "DM"),
        ("Dominican Republic", "DO"),
        ("DOMINICANA", "DO"),
        ("Congo", "CG"),
        ("Dr Kongo", "CD"),
        ("Democratic Republic of the Congo", "CD"),
        ("Republic of Korea", "KR"),
        ("Democratic People's Republic of Korea", "KP"),
        ("North Korean", "KP"),
        ("South Korean", "KR"),
        ("Ireland", "IE"),
        ("Iceland", "IS"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Iraq", "IQ"),
        ("Slovenia", "SI"),
        ("Slovakia", "SK"),
        ("Slovaks", "SK"),
        ("Slovenian", "SI"),
        ("Austria", "AT"),
        ("Australia", "AU"),
        ("Samoa", "WS"),
        ("American Samoa", "AS"),
        ("Mali", "ML"),
        ("Malawi", "MW"),
        ("Malaysia", "MY"),
        ("Sudan", "SD"),
        ("South Sudan", "SS"),
        ("Mauritania", "MR"),
        ("Mauritius", "MU"),
        ("Macedonian", "MK"),
        ("Georgia", "GE"),
        ("Kosovar", "XK"),
        ("Kosovo", "XK"),
        ("Kosovo under UNSCR 1244", "XK"),
        ("Србија", "RS"),
        ("Srbija", "RS"),
        ("Shqipëri", "AL"),
        ("Espa\ufffda", "ES"),
        ("B & H", "BA"),
        ("2 maliens", "ML"),
        ("Ukrainian national repatriated from Slovakia to Ukraine", "UA"),
    ],
)
def test_labels_that_are_easily_confused_are_told_apart(label: str, code: str) -> None:
    reading = classify(label)

    assert (reading.kind, reading.code) == (Kind.COUNTRY, code)


@pytest.mark.parametrize(
    ("label", "candidates"),
    [
        ("Nigerin", ("NE", "NG")),
        ("GUINEANA", ("GN", "GQ", "GW")),
        ("Korea", ("KR", "KP")),
        ("Dominican", ("DO", "DM")),
        ("Congolese", ("CG", "CD")),
        ("3 nig\ufffdriens et 1 tunisien", ("NE", "TN")),
        ("Sveti Martin", ("SX", "MF")),
        ("Sark", ("GG",)),
    ],
)
def test_what_a_careful_person_would_not_decide_is_offered_and_never_applied(label: str, candidates: tuple[str, ...]) -> None:
    reading = classify(label)

    assert (reading.kind, reading.code) == (Kind.NOT_RESOLVED, None)
    assert set(reading.candidates) == set(candidates)


def test_a_misspelling_nobody_has_seen_is_not_guessed_but_its_neighbours_are_offered() -> None:
    reading = classify("Bulgarria")

    assert (reading.kind, reading.code) == (Kind.NOT_RESOLVED, None)
    assert reading.candidates[0] == "BG"


@pytest.mark.parametrize(
    ("label", "kind", "code"),
    [
        ("Former Yugoslavia", Kind.FORMER, "YUCS"),
        ("Former Czechoslovakia", Kind.FORMER, "CSHH"),
        ("The former Netherlands Antilles", Kind.FORMER, "ANHH"),
        ("Ciudadanos de su pa\ufffds", Kind.NATIONALS, None),
        ("Abroad", Kind.GROUP, "abroad"),
        ("EU-28 others", Kind.GROUP, "eu-28"),
        ("stateless", Kind.STATELESS, None),
        ("Sin determinar", Kind.UNKNOWN, None),
        ("TOTAL", Kind.TOTAL, None),
        ("Q6.1_10s_2019", Kind.NOT_CITIZENSHIP, None),
        ("145", Kind.NOT_CITIZENSHIP, None),
        ("(specify the country)", Kind.NOT_CITIZENSHIP, None),
        ("", Kind.NOT_CITIZENSHIP, None),
    ],
)
def test_labels_that_are_no_country_say_what_they_are(label: str, kind: Kind, code: str | None) -> None:
    reading = classify(label)

    assert (reading.kind, reading.code) == (kind, code)


@pytest.mark.parametrize("label", [label for _, label in ALIASES])
def test_every_alias_has_a_reason_in_both_languages_with_nothing_left_to_fill_in(label: str) -> None:
    reason = classify(label).reason

    assert set(reason) == {"en", "sr"}
    assert not re.search(r"[{}]|^\s*$", reason["en"] + reason["sr"])


def test_no_label_stands_twice_in_the_alias_table() -> None:
    folded = [fold(label) for _, label in ALIASES]

    assert sorted(key for key in set(folded) if folded.count(key) > 1) == []


def test_every_country_code_of_the_alias_table_is_iso_3166() -> None:
    countries = [entry for entry in RAW["aliases"] if entry["kind"] in ("country", "not resolved")]
    codes = {
        code
        for entry in countries
        for value in entry["labels"].values()
        for code in (value if isinstance(value, list) else [value])
    }

    assert codes - iso3166().keys() == set()
    assert all(isinstance(code, str) for code in codes), "NO without quotes is a Boolean in YAML"


def test_every_former_state_has_a_name() -> None:
    codes = {code for entry in RAW["aliases"] if entry["kind"] == "former state" for code in entry["labels"].values()}

    assert codes == set(load_words()["former"])


def test_an_alias_that_only_repeats_cldr_is_there_for_its_reason() -> None:
    """An alias wins over CLDR. Where the two differ, the alias would silently move persons to another country."""
    names = load_table().names
    differ = {
        label: (value, names[fold(label)][0])
        for entry, label in ALIASES
        if entry["kind"] == "country" and fold(label) in names
        for value in [entry["labels"][label]]
        if value != names[fold(label)][0]
    }

    assert differ == {}


def test_a_label_that_is_also_a_name_of_cldr_is_explained_by_the_alias_table() -> None:
    assert "the United Nations use Congo alone for the Republic of the Congo" in classify("Congo").reason["en"]


@given(st.sampled_from([label for _, label in ALIASES]), st.sampled_from([str.upper, str.lower, str.title, to_latin]))
def test_capitals_and_script_do_not_change_how_a_label_is_read(label: str, change: object) -> None:
    assert callable(change)

    assert classify(change(label)) == classify(label)


@given(
    st.sampled_from(sorted(iso3166())), st.sampled_from(["en", "es", "fr", "it", "de", "ro", "sr", "bg", "sq", "mk", "sl", "hr"])
)
def test_a_country_in_any_language_of_the_table_is_read_as_itself_or_left_open(code: str, lang: str) -> None:
    reading = classify(Locale.parse(lang).territories[code])

    assert reading.code in (code, None)


@given(st.sampled_from(sorted(iso3166())), st.sampled_from(["en", "sr", "sr-Latn"]))
def test_reading_the_name_we_give_a_country_gives_the_country(code: str, lang: str) -> None:
    assert classify(country_name(code, lang)).code == code
