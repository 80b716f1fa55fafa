"""What the worker does for visits."""

from django.utils import timezone

from chinar.domain.visits.actions.opening import erase
from chinar.domain.visits.models import Visit
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality


def erase_left_visits() -> None:
    """Visits that nobody finished go 30 days after the last change, with what was written down in them."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        with inside(municipality):
            erase(list(Visit.objects.left(at=now).values_list("pk", flat=True)))
