"""Letters that came by e-mail and belong to no matter yet: an official reads them and says what becomes of each.

An official who is kept away from a matter learns nothing of a letter that names it.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chinar.domain.cases.access import numbers_kept_from
from chinar.foundation.documents.uploads import UnwantedFile, paper_of
from chinar.foundation.journal.actions import record_read
from chinar.foundation.notifications.access import get_mail_for
from chinar.foundation.notifications.inbound import actions, queries
from chinar.foundation.notifications.inbound.forms import AsideForm
from chinar.foundation.notifications.inbound.reading import Unreadable, contents_of
from chinar.foundation.notifications.models import IncomingMail, Mailbox
from chinar.foundation.people.access import actor_of, require

State = IncomingMail.State
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@never_cache
@require("mail.sort")
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """What waits to be read, the oldest first; `show=aside` what was set aside, the newest first."""
    aside = request.GET.get("show") == "aside"
    typed = request.GET.get("after", "")
    after = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None
    hidden = numbers_kept_from(request.user)
    rows, more = queries.page_of(State.ASIDE if aside else State.WAITING, after=after, without=hidden)
    if rows:
        ids = [mail.pk for mail in rows]
        record_read("mail.listed", by=actor_of(request.user), at=timezone.now(), ids=ids)
    context = {
        "rows": rows,
        "next": rows[-1].pk if more else None,
        "begun": after is not None,
        "aside": aside,
        "box": Mailbox.objects.first(),
    }
    return render(request, "desk/mail.html", context)


@never_cache
@require("mail.sort")
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter, and the ways on from it; the form sets it aside."""
    mail = get_mail_for(request.user, pk, without=numbers_kept_from(request.user))
    form = AsideForm(request.POST if request.method == "POST" else None)
    by, at = actor_of(request.user), timezone.now()
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_aside(mail, **form.cleaned_data, by=by, at=at)
        except actions.AlreadyHandled:
            messages.info(request, _("A colleague has handled this letter meanwhile."))
        else:
            messages.success(request, _("Set aside. You find it under “Set aside” and may bring it back."))
        return redirect("desk:mail")
    record_read("mail.read", by=by, at=at, subject=str(mail.pk), subject_kind="mail")
    context = {"mail": mail, "attachments": list(mail.attachments.all()), "form": form}
    return render(request, "desk/mail_letter.html", context)


@never_cache
@require("mail.sort")
@require_POST
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """What was set aside by mistake waits again."""
    mail = get_mail_for(request.user, pk, without=numbers_kept_from(request.user))
    try:
        actions.bring_back(mail, by=actor_of(request.user), at=timezone.now())
    except actions.AlreadyHandled:
        messages.error(request, _("This letter cannot be brought back."))
        return redirect("desk:mail")
    return redirect("desk:mail_letter", pk=pk)


@never_cache
@require("mail.sort")
@require_safe
def attachment(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """What came with it, if it is a PDF or a photo: as something to save, of a photo only the picture."""
    mail = get_mail_for(request.user, pk, without=numbers_kept_from(request.user))
    listed = mail.attachments.filter(position=position, is_paper=True).first()
    if listed is None or mail.reason == IncomingMail.Reason.INFECTED:
        raise Http404
    try:
        paper = paper_of(contents_of(mail.as_it_came(), {position})[position])
    except (Unreadable, UnwantedFile, KeyError):
        raise Http404 from None
    by, at = actor_of(request.user), timezone.now()
    record_read("mail.read", by=by, at=at, subject=str(mail.pk), subject_kind="mail")
    response = HttpResponse(paper.content, content_type=paper.media_type)
    name = f"{_('Letter')} {mail.pk}-{position}.{ENDINGS[paper.media_type]}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
