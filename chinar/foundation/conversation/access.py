"""The only door by which a view gets a row of the conversation. Not yours and not there answer alike."""

from collections.abc import Callable

from django.http import Http404

from chinar.foundation.conversation import links
from chinar.foundation.conversation.models import Subscription
from chinar.foundation.conversation.subjects import Talked, kind_named


def get_subscription(pk: int, code: str, expected: Callable[[Subscription], str]) -> tuple[Subscription, Talked]:
    """That of whoever has the link; `expected` makes the code of that sort of link. Raises Http404."""
    found: Subscription | None = Subscription.objects.filter(pk=pk).first()
    talked = kind_named(found.subject_kind) if found else None
    if found is None or talked is None or not links.fits(code, expected(found)):
        raise Http404
    return found, talked
