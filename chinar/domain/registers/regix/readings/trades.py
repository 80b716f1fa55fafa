"""Tourism and agriculture: places to eat and drink with their category, and farmers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.readings.reading import day, each, number, of, text


@dataclass(frozen=True, slots=True)
class TouristObject:
    """GetTotaRegBarRestaurantCategoryByEIK: a restaurant, bar or coffee house of a company. `category` in stars; None
    where the register has none (it writes -1)."""

    name: str
    kind: str
    address: str
    category: int | None
    seats: int | None
    certificate: str
    certified_on: date | None
    valid_until: date | None
    eik: str


@dataclass(frozen=True, slots=True)
class Crop:
    """`settlement` by EKATTE, areas in decares."""

    settlement: str
    name: str
    area: Decimal | None


@dataclass(frozen=True, slots=True)
class Herd:
    settlement: str
    name: str
    count: Decimal | None


@dataclass(frozen=True, slots=True)
class Farmer:
    """FarmerDetailsSearch: a registered agricultural producer; `ended_on` when the registration was deleted."""

    name: str
    form: str
    registered_on: date | None
    ended_on: date | None
    crops: tuple[Crop, ...]
    herds: tuple[Herd, ...]


def tourist_objects(answer: Answer) -> tuple[TouristObject, ...]:
    content = of(answer, "GetTotaRegBarRestaurantCategoryByEIK")
    return tuple(
        TouristObject(
            name=text(one, "SiteName"),
            kind=text(one, "SiteSubType") or text(one, "SiteType"),
            address=", ".join(filter(None, (text(one, "Adress", part) for part in ("PopName", "Adress")))),
            category=_whole(one, "Category"),
            seats=_whole(one, "Capacity", "Capacity"),
            certificate=text(one, "Certificate", "CategoryCertNum"),
            certified_on=day(one, "Certificate", "CategoryCertDate"),
            valid_until=day(one, "Certificate", "ValidityTerm"),
            eik=text(one, "EIK"),
        )
        for one in each(content, "Objects")
    )


def farmer(answer: Answer) -> Farmer | None:
    """None when nobody is registered under the number."""
    content = of(answer, "FarmerDetailsSearch")
    data = next(iter(each(content, "AdministrativeData")), {})
    person = (text(data, "Person", part) for part in ("Name", "Surname", "Family"))
    name = text(data, "Entity", "CompanyName") or " ".join(filter(None, person))
    if not name:
        return None
    return Farmer(
        name=name,
        form=text(data, "Entity", "LegalStatus"),
        registered_on=day(data, "ActiveRegistration", "RegistrationDate"),
        ended_on=day(data, "CancelledRegistration", "CancelledDate"),
        crops=tuple(
            Crop(text(one, "EKKATE"), text(one, "CropName"), number(one, "SownArea"))
            for one in each(content, "Crops", "Crop")
        ),
        herds=tuple(
            Herd(text(one, "EKKATE"), text(one, "AnimalName"), number(one, "Units"))
            for one in each(content, "Animals", "Animal")
        ),
    )


def _whole(content: object, *path: str) -> int | None:
    found = number(content, *path)
    return None if found is None or found < 0 else int(found)
