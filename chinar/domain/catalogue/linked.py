"""A service in the vocabulary of schema.org, for search engines: the same facts that the page shows, and no others."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chinar.domain.catalogue.models import ServiceVersion, Speed
from chinar.domain.catalogue.ways import way_words
from chinar.foundation.core.content import words
from chinar.foundation.territory.models import Municipality


def linked_data(
    version: ServiceVersion, speeds: list[Speed], municipality: Municipality, *, url: str
) -> dict[str, Any]:
    """GovernmentService of a published version. Samples of a demonstration offer no prices."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": words(version, "name"),
        "description": words(version, "summary"),
        "url": url,
        "identifier": version.service.unified_number,
        "serviceType": version.group,
        "inLanguage": get_language(),
        "audience": {"@type": "Audience", "audienceType": words(version, "who_may_apply")},
        "provider": {
            "@type": "GovernmentOrganization",
            "name": _("Municipality of %(name)s") % {"name": words(municipality, "name")},
            "telephone": municipality.phone,
            "email": municipality.email,
        },
    }
    data["availableChannel"] = [{"@type": "ServiceChannel", "name": way} for way in way_words(version, "file_by")]
    if not version.is_sample:
        data["offers"] = _offers(version, speeds)
    return _without_empty(data)


def _offers(version: ServiceVersion, speeds: list[Speed]) -> list[dict[str, str]]:
    told = [(str(speed.get_kind_display()), speed.fee_cents) for speed in speeds] or [("", version.fee_cents)]
    return [
        {"@type": "Offer", "name": name, "price": f"{cents / 100:.2f}", "priceCurrency": "EUR"}
        for name, cents in told
        if cents is not None
    ]


def _without_empty(data: dict[str, Any]) -> dict[str, Any]:
    """Nothing is said that the municipality has not told."""
    return {
        name: _without_empty(value) if isinstance(value, dict) else value
        for name, value in data.items()
        if value not in ("", None, [], {})
    }
