"""Messages that do not arrive, for those who can do something about it.

An official who is kept away from a matter learns nothing of it here either.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chinar.domain.cases.access import numbers_kept_from
from chinar.foundation.notifications import queries
from chinar.foundation.notifications.access import get_message_for
from chinar.foundation.notifications.actions import NotFailed
from chinar.foundation.notifications.actions import send_again as act
from chinar.foundation.notifications.models import Message
from chinar.foundation.notifications.rules import masked
from chinar.foundation.people.access import actor_of, require


@never_cache
@require("messages.watch")
@require_safe
def troubled(request: HttpRequest) -> HttpResponse:
    """What was given up and what waits too long, with the reason; addresses are masked."""
    rows = [
        {"message": message, "to": masked(message.to), "failed": message.state == Message.State.FAILED}
        for message in queries.troubled(at=timezone.now(), without=numbers_kept_from(request.user))
    ]
    return render(request, "desk/messages.html", {"rows": rows})


@require("messages.watch")
@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Lets a message be tried anew, for example after the address was mended."""
    try:
        message = get_message_for(request.user, pk, without=numbers_kept_from(request.user))
        act(message, by=actor_of(request.user), at=timezone.now())
    except NotFailed:
        messages.info(request, _("This message is on its way already."))
    else:
        is_letter = message.channel == Message.Channel.LETTER
        said = (
            _("The letter waits for the post again.")
            if is_letter
            else _("The message will be sent again in a few seconds.")
        )
        messages.success(request, said)
    return redirect("desk:messages")
