"""A charge at the desk: how it came about, what was paid, corrections, money given back."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chinar.foundation.core.money import money
from chinar.foundation.payments import access, queries, subjects
from chinar.foundation.payments.actions import charging, refunding
from chinar.foundation.payments.actions.days import DayClosed
from chinar.foundation.payments.forms.charges import CorrectionForm, GiveForm, NewChargeForm, RefundForm
from chinar.foundation.payments.forms.euro import typed
from chinar.foundation.payments.models import Charge, Correction, Refund
from chinar.foundation.payments.queries import Owed
from chinar.foundation.people.access import actor_of, can, require

Problems = Mapping[type[Exception], str]


@never_cache
@require("payments.read")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for a decision about money: corrections, money to give back, what came too much, doubtful lines."""
    user, today = request.user, timezone.localdate()
    context = {
        "corrections": access.reached(user, queries.waiting_corrections(), "payments.correct", on=today),
        "refunds": access.reached(user, queries.refunds_under_way(), "payments.read", on=today),
        "overpaid": access.reached(user, queries.overpaid(), "payments.read", on=today),
        "lines": access.lines_waiting(user).count() if can(user, "payments.bank") else 0,
        "today": today,
    }
    return render(request, "payments/waiting.html", context)


@never_cache
@require("payments.read")
@require_safe
def charge(request: HttpRequest, pk: int) -> HttpResponse:
    """One charge with everything that happened to it."""
    return _charge_page(request, access.get_owed(request.user, pk, on=timezone.localdate()))


def _charge_page(request: HttpRequest, owed: Owed, **forms: Any) -> HttpResponse:
    user, row, today = request.user, owed.charge, timezone.localdate()
    may = {a: access.may(user, row.subject, f"payments.{a}", on=today) for a in ("correct", "refund", "bank", "take")}
    refundable = owed.balance.paid - sum(refund.cents for refund in row.refunds.all() if refund.is_under_way)
    context = {
        "owed": owed,
        "row": row,
        "may": may,
        "refundable": refundable,
        "correction_form": CorrectionForm(initial={"owed": typed(owed.balance.due), "ground": row.ground}),
        "refund_form": RefundForm(initial={"amount": typed(owed.balance.over or refundable), "key": uuid4()}),
        "give_form": GiveForm(),
        "address": subjects.registered().address(row.subject) if can(user, "cases.read") else "",
        "history": list(row.refunds.select_related("proposed_by", "approved_by", "given_by").order_by("id")),
        "today": today,
        **forms,
    }
    return render(request, "payments/charge.html", context)


@never_cache
@require("payments.correct")
def new_charge(request: HttpRequest, subject: str) -> HttpResponse:
    """Charges for a matter what its service does not say by itself."""
    number = access.get_chargeable(request.user, subject, on=timezone.localdate())
    form = NewChargeForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        return redirect("payments:charge", pk=_charged(request, number, form.cleaned_data).pk)
    return render(request, "payments/new_charge.html", {"form": form, "subject": number})


def _charged(request: HttpRequest, number: str, new: dict[str, Any]) -> Charge:
    """Once, also when the button was pressed twice."""
    asked = charging.NewCharge(
        subject=number,
        purpose=new["purpose"],
        unit_cents=new["amount"],
        ground=new["ground"],
        payable=new["payable"],
        account=new["account"] or queries.usual_account(),
        idempotency_key=new["key"],
    )
    try:
        return charging.charge(asked, by=actor_of(request.user), at=timezone.now())
    except IntegrityError:
        if (first := charging.charged_by(new["key"])) is None:
            raise
        return first


@never_cache
@require("payments.correct")
@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """What is owed instead, why and on what ground."""
    owed = access.get_owed(request.user, pk, on=timezone.localdate(), ability="payments.correct")
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _charge_page(request, owed, correction_form=form)
    new = form.cleaned_data
    try:
        charging.correct(
            owed.charge,
            cents=new["owed"] - owed.balance.due,
            kind=new["kind"],
            reason=new["reason"],
            ground=new["ground"],
            by=actor_of(request.user),
            at=timezone.now(),
        )
    except charging.NothingToCorrect:
        form.add_error("owed", _("So much is owed now: the correction would change nothing."))
        return _charge_page(request, owed, correction_form=form)
    messages.success(request, _("The correction is written. Whoever owes it sees it on the page of the matter."))
    return redirect("payments:charge", pk=pk)


@never_cache
@require("payments.correct")
@require_POST
def answer_correction(request: HttpRequest, pk: str, answer: str) -> HttpResponse:
    """Confirms or declines what the system proposed."""
    row = access.get_correction(request.user, int(pk), on=timezone.localdate())
    confirms = answer == "confirm"
    act = charging.confirm if confirms else charging.decline
    less = _("Less is owed now than the correction takes off. Decline it and write another one.")
    problems = {**_meanwhile(), charging.NothingToCorrect: less}
    return _answer(request, row, act, problems, done=_("Confirmed.") if confirms else _("Declined."))


def _meanwhile() -> Problems:
    return {charging.AnsweredMeanwhile: _("A colleague has answered meanwhile. Nothing of yours was changed.")}


def _answer(
    request: HttpRequest, row: Correction | Refund, act: Callable[..., object], problems: Problems, *, done: str
) -> HttpResponse:
    """One person answers what another, or the system, proposed; `problems` are the words for what may hinder it."""
    try:
        act(row, by=actor_of(request.user), at=timezone.now())
    except tuple(problems) as hindered:
        messages.error(request, problems[type(hindered)])
    else:
        messages.success(request, done)
    return redirect("payments:charge", pk=row.charge_id)


@never_cache
@require("payments.read")
@require_POST
def propose_refund(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody proposes, another person approves."""
    today = timezone.localdate()
    owed = access.get_owed(request.user, pk, on=today)
    number = owed.charge.subject
    if not any(access.may(request.user, number, f"payments.{a}", on=today) for a in ("correct", "bank")):
        raise Http404
    form = RefundForm(request.POST)
    if not form.is_valid():
        return _charge_page(request, owed, refund_form=form)
    new, by = form.cleaned_data, actor_of(request.user)
    facts = {"cents": new["amount"], "reason": new["reason"], "key": new["key"]}
    try:
        refunding.propose_refund(owed.charge, **facts, by=by, at=timezone.now())
    except refunding.MoreThanPaid as refused:
        most = {"amount": money(refused.cents)}
        form.add_error("amount", _("At most %(amount)s can be given back: so much came and is not given back.") % most)
        return _charge_page(request, owed, refund_form=form)
    messages.success(request, _("Proposed. Another person approves it."))
    return redirect("payments:charge", pk=pk)


@never_cache
@require("payments.refund")
@require_POST
def answer_refund(request: HttpRequest, pk: str, answer: str) -> HttpResponse:
    """Approves or declines what another person proposed."""
    row = access.get_refund(request.user, int(pk), on=timezone.localdate(), ability="payments.refund")
    approves = answer == "approve"
    act = refunding.approve_refund if approves else refunding.decline_refund
    own = _("You proposed it yourself: another person approves it.")
    problems = {**_meanwhile(), refunding.NeedsAnother: own}
    return _answer(
        request, row, act, problems, done=_("Approved. The cashier gives it back.") if approves else _("Declined.")
    )


@never_cache
@require("payments.bank")
@require_POST
def give_refund(request: HttpRequest, pk: int) -> HttpResponse:
    """Records that the money went back, and by which document."""
    today = timezone.localdate()
    row = access.get_refund(request.user, pk, on=today, ability="payments.bank")
    owed, form = access.get_owed(request.user, row.charge_id, on=today), GiveForm(request.POST)
    if not form.is_valid():
        return _charge_page(request, owed, give_form=form)
    problem = _give(request, row, form.cleaned_data)
    if problem:
        form.add_error(None, problem)
        return _charge_page(request, owed, give_form=form)
    messages.success(request, _("Recorded: the money went back."))
    return redirect("payments:charge", pk=row.charge_id)


def _give(request: HttpRequest, row: Refund, new: dict[str, Any]) -> str:
    """ "" when it was recorded, else why not."""
    day, by = access.own_open_day(request.user), actor_of(request.user)
    try:
        refunding.give_refund(row, **new, day=day, by=by, at=timezone.now())
    except refunding.NotApproved:
        return _("It is not approved, or was given back already. Nothing was written.")
    except refunding.MoreThanPaid:
        return _("So much was not paid any more. Nothing was written.")
    except refunding.NotEnoughCash:
        return _("Cash is given out of your own open day, and the drawer must hold it. Nothing was written.")
    except DayClosed:
        return _("The open day is of another date. Close it and open today's; nothing was written.")
    return ""
