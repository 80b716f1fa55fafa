"""The cashier's desk: the day, taking money, receipts, closing."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chinar.foundation.core.money import amount
from chinar.foundation.documents.views.download import pdf_response
from chinar.foundation.journal.actions import record_read
from chinar.foundation.payments import access, subjects
from chinar.foundation.payments.actions import days, taking
from chinar.foundation.payments.forms.counter import CancelForm, CloseDayForm, FindForm, OpenDayForm, TakeForm
from chinar.foundation.payments.models import CashDay, Receipt
from chinar.foundation.payments.printing import day_pdf, receipt_pdf
from chinar.foundation.payments.queries import Owed, open_cents
from chinar.foundation.payments.queries_of_days import receipts_of, totals_of
from chinar.foundation.people.access import actor_of, require

MOST_MATTERS = 20
"""That one receipt may pay at once."""


@never_cache
@require("payments.take")
def day(request: HttpRequest) -> HttpResponse:
    """Opens the day, or shows how the open one stands: what was taken, by which receipts."""
    held = access.own_open_day(request.user)
    if held is not None:
        return _day_page(request, held, FindForm())
    form = OpenDayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        office, opening = form.cleaned_data["office"], form.cleaned_data["opening"]
        try:
            days.open_day(office, opening_cents=opening, by=actor_of(request.user), at=timezone.now())
        except days.DayOpenAlready:
            messages.info(request, _("Your day is open already."))
        return redirect("payments:day")
    return render(request, "payments/open_day.html", {"form": form})


def _day_page(request: HttpRequest, held: CashDay, form: FindForm) -> HttpResponse:
    context = {
        "day": held,
        "form": form,
        "totals": totals_of(held),
        "receipts": receipts_of(held, without=access.hidden(request.user)),
        "is_of_today": held.on == timezone.localdate(),
    }
    return render(request, "payments/day.html", context)


@never_cache
@require("payments.take")
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """By a number of the matter, ours or that of the records system, or by the reference of a payment, to what is
    owed."""
    form = FindForm(request.GET)
    held = access.own_open_day(request.user)
    if held is None:
        return redirect("payments:day")
    if form.is_valid():
        if number := access.find_owed(request.user, form.cleaned_data["find"], on=timezone.localdate()):
            return redirect("payments:take", subject=number)
        form.add_error("find", _("We find nothing to be paid by this number. Compare it with the paper."))
    return _day_page(request, held, form)


@never_cache
@require("payments.take")
def take(request: HttpRequest, subject: str) -> HttpResponse:
    """What is owed for a matter, and taking all of it by one receipt; `?with=` names further matters of the same
    visit, so that the basket of the counter is one receipt."""
    today, numbers = timezone.localdate(), [subject, *request.GET.getlist("with")[:MOST_MATTERS]]
    rows, held = access.owed_to_take_for(request.user, numbers, on=today), access.own_open_day(request.user)
    if held is None:
        messages.info(request, _("Open your day first, then find the matter by its number."))
    if not rows or held is None:
        return redirect("payments:day")
    if request.method != "POST":
        seen = {"seen": open_cents(rows), "key": uuid4(), "payer": subjects.registered().payer(subject)}
        return _take_page(request, subject, rows, TakeForm(initial=seen))
    form = TakeForm(request.POST)
    if not form.is_valid():
        return _take_page(request, subject, rows, form)
    typed = form.cleaned_data
    try:
        receipt = taking.take(
            [row.charge for row in rows],
            way=typed["way"],
            day=held,
            payer_name=typed["payer"],
            seen_cents=typed["seen"],
            key=typed["key"],
            by=actor_of(request.user),
            at=timezone.now(),
        )
    except taking.NothingOwed:
        form.add_error(None, _("It has been paid meanwhile. Take no money; nothing was written."))
    except taking.OtherAmount as other:
        words = amount(int(str(other)), on=today)
        form.add_error(None, _("Another amount is owed now: %(amount)s. Nothing was written.") % {"amount": words})
        form.data = {**form.data.dict(), "seen": str(other)}  # type: ignore[assignment, attr-defined]
    except days.DayClosed:
        form.add_error(None, _("The open day is of another date. Close it and open today's; nothing was written."))
    else:
        return redirect("payments:receipt", pk=receipt.pk)
    return _take_page(request, subject, access.owed_to_take_for(request.user, numbers, on=today), form)


def _take_page(request: HttpRequest, subject: str, rows: list[Owed], form: TakeForm) -> HttpResponse:
    context = {
        "subject": subject,
        "rows": rows,
        "form": form,
        "to_pay": open_cents(rows),
        "today": timezone.localdate(),
    }
    return render(request, "payments/take.html", context)


@never_cache
@require("payments.take")
@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """A receipt as it stands, also a cancelled one."""
    return _receipt_page(request, access.get_receipt(request.user, pk), CancelForm())


def _receipt_page(request: HttpRequest, row: Receipt, form: CancelForm) -> HttpResponse:
    _tell_read(request, row)
    may_cancel = not row.is_cancelled and row.day.is_open and row.day.cashier_id == request.user.pk
    context = {"receipt": row, "payments": access.payments_of(row), "form": form, "may_cancel": may_cancel}
    return render(request, "payments/receipt.html", {**context, "today": timezone.localdate()})


def _tell_read(request: HttpRequest, row: Receipt) -> None:
    by, at = actor_of(request.user), timezone.now()
    record_read("payments.receipt_read", by=by, at=at, subject=row.number, subject_kind="receipt")


@never_cache
@require("payments.take")
@require_safe
def desk_receipt_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt on paper."""
    row = access.get_receipt(request.user, pk)
    _tell_read(request, row)
    return pdf_response(receipt_pdf(row, access.payments_of(row)), filename=_file_name(row.number))


def _file_name(number: str) -> str:
    return f"{number.replace('/', '-')}.pdf"


@never_cache
@require("payments.take")
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt stays visible with its reason; its money goes back over the counter."""
    row, form = access.get_receipt(request.user, pk), CancelForm(request.POST)
    if not form.is_valid():
        return _receipt_page(request, row, form)
    by, at = actor_of(request.user), timezone.now()
    try:
        taking.cancel_receipt(row, reason=form.cleaned_data["reason"], by=by, at=at)
    except taking.CancelledAlready:
        messages.info(request, _("This receipt was cancelled already."))
    except taking.NotOfThisDay:
        form.add_error(
            None, _("Only its own cashier cancels a receipt, while the day is open. Give the money back instead.")
        )
        return _receipt_page(request, row, form)
    else:
        messages.success(request, _("Receipt %(number)s is cancelled. Give the money back.") % {"number": row.number})
    return redirect("payments:receipt", pk=pk)


@never_cache
@require("payments.take")
def close(request: HttpRequest) -> HttpResponse:
    """Counts the drawer and ends the day; what differs is explained."""
    held = access.own_open_day(request.user)
    if held is None:
        return redirect("payments:day")
    form = CloseDayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        by, at = actor_of(request.user), timezone.now()
        try:
            days.close_day(held, counted_cents=typed["counted"], note=typed["note"], by=by, at=at)
        except days.CountedOtherwise:
            form.add_error("note", _("What you counted is not what should lie there. Count again, or write why."))
        except days.DayClosed:
            return redirect("payments:day")
        else:
            messages.success(request, _("The day is closed. Below is its report."))
            return redirect("payments:report", pk=held.pk)
    context = {"day": held, "totals": totals_of(held), "form": form}
    return render(request, "payments/close_day.html", context)


@never_cache
@require("payments.take")
@require_safe
def days_of_mine(request: HttpRequest) -> HttpResponse:
    """One's own days, newest first."""
    rows = CashDay.objects.select_related("desk__office", "cashier").filter(cashier_id=request.user.pk)[:60]
    return render(request, "payments/days.html", {"rows": list(rows), "of_all": False})


@never_cache
@require("payments.oversee")
@require_safe
def days_of_all(request: HttpRequest) -> HttpResponse:
    """The days of all cashiers, newest first."""
    rows = CashDay.objects.select_related("desk__office", "cashier")[:200]
    return render(request, "payments/days.html", {"rows": list(rows), "of_all": True})


@never_cache
@require("payments.take")
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The closing report of a day, or how an open one stands."""
    return _report_page(request, pk, overseen=False)


@never_cache
@require("payments.oversee")
@require_safe
def overseen(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for whoever oversees the cashiers."""
    return _report_page(request, pk, overseen=True)


def _report_page(request: HttpRequest, pk: int, *, overseen: bool) -> HttpResponse:
    held = access.get_day(request.user, pk)
    receipts = receipts_of(held, without=access.hidden(request.user))
    context = {"day": held, "totals": totals_of(held), "receipts": receipts, "overseen": overseen}
    return render(request, "payments/report.html", context)


@never_cache
@require("payments.take")
@require_safe
def report_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The report on paper, to be signed."""
    held = access.get_day(request.user, pk)
    receipts = receipts_of(held, without=access.hidden(request.user))
    return pdf_response(day_pdf(held, totals_of(held), receipts, at=timezone.now()), filename=f"{held.on}.pdf")
