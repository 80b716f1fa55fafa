"""Reads of territory for other modules."""

from chinar.foundation.territory.models import Border, Department, Municipality, Settlement


def town_hall() -> Department:
    """The whole administration of the municipality in scope. Raises DoesNotExist before it was opened."""
    department: Department = Department.objects.current().get(kind=Department.Kind.TOWN_HALL)
    return department


def find_place(code: str) -> Municipality | Settlement | None:
    """The municipality of a code as LOV34, or the settlement that stands under an EKATTE code."""
    if code.isdigit():
        return Settlement.objects.current().filter(ekatte=code).select_related("municipality").first()
    return Municipality.objects.filter(code=code.upper()).first()


def line_around(municipality: Municipality) -> Border | None:
    """Its official border, otherwise its schematic outline, otherwise None."""
    return municipality.borders.order_by("-is_official").first()


def settlements_of(municipality: Municipality) -> list[Settlement]:
    """Those that stand, those without a mayoralty first, then by mayoralty and name."""
    places = Settlement.objects.current().filter(municipality=municipality).select_related("mayoralty")
    return sorted(places, key=lambda place: (place.mayoralty.name if place.mayoralty else "", place.name))
