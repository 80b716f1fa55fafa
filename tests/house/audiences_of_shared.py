"""The addresses of shared descriptions of services, and the rows of the demo that they name."""

from typing import Any

from tests.house.address import Address


def shared(cast: Any) -> dict[str, Any]:
    return {"code": "marital-status"}


def alone(cast: Any) -> dict[str, Any]:
    """A service that the municipality describes by itself."""
    from chinar.domain.catalogue.models import ServiceVersion

    version = ServiceVersion.objects.published_rows().filter(shared_version=None).earliest("pk")
    return {**shared(cast), "service": version.service.code}


SHARED: dict[str, Address] = {
    "catalogue:shared_list": Address("catalogue.edit"),
    "catalogue:shared_one": Address("catalogue.edit", shared),
    "catalogue:adopt": Address("catalogue.edit", shared),
    "catalogue:tie": Address("catalogue.edit", alone),
    "catalogue:inherited": Address("catalogue.edit", shared),
    "catalogue:share": Address("catalogue.share"),
    "catalogue:shared_edit": Address("catalogue.share", shared),
}
