"""A second way to the tables: slow loops over rows, written from the definitions of the standard, sharing no code with natc."""

import calendar
import math
from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction

EU = set("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())  # from 2020-02-01 on
NETWORK = {"AL", "BA", "BG", "HR", "XK", "MD", "ME", "MK", "RO", "RS", "SI"}
SEX = {"Feminine": "F", "TransgenderFeminine": "F", "Masculine": "M", "TransgenderMasculine": "M", "NonConforming": "O"}
OUTCOMES = {
    "Arrived": "Completed", "Assisted": "Completed", "Returned": "Completed", "ReturnedSafely": "Completed",
    "Declined": "Declined", "PersonDeclined": "Withdrawn", "StoppedAsUnsafe": "Unsafe",
    "NoReply": "Open", "Accepted": "Open", "Planned": "Open",
}  # fmt: skip
NATURES = {
    "ProsecutedForTrafficking": "Charge", "ProsecutedForOtherOffence": "OtherOffence", "PleaAgreement": "Agreement",
    "NotEnoughEvidence": "Dropped", "NotProsecutedOther": "Dropped", "TransferredAbroad": "Transferred",
}  # fmt: skip


def days(text):
    """First and last day that a written date may mean."""
    numbers = [int(part) for part in text.split("-")]
    if len(numbers) == 1:
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    if len(numbers) == 2:
        return date(*numbers, 1), date(*numbers, calendar.monthrange(*numbers)[1])
    return date(*numbers), date(*numbers)


def inside(text, period):
    return text is not None and period[0] <= days(text)[0] and days(text)[1] <= period[1]


def earlier(text, period):
    return text is not None and days(text)[1] < period[0]


def later(text, period):
    return text is not None and days(text)[0] > period[1]


def codes(text):
    """Codes of a cell; Unknown only where it stands alone or nothing is written."""
    found = []
    for code in (text or "Unknown").split(";"):
        if code != "Unknown" and code not in found:
            found.append(code)
    return found or ["Unknown"]


def one(found):
    return found[0] if len(found) == 1 else "MoreThanOne"


def sex(row):
    return SEX.get(row["prs_Gender"], "Unknown")


def group(country, state):
    if country == state:
        return "National"
    if country in ("Stateless", "Unknown"):
        return country
    return "EU" if country in EU else "NonEU"


def country(text, state):
    found = codes(text)
    for wanted in ("National", "EU"):
        for each in found:
            if group(each, state) == wanted:
                return each
    return found[0]


def partner(text, state):
    if text is None or text in ("Unknown", "Stateless", state):
        return "Unknown"
    return "Network" if text in NETWORK else "OtherEU" if text in EU else "Other"


def age(row):
    if row["vic_AgeDisputed"] == "Yes":
        return "0-17"
    if row["vic_AgeAtRegistration"] is not None:
        return "0-17" if int(row["vic_AgeAtRegistration"]) < 18 else "18+"
    return {"Child": "0-17", "Adult": "18+"}.get(row["vic_AgeGroup"], "Unknown")


def status(row, period):
    """As it was on the last day of the period."""
    reached, now = row["vic_StatusDate"], row["vic_TraffickingStatus"]
    if reached is None and now == "ActualVictimOfTrafficking":
        reached = row["vic_IdentificationDate"]
    return (row["vic_PreviousStatus"] if later(reached, period) else now) or "Unknown"


def protection(rows, state, period):
    """{table: {codes: number}} of P1–P15."""
    tables = defaultdict(Counter)
    for row in rows:
        if row["vic_FamilyMember"] == "Yes":
            continue
        agrees = row["con_Statistics"] not in ("Refused", "Withdrawn")
        if inside(row["vic_FirstRegistrationDate"], period):
            registered(tables, row, state, period, agrees)
        if agrees:
            services(tables, row, period)
            rights(tables, row, period)
            movements(tables, row, state, period)
            change(tables, row, period)
    return tables


def registered(tables, row, state, period, agrees):
    def said(variable):
        return row[variable] if agrees else None

    who, years = sex(row), age(row) if agrees else "Unknown"
    home = country(row["prs_Citizenship"], state)
    forms = codes(said("vic_TypeOfExploitation"))
    tables["P1"][status(row, period) if agrees else "Unknown", who, years] += 1
    tables["P2"][said("org_Type") or "Unknown", who, years] += 1
    tables["P3"][group(home, state), who, years] += 1
    tables["P3-countries"][home, who, years] += 1
    tables["P4"][one(forms), who, years] += 1
    for form in forms:
        tables["P5"][form, who, years] += 1
    for citizenship in codes(row["prs_Citizenship"]):
        for place in codes(said("vic_CountryOfExploitation")):
            tables["P6"][citizenship, place] += 1
    if set(forms) & {"ForcedLabour", "ChildLabour", "Servitude"}:
        tables["P7"][said("vic_ForcedLabourIndustry") or "Unknown", who] += 1
    for table, variable in (
        ("P8", "vic_InternalOrCrossBorder"),
        ("P9", "vic_RecruitmentMode"),
        ("P9-exploitation", "vic_ExploitationOnline"),
    ):
        tables[table][said(variable) or "Unknown", one(forms)] += 1
    means = codes(said("vic_MethodsOfControl"))
    if said("vic_MethodsOfControl") is None and years == "0-17":
        means = ["NoMeansNeeded"]
    for mean in means:
        tables["P10"][mean, years] += 1


def happened(row, variable, period):
    """An event lies where its date does; without a date, where the first registration does."""
    return inside(row[variable] or row["vic_FirstRegistrationDate"], period)


def services(tables, row, period):
    if not happened(row, "vic_AssistanceDate", period):
        return
    for variable, outcome in (("svc_Requested", "Requested"), ("svc_Unavailable", "Unavailable")):
        if row[variable]:
            for service in codes(row[variable]):
                tables["P12"][service, outcome, "NoPayment"] += 1
    if row["svc_Received"]:
        for service in codes(row["svc_Received"]):
            for payer in codes(row["svc_PaidBy"]):
                tables["P12"][service, "Received", payer] += 1


def rights(tables, row, period):
    if happened(row, "law_ReflectionPeriodDate", period) and row["law_ReflectionPeriod"] in ("Granted", "Refused"):
        tables["P13"]["ReflectionPeriod", row["law_ReflectionPeriod"]] += 1
    permit = {"Granted": "Granted", "Refused": "Refused", "AppliedPending": "Claimed"}.get(row["law_ResidencePermit"])
    if happened(row, "law_ResidencePermitDate", period) and permit:
        tables["P13"]["ResidencePermit", permit] += 1
    for name, decision in (("Claimed", "Claimed"), ("Awarded", "Granted"), ("Paid", "Paid")):
        if inside(row[f"cmp_{name}Date"], period):
            tables["P13"]["CompensationUnknown", decision] += 1
            if name != "Claimed" and row[f"cmp_{name}Amount"] and row["cmp_Currency"]:
                key = ("CompensationUnknown", decision, row["cmp_Currency"])
                tables["P13-amounts"][key] += Fraction(row[f"cmp_{name}Amount"])


def movements(tables, row, state, period):
    if happened(row, "ref_OutDate", period) and (row["ref_OutDate"] or row["ref_OutCountry"] or row["ref_OutOutcome"]):
        outcome = OUTCOMES.get(row["ref_OutOutcome"], "Unknown")
        tables["P14"]["ReferralOut", partner(row["ref_OutCountry"], state), outcome] += 1
    if happened(row, "ref_InDate", period) and (row["ref_InDate"] or row["ref_InCountry"]) and row["ref_InCountry"] != state:
        tables["P14"]["ReferralIn", partner(row["ref_InCountry"], state), "Unknown"] += 1
    if happened(row, "ret_ReturnDate", period) and (
        row["ret_ReturnDate"] or row["ret_ReturnCountry"] or row["ret_ReturnOutcome"]
    ):
        kind = "SafeReturnIn" if row["ret_ReturnCountry"] == state else "SafeReturnOut"
        outcome = OUTCOMES.get(row["ret_ReturnOutcome"], "Unknown")
        tables["P14"][kind, partner(row["ret_ReturnCountry"], state), outcome] += 1


def change(tables, row, period):
    if not (earlier(row["vic_FirstRegistrationDate"], period) and inside(row["vic_StatusDate"], period)):
        return
    before, now = row["vic_PreviousStatus"] or "Unknown", row["vic_TraffickingStatus"] or "Unknown"
    year = int(row["vic_FirstRegistrationDate"][:4])
    if before != now and 2000 <= year <= 2040:
        tables["P15"][before, now, str(year)] += 1


def justice(rows, state, period):
    """{table: {codes: number}} of J1–J12; quartiles of J12 only where a case was measured."""
    tables = defaultdict(Counter)
    for number, row in enumerate(rows):
        row["who"] = row["jus_PersonCode"] or f"nobody knows, row {number}"
    people = [row for row in rows if row["jus_PersonKind"] != "LegalPerson"]
    trafficking = [row for row in people if is_trafficking(row)]
    suspects = [row for row in trafficking if inside(row["jus_RegistrationDate"], period)]
    charged = [
        row
        for row in trafficking
        if inside(row["jus_ChargeDate"], period) and row["jus_ProsecutionDecision"] != "ProsecutedForOtherOffence"
    ]
    convicted = [
        row for row in people if inside(row["jus_FinalJudgmentDate"], period) and row["jus_FinalJudgmentOutcome"] == "Convicted"
    ]
    for table, found in (("J1", suspects), ("J3", charged), ("J5", convicted)):
        for person in by_person(found):
            tables[table][person_sex(person), youngest(person), person_form(person)] += 1
    for table, found in (("J2", suspects), ("J6", convicted)):
        for person in by_person(found):
            home = person_country(person, state)
            tables[table][group(home, state), person_sex(person)] += 1
            tables[f"{table}-countries"][home, person_sex(person)] += 1
    decisions_and_judgments(tables, trafficking, period)
    knowing_use(tables, [row for row in people if row["jus_KnowingUse"] == "Yes"], period)
    for person in by_person(convicted):
        tables["J9"][(max(sentence(row) for row in person)[1],)] += 1
    assets(tables, rows, period)
    cases(tables, rows, period)
    return tables


def is_trafficking(row):
    named = {"TraffickingInHumanBeings", "TraffickingInChildren", "TraffickingForAdoption", "SlaveryOrServitude", "ForcedLabour"}
    return row["jus_Offence"] is None or bool(set(row["jus_Offence"].split(";")) & {*named, "Unknown"})


def by_person(rows):
    found = defaultdict(list)
    for row in rows:
        found[row["who"]].append(row)
    return found.values()


def person_sex(rows):
    known = {sex(row) for row in rows} - {"Unknown"}
    return known.pop() if len(known) == 1 else "Unknown"


def youngest(rows):
    years = [int(row["jus_AgeAtRegistration"]) for row in rows if row["jus_AgeAtRegistration"] is not None]
    return "Unknown" if not years else "0-17" if min(years) < 18 else "18+"


def person_form(rows):
    found = {code for row in rows for code in codes(row["jus_TypeOfExploitation"])} - {"Unknown"}
    return one(sorted(found) or ["Unknown"])


def person_country(rows, state):
    order = ["National", "EU", "NonEU", "Stateless", "Unknown"]
    homes = [country(row["prs_Citizenship"], state) for row in rows]
    return min(homes, key=lambda home: (order.index(group(home, state)), home))


def decisions_and_judgments(tables, rows, period):
    decisions, judgments = set(), set()
    for row in rows:
        case = row["who"], row["jus_CaseCode"]
        if inside(row["jus_ProsecutionDecisionDate"], period):
            nature = NATURES.get(row["jus_ProsecutionDecision"], "Unknown")
            decisions.add((*case, row["jus_ProsecutionDecisionDate"], nature))
        for instance, name in (("First", "FirstJudgment"), ("Final", "FinalJudgment")):
            if inside(row[f"jus_{name}Date"], period):
                judgments.add((*case, row[f"jus_{name}Date"], row[f"jus_{name}Outcome"], instance))
    for decision in decisions:
        tables["J4"][(decision[-1],)] += 1
    for *_, outcome, instance in judgments:
        tables["J7"][outcome if outcome in ("Convicted", "Acquitted") else "Other", instance] += 1


def knowing_use(tables, rows, period):
    guilty = ("Convicted", "ConvictedOfOtherOffence")
    stages = {
        "Suspect": [row for row in rows if inside(row["jus_RegistrationDate"], period)],
        "Prosecuted": [row for row in rows if inside(row["jus_ChargeDate"], period)],
        "Convicted": [
            row for row in rows if inside(row["jus_FinalJudgmentDate"], period) and row["jus_FinalJudgmentOutcome"] in guilty
        ],
    }
    for stage, found in stages.items():
        for person in by_person(found):
            tables["J8"][stage, person_sex(person), youngest(person)] += 1


def sentence(row):
    """(weight, category)"""
    kinds = (row["snt_Kind"] or "").split(";")
    months = None if row["snt_Months"] is None else int(row["snt_Months"])
    if months is not None or "Imprisonment" in kinds:
        if row["snt_Suspended"] == "Yes":
            return 4, "Suspended"
        if months is None:
            return 5, "Unknown"
        for weight, least, category in ((9, 120, "Prison10Plus"), (8, 60, "Prison5To10"), (7, 24, "Prison2To5")):
            if months >= least:
                return weight, category
        return 6, "PrisonUnder2"
    if "Fine" in kinds:
        return 3, "Fine"
    return (2, "OtherSentence") if set(kinds) - {"", "Unknown"} else (1, "Unknown")


def assets(tables, rows, period):
    orders = set()
    for row in rows:
        for stage in ("Frozen", "Confiscated"):
            day, amount, currency = row[f"ast_{stage}Date"], row[f"ast_{stage}Amount"], row["ast_Currency"]
            if inside(day, period) and amount and currency:
                orders.add((row["who"], row["jus_CaseCode"], stage, day, amount, currency))
    for _, _, stage, _, amount, currency in orders:
        tables["J10"][stage, currency] += Fraction(amount)


def cases(tables, rows, period):
    found = defaultdict(list)
    for row in rows:
        if row["jus_CaseCode"]:
            found[row["jus_CaseCode"]].append(row)
    waited = {"First": [], "Final": []}
    for case in found.values():
        if inside(first(case, "jus_InvestigationDate"), period):
            kinds = {row["jus_InternalOrCrossBorder"] for row in case}
            tables["J11"][("Opened",)] += 1
            tables["J11"][("JointTeams",)] += any(row["jus_JointTeam"] == "Yes" for row in case)
            tables["J11"][("InternalCases",)] += bool(kinds & {"Internal", "Both"})
            tables["J11"][("CrossBorderCases",)] += bool(kinds & {"CrossBorder", "Both"})
        report = first(case, "jus_ReportDate")
        for milestone, length in waited.items():
            judgment = first(case, f"jus_{milestone}JudgmentDate")
            if inside(judgment, period) and report and len(report) == len(judgment) == 10 and report <= judgment:
                length.append((date.fromisoformat(judgment) - date.fromisoformat(report)).days)
    for milestone, length in waited.items():
        tables["J12"][milestone, "n"] = len(length)
        for name, share in (("Quartile1", Fraction(1, 4)), ("Median", Fraction(1, 2)), ("Quartile3", Fraction(3, 4))):
            if length:
                tables["J12"][milestone, name] = quantile(sorted(length), share)


def first(case, variable):
    return min((row[variable] for row in case if row[variable]), default=None)


def quantile(values, share):
    """The mean of the smallest and the largest value that have at least `share` of all at or below and the rest at or above."""
    count = len(values) * share
    low, high = values[math.ceil(count) - 1], values[math.floor(count)]
    return (low + high) / 2
