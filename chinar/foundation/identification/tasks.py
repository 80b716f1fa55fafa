"""What the worker does for signing in from outside."""

from django.utils import timezone

from chinar.foundation.identification.models import Attempt
from chinar.foundation.identification.models.attempt import LASTS


def erase_old_attempts() -> None:
    """What was begun and not finished holds what a provider told: it is not kept (Regulation 2016/679 art. 5)."""
    Attempt.objects.filter(begun_at__lte=timezone.now() - LASTS).delete()
