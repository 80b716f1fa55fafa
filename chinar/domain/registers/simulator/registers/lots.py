"""Registry Agency: one registry office, its lots and the people in its acts."""

from typing import Any

from chinar.domain.registers.regix.readings.reading import text
from chinar.domain.registers.simulator.population import DISTRICT, MUNICIPALITY, Content, Person, Population

SITE = {"siteID": "064", "siteName": "Служба по вписванията - Троян", "siteStartDate": "1999-01-01"}
_OFFICE = {"RegistryAgency": SITE["siteName"], "SiteID": SITE["siteID"], "SiteStartDate": SITE["siteStartDate"]}
_SEARCHED = {
    "PropertyLot": "lot",
    "CadastreNumber": "cadastre",
    "StreetName": "street",
    "StreetNumber": "number",
}


def sites(town: Population, asked: Content) -> Content | None:
    return {"site": [SITE]}


def search(town: Population, asked: Content) -> Content | None:
    """Nothing without a word to search by; all words must agree."""
    wanted = {key: said for name, key in _SEARCHED.items() if (said := text(asked, name))}
    here = town.properties.values() if wanted and text(asked, "SiteID") == SITE["siteID"] else ()
    found = [one for one in here if all(one[key] == said for key, said in wanted.items())]
    return {"PropertyDetailList": {"PropertyDetail": [_detail(one) for one in found]}}


def _detail(one: dict[str, Any]) -> Content:
    return {
        "PropertyID": one["id"],
        "LotNumber": one["lot"],
        **_OFFICE,
        "CadastreNumber": one["cadastre"],
        "PropertyType": one["kind"],
        "DistrictName": DISTRICT[1],
        "MunicipalityName": MUNICIPALITY[1],
        "TerritorialUnitName": one["settlement"][1],
        "StreetName": one["street"],
        "StreetNumber": one["number"],
    }


def info(town: Population, asked: Content) -> Content | None:
    one = town.properties.get(text(asked, "PropertyID"))
    if one is None or text(asked, "SiteID") != SITE["siteID"]:
        return None
    acts = [act for act in one["acts"] if _inside(act, asked)]
    return {
        "DateFrom": text(asked, "DateFrom"),
        "DateTo": text(asked, "DateTo"),
        "PropertyData": _words(one),
        "LotType": "Имотна партида",
        "LotNumber": one["lot"],
        "DateOpened": f"{one['opened_on']}T00:00:00",
        "CadastreNumber": one["cadastre"],
        "PropertyActDetailList": {
            "PropertyActDetail": [
                {"Sequence": str(number), "Act": _act(town, act)} for number, act in enumerate(acts, 1)
            ]
        },
        **_OFFICE,
    }


def of_person(town: Population, person: Person, asked: Content) -> Content | None:
    entries = [
        {
            "Act": _act(town, act),
            "PropertyData": _words(one),
            "LotNumber": one["lot"],
            "CadastreIdentificator": one["cadastre"],
        }
        for one in town.properties.values()
        for act in one["acts"]
        if person.egn in (*act["from"], *act["to"]) and _inside(act, asked)
    ]
    lot = {
        **_OFFICE,
        "PersonBasicData": _named(person),
        "PersonalLotNumber": person.egn[-5:],
        "PersonalLotEntryList": {"PersonalLotEntry": entries},
    }
    return {
        "DateFrom": text(asked, "DateFrom"),
        "DateTo": text(asked, "DateTo"),
        "PersonLotDataList": {"PersonLotData": [lot] if entries else []},
    }


def _act(town: Population, act: dict[str, Any]) -> Content:
    return {
        "IncomingRegistrationNumber": act["number"],
        "IncomingRegistrationDate": f"{act['on']}T00:00:00",
        "RegistrationDate": f"{act['on']}T00:00:00",
        "BookTypeName": act["book"],
        "ActTypeName": act["kind"],
        "Volume": act["volume"],
        "Page": act["page"],
        "ActYear": act["on"][:4],
        "LeftSide": {"Side": [_named(town.people[egn]) for egn in act["from"]]},
        "RightSide": {"Side": [_named(town.people[egn]) for egn in act["to"]]},
    }


def _inside(act: dict[str, Any], asked: Content) -> bool:
    return text(asked, "DateFrom")[:10] <= str(act["on"]) <= (text(asked, "DateTo")[:10] or "9999")


def _words(one: dict[str, Any]) -> str:
    return f"{one['kind']} {one['cadastre']}, {one['settlement'][1]}, ул. „{one['street']}“ № {one['number']}"


def _named(person: Person) -> str:
    return f"{' '.join(person.names)}, ЕГН {person.egn}"
