"""Disability, social benefits, work. These answers tell of health and need: four eyes before they are asked for."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.readings.reading import day, each, flag, named, number, of, text

IN_FORCE = "9848"


@dataclass(frozen=True, slots=True)
class Disability:
    """GetLastExpertDecisionByIdentifier: the last decision of a medical commission (ТЕЛК, НЕЛК), without its diagnoses:
    a parking card needs the percentage and the term. `percent` in the commission's words, as it may be a range;
    `until` is None for life or where no date is given, then `term` says which."""

    number: str
    on: date | None
    commission: str
    percent: str
    since: date | None
    term: str
    until: date | None
    help_until: date | None
    in_force: bool


@dataclass(frozen=True, slots=True)
class Benefit:
    """GetMonthlySocialBenefits: one order of the Social Assistance Agency."""

    number: str
    on: date | None
    office: str
    ground: str
    until: date | None
    archived: bool | None


@dataclass(frozen=True, slots=True)
class Support:
    """GetPersonWithDisabilitiesSocialBenefitsList: one kind of support; `amount` of the month asked about."""

    kind: str
    amount: Decimal | None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class JobSeeker:
    """GetJobSeekerStatus. `status` and `group` in the words of the Employment Agency."""

    status: str
    group: str
    number: str
    since: date | None
    office: str


def disability(answer: Answer) -> Disability | None:
    """None when no commission has decided about the person."""
    content = of(answer, "GetLastExpertDecisionByIdentifier")
    decisions = each(content, "ExpertDecisionDocument")
    if not decisions:
        return None
    one = decisions[0]
    causes = each(one, "DisabilityReason")
    return Disability(
        **named(one, number="RegistrationNumber", commission="CommissionDescr", term="DurationDisability"),
        percent=text(causes, "Percent"),
        on=day(one, "RegistrationDate"),
        since=day(causes, "Date"),
        until=day(one, "DurationDisabilityDate"),
        help_until=day(one, "DurationForeignAid"),
        in_force=text(one, "AdditionalData", "Status") == IN_FORCE,
    )


def benefits(answer: Answer) -> tuple[Benefit, ...]:
    content = of(answer, "GetMonthlySocialBenefits")
    return tuple(
        Benefit(
            **named(
                one, number="Details.DecisionNumber", office="Details.OrganizationUnitName", ground="LegalGroundName"
            ),
            on=day(one, "Details", "Date"),
            until=day(one, "RequestEndDate"),
            archived=flag(one, "IsArchivedRequest"),
        )
        for one in each(content, "DecisionData")
    )


def support(answer: Answer) -> tuple[Support, ...]:
    """Allowances, other payments, devices and services, in this order; a vignette or a pass by its term alone."""
    content = of(answer, "GetPersonWithDisabilitiesSocialBenefitsList")
    return (
        *(_paid(one) for part in ("IS", "Other") for one in each(content, "Data", part)),
        *(Support(text(one, "PSName"), None, day(one, "EndDate")) for one in each(content, "Data", "Aux")),
        *(
            Support(part, None, day(one, "EndDate"))
            for part in ("Vignette", "BDZ")
            for one in each(content, "Data", part)
        ),
        *(Support(text(one, "Type"), None) for one in each(content, "Data", "SS")),
    )


def job_seeker(answer: Answer) -> JobSeeker | None:
    """None when the person is not registered."""
    content = of(answer, "GetJobSeekerStatus")
    if not text(content, "JobSeekerPersonData", "RegistrationNumber"):
        return None
    return JobSeeker(
        **named(
            content,
            status="JobSeekerPersonData.RegistrationStatus",
            group="RegistrationGroup",
            number="JobSeekerPersonData.RegistrationNumber",
            office="JobSeekerPersonData.RegistrationDBT",
        ),
        since=day(content, "JobSeekerPersonData", "RegistrationDate"),
    )


def _paid(content: object) -> Support:
    return Support(text(content, "GroundName"), number(content, "Amount"))
