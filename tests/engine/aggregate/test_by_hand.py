"""Twelve persons and seven rows of proceedings, and every figure that a statistician gets from them by hand."""

import pytest
from registers import YEAR_2024, Row, figures, justice_counted, protection_counted, submission

from natc.engine.standard.form import load_form
from natc.engine.standard.submission_form import load_submission_form

SHORT = {
    "actual": "ActualVictimOfTrafficking", "presumed": "PossibleVictimOfTrafficking", "declined": "DeclinedIdentification",
    "f": "Feminine", "m": "Masculine", "sex": "SexualExploitation", "labour": "ForcedLabour", "beg": "ForcedBegging",
    "police": "LawEnforcement", "ngo": "NGO", "farm": "A_AgricultureForestryAndFishing", "site": "F_Construction",
}  # fmt: skip
COLUMNS = {
    "code": "cas_PersonCode", "sex": "prs_Gender", "age": "vic_AgeAtRegistration", "disputed": "vic_AgeDisputed",
    "citizen": "prs_Citizenship", "body": "org_Type", "registered": "vic_FirstRegistrationDate",
    "status": "vic_TraffickingStatus", "since": "vic_StatusDate", "before": "vic_PreviousStatus", "family": "vic_FamilyMember",
    "forms": "vic_TypeOfExploitation", "sector": "vic_ForcedLabourIndustry", "in": "vic_CountryOfExploitation",
    "means": "vic_MethodsOfControl", "agrees": "con_Statistics",
}  # fmt: skip
# Person L is of another year; K a family member; J refused statistics; I was identified only after the year; H was identified
# in the year, first registered in an earlier one.
REGISTER = """
code | sex | age | disputed | citizen | body   | registered | status   | since      | before   | family | forms   | sector | in    | means                     | agrees
A    | f   | 15  |          | RS      | police | 2024-01-01 | actual   | 2024-02-01 | presumed |        | sex     |        | RS    |                           | Given
B    | f   | 22  | Yes      | RS;HR   | police | 2024-12-31 | presumed | 2024-12-31 |          | No     | sex     |        | RS;DE | FalsePromises             | Given
C    | f   |     |          | BA      | ngo    | 2024       | presumed |            |          |        | sex;beg |        | RS    | FalsePromises;DebtBondage |
D    | m   | 30  |          | BA;HR   | ngo    | 2024-05    | actual   | 2024-06-01 | presumed |        | labour  | site   | RS    | DebtBondage               | NotAsked
E    | m   | 41  |          | BG      | police | 2024-05-05 | actual   | 2024-06-01 | presumed |        | labour  |        | RS    |                           | Given
F    | m   | 8   |          | BG      |        | 2024-07-07 | declined |            |          |        | beg     |        |       | Unknown                   | Given
G    |     | 19  |          |         | ngo    | 2024-08-08 | presumed |            |          |        |         |        | RS    | DebtBondage               | Given
H    | f   | 25  |          | RS      | police | 2023-11-30 | actual   | 2024-01-15 | presumed |        | sex     |        | RS    | DebtBondage               | Given
I    | f   | 25  |          | RS      | police | 2024-11-30 | actual   | 2025-01-15 | presumed |        | labour  | farm   | IT    | DebtBondage               | Given
J    | f   | 16  |          | RS      | police | 2024-03-03 | actual   | 2024-03-04 | presumed |        | sex     |        | RS    | DebtBondage               | Refused
K    | f   | 50  |          | RS      | police | 2024-03-03 |          |            |          | Yes    |         |        |       |                           | Given
L    | m   | 33  |          | RS      | police | 2025-01-01 | presumed |            |          |        | labour  | site   | RS    | DebtBondage               | Given
"""  # noqa: E501


def persons() -> list[Row]:
    heads, *rows = ([cell.strip() for cell in line.split("|")] for line in REGISTER.strip().splitlines())
    spoken = [dict(zip(heads, row, strict=True)) for row in rows]
    return [{COLUMNS[head]: _meant(cell) for head, cell in row.items()} for row in spoken]


def _meant(cell: str) -> str | None:
    return ";".join(SHORT.get(part, part) for part in cell.split(";")) or None


def counted(made: dict[str, float | str], table: str) -> dict[str, float]:
    """The figures of a table that are not 0, by what follows the name of the table."""
    return {
        cell.partition("|")[2]: said
        for cell, said in made.items()
        if cell.split("|")[0] == table and said and said != "NotCollected"
    }


@pytest.fixture(scope="module")
def made() -> dict[str, float | str]:
    return figures(submission({"protection": protection_counted(persons(), columns=list(COLUMNS.values()))}))


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "P1",
            {
                "Total": 9,
                "ActualVictimOfTrafficking|F|0-17": 1,  # A
                "PossibleVictimOfTrafficking|F|0-17": 1,  # B, whose age is disputed
                "PossibleVictimOfTrafficking|F|Unknown": 1,  # C
                "ActualVictimOfTrafficking|M|18+": 2,  # D, E
                "DeclinedIdentification|M|0-17": 1,  # F
                "PossibleVictimOfTrafficking|Unknown|18+": 1,  # G
                "PossibleVictimOfTrafficking|F|18+": 1,  # I: identified only in 2025
                "Unknown|F|Unknown": 1,  # J: sex and citizenship alone
            },
        ),
        (
            "P2",
            {
                "Total": 9,
                "LawEnforcement|F|0-17": 2,  # A, B
                "LawEnforcement|F|18+": 1,  # I
                "LawEnforcement|M|18+": 1,  # E
                "NGO|F|Unknown": 1,  # C
                "NGO|M|18+": 1,  # D
                "NGO|Unknown|18+": 1,  # G
                "Unknown|M|0-17": 1,  # F
                "Unknown|F|Unknown": 1,  # J
            },
        ),
        (
            "P3",
            {
                "Total": 9,
                "National|F|0-17": 2,  # A, B: also Croatian
                "National|F|18+": 1,  # I
                "National|F|Unknown": 1,  # J
                "NonEU|F|Unknown": 1,  # C
                "EU|M|18+": 2,  # D: Bosnian and Croatian; E
                "EU|M|0-17": 1,  # F
                "Unknown|Unknown|18+": 1,  # G
            },
        ),
        (
            "P3-countries",
            {
                "Total": 9,
                "RS|F|0-17": 2,
                "RS|F|18+": 1,
                "RS|F|Unknown": 1,
                "BA|F|Unknown": 1,
                "HR|M|18+": 1,
                "BG|M|18+": 1,
                "BG|M|0-17": 1,
                "Unknown|Unknown|18+": 1,
            },
        ),
        (
            "P4",
            {
                "Total": 9,
                "SexualExploitation|F|0-17": 2,  # A, B
                "MoreThanOne|F|Unknown": 1,  # C
                "ForcedLabour|M|18+": 2,  # D, E
                "ForcedBegging|M|0-17": 1,  # F
                "Unknown|Unknown|18+": 1,  # G
                "ForcedLabour|F|18+": 1,  # I
                "Unknown|F|Unknown": 1,  # J
            },
        ),
        (
            "P5",
            {
                "Total": 10,
                "SexualExploitation|F|0-17": 2,
                "SexualExploitation|F|Unknown": 1,  # C
                "ForcedBegging|F|Unknown": 1,  # C
                "ForcedLabour|M|18+": 2,
                "ForcedBegging|M|0-17": 1,
                "Unknown|Unknown|18+": 1,
                "ForcedLabour|F|18+": 1,
                "Unknown|F|Unknown": 1,
            },
        ),
        (
            "P6",
            {
                "Total": 13,
                "RS|RS": 2,  # A, B
                "RS|DE": 1,  # B
                "HR|RS": 2,  # B, D
                "HR|DE": 1,  # B
                "RS|IT": 1,  # I
                "RS|Unknown": 1,  # J
                "BA|RS": 2,  # C, D
                "BG|RS": 1,  # E
                "BG|Unknown": 1,  # F
                "Unknown|RS": 1,  # G
            },
        ),
        ("P7", {"Total": 3, "F_Construction|M": 1, "Unknown|M": 1, "A_AgricultureForestryAndFishing|F": 1}),
        (
            "P10",
            {
                "Total": 10,
                "NoMeansNeeded|0-17": 1,  # A
                "FalsePromises|0-17": 1,  # B
                "FalsePromises|Unknown": 1,  # C
                "DebtBondage|Unknown": 1,  # C
                "DebtBondage|18+": 3,  # D, G, I
                "Unknown|18+": 1,  # E
                "Unknown|0-17": 1,  # F: asked, and nobody knows
                "Unknown|Unknown": 1,  # J
            },
        ),
        ("P15", {"Total": 1, "PossibleVictimOfTrafficking|ActualVictimOfTrafficking|2023": 1}),  # H
    ],
)
def test_every_table_of_persons_is_what_one_counts_by_hand(made, table, expected):
    assert counted(made, table) == expected


def test_a_table_without_a_column_to_count_from_has_a_reason_and_no_zero(made):
    without = {table for table in ("P8", "P9", "P9-exploitation", "P12", "P13", "P14") for _ in [table]}

    assert {cell.split("|")[0] for cell, said in made.items() if said == "NotCollected"} >= without
    assert not any(said == 0 for cell, said in made.items() if cell.split("|")[0] in without)


def test_a_column_that_is_there_and_empty_gives_unknown_and_zero_for_the_rest(made):
    columns = [*COLUMNS.values(), "vic_RecruitmentMode"]
    rows = [{**row, "vic_RecruitmentMode": None} for row in persons()]

    recruited = figures(submission({"protection": protection_counted(rows, columns=columns)}))

    assert (recruited["P9|Total"], recruited["P9|Unknown|ForcedLabour"], recruited["P9|Online|ForcedLabour"]) == (9, 3, 0)
    assert made["P9|Total"] == "NotCollected"


def test_without_a_column_of_sex_only_the_rows_sex_unknown_are_numbers():
    columns = [column for column in COLUMNS.values() if column != "prs_Gender"]

    blind = figures(submission({"protection": protection_counted(persons(), columns=columns)}))

    assert blind["P2|LawEnforcement|F|18+"] == "NotCollected"
    assert (blind["P2|LawEnforcement|Unknown|18+"], blind["P2|Total"]) == (2, 9)


def test_what_is_recorded_of_services_rights_and_journeys_stands_in_the_year_of_its_date():
    blank = dict.fromkeys(variable.code for variable in load_form("protection").variables)
    rows = [
        {
            **blank,
            "vic_FirstRegistrationDate": "2022-01-01",
            "vic_AssistanceDate": "2024-04-01",
            "svc_Requested": "LegalAid;MedicalCare",
            "svc_Received": "LegalAid",
            "svc_PaidBy": "NGO;StateBudget",
            "law_ReflectionPeriod": "Granted",
            "law_ReflectionPeriodDate": "2022-02-01",  # another year
            "law_ResidencePermit": "Granted",
            "law_ResidencePermitDate": "2024-03-01",
            "cmp_AwardedDate": "2024-05-05",
            "cmp_AwardedAmount": "1000.10",
            "cmp_Currency": "EUR",
            "ref_OutDate": "2024-06-01",
            "ref_OutCountry": "HR",
            "ref_OutOutcome": "Assisted",
        },
        {
            **blank,
            "vic_FirstRegistrationDate": "2024-01-01",
            "svc_Unavailable": "Accommodation",  # no date: the year of registration
            "cmp_AwardedDate": "2024",
            "cmp_AwardedAmount": "0.20",
            "cmp_Currency": "EUR",
            "ret_ReturnCountry": "DE",
            "ret_ReturnOutcome": "StoppedAsUnsafe",
        },
    ]

    made = figures(submission({"protection": protection_counted(rows)}))

    assert counted(made, "P12") == {
        "LegalAid|Requested|NoPayment": 1,
        "MedicalCare|Requested|NoPayment": 1,
        "LegalAid|Received|NGO": 1,
        "LegalAid|Received|StateBudget": 1,
        "Accommodation|Unavailable|NoPayment": 1,
    }
    assert counted(made, "P13") == {"ResidencePermit|Granted": 1, "CompensationUnknown|Granted": 2}
    assert counted(made, "P13-amounts") == {"CompensationUnknown|Granted|EUR": 1000.3}
    assert counted(made, "P14") == {"Total": 2, "ReferralOut|Network|Completed": 1, "SafeReturnOut|OtherEU|Unsafe": 1}


JUSTICE_COLUMNS = {
    "who": "jus_PersonCode", "case": "jus_CaseCode", "offence": "jus_OffenceCode", "kind": "jus_PersonKind",
    "sex": "prs_Gender", "age": "jus_AgeAtRegistration", "citizen": "prs_Citizenship", "for": "jus_Offence",
    "forms": "jus_TypeOfExploitation", "use": "jus_KnowingUse", "across": "jus_InternalOrCrossBorder",
    "reported": "jus_ReportDate", "suspect": "jus_RegistrationDate", "opened": "jus_InvestigationDate",
    "decision": "jus_ProsecutionDecision", "decided": "jus_ProsecutionDecisionDate", "charged": "jus_ChargeDate",
    "first": "jus_FirstJudgmentDate", "then": "jus_FirstJudgmentOutcome", "final": "jus_FinalJudgmentDate",
    "outcome": "jus_FinalJudgmentOutcome", "snt": "snt_Kind", "months": "snt_Months", "frozen": "ast_FrozenDate",
    "worth": "ast_FrozenAmount", "money": "ast_Currency",
}  # fmt: skip
SHORT |= {
    "thb": "TraffickingInHumanBeings", "use": "KnowingUseOfServices", "go": "ProsecutedForTrafficking", "guilty": "Convicted",
    "free": "Acquitted", "cage": "Imprisonment", "legal": "LegalPerson", "person": "NaturalPerson", "both": "CrossBorder",
    "home": "Internal",
}  # fmt: skip
# X stands in two cases, in case 1 with two offences; Z only used services; W is a company.
PROCEEDINGS = """
who | case | offence | kind   | sex | age | citizen | for | forms  | use | across | reported   | suspect    | opened     | decision | decided    | charged    | first      | then   | final      | outcome | snt      | months | frozen     | worth  | money
X   | 1    | a       | person | m   | 30  | RS      | thb | sex    |     | both   | 2023-12-22 | 2024-01-05 | 2024-01-05 | go       | 2024-02-01 | 2024-02-01 | 2024-03-31 | guilty | 2024-09-27 | guilty  | cage     | 60     | 2024-01-05 | 500.50 | EUR
X   | 1    | b       | person | m   | 30  | RS      | thb | labour |     | both   | 2023-12-22 | 2024-01-05 | 2024-01-05 | go       | 2024-02-01 | 2024-02-01 | 2024-03-31 | guilty | 2024-09-27 | guilty  | Fine     |        | 2024-01-05 | 500.50 | EUR
X   | 2    | a       | person | m   | 31  | RS      |     | sex    |     | home   | 2024-06-01 | 2024-06-02 | 2024-06-03 |          |            |            |            |        |            |         |          |        |            |        |
Y   | 1    | a       | person | f   | 17  | HR      | thb | sex    |     | both   | 2023-12-22 | 2023-12-30 | 2024-01-06 | go       | 2024-02-01 | 2024-02-01 | 2024-03-31 | free   |            |         |          |        |            |        |
Z   | 3    | a       | person | m   | 50  | DE;RS   | use |        | Yes | home   | 2024-01-01 | 2024-01-02 | 2023-12-01 |          |            |            |            |        |            |         |          |        |            |        |
V   | 4    | a       | person | m   |     |         | thb |        | No  | home   | 2020-01-01 | 2020-01-01 | 2020-01-01 |          |            | 2021-01-01 | 2024-01-11 | guilty | 2024-01-11 | guilty  |          |        |            |        |
W   | 2    | a       | legal  |     |     | RS      | thb | sex    |     | home   | 2024-06-01 | 2024-06-02 | 2024-06-03 |          |            |            |            |        |            |         |          |        | 2024-07    | 9.50   | EUR
"""  # noqa: E501


@pytest.fixture(scope="module")
def judged() -> dict[str, float | str]:
    heads, *rows = ([cell.strip() for cell in line.split("|")] for line in PROCEEDINGS.strip().splitlines())
    spoken = [{JUSTICE_COLUMNS[head]: _meant(cell) for head, cell in zip(heads, row, strict=True)} for row in rows]
    return figures(submission({"justice": justice_counted(spoken, columns=list(JUSTICE_COLUMNS.values()))}))


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("J1", {"Total": 1, "M|18+|MoreThanOne": 1}),  # X once; Y was registered in 2023, Z only used services
        ("J2", {"Total": 1, "National|M": 1}),
        ("J2-countries", {"Total": 1, "RS|M": 1}),
        ("J3", {"Total": 2, "M|18+|MoreThanOne": 1, "F|0-17|SexualExploitation": 1}),
        ("J4", {"Total": 2, "Charge": 2}),  # X's two offences are one decision
        ("J5", {"Total": 2, "M|18+|MoreThanOne": 1, "M|Unknown|Unknown": 1}),  # X, V
        ("J6", {"Total": 2, "National|M": 1, "Unknown|M": 1}),
        ("J6-countries", {"Total": 2, "RS|M": 1, "Unknown|M": 1}),
        ("J7", {"Convicted|First": 2, "Acquitted|First": 1, "Convicted|Final": 2}),
        ("J8", {"Suspect|M|18+": 1}),  # Z
        ("J9", {"Total": 2, "Prison5To10": 1, "Unknown": 1}),
        ("J10", {"Frozen|EUR": 510.0}),  # X's two rows hold one order
        ("J11", {"Opened": 2, "InternalCases": 1, "CrossBorderCases": 1}),  # cases 1 and 2
        (
            "J12",  # from report to first judgment: case 1 100 days, case 4 1,471; to the final one: 280 and 1,471
            {
                "First|n": 2,
                "First|Quartile1": 100,
                "First|Median": 785.5,
                "First|Quartile3": 1471,
                "Final|n": 2,
                "Final|Quartile1": 280,
                "Final|Median": 875.5,
                "Final|Quartile3": 1471,
            },
        ),
    ],
)
def test_every_table_of_proceedings_is_what_one_counts_by_hand(judged, table, expected):
    assert counted(judged, table) == expected


def test_what_the_criminal_justice_register_cannot_say_is_no_zero(judged):
    assert judged["J7|Convicted|Appeal"] == "NotCollected"
    assert judged["J11|OpenedFinancial"] == judged["J11|JointTeams"] == "NotCollected"


def test_a_median_of_no_case_is_not_known_and_the_number_of_cases_is_zero():
    blank = dict.fromkeys(variable.code for variable in load_form("justice").variables)

    made = figures(submission({"justice": justice_counted([{**blank, "jus_CaseCode": "1"}])}))

    assert (made["J12|First|n"], made["J12|First|Median"]) == (0, "NotKnown")


def test_a_submission_answers_every_cell_that_the_form_asks_for(made):
    asked = {table.code for table in load_submission_form().tables if not table.waits_for}

    assert {cell.split("|")[0] for cell in made} | {"P13-amounts", "J10"} == asked
    assert YEAR_2024.territory == "RS"
