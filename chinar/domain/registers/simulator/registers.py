"""What each register answers, from the one population. An operation is one function here; what is not here is, for the
simulator, a service that is switched off. None means that the register found nobody."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from chinar.domain.registers.regix.mapping import as_text
from chinar.domain.registers.simulator.population import DISTRICT, MUNICIPALITY, Person, Population

Content = dict[str, Any]
MARITAL = {"1": "Неженен (неомъжена)", "2": "Женен (омъжена)", "3": "Вдовец (вдовица)", "4": "Разведен (разведена)"}
ZERO_HOUR = "2026-11-02T09:00:00"


def valid_person(town: Population, person: Person, asked: Content) -> Content:
    return {**_names(person), "BirthDate": person.born_on, **_died(person)}


def person_data(town: Population, person: Person, asked: Content) -> Content:
    first, father, family = person.latin
    return {
        "PersonNames": _names(person),
        "LatinNames": {"FirstName": first, "SurName": father, "FamilyName": family},
        "Gender": _gender(person),
        "EGN": person.egn,
        "BirthDate": person.born_on,
        "PlaceBirth": person.settlement[1],
        "Nationality": {"NationalityCode": "BG", "NationalityName": "България"},
        **_died(person),
    }


def relations(town: Population, person: Person, asked: Content) -> Content:
    parents = [town.people[egn] for egn in (person.father, person.mother) if egn]
    told = [("Баща" if each.is_man else "Майка", each) for each in parents]
    told += [("Син" if each.is_man else "Дъщеря", each) for each in town.children(person)]
    told += [("Брат" if each.is_man else "Сестра", each) for each in town.siblings(person)]
    return {
        "PersonRelations": [
            {
                "RelationCode": code,
                "EGN": each.egn,
                "BirthDate": each.born_on,
                **_names(each),
                "Gender": _gender(each),
                **_died(each),
            }
            for code, each in told
        ]
    }


def permanent_address(town: Population, person: Person, asked: Content) -> Content:
    if as_text(asked.get("SearchDate")) < person.since:
        return {}
    return {
        "DistrictCode": DISTRICT[0],
        "DistrictName": DISTRICT[1],
        "MunicipalityCode": MUNICIPALITY[0],
        "MunicipalityName": MUNICIPALITY[1],
        "SettlementCode": person.settlement[0],
        "SettlementName": person.settlement[1],
        "LocationCode": person.street[0],
        "LocationName": person.street[1],
        "BuildingNumber": person.number,
        "FromDate": person.since,
    }


def present_address(town: Population, person: Person, asked: Content) -> Content:
    found = permanent_address(town, person, asked)
    return {"CountryCode": "BG", "CountryName": "България", **found} if found else {}


def marital_status(town: Population, person: Person, asked: Content) -> Content:
    first, father, family = person.names
    return {
        "MaritalStatusCode": person.status,
        "MaritalStatusName": MARITAL[person.status],
        "FirstName": first,
        "MiddleName": father,
        "LastName": family,
        "EGN": person.egn,
        "Gender": person.sex,
        "ReportDate": ZERO_HOUR,
    }


def spouse_and_children(town: Population, person: Person, asked: Content) -> Content:
    spouse = [town.people[person.spouse]] if person.spouse else []
    told = [("СЪПРУГ" if each.is_man else "СЪПРУГА", each) for each in spouse]
    told += [("СИН" if each.is_man else "ДЪЩЕРЯ", each) for each in town.children(person)]
    relatives = []
    for number, (kind, each) in enumerate(told, 1):
        first, father, family = each.names
        relatives.append(
            {
                "OrderNumber": str(number),
                "FirstName": first,
                "MiddleName": father,
                "LastName": family,
                "EGN": each.egn,
                "RelativeType": kind,
                **({"DateOfDeath": each.died_on} if each.died_on else {}),
            }
        )
    return {**marital_status(town, person, asked), "Relatives": {"Relative": relatives}}


def company_number(town: Population, asked: Content) -> Content | None:
    company = town.companies.get(as_text(asked.get("UIC")))
    if company is None:
        return None
    form = {"LegalFormAbbr": company["form"], "LegalFormName": company["form_name"]}
    return {"Status": company["status"], "UIC": company["uic"], "Company": company["name"], "LegalForm": form}


def debts(town: Population, asked: Content) -> Content:
    identity = asked.get("Identity") or {}
    number, threshold = as_text(identity.get("ID")), as_text(asked.get("Threshold")) or "0"
    owes = Decimal(town.debts.get(number, "0")) > (Decimal(threshold) if threshold.isdecimal() else 0)
    return {
        "Identity": {"ID": number, "TYPE": as_text(identity.get("TYPE"))},
        "Threshold": threshold,
        "ObligationStatus": "PRESENT" if owes else "ABSENT",
        "Status": {"Code": "0", "Message": "OK"},
    }


def vehicle(town: Population, asked: Content) -> Content:
    number = next((as_text(value) for value in asked.values()), "")
    found = town.vehicles.get(number)
    header = {"MessageID": "1", "DateTime": ZERO_HOUR, "Operation": "GetMotorVehicleRegistrationInfoV3"}
    if found is None:
        return {"Header": header, "Response": {"ReturnInformation": {"ReturnCode": "0100", "Info": "Не е намерено"}}}
    data = {
        "RegistrationNumber": found["number"],
        "FirstRegistrationDate": found["first_on"],
        "VIN": found["vin"],
        "VehicleType": found["kind"],
        "Model": found["model"],
        "Color": found["colour"],
        "Category": found["category"],
        "Capacity": found["capacity"],
        "Fuel": found["fuel"],
        "VehicleDocument": {"VehDocumentNumber": found["document"], "VehDocumentDate": found["document_on"]},
    }
    result: Content = {
        "VehicleData": data,
        "OwnersData": {"Owner": [_holder(town, found["owner"] or found["company"])]},
    }
    if found["user"]:
        result["UsersData"] = [{"User": _holder(town, found["user"])}]
    return {
        "Header": header,
        "Response": {"Results": {"Result": [result]}, "ReturnInformation": {"ReturnCode": "0000", "Info": "OK"}},
    }


def _holder(town: Population, number: str) -> Content:
    if number in town.companies:
        return {"Company": {"ID": number, "Name": town.companies[number]["name"]}}
    first, father, family = town.people[number].names
    return {"BulgarianCitizen": {"PIN": number, "Names": {"First": first, "Surname": father, "Family": family}}}


def _names(person: Person) -> Content:
    return dict(zip(("FirstName", "SurName", "FamilyName"), person.names, strict=True))


def _gender(person: Person) -> Content:
    return {"GenderCode": person.sex, "GenderName": "Мъж" if person.is_man else "Жена"}


def _died(person: Person) -> Content:
    return {"DeathDate": person.died_on} if person.died_on else {}


ABOUT_PEOPLE: Mapping[str, Callable[[Population, Person, Content], Content]] = {
    "ValidPersonSearch": valid_person,
    "PersonDataSearch": person_data,
    "RelationsSearch": relations,
    "PermanentAddressSearch": permanent_address,
    "TemporaryAddressSearch": present_address,
    "MaritalStatusSearch": marital_status,
    "MaritalStatusSpouseChildrenSearch": spouse_and_children,
}
OTHERS: Mapping[str, Callable[[Population, Content], Content | None]] = {
    "GetValidUICInfo": company_number,
    "GetObligatedPersons": debts,
    "GetMotorVehicleRegistrationInfoV3": vehicle,
}


def answers(operation: str) -> bool:
    return operation in ABOUT_PEOPLE or operation in OTHERS


def answer(town: Population, operation: str, asked: Content, *, invent: bool = False) -> Content | None:
    """`invent` answers for a number that nobody has with somebody's data, as the official test registers do."""
    if operation in OTHERS:
        return OTHERS[operation](town, asked)
    egn = as_text(asked.get("EGN"))
    person = town.people.get(egn) or (town.like(egn) if invent else None)
    return ABOUT_PEOPLE[operation](town, person, asked) if person else None
