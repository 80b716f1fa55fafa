"""A letter by e-mail becomes a matter of some kind: the screen that kinds share, each with its own form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from chinar.domain.cases.access import numbers_kept_from
from chinar.domain.cases.models import Case
from chinar.foundation.journal.actions import record_read
from chinar.foundation.notifications.access import get_mail_for, taken_before
from chinar.foundation.notifications.inbound.actions import AlreadyHandled
from chinar.foundation.notifications.models import IncomingMail
from chinar.foundation.people.access import actor_of


def take_letter(
    request: HttpRequest,
    pk: int,
    *,
    form_of: type[forms.BaseForm],
    first_words: Callable[[IncomingMail], dict[str, str]],
    register: Callable[[HttpRequest, IncomingMail, Any], Case],
    not_now: tuple[type[Exception], ...],
    sorry: str,
    template: str,
) -> HttpResponse:
    """The form beside the letter; with it the letter leaves the list and its sender gets number and key. `sorry` is
    said when `register` raises one of `not_now`."""
    posted = request.method == "POST"
    mail = get_mail_for(request.user, pk, without=numbers_kept_from(request.user), typed=posted)
    form = form_of(request.POST if posted else None, initial=first_words(mail))
    if not posted:
        by, at = actor_of(request.user), timezone.now()
        record_read("mail.read", by=by, at=at, subject=str(mail.pk), subject_kind="mail")
    elif form.is_valid():
        try:
            made = register(request, mail, form)
        except AlreadyHandled:
            if number := taken_before(request.user, mail):
                return redirect("cases:case", number=number)
            form.add_error(None, _("A colleague has handled this letter meanwhile. Nothing was registered."))
        except not_now:
            form.add_error(None, sorry)
        else:
            messages.success(request, _("Registered as %(number)s.") % {"number": made.number})
            return redirect("cases:case", number=made.number)
    context = {"form": form, "mail": mail, "attachments": list(mail.attachments.all())}
    return render(request, template, context)
