"""An official registers a question from a letter that came by e-mail: what it says stands in the form already."""

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chinar.domain.cases.access import numbers_kept_from
from chinar.domain.cases.incoming_mail import papers_of
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.enquiries import queries
from chinar.domain.enquiries.actions import NewEnquiry, register_from_mail
from chinar.domain.enquiries.forms import FromMailForm
from chinar.domain.enquiries.models import Enquiry, Topic
from chinar.foundation.documents.codes import draw
from chinar.foundation.journal.actions import record_read
from chinar.foundation.notifications.access import get_mail_for, taken_before
from chinar.foundation.notifications.inbound.actions import AlreadyHandled
from chinar.foundation.notifications.models import IncomingMail
from chinar.foundation.people.access import actor_of, require
from chinar.foundation.time.rules import NoCalendar


@never_cache
@require("mail.sort")
@require_http_methods(["GET", "HEAD", "POST"])
def from_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """The form beside the letter; with it the letter leaves the list and the asker gets number and key."""
    posted = request.method == "POST"
    mail = get_mail_for(request.user, pk, without=numbers_kept_from(request.user), typed=posted)
    form = FromMailForm(request.POST if posted else None, initial=_first_words(mail))
    if not posted:
        by, at = actor_of(request.user), timezone.now()
        record_read("mail.read", by=by, at=at, subject=str(mail.pk), subject_kind="mail")
    elif form.is_valid():
        try:
            enquiry = _register(request, mail, form)
        except AlreadyHandled:
            if number := taken_before(request.user, mail):
                return redirect("cases:case", number=number)
            form.add_error(None, _("A colleague has handled this letter meanwhile. Nothing was registered."))
        except (NoCalendar, NoLegalPeriod, queries.NobodyAnswers):
            form.add_error(None, _("Questions cannot be registered just now. What you wrote is here."))
        else:
            messages.success(request, _("Registered as %(number)s.") % {"number": enquiry.case.number})
            return redirect("cases:case", number=enquiry.case.number)
    context = {"form": form, "mail": mail, "attachments": list(mail.attachments.all())}
    return render(request, "enquiries/from_mail.html", context)


def _first_words(mail: IncomingMail) -> dict[str, str]:
    text = "\n\n".join(part for part in (mail.subject, mail.text) if part)
    return {"question": text, "name": mail.sender_name, "email": mail.sender, "topic": Topic.OTHER.value}


def _register(request: HttpRequest, mail: IncomingMail, form: FromMailForm) -> Enquiry:
    typed = form.cleaned_data
    papers, left_out = papers_of(mail, mail.as_it_came())
    new = NewEnquiry(
        idempotency_key=mail.key,
        topic=typed["topic"],
        question=typed["question"],
        service=typed["service"],
        department=queries.department_for(typed["service"]),
        channel=Case.Channel.EMAIL,
        key=draw(secrets.token_bytes),
        hours=receiving_hours(timezone.localdate(mail.received_at)),
        asker_name=typed["name"],
        asker_email=typed["email"],
        received_at=mail.received_at,
    )
    by, at = actor_of(request.user), timezone.now()
    return register_from_mail(mail, new, papers=papers, left_out=left_out, by=by, at=at)
