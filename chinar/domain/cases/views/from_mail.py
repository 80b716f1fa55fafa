"""An official puts a letter that came by e-mail into the file of a matter that there is already."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chinar.domain.cases import access, kinds
from chinar.domain.cases.forms_of_files import LetterFiledForm
from chinar.domain.cases.incoming_mail import file_letter
from chinar.domain.cases.models import Case
from chinar.foundation.journal.actions import record_read
from chinar.foundation.notifications.access import get_mail_for, taken_before
from chinar.foundation.notifications.inbound.actions import AlreadyHandled, hold, note_taken
from chinar.foundation.notifications.models import IncomingMail
from chinar.foundation.people.access import actor_of, require


@never_cache
@require("mail.sort")
@require_http_methods(["GET", "HEAD", "POST"])
def from_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """By its number; then shows which matter that is, and with "file" puts the letter there."""
    posted = request.method == "POST"
    mail = get_mail_for(request.user, pk, without=access.numbers_kept_from(request.user), typed=posted)
    form = LetterFiledForm(request.POST if posted else None, initial={"number": mail.names})
    case = None
    if not posted:
        by, at = actor_of(request.user), timezone.now()
        record_read("mail.read", by=by, at=at, subject=str(mail.pk), subject_kind="mail")
    elif form.is_valid():
        case = _meant(request, form)
        if case is not None and "file" in request.POST:
            try:
                _file(request, mail, case)
            except AlreadyHandled:
                if number := taken_before(request.user, mail):
                    return redirect("cases:case", number=number)
                form.add_error(None, _("A colleague has handled this letter meanwhile. Nothing was filed."))
            else:
                messages.success(request, _("The letter is in the file. Whoever works on the matter is told."))
                return redirect("cases:case", number=case.number)
    context = {
        "form": form,
        "mail": mail,
        "attachments": list(mail.attachments.all()),
        "case": case,
        "title": kinds.title_of(case) if case else "",
    }
    return render(request, "cases/from_mail.html", context)


def _meant(request: HttpRequest, form: LetterFiledForm) -> Case | None:
    """The matter of that number; none in which the official acts or from which they are kept away."""
    today = timezone.localdate()
    case = access.find_other_case(request.user, form.cleaned_data["number"], on=today)
    if case is None or access.erasure_of(case) or not access.may_handle(request.user, case, "cases.read", on=today):
        form.add_error("number", _("You can read no matter with this number"))
        return None
    return case


def _file(request: HttpRequest, mail: IncomingMail, case: Case) -> None:
    by, at = access.actor_on(request.user, case, on=timezone.localdate()), timezone.now()
    with transaction.atomic():
        held = hold(mail)
        file_letter(case, held, held.as_it_came(), taken=True, by=by, at=at)
        note_taken(held, kind="case", subject=case.number, by=by, at=at)
