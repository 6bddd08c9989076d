"""Invented lists of three bodies in three scripts, with the truth beside them: who is who. Nobody in them exists."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl
from anyascii import anyascii

from natc.engine.linkage.lists import LINE, BodyList
from natc.engine.text import to_latin

BODIES = ("police", "ngo", "centre")
TYPES = {"police": "LawEnforcement", "ngo": "NGO", "centre": "SocialService"}
REGISTERED_BY = ((1, 0.58), (2, 0.32), (3, 0.10))  # by how many bodies: share of persons, by judgement
SIBLINGS = 0.10  # share of persons with a brother or sister in the lists: the hard case, two persons who look alike
OWN_DUPLICATES = 0.02  # share of rows that a body wrote twice
FIRST_BIRTH, BIRTH_DAYS = date(1960, 1, 1), 18_000  # born between 1960 and 2009
PLACES = "Ниш|Нови Сад|Шабац|Суботица|Београд|Врање|Чачак|Пирот|Зајечар|Ужице|Крушевац|Прешево|Бујановац|Лозница|Вршац".split("|")

TRANSCRIBED = {
    "sq": "xh џ,gj ђ,sh ш,zh ж,nj њ,ll л,rr р,dh д,th т,q ћ,ç ч,ë е,x дз,y и,j ј,l љ",
    "ro": "ch к,gh г,ce че,ci чи,ge ђе,gi ђи,ș ш,ț ц,ă а,â и,î и,j ж,x кс,c к,y и",
    "el": "ου у,μπ б,ντ д,αι е,ει и,οι и,ευ ев,α а,β в,γ г,δ д,ε е,ζ з,η и,θ т,ι и,κ к,λ л,"
    "μ м,ν н,ξ кс,ο о,π п,ρ р,σ с,ς с,τ т,υ и,φ ф,χ х,ω о",
}
PLAIN = dict(zip("abcdefghijklmnoprstuvz", "абцдефгхијклмнопрстувз", strict=True))  # Latin as a Serbian officer writes it by ear
BULGARIAN = "щ sht,ш sh,ч ch,ж zh,ц ts,ю yu,я ya,й y,ъ a,ь y,х h,у u,в v"
BY_EAR = "щ шт,ю ју,я ја,й ј,ъ а,ь ј"  # Bulgarian letters that Serbian does not have
GREEK_LATIN = "ου ou,μπ b,ντ d,θ th,χ ch,ξ x,η i,υ y,φ f,ω o"


@dataclass(frozen=True)
class Origin:
    """Names of one language in its own script: given names by sex, and the syllables of family names."""

    language: str
    citizenship: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    beginnings: tuple[str, ...]
    middles: tuple[str, ...]
    endings: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ORIGINS = (
    Origin(
        "sr",
        "RS",
        _words(
            "Марија Јелена Милица Ана Јована Драгана Снежана Тијана Љиљана Сања Наташа Кристина Ивана Катарина Ђурђа Жељка Вања"
        ),
        _words(
            "Милан Никола Ђорђе Александар Стефан Марко Душан Жељко Љубиша Горан Зоран Ненад Драган Бојан Јован Џемал Вук Саша"
        ),
        _words("Петр Јован Ђорђ Никол Марк Стој Милош Живк Коч Шћеп Обрад Рад Лаз Том Ђур Вас Пав Чол Краљ Љуб Неш Грб"),
        _words("ов ев ад ил ан ић ош уљ ор аш"),
        _words("ић овић евић ац ски ица"),
    ),
    Origin(
        "bg",
        "BG",
        _words("Мария Десислава Цветелина Юлия Йорданка Живка Силвия Стефка Златка Гергана Ивелина Росица"),
        _words("Георги Иван Димитър Христо Йордан Цветан Живко Стоян Ангел Румен Юри Васил"),
        _words("Иван Димитр Христ Стоян Цветк Йордан Жел Пет Ант Геор Тод Щер Кол Як Зах Юл"),
        _words("ов ев ин ул ал ач"),
        _words("ов ев ски ин"),
    ),
    Origin(
        "sq",
        "AL",
        _words("Arta Besa Drita Elira Fatime Gjyle Hatixhe Lule Mirjeta Shpresa Teuta Valbona Xhemile Zana Çiljeta"),
        _words("Agim Besnik Driton Faton Gjergj Ilir Luan Naim Shkëlzen Valon Xhevdet Zef Qamil Rrustem"),
        _words("Hox Gash Beri Kras Xhaf Gjok Shal Mull Çel Rex Thaç Dem Has Zeq"),
        _words("er an ol aj ish"),
        _words("a i aj eri olli iqi"),
    ),
    Origin(
        "ro",
        "MD",
        _words("Elena Ioana Mihaela Ștefania Natalia Cristina Ilinca Ruxandra Ana Doina Viorica Țurcana"),
        _words("Ion Vasile Ștefan Gheorghe Andrei Mihai Costel Nicolae Dumitru Alexandru Sergiu Țuțu"),
        _words("Pop Ion Rus Mold Țurc Șerb Munt Chir Cioc Gheorgh Vasil Stan Răd"),
        _words("in er an ov ul"),
        _words("escu ean aru u oiu"),
    ),
    Origin(
        "el",
        "GR",
        _words("Μαρια Ελενη Κατερινα Σοφια Χριστινα Βασιλικη Αννα Δημητρα"),
        _words("Γιωργος Δημητρης Κωστας Νικος Χρηστος Παναγιωτης Βασιλης Θανασης"),
        _words("Παπαδ Γεωργ Δημητρ Νικολ Χριστ Θεοδ Μπακ Καρα"),
        _words("οπ ακ αντ ιδ"),
        _words("ουλος ακης ιδης ου"),
    ),
)
SHARES = (0.55, 0.13, 0.14, 0.12, 0.06)  # of ORIGINS


@dataclass(frozen=True)
class Person:
    number: int
    origin: Origin
    given: str
    family: str
    born: date
    sex: str
    place: str
    document: str


def three_lists(persons: int, seed: int) -> list[BodyList]:
    """Lists of `persons` invented persons; column `truth` tells who each row is."""
    chance = random.Random(seed)
    rows: dict[str, list[dict[str, str]]] = {body: [] for body in BODIES}
    person = _person(0, chance)
    for number in range(persons):
        person = _sibling(person, number, chance) if chance.random() < SIBLINGS else _person(number, chance)
        count = chance.choices([count for count, _ in REGISTERED_BY], [share for _, share in REGISTERED_BY])[0]
        for body in chance.sample(BODIES, count):
            rows[body] += [_row(person, body, chance) for _ in range(1 + (chance.random() < OWN_DUPLICATES))]
    return [_list(body, rows[body], chance) for body in BODIES]


def _list(body: str, rows: list[dict[str, str]], chance: random.Random) -> BodyList:
    chance.shuffle(rows)
    frame = pl.DataFrame(rows, infer_schema_length=None)
    return BodyList(f"{body}.csv", body, frame.with_columns(pl.int_range(2, frame.height + 2, dtype=pl.Int64).alias(LINE)))


def _person(number: int, chance: random.Random) -> Person:
    origin = chance.choices(ORIGINS, SHARES)[0]
    sex = "Feminine" if chance.random() < 0.7 else "Masculine"
    return Person(
        number=number,
        origin=origin,
        given=_common_first(origin.women if sex == "Feminine" else origin.men, chance),
        family=_family(origin, sex, chance),
        born=FIRST_BIRTH + timedelta(days=chance.randrange(BIRTH_DAYS)),
        sex=sex,
        place=_common_first(PLACES, chance),
        document=f"{chance.randrange(10**8, 10**9)}" if chance.random() < 0.5 else "",
    )


def _sibling(person: Person, number: int, chance: random.Random) -> Person:
    """Another person of the same family, home and citizenship, born within six years; one in twenty a twin."""
    days = 0 if chance.random() < 0.05 else chance.randrange(300, 2200)
    other = _person(number, chance)
    given = _common_first(person.origin.women if other.sex == "Feminine" else person.origin.men, chance)
    born = person.born + timedelta(days=days)
    return replace(other, origin=person.origin, given=given, family=person.family, born=born, place=person.place)


def _family(origin: Origin, sex: str, chance: random.Random) -> str:
    middle = _common_first(("", *origin.middles), chance)
    name = _common_first(origin.beginnings, chance) + middle + _common_first(origin.endings, chance)
    if sex == "Feminine" and origin.language == "bg":
        return name.removesuffix("и") + "а"
    return name


def _common_first(values: Sequence[str], chance: random.Random) -> str:
    """One of the values; the n-th is n times rarer than the first, as names are."""
    return chance.choices(values, [1 / (place + 2) for place in range(len(values))])[0]


def _row(person: Person, body: str, chance: random.Random) -> dict[str, str]:
    given, family = (WRITTEN[body](name, person.origin.language, chance) for name in _names_told(person, chance))
    given, family = _slip(given, 0.06, chance), _slip(family, 0.08, chance)
    if chance.random() < 0.05:
        given, family = family, given
    if chance.random() < 0.02:
        given = ""
    place = person.place if chance.random() < 0.6 else chance.choice(PLACES)
    return {
        "truth": str(person.number),
        "org_Type": TYPES[body],
        "org_Name": body,
        "prs_Gender": person.sex if chance.random() > 0.03 else "NonSpecifiedUnknown",
        "prs_Citizenship": _citizenship(person, chance),
        "id_GivenName": given,
        "id_FamilyName": family,
        "id_BirthDate": _birth(person.born, chance),
        "id_Document": _slip(person.document, 0.05, chance) if chance.random() < 0.6 else "",
        "id_Place": WRITTEN[body](place, "sr", chance) if chance.random() > 0.1 else "",
    }


def _names_told(person: Person, chance: random.Random) -> tuple[str, str]:
    """The names as told to this body: sometimes a second given name, another given name, or a new family name."""
    luck = chance.random()
    other = _person(0, chance)
    if luck < 0.03:
        return f"{person.given} {chance.choice(person.origin.women + person.origin.men)}", person.family
    if luck < 0.05:
        return chance.choice(person.origin.women + person.origin.men), person.family
    if luck < 0.07:
        return person.given, _family(person.origin, other.sex, chance)
    return person.given, person.family


def _citizenship(person: Person, chance: random.Random) -> str:
    luck = chance.random()
    if luck < 0.08:
        return ""
    return f"{person.origin.citizenship};BA" if luck < 0.12 else person.origin.citizenship


def _birth(born: date, chance: random.Random) -> str:
    """The date as this body has it: whole, reduced, 1 January, exchanged, a digit wrong, a year beside, unknown."""
    iso = born.isoformat()
    exchanged = f"{iso[:4]}-{iso[8:]}-{iso[5:7]}" if born.day <= 12 else iso
    ways = (
        (iso, 0.72),
        (f"{iso[:4]}-01-01", 0.08),
        (iso[:4], 0.04),
        (iso[:7], 0.03),
        (exchanged, 0.02),
        (_slip(iso, 1, chance, "0123456789"), 0.03),
        (f"{born.year + chance.choice((-1, 1))}{iso[4:]}", 0.03),
        ("", 0.05),
    )
    return chance.choices([written for written, _ in ways], [share for _, share in ways])[0]


def _slip(text: str, share: float, chance: random.Random, letters: str = "") -> str:
    """In this share of cases one character left out, exchanged with the next, or replaced."""
    if len(text) < 4 or chance.random() >= share:
        return text
    at = chance.randrange(len(text) - 1)
    if letters:
        at = chance.choice([place for place, letter in enumerate(text) if letter in letters][3:])
        return text[:at] + chance.choice(letters) + text[at + 1 :]
    changed = ("", text[at + 1] + text[at], chance.choice(text))[chance.randrange(3)]
    return text[:at] + changed + text[at + len(changed) if len(changed) == 2 else at + 1 :]


def _replaced(text: str, table: str) -> str:
    for pair in table.split(","):
        written, ours = pair.split()
        text = text.replace(written, ours).replace(written.capitalize(), ours.capitalize())
    return text


def _in_cyrillic(name: str, language: str, _: random.Random) -> str:
    """As the police of a state with Cyrillic writes it, by ear."""
    if language in TRANSCRIBED:
        name = _replaced(name, TRANSCRIBED[language])
    return "".join(
        PLAIN.get(letter, PLAIN.get(letter.lower(), letter).upper() if letter.isascii() else letter) for letter in name
    )


def _with_diacritics(name: str, language: str, chance: random.Random) -> str:
    """As the centre writes it: Serbian Latin; what is foreign in the spelling of its own passport, or of its own ear."""
    if language in ("sq", "ro") and chance.random() < 0.7:
        return name
    if language == "bg" and chance.random() < 0.5:
        return anyascii(_replaced(name, BULGARIAN))
    if language == "el" and chance.random() < 0.5:
        return anyascii(_replaced(name, GREEK_LATIN))
    return to_latin(_replaced(_in_cyrillic(name, language, chance), BY_EAR))


def _without_diacritics(name: str, language: str, chance: random.Random) -> str:
    """As an NGO types it on a plain keyboard, often with dj for đ."""
    written = _with_diacritics(name, language, chance)
    if chance.random() < 0.7:
        written = written.replace("đ", "dj").replace("Đ", "Dj")
    return anyascii(written)


WRITTEN: dict[str, Callable[[str, str, random.Random], str]] = {
    "police": _in_cyrillic,
    "ngo": _without_diacritics,
    "centre": _with_diacritics,
}
