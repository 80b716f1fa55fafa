"""From the configuration of a municipality to the portal that it asks."""

from zoneinfo import ZoneInfo

from django.conf import settings

from chinar.foundation.payments.models import PortalConnection
from chinar.foundation.payments.portal.client import Portal

DEMO_CLIENT = "chinar-demo"
DEMO_SECRET = "known-to-everybody-and-good-for-the-simulator-only"  # noqa: S105


def is_simulated() -> bool:
    """Whether the simulator beside us is asked instead of what the municipality has arranged."""
    return bool(settings.PAYMENT_SIMULATOR)


def portal() -> Portal | None:
    """Of the municipality in scope; None where nobody pays online. One query; none in the demo, where the simulator
    beside us is asked."""
    zone = ZoneInfo(settings.TIME_ZONE)
    if is_simulated():
        return Portal(settings.PAYMENT_SIMULATOR, DEMO_CLIENT, DEMO_SECRET, "EUR", zone)
    held = PortalConnection.objects.filter(is_on=True).first()
    if held is None:
        return None
    return Portal(held.address.rstrip("/"), held.client_id, held.secret, held.currency, zone)
