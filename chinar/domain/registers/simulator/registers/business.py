"""Companies, associations, debts, vehicles, places to eat, farmers."""

from decimal import Decimal

from chinar.domain.registers.regix.mapping import as_text
from chinar.domain.registers.regix.readings.reading import text
from chinar.domain.registers.simulator.population import Content, Population
from chinar.domain.registers.simulator.registers.civil import ZERO_HOUR

_FACTS = "http://egov.bg/RegiX/AV/TR/SubdeedsCommon"


def company_number(town: Population, asked: Content) -> Content | None:
    company = town.companies.get(as_text(asked.get("UIC")))
    if company is None:
        return None
    form = {"LegalFormAbbr": company["form"], "LegalFormName": company["form_name"]}
    return {"Status": company["status"], "UIC": company["uic"], "Company": company["name"], "LegalForm": form}


def company_state(town: Population, asked: Content) -> Content | None:
    company = town.companies.get(text(asked, "UIC"))
    if company is None:
        return {"DataValidForDate": ZERO_HOUR, "DataFound": "false"}
    owner = town.people[company["owner"]]
    facts = [
        ("00010", "ЕИК/ПИК", {"UIC": company["uic"]}),
        ("00020", "Фирма", {"Company": company["name"]}),
        ("00050", "Седалище и адрес на управление", {"Seat": company["settlement"][1]}),
        ("00100", "Представители", {"Indent": owner.egn, "Name": " ".join(owner.names)}),
    ]
    wanted = [code.strip() for code in text(asked, "FieldList").split(",") if code.strip()]
    records = [
        _record(number, company["registered_on"], *fact)
        for number, fact in enumerate(facts, 1)
        if not wanted or any(fact[0].startswith(code) for code in wanted)
    ]
    deed = {
        "DeedStatus": "N",
        "CompanyName": company["name"],
        "GUID": "",
        "UIC": company["uic"],
        "LegalForm": company["form"],
        "Subdeeds": {"Subdeed": [{"@SubUIC": "0001", "@SubUICType": "1", "Records": {"Record": records}}]},
    }
    return {"Deed": deed, "DataValidForDate": ZERO_HOUR, "DataFound": "true"}


def _record(number: int, on: str, code: str, heading: str, content: dict[str, str]) -> Content:
    return {
        "RecordData": {f"{{{_FACTS}}}{name}": [value] for name, value in content.items()},
        "RecordId": str(number),
        "IncomingId": str(number),
        "FieldIdent": code,
        "MainField": {"MainFieldIdent": code, "MainFieldName": heading},
        "FieldEntryNumber": f"{on.replace('-', '')}{number:06}",
        "FieldActionDate": f"{on}T10:00:00",
    }


def bulstat(town: Population, asked: Content) -> Content | None:
    found = town.associations.get(text(asked, "UIC"))
    if found is None:
        return None
    manager = town.people[found["manager"]]
    person = {
        "EGN": manager.egn,
        "CyrillicName": " ".join(manager.names),
        "LatinName": " ".join(manager.latin),
        "BirthDate": manager.born_on,
    }
    runs = {"UIC": {"UIC": manager.egn}, "SubjectType": {"Code": "2"}, "NaturalPersonSubject": person}
    subject = {
        "UIC": {"UIC": found["bulstat"]},
        "SubjectType": {"Code": "1"},
        "LegalEntitySubject": {
            "LegalForm": {"Code": "486"},
            "CyrillicFullName": found["name"],
            "LatinFullName": found["latin"],
        },
        "Addresses": [
            {
                "AddressType": {"Code": "718"},
                "Country": {"Code": "100"},
                "Location": {"Code": found["settlement"][0]},
            }
        ],
    }
    return {
        "Subject": subject,
        "State": {"EntryTime": f"{found['entered_on']}T10:00:00", "State": {"Code": "571"}},
        "Managers": [{"RelatedSubject": runs, "Position": {"Code": "2"}}],
    }


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


def tourist_objects(town: Population, asked: Content) -> Content | None:
    number = text(asked, "EIK")
    return {"Objects": [_tourist_object(number, one) for one in town.tourist_objects.get(number, [])]}


def _tourist_object(eik: str, one: dict[str, str]) -> Content:
    return {
        "SiteName": one["name"],
        "Adress": {"DistName": "Ловеч", "TerName": "Троян", "PopName": one["settlement"], "Adress": one["address"]},
        "SiteType": one["kind"],
        "SiteSubType": one["subkind"],
        "Category": one["category"],
        "Capacity": {
            "Capacity": one["seats"],
            "IndoorsCapacity": one["indoors"],
            "OutdoorsCapacity": one["outdoors"],
        },
        "WorkTime": one["hours"],
        "Certificate": {
            "CategoryCertNum": one["certificate"],
            "CategoryCertDate": one["certified_on"],
            "ValidityTerm": one["valid_until"],
        },
        "EIK": eik,
    }


def farmer(town: Population, asked: Content) -> Content | None:
    number = text(asked, "Parameter")
    found = town.farmers.get(number)
    if found is None:
        return None
    person = town.people[number]
    place = person.settlement[0]
    ended = {"CancelledDate": found["ended_on"]} if found["ended_on"] else {}
    return {
        "AdministrativeData": {
            "Person": dict(zip(("Name", "Surname", "Family"), person.names, strict=True)),
            "ActiveRegistration": {"RegistrationDate": found["registered_on"]},
            "CancelledRegistration": ended,
        },
        "Lands": {"Land": [{"EKKATE": place, "Infield": found["land"]}]},
        "Crops": {
            "Crop": [
                {"EKKATE": place, "CropCode": crop["code"], "CropName": crop["name"], "SownArea": crop["area"]}
                for crop in found["crops"]
            ]
        },
        "Animals": {
            "Animal": [
                {"EKKATE": place, "AnimalCode": kind["code"], "AnimalName": kind["name"], "Units": kind["units"]}
                for kind in found["animals"]
            ]
        },
    }
