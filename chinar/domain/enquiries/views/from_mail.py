"""An official registers a question from a letter that came by e-mail: what it says stands in the form already."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chinar.domain.cases.incoming_mail import papers_of
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.cases.views.taking_letters import take_letter
from chinar.domain.enquiries import queries
from chinar.domain.enquiries.actions import NewEnquiry, register_from_mail
from chinar.domain.enquiries.forms import FromMailForm
from chinar.domain.enquiries.models import Topic
from chinar.foundation.documents.codes import draw
from chinar.foundation.notifications.models import IncomingMail
from chinar.foundation.people.access import actor_of, require
from chinar.foundation.time.rules import NoCalendar

NOT_NOW = (NoCalendar, NoLegalPeriod, queries.NobodyAnswers)


@never_cache
@require("mail.sort")
@require_http_methods(["GET", "HEAD", "POST"])
def from_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """The form beside the letter; with it the letter leaves the list and the asker gets number and key."""
    return take_letter(
        request,
        pk,
        form_of=FromMailForm,
        first_words=_first_words,
        register=_register,
        not_now=NOT_NOW,
        sorry=_("Questions cannot be registered just now. What you wrote is here."),
        template="enquiries/from_mail.html",
    )


def _first_words(mail: IncomingMail) -> dict[str, str]:
    text = "\n\n".join(part for part in (mail.subject, mail.text) if part)
    return {"question": text, "name": mail.sender_name, "email": mail.sender, "topic": Topic.OTHER.value}


def _register(request: HttpRequest, mail: IncomingMail, form: FromMailForm) -> Case:
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
    return register_from_mail(mail, new, papers=papers, left_out=left_out, by=by, at=at).case  # type: ignore[no-any-return]
