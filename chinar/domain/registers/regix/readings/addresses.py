"""ГРАО: permanent and present addresses."""

from dataclasses import dataclass
from datetime import date

from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.readings.reading import day, named, of


@dataclass(frozen=True, slots=True)
class Address:
    """Codes are those of the register; `settlement_code` is the EKATTE of the settlement."""

    country: str
    district: str
    municipality: str
    municipality_code: str
    settlement: str
    settlement_code: str
    area: str
    street: str
    number: str
    entrance: str
    floor: str
    flat: str
    since: date | None


def permanent_address(answer: Answer) -> Address | None:
    """None when there was none on the day that was asked about."""
    return _address(answer, "PermanentAddressSearch")


def present_address(answer: Answer) -> Address | None:
    """None when there was none on the day that was asked about."""
    return _address(answer, "TemporaryAddressSearch")


def _address(answer: Answer, operation: str) -> Address | None:
    content = of(answer, operation)
    if not content:
        return None
    return Address(
        **named(
            content,
            country="CountryName",
            district="DistrictName",
            municipality="MunicipalityName",
            municipality_code="MunicipalityCode",
            settlement="SettlementName",
            settlement_code="SettlementCode",
            area="CityArea",
            street="LocationName",
            number="BuildingNumber",
            entrance="Entrance",
            floor="Floor",
            flat="Apartment",
        ),
        since=day(content, "FromDate"),
    )
