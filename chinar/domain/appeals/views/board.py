"""The notice board: what hangs there, for everybody; officials put notices of an appeal up and take them down."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chinar.domain.appeals import access, queries
from chinar.domain.appeals.actions import board as actions
from chinar.domain.appeals.forms.board import NoticeForm, RemovalForm
from chinar.domain.appeals.models import Appeal, BoardNotice
from chinar.domain.appeals.rules import Purpose
from chinar.domain.appeals.wording import first_words
from chinar.domain.cases.access import actor_on
from chinar.domain.cases.actions.holding import ChangedSince, seen_of
from chinar.domain.cases.queries import to_mend
from chinar.domain.cases.views.acting import case_to_act_on, tell_change
from chinar.foundation.journal.actions import record_read
from chinar.foundation.offices.queries import main_desk
from chinar.foundation.people.access import require
from chinar.foundation.time.rules import NoCalendar


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Every notice that hangs now, the newest first."""
    rows = access.notices_on_board()
    return render(request, "appeals/board.html", {"rows": rows, "desk": main_desk() if rows else None})


@never_cache
@require("appeals.handle")
def put_up(request: HttpRequest, number: str, purpose: str) -> HttpResponse:
    """Asks for the text, which everybody will read, and for how long it hangs."""
    appeal = access.appeal_of(case_to_act_on(request, number, "appeals.handle"))
    wanted = _purpose(purpose)
    why_not = _why_not(appeal, wanted)
    form = _notice_form(request, appeal, wanted)
    if request.method == "POST" and not why_not and form.is_valid() and _is_put_up(request, appeal, wanted, form):
        messages.success(request, _("The notice is on the board of the site. Print it and hang it up today."))
        return redirect("cases:case", number=number)
    if request.method != "POST":
        _record_read(request, appeal)
    context = {"appeal": appeal, "case": appeal.case, "form": form, "why_not": why_not, "purpose": wanted.value}
    return render(request, "appeals/put_up.html", context)


def _purpose(code: str) -> Purpose:
    if code not in set(Purpose):
        raise Http404
    return Purpose(code)


def _why_not(appeal: Appeal, purpose: Purpose) -> str:
    if appeal.case.state == "voided":
        return _("The number of this appeal was voided.")
    if purpose is Purpose.DEFECTS and appeal.address:
        return _("This appellant gave an address: write to them there.")
    if BoardNotice.objects.on_board().filter(appeal=appeal, purpose=purpose.value).exists():
        return _("Such a notice of this appeal is on the board already.")
    return ""


def _notice_form(request: HttpRequest, appeal: Appeal, purpose: Purpose) -> NoticeForm:
    asked = to_mend(appeal.case)
    shown = {
        "seen": seen_of(appeal.case),
        "text": first_words(appeal, purpose, to_mend=asked.what if asked else ""),
    }
    return NoticeForm(
        request.POST if request.method == "POST" else None,
        initial=shown,
        least=queries.must_hang(purpose, on=timezone.localdate()),
        names=queries.names_of(appeal),
    )


def _is_put_up(request: HttpRequest, appeal: Appeal, purpose: Purpose, form: NoticeForm) -> bool:
    by, at = actor_on(request.user, appeal.case, on=timezone.localdate()), timezone.now()
    try:
        actions.put_up(appeal.case, purpose=purpose, **form.cleaned_data, by=by, at=at)
    except ChangedSince as changed:
        tell_change(form, appeal.case, changed)
    except actions.HangsAlready:
        form.add_error(None, _("A colleague has put such a notice up meanwhile. Nothing was changed."))
    except NoCalendar:
        form.add_error(None, _("The calendar of the year in which it would come down is missing. Nothing was changed."))
    else:
        return True
    return False


@never_cache
@require("appeals.handle")
def take_down(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Asks once, and why when its last day is not over."""
    appeal = access.appeal_of(case_to_act_on(request, number, "appeals.handle"))
    notice = access.get_notice(appeal, pk)
    hangs = not hasattr(notice, "removal")
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _is_taken_down(request, notice, form):
        messages.success(request, _("Taken down. The protocol is in the file."))
        return redirect("cases:case", number=number)
    if request.method != "POST":
        _record_read(request, appeal)
    is_early = timezone.localdate() <= notice.until
    context = {"case": appeal.case, "notice": notice, "form": form, "is_early": is_early, "hangs": hangs}
    return render(request, "appeals/take_down.html", context)


def _is_taken_down(request: HttpRequest, notice: BoardNotice, form: RemovalForm) -> bool:
    by, at = actor_on(request.user, notice.appeal.case, on=timezone.localdate()), timezone.now()
    try:
        actions.take_down(notice, **form.cleaned_data, by=by, at=at)
    except actions.TakenDown:
        form.add_error(None, _("A colleague has taken it down meanwhile. Nothing was changed."))
    except actions.TooEarly:
        form.add_error("reason", _("Its last day is not over. Write why it comes down now."))
    else:
        return True
    return False


def _record_read(request: HttpRequest, appeal: Appeal) -> None:
    case = appeal.case
    by = actor_on(request.user, case, on=timezone.localdate())
    record_read("case.read", by=by, at=timezone.now(), subject=case.number, subject_kind="case")
