"""What the worker does for cases."""

from django.utils import timezone

from chinar.domain.cases.actions.tallying import count_figures
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality


def count_all_figures() -> None:
    """Counts the figures of each municipality anew."""
    now = timezone.now()
    for municipality in Municipality.objects.active():
        with inside(municipality):
            count_figures(at=now)
