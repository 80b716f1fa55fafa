"""Disability, benefits, work and criminal records of one person."""

from typing import Any

from chinar.domain.registers.simulator.population import Content, Person, Population
from chinar.domain.registers.simulator.registers.civil import ZERO_HOUR


def decision(town: Population, person: Person, asked: Content) -> Content | None:
    found = town.decisions.get(person.egn)
    if found is None:
        return None
    until = {"DurationDisabilityDate": f"{found['until']}T00:00:00"} if found["until"] else {}
    document = {
        "RegistrationNumber": found["number"],
        "MeetingNumber": "12",
        "RegistrationDate": f"{found['on']}T00:00:00",
        "CommissionDescr": found["commission"],
        "PersonNames": " ".join(person.names),
        "PersonIdentifier": person.egn,
        **until,
        "DurationDisability": found["term"],
        "DisabilityReason": [
            {"Date": f"{found['since']}T00:00:00", "Percent": found["percent"], "Type": "общо заболяване"}
        ],
        "AdditionalData": {"EmployeeType": "9854", "Status": found["status"]},
    }
    return {"ExpertDecisionDocument": [document]}


def benefits(town: Population, person: Person, asked: Content) -> Content | None:
    first, father, family = person.names
    about = {
        "FirstName": first,
        "MiddleName": father,
        "LastName": family,
        "BirthDate": person.born_on,
        "Gender": {"GenderName": "Мъж" if person.is_man else "Жена", "GenderCode": "M" if person.is_man else "F"},
        "Identifier": person.egn,
        "IdentifierType": "EGN",
    }
    return {
        "CurrentTime": ZERO_HOUR,
        "PersonData": about,
        "DecisionData": [
            {
                "Details": {
                    "DecisionNumber": one["number"],
                    "Date": one["on"],
                    "OrganizationUnitName": "Дирекция „Социално подпомагане“ - Троян",
                },
                "RequestEndDate": one["until"],
                "IsArchivedRequest": "false",
                "LegalGroundCode": one["code"],
                "LegalGroundName": one["ground"],
            }
            for one in town.benefits.get(person.egn, [])
        ],
    }


def support(town: Population, person: Person, asked: Content) -> Content | None:
    given = town.benefits.get(person.egn, [])
    paid = [{"Row": str(row), "GroundName": one["ground"], "Amount": one["amount"]} for row, one in enumerate(given, 1)]
    header = {"RequestNumber": "1", "Size": str(len(paid)), "PersonName": " ".join(person.names)}
    return {"Header": header, "Data": {"IS": paid}}


def job_seeker(town: Population, person: Person, asked: Content) -> Content | None:
    found = town.job_seekers.get(person.egn)
    if found is None:
        return None
    first, father, family = person.names
    return {
        "RegistrationGroup": found["group"],
        "JobSeekerPersonData": {
            "PersonalID": person.egn,
            "FirstName": first,
            "MiddleName": father,
            "LastName": family,
            "RegistrationNumber": found["number"],
            "RegistrationDate": found["since"],
            "RegistrationDBT": found["office"],
            "RegistrationStatus": found["status"],
        },
    }


def criminal_record(town: Population, person: Person, asked: Content) -> Content | None:
    first, father, family = person.names
    about = {
        "Egn": person.egn,
        "FirstName": first,
        "MiddleName": father,
        "LastName": family,
        "Birthdate": person.born_on,
        "birthplace": person.settlement[1],
        "RegionalCourtName": "Районен съд Троян",
    }
    bulletins = [_bulletin(one) for one in town.convictions.get(person.egn, [])]
    return {"Person": about, "Bulletins": {"bulletin": bulletins}}


def _bulletin(one: dict[str, Any]) -> Content:
    return {
        "BulletinNumber": one["number"],
        "RegistrationDate": one["on"],
        "Type": one["kind"],
        "CourtPrepared": one["court"],
        "ActNumber": one["act"],
        "ActDate": one["act_on"],
        "ActExecuteDate": one["in_force_on"],
        "ActType": one["act_kind"],
        "CourtOfAct": one["court"],
        "CaseNumber": one["case"],
        "CaseType": one["case_kind"],
        "BulletinDisposition": one["disposition"],
    }
