"""What the worker does for applications."""

from django.utils import timezone

from chinar.domain.applications.models import Draft
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality


def erase_old_drafts() -> None:
    """Erases drafts that nobody has changed for 30 days; filed applications are no drafts."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        with inside(municipality):
            Draft.objects.old(at=now).delete()
