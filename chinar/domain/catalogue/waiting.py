"""What the catalogue keeps waiting: newer versions of shared descriptions that the municipality has not taken over."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.access import User
from chinar.domain.cases.waiting import Rows, Source, register
from chinar.domain.catalogue.models import ServiceVersion
from chinar.foundation.people.access import can


def newer_shared(user: User, on: date, mine: bool) -> Rows:
    """Services whose words come from a version that is superseded; of whoever edits the catalogue."""
    if not can(user, "catalogue.edit", on=on):
        return None
    rows: Rows = ServiceVersion.objects.published_rows().filter(shared_version__superseded_at__isnull=False)
    return rows


register(
    Source(
        "shared",
        _("Shared descriptions with a newer version"),
        newer_shared,
        "catalogue:inherited",
        "shared_version__superseded_at",
        argument="code",
        ref="service__code",
        case="",
        detail="name",
        whose="service__department__name",
    )
)
