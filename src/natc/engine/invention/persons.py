"""A register of invented persons, in the standard's columns and without a fault, of any size."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from natc.engine.standard.form import load_form

PARTS = 1_000  # shares are rounded to thousandths
NEIGHBOURS = {
    "AL": "XK", "BA": "RS", "BG": "RO", "HR": "BA", "XK": "AL", "MD": "UA",
    "ME": "RS", "MK": "AL", "RO": "MD", "RS": "BA", "SI": "HR",
}  # fmt: skip
ABROAD = ("DE", "IT", "AT", "CH", "FR", "GR", "AE", "TR")
_SEX = {"Feminine": 620, "Masculine": 370, "TransgenderFeminine": 2, "NonSpecifiedUnknown": 8}
_FORMS = {
    "SexualExploitation": 390, "ForcedLabour": 270, "ForcedBegging": 90, "ForcedCriminality": 60, "ForcedMarriage": 50,
    "SexualExploitation;ForcedLabour": 60, "ForcedBegging;ForcedCriminality": 20, "Servitude": 20, "ChildLabour": 0,
    "ForcedAdoption": 5, "Surrogacy": 5, "OrganRemoval": 2, "Other": 8, "Unknown": 20,
}  # fmt: skip
_MEANS = {
    "FalsePromises": 220, "FalsePromises;DebtBondage": 120, "PhysicalThreats;PhysicalAbuse": 150, "PsychologicalAbuse": 140,
    "AbuseOfVulnerability": 200, "WithholdsDocuments;TakesEarnings": 80, "ThreatensChildrenFamily": 50, "Unknown": 40,
}  # fmt: skip
_SECTORS = {
    "A_AgricultureForestryAndFishing": 250, "F_Construction": 350, "I_AccommodationAndFoodServiceActivities": 150,
    "T_ActivitiesOfHouseholdsAsEmployers": 100, "C_Manufacturing": 80, "H_TransportationAndStorage": 40, "Unknown": 30,
}  # fmt: skip
_SERVICES = {
    "Accommodation;PsychologicalSupport": 300, "PsychologicalSupport;LegalAid": 250, "MedicalCare;SocialSupport": 200,
    "LegalAid": 150, "CrisisIntervention;MaterialAid": 100,
}  # fmt: skip
_STATUS = {
    "ActualVictimOfTrafficking": 520, "PossibleVictimOfTrafficking": 300, "PendingIdentification": 60,
    "NotAVictimOfTrafficking": 50, "DeclinedIdentification": 40, "LostContact": 30,
}  # fmt: skip


@dataclass
class _Dice:
    """Draws of one length, each from a stream of its own, so that a new column does not change the others."""

    count: int
    seed: int
    drawn: int = field(default=0)

    def pick(self, shares: Mapping[str, int]) -> pl.Series:
        """Codes by their shares in thousandths."""
        return self._draw(pl.Series([code for code, share in shares.items() for _ in range(share)]))

    def whole(self, least: int, most: int) -> pl.Series:
        """Whole numbers from `least` to `most`, all as likely."""
        return self._draw(pl.int_range(least, most + 1, eager=True))

    def chance(self, thousandths: int) -> pl.Series:
        """True in so many of a thousand."""
        return self.whole(1, PARTS) <= thousandths

    def _draw(self, values: pl.Series) -> pl.Series:
        self.drawn += 1
        return values.sample(self.count, with_replacement=True, seed=self.seed * 1_000 + self.drawn)


def invent_register(count: int, *, territory: str, year: int, seed: int) -> pl.DataFrame:
    """`count` invented persons registered in `territory` in `year`: all variables of the protection register, as text, no fault.

    The same arguments give the same rows. Shares are plausible, not estimated: nothing about the world can be learnt from them.
    """
    dice = _Dice(count, seed)
    number = pl.format("{}-{}-{}", pl.lit(territory), pl.lit(year), pl.col("n").cast(pl.String).str.zfill(7))
    persons = pl.DataFrame({"n": pl.int_range(1, count + 1, eager=True)}).with_columns(number.alias("cas_PersonCode"))
    persons = _referral(
        _assistance(_status(_trafficking(_person(persons, dice, territory), dice, territory), dice, year), dice), dice
    )
    return persons.select(
        pl.col(variable.code).cast(pl.String)
        if variable.code in persons.columns
        else pl.lit(None, pl.String).alias(variable.code)
        for variable in load_form("protection").variables
    )


def _person(persons: pl.DataFrame, dice: _Dice, territory: str) -> pl.DataFrame:
    neighbour = NEIGHBOURS[territory]
    citizenship = {territory: 840, neighbour: 90, "UA": 30, "NG": 10, "PK": 10, "VN": 10, f"{territory};{neighbour}": 10}
    drawn = persons.with_columns(
        dice.chance(320).alias("child"),
        dice.whole(8, 17).alias("young"),
        dice.whole(18, 58).alias("adult"),
        dice.whole(0, 2).alias("years exploited"),
        dice.pick(_SEX).alias("prs_Gender"),
        dice.pick(citizenship).alias("prs_Citizenship"),
        dice.pick({territory: 900, "DE": 50, "AT": 50}).alias("prs_CountryOfResidence"),
    )
    aged = drawn.with_columns(pl.when("child").then("young").otherwise("adult").alias("vic_AgeAtRegistration"))
    return aged.with_columns(
        pl.col("prs_Citizenship").str.slice(0, 2).alias("prs_CountryOfBirth"),
        (pl.col("vic_AgeAtRegistration") - pl.col("years exploited")).alias("vic_AgeWhenTrafficked"),
        pl.when("child").then(pl.lit("Child")).otherwise(pl.lit("Adult")).alias("vic_AgeGroup"),
        pl.when("child").then(dice.pick({"No": 950, "Yes": 50})).otherwise(pl.lit("No")).alias("vic_AgeDisputed"),
    )


def _trafficking(persons: pl.DataFrame, dice: _Dice, territory: str) -> pl.DataFrame:
    abroad = dice.pick(dict.fromkeys(ABROAD, PARTS // len(ABROAD)))
    drawn = persons.with_columns(
        dice.pick(_FORMS).alias("vic_TypeOfExploitation"),
        dice.pick({"Internal": 560, "CrossBorder": 440}).alias("vic_InternalOrCrossBorder"),
        dice.pick(_MEANS).alias("vic_MethodsOfControl"),
        dice.pick({"InPerson": 560, "Online": 240, "Both": 60, "Unknown": 140}).alias("vic_RecruitmentMode"),
        dice.pick({"No": 600, "Yes": 150, "Unknown": 250}).alias("vic_ExploitationOnline"),
        dice.pick({"Familial": 220, "IntimatePartner": 200, "Acquainted": 330, "Unaquainted": 250}).alias(
            "vic_RelationshipToTrafficker"
        ),
    )
    labour, sexual = (pl.col("vic_TypeOfExploitation").str.contains(form) for form in ("ForcedLabour", "SexualExploitation"))
    internal = pl.col("vic_InternalOrCrossBorder") == "Internal"
    return drawn.with_columns(
        pl.when(labour).then(dice.pick(_SECTORS)).alias("vic_ForcedLabourIndustry"),
        pl.when(sexual)
        .then(dice.pick({"Prostitution": 700, "Pornography": 100, "PrivateSexualServices": 200}))
        .alias("vic_TypeOfSexExploitation"),
        pl.when(internal).then(pl.lit(territory)).otherwise(abroad).alias("vic_CountryOfExploitation"),
        pl.lit(territory).alias("vic_CountryOfRecruitment"),
    )


def _status(persons: pl.DataFrame, dice: _Dice, year: int) -> pl.DataFrame:
    first_day = pl.lit(datetime.date(year, 1, 1))
    drawn = persons.with_columns(
        (first_day + pl.duration(days=pl.lit(dice.whole(0, 364)))).alias("vic_FirstRegistrationDate"),
        dice.pick(_STATUS).alias("vic_TraffickingStatus"),
        dice.pick(
            {"LawEnforcement": 420, "SocialService": 300, "NGO": 220, "LabourInspectorate": 30, "ImmigrationService": 30}
        ).alias("org_Type"),
        dice.pick({"Police": 500, "NonPoliceGovernmentalOrganization": 350, "NGO": 150}).alias(
            "vic_TraffickingStatusDecisionMakingOrg"
        ),
        dice.pick({"Given": 780, "NotAsked": 150, "Unknown": 70}).alias("con_Statistics"),
        pl.lit("No").alias("vic_FamilyMember"),
    )
    identified = pl.col("vic_TraffickingStatus") == "ActualVictimOfTrafficking"
    decided = _days_after("vic_FirstRegistrationDate", dice, 1, 90)
    ended = _days_after("vic_FirstRegistrationDate", dice, -29, 0)
    return drawn.with_columns(
        pl.when(identified).then(decided).alias("vic_IdentificationDate"),
        pl.when(identified).then(decided).otherwise("vic_FirstRegistrationDate").alias("vic_StatusDate"),
        pl.when(identified).then(pl.lit("PossibleVictimOfTrafficking")).alias("vic_PreviousStatus"),
        ended.alias("vic_ExploitationEndDate"),
        (ended - pl.duration(days=pl.lit(dice.whole(20, 700)))).alias("vic_ExploitationStartDate"),
        pl.col("org_Type").alias("org_RegisteredBy"),
    )


def _assistance(persons: pl.DataFrame, dice: _Dice) -> pl.DataFrame:
    claimed = _days_after("vic_FirstRegistrationDate", dice, 20, 80)
    drawn = persons.with_columns(
        _days_after("vic_FirstRegistrationDate", dice, 0, 20).alias("vic_AssistanceDate"),
        dice.pick(_SERVICES).alias("svc_Requested"),
        dice.pick(_SERVICES).alias("svc_Received"),
        dice.pick({"StateBudget": 500, "NGO": 250, "ForeignDonor": 250}).alias("svc_PaidBy"),
        dice.pick({"Granted": 300, "NotOffered": 500, "OfferedAndDeclined": 200}).alias("law_ReflectionPeriod"),
        dice.pick({"NotNeeded": 800, "Granted": 120, "NotApplied": 80}).alias("law_ResidencePermit"),
        pl.when(dice.chance(80)).then(claimed).alias("cmp_ClaimedDate"),
        dice.whole(500, 9_000).alias("awarded"),
    )
    awarded = pl.col("cmp_ClaimedDate").is_not_null() & dice.chance(300)
    return drawn.with_columns(
        pl.when("child").then(dice.pick({"Yes": 900, "No": 100})).alias("law_GuardianAppointed"),
        pl.when(_granted("law_ReflectionPeriod"))
        .then(_days_after("vic_FirstRegistrationDate", dice, 1, 10))
        .alias("law_ReflectionPeriodDate"),
        pl.when(_granted("law_ResidencePermit"))
        .then(_days_after("vic_FirstRegistrationDate", dice, 20, 90))
        .alias("law_ResidencePermitDate"),
        pl.when(awarded).then(_days_after("cmp_ClaimedDate", dice, 30, 90)).alias("cmp_AwardedDate"),
        pl.when(awarded).then("awarded").alias("cmp_AwardedAmount"),
        pl.when(awarded).then(pl.lit("EUR")).alias("cmp_Currency"),
    )


def _referral(persons: pl.DataFrame, dice: _Dice) -> pl.DataFrame:
    returned = dice.chance(60)
    referred = dice.chance(50)
    return persons.with_columns(
        pl.when(referred).then(dice.pick(dict.fromkeys(ABROAD, PARTS // len(ABROAD)))).alias("ref_OutCountry"),
        pl.when(referred).then(_days_after("vic_FirstRegistrationDate", dice, 5, 60)).alias("ref_OutDate"),
        pl.when(referred).then(dice.pick({"Accepted": 400, "Assisted": 400, "NoReply": 200})).alias("ref_OutOutcome"),
        pl.when(returned).then(pl.lit("Yes")).alias("ret_RiskAssessed"),
        pl.when(returned).then(_days_after("vic_FirstRegistrationDate", dice, 30, 200)).alias("ret_ReturnDate"),
        pl.when(returned).then(pl.col("prs_Citizenship").str.slice(0, 2)).alias("ret_ReturnCountry"),
        pl.when(returned).then(dice.pick({"Returned": 400, "ReturnedSafely": 600})).alias("ret_ReturnOutcome"),
    )


def _granted(variable: str) -> pl.Expr:
    return pl.col(variable) == "Granted"


def _days_after(column: str, dice: _Dice, least: int, most: int) -> pl.Expr:
    return pl.col(column) + pl.duration(days=pl.lit(dice.whole(least, most)))
