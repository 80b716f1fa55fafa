"""ГРАО: population, addresses, marriages."""

from chinar.domain.registers.regix.mapping import as_text
from chinar.domain.registers.simulator.population import DISTRICT, MUNICIPALITY, Content, Person, Population

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


def marriage(town: Population, person: Person, asked: Content) -> Content | None:
    """Which of the two holds the day of the marriage does not matter."""
    pair = [person, *([town.people[person.spouse]] if person.spouse else [])]
    act = next((one for one in pair if one.act), None)
    if act is None or as_text(asked.get("SearchDate"))[:10] < act.married_on:
        return None
    man, woman = sorted(pair, key=lambda one: not one.is_man)
    place = {"MunicipalityName": MUNICIPALITY[1], "CityCode": act.settlement[0], "CityName": act.settlement[1]}
    return {
        "ManData": _spouse(man),
        "WomanData": _spouse(woman),
        "MarriageData": {"MarriageDate": act.married_on, "MarriagePlace": place},
        "MarriageActData": {"FullActNumber": act.act, "ActDate": act.married_on, "ActPlace": place},
        "ReportDate": ZERO_HOUR,
    }


def _spouse(person: Person) -> Content:
    first, father, family = person.names
    return {
        "FirstName": first,
        "MiddleName": father,
        "LastName": family,
        "Egn": person.egn,
        "BirthDate": person.born_on,
    }


def _names(person: Person) -> Content:
    return dict(zip(("FirstName", "SurName", "FamilyName"), person.names, strict=True))


def _gender(person: Person) -> Content:
    return {"GenderCode": person.sex, "GenderName": "Мъж" if person.is_man else "Жена"}


def _died(person: Person) -> Content:
    return {"DeathDate": person.died_on} if person.died_on else {}
