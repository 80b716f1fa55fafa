"""An official registers a signal from a letter that came by e-mail: what it says stands in the form already."""

import secrets
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chinar.domain.cases.access import cases_for, numbers_kept_from
from chinar.domain.cases.incoming_mail import papers_of
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.reports.actions.filing import NewReport
from chinar.domain.reports.actions.from_mail import register_from_mail
from chinar.domain.reports.forms.filing import FromMailForm
from chinar.domain.reports.models import CitizenReport, Photo
from chinar.domain.reports.rules import settlement_named
from chinar.foundation.documents.codes import draw
from chinar.foundation.documents.pictures import RefusedPicture, bare
from chinar.foundation.documents.uploads import Paper
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
    """The form beside the letter; with it the letter leaves the list and its sender gets number and key."""
    posted = request.method == "POST"
    mail = get_mail_for(request.user, pk, without=numbers_kept_from(request.user), typed=posted)
    town, today = request.municipality, timezone.localdate()  # type: ignore[attr-defined]
    form = FromMailForm(request.POST if posted else None, town=town, on=today)
    if not posted:
        form.initial = _first_words(mail, form)
        by, at = actor_of(request.user), timezone.now()
        record_read("mail.read", by=by, at=at, subject=str(mail.pk), subject_kind="mail")
    elif form.is_valid():
        try:
            report = _register(request, mail, form)
        except AlreadyHandled:
            if number := taken_before(request.user, mail):
                return redirect("cases:case", number=number)
            form.add_error(None, _("A colleague has handled this letter meanwhile. Nothing was registered."))
        except (NoCalendar, NoLegalPeriod):
            form.add_error(None, _("Signals cannot be registered just now. What you wrote is here."))
        else:
            messages.success(request, _("Registered as %(number)s.") % {"number": report.case.number})
            return _after(request, report)
    context = {"form": form, "mail": mail, "attachments": list(mail.attachments.all())}
    return render(request, "reports/from_mail.html", context)


def _after(request: HttpRequest, report: CitizenReport) -> HttpResponse:
    """The matter, unless whoever has just registered it is kept away from it from now on."""
    readable = cases_for(request.user, on=timezone.localdate()).filter(pk=report.case_id).exists()
    return redirect("cases:case", number=report.case.number) if readable else redirect("reports:take_down")


def _first_words(mail: IncomingMail, form: FromMailForm) -> dict[str, Any]:
    """What the letter says; the settlement where it names one and no other."""
    text = "\n\n".join(part for part in (mail.subject, mail.text) if part)
    named = settlement_named(text, {code: one.name for code, one in form.settlements.items()})
    return {"text": text, "name": mail.sender_name, "email": mail.sender, "settlement": named, "against": "nobody"}


def _register(request: HttpRequest, mail: IncomingMail, form: FromMailForm) -> CitizenReport:
    papers, left_out = papers_of(mail, mail.as_it_came())
    photos, others = _sorted(papers)
    new = NewReport(
        **form.cleaned_data,
        idempotency_key=mail.key,
        channel=Case.Channel.EMAIL,
        key=draw(secrets.token_bytes),
        hours=receiving_hours(timezone.localdate(mail.received_at)),
        received_at=mail.received_at,
        left_out=left_out,
    )
    return register_from_mail(mail, new, photos=photos, papers=others, by=actor_of(request.user), at=timezone.now())


def _sorted(papers: list[Paper]) -> tuple[list[bytes], list[Paper]]:
    """The first photos, bare of metadata, and the papers."""
    photos: list[bytes] = []
    others = []
    for paper in papers:
        try:
            if paper.media_type == "application/pdf" or len(photos) == Photo.MOST:
                others.append(paper)
            else:
                photos.append(bare(BytesIO(paper.content), size=len(paper.content)))
        except RefusedPicture:
            others.append(paper)
    return photos, others
