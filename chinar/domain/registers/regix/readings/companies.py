"""The commercial register, the revenue agency and the register of vehicles."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.readings.reading import day, each, named, of, text

FOUND, NOT_FOUND = "0000", "0100"


@dataclass(frozen=True, slots=True)
class Company:
    """GetValidUICInfo: a number that somebody bears. `status` in the register's words."""

    eik: str
    name: str
    form: str
    status: str


@dataclass(frozen=True, slots=True)
class Debts:
    """GetObligatedPersons: whether more is owed to the revenue agency than `threshold` (in the register's currency).

    `present` is None when the register could not tell; its reason is in `message`."""

    number: str
    threshold: str
    present: bool | None
    message: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Owner or user: a citizen, a foreigner or a company, by number and name."""

    number: str
    name: str
    is_company: bool


@dataclass(frozen=True, slots=True)
class Vehicle:
    """GetMotorVehicleRegistrationInfoV3."""

    number: str
    model: str
    category: str
    kind: str
    first_registered_on: date | None
    owners: tuple[Holder, ...]
    users: tuple[Holder, ...]


def company(answer: Answer) -> Company | None:
    """None when nobody bears the number."""
    content = of(answer, "GetValidUICInfo")
    if not text(content, "UIC"):
        return None
    form = text(content, "LegalForm", "LegalFormAbbr")
    return Company(text(content, "UIC"), text(content, "Company"), form, text(content, "Status"))


def debts(answer: Answer) -> Debts:
    content = of(answer, "GetObligatedPersons")
    return Debts(
        text(content, "Identity", "ID"),
        text(content, "Threshold"),
        {"PRESENT": True, "ABSENT": False}.get(text(content, "ObligationStatus")),
        text(content, "Status", "Message"),
    )


def vehicle(answer: Answer) -> Vehicle | None:
    """None when the register has no such number: code 0100 in an answer without error."""
    content = of(answer, "GetMotorVehicleRegistrationInfoV3")
    results = each(content, "Response", "Results", "Result")
    if not results:
        return None
    data = results[0].get("VehicleData")
    return Vehicle(
        **named(data, number="RegistrationNumber", model="Model", category="Category", kind="VehicleType"),
        first_registered_on=day(data, "FirstRegistrationDate"),
        owners=tuple(_holder(one) for one in each(results[0], "OwnersData", "Owner")),
        users=tuple(_holder(one) for data in each(results[0], "UsersData") for one in each(data, "User")),
    )


def _holder(content: Any) -> Holder:
    if "Company" in content:
        return Holder(text(content, "Company", "ID"), text(content, "Company", "Name"), is_company=True)
    if "ForeignCitizen" in content:
        number = text(content, "ForeignCitizen", "PIN") or text(content, "ForeignCitizen", "PN")
        return Holder(number, text(content, "ForeignCitizen", "NamesCyrillic"), is_company=False)
    names = [text(content, "BulgarianCitizen", "Names", part) for part in ("First", "Surname", "Family")]
    return Holder(text(content, "BulgarianCitizen", "PIN"), " ".join(filter(None, names)), is_company=False)
