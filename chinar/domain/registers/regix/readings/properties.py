"""Registry Agency: the property register, by which an owner is proven for a sketch, a certificate or a felling."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.readings.reading import day, each, named, of, text, texts


@dataclass(frozen=True, slots=True)
class Site:
    """GetSites: a registry office. Its register knows nothing older than `since`; the rest is on paper there."""

    code: str
    name: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """PropertySearch: one property; `number` and `site` are what GetPropertyInfoV2 asks for."""

    number: str
    site: str
    lot: str
    cadastre_number: str
    kind: str
    settlement: str


@dataclass(frozen=True, slots=True)
class Act:
    """An entry, a note or a deletion. `left` and `right` are the parties as the register writes them, with numbers."""

    number: str
    on: date | None
    kind: str
    book: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Property:
    """GetPropertyInfoV2: a lot and the acts entered between two days."""

    description: str
    lot: str
    cadastre_number: str
    office: str
    since: date | None
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Owned:
    """GetPersonInfoV2: one entry in the personal lot of somebody; the property in words."""

    property: str
    lot: str
    cadastre_number: str
    office: str
    act: Act


def sites(answer: Answer) -> tuple[Site, ...]:
    content = of(answer, "GetSites")
    return tuple(
        Site(text(one, "siteID"), text(one, "siteName"), day(one, "siteStartDate")) for one in each(content, "site")
    )


def found(answer: Answer) -> tuple[Found, ...]:
    content = of(answer, "PropertySearch")
    return tuple(
        Found(
            **named(
                one,
                number="PropertyID",
                site="SiteID",
                lot="LotNumber",
                cadastre_number="CadastreNumber",
                kind="PropertyType",
                settlement="TerritorialUnitName",
            ),
        )
        for one in each(content, "PropertyDetailList", "PropertyDetail")
    )


def property_info(answer: Answer) -> Property | None:
    """None when there is no such property, or nothing of it may be seen."""
    content = of(answer, "GetPropertyInfoV2")
    if not text(content, "LotNumber") and not text(content, "PropertyData"):
        return None
    return Property(
        **named(
            content,
            description="PropertyData",
            lot="LotNumber",
            cadastre_number="CadastreNumber",
            office="RegistryAgency",
        ),
        since=day(content, "SiteStartDate"),
        acts=tuple(_act(one.get("Act")) for one in each(content, "PropertyActDetailList", "PropertyActDetail")),
    )


def owned(answer: Answer) -> tuple[Owned, ...]:
    """Entries that name the person, as buyer or as seller: whether they own it still is for a lawyer to read."""
    content = of(answer, "GetPersonInfoV2")
    return tuple(
        Owned(
            **named(entry, property="PropertyData", lot="LotNumber", cadastre_number="CadastreIdentificator"),
            office=text(lot, "RegistryAgency"),
            act=_act(entry.get("Act")),
        )
        for lot in each(content, "PersonLotDataList", "PersonLotData")
        for entry in each(lot, "PersonalLotEntryList", "PersonalLotEntry")
    )


def _act(content: Mapping[str, Any] | None) -> Act:
    return Act(
        **named(content, number="IncomingRegistrationNumber", kind="ActTypeName", book="BookTypeName"),
        on=day(content, "RegistrationDate"),
        left=texts(content, "LeftSide", "Side"),
        right=texts(content, "RightSide", "Side"),
    )
