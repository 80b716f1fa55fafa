"""The citizen sees what is owed, why and how to pay; pays online; finds the receipt."""

import uuid
from logging import getLogger
from typing import cast
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_ratelimit.decorators import ratelimit

from chinar.domain.applications.fees import holds_back
from chinar.domain.applications.paying import payer_of, ways_to_pay
from chinar.domain.cases.models import Case
from chinar.domain.cases.views.public import matter_for
from chinar.foundation.core.urls import absolute_url
from chinar.foundation.documents.views.download import pdf_response
from chinar.foundation.payments.actions.ordering import hear
from chinar.foundation.payments.actions.taking import NothingOwed
from chinar.foundation.payments.asking import NoAccount, ask_to_pay
from chinar.foundation.payments.connecting import portal
from chinar.foundation.payments.models import Charge, OnlineOrder, Payment, Receipt
from chinar.foundation.payments.portal.client import Portal, PortalRefused, PortalSilent
from chinar.foundation.payments.printing import receipt_pdf
from chinar.foundation.payments.queries import open_cents, owed_for
from chinar.foundation.people.access import citizen_of
from chinar.foundation.territory.models import Municipality

logger = getLogger(__name__)


@never_cache
@require_safe
def fee(request: HttpRequest, number: str) -> HttpResponse:
    """What is owed and why, the ways to pay it, and what was paid."""
    case = matter_for(request, number)
    rows = owed_for(number)
    receipts = {receipt.pk: receipt for row in rows for receipt in row.receipts}
    refunds = [refund for row in rows for refund in row.charge.refunds.all() if refund.counts]
    to_pay = open_cents(rows)
    context = {
        "case": case,
        "rows": rows,
        "to_pay": to_pay,
        "waits": any(row.charge.payable == Charge.Payable.BEFORE_RECEIVING for row in rows) or holds_back(case, rows),
        "ways": ways_to_pay() if to_pay else None,
        "has_number": payer_of(case) is not None if to_pay else False,
        "orders": list(OnlineOrder.objects.filter(charge__subject=number)) if rows else [],
        "receipts": list(receipts.values()),
        "refunds": refunds,
        "today": timezone.localdate(),
    }
    return render(request, "applications/fee.html", context)


@never_cache
@ratelimit(key="ip", rate="20/m", method="POST", block=False)  # type: ignore[untyped-decorator]
@require_POST
def pay(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Asks the portal for the charge and leads there. A second press finds the request that waits already."""
    case = matter_for(request, number)
    owed = next((row.charge for row in owed_for(number) if row.charge.pk == pk), None)
    asked, payer = portal(), payer_of(case)
    if owed is None or asked is None or payer is None:
        raise Http404
    if getattr(request, "limited", False):
        messages.error(request, _("Too many attempts. Wait a minute, then try again. Nothing was lost."))
        return redirect("applications:fee", number=number)
    town, by = cast(Municipality, request.municipality), citizen_of(request.user)  # type: ignore[attr-defined]
    try:
        order = ask_to_pay(owed, payer, asked, town=town, key=uuid.uuid4(), by=by, at=timezone.now())
    except NothingOwed:
        messages.info(request, _("It is paid already."))
    except (PortalSilent, PortalRefused, NoAccount) as trouble:
        logger.warning("The payment portal of %s took no request: %r", town.slug, trouble)
        words = _("The payment portal does not take it now. Nothing was taken; try later or pay in another way.")
        messages.error(request, words)
    else:
        return redirect("applications:at_portal", number=number, key=order.key)
    return redirect("applications:fee", number=number)


@never_cache
def at_portal(request: HttpRequest, number: str, key: UUID) -> HttpResponse:
    """Before the portal and after it: the way there, then what the portal confirmed. The address to which it returns
    proves nothing; `?back=1` only says that the payer came from there."""
    case = matter_for(request, number)
    order: OnlineOrder | None = OnlineOrder.objects.select_related("charge").filter(key=key).first()
    asked = portal()
    if order is None or order.charge.subject != number or asked is None:
        raise Http404
    if not order.portal_id:  # the portal has never answered: there is nothing to go to
        return redirect("applications:fee", number=number)
    if request.method == "POST":
        silent = not _look_again(asked, order)
        if not silent:
            return redirect(f"{request.path}?back=1")
    else:
        silent = False
    context = {
        "case": case,
        "order": order,
        "came_back": "back" in request.GET or silent,
        "silent": silent,
        "page": asked.page,
        "fields": _way(request, case, order, asked),
    }
    response = render(request, "applications/at_portal.html", context)
    # The one form that may leave this house: to the portal that the municipality has set.
    origin = urlsplit(asked.page)
    response._csp_update = {"form-action": [f"{origin.scheme}://{origin.netloc}"]}  # type: ignore[attr-defined]
    return response


def _way(request: HttpRequest, case: Case, order: OnlineOrder, asked: Portal) -> dict[str, str]:
    town, language = cast(Municipality, request.municipality), get_language() or "bg"  # type: ignore[attr-defined]
    here = absolute_url(town.slug, "applications:at_portal", language=language, number=case.number, key=order.key)
    return asked.way(order.portal_id, ok_url=f"{here}?back=1", cancel_url=f"{here}?back=1")


def _look_again(asked: Portal, order: OnlineOrder) -> bool:
    """Asks the portal now; whether it answered."""
    try:
        told = asked.statuses([order.portal_id]) if order.portal_id else []
    except (PortalSilent, PortalRefused):
        return False
    for status in told:
        if status.portal_id == order.portal_id and status.state != order.state:
            hear(order, status, at=timezone.now())
    return True


@never_cache
@require_safe
def cash_receipt(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The receipt of a cashier; of one that covers other matters too, only what is of this one."""
    matter_for(request, number)
    receipt: Receipt | None = (
        Receipt.objects.select_related("desk__office", "by", "municipality").filter(pk=pk, cancelled_at=None).first()
    )
    payments = list(Payment.objects.select_related("charge__account").filter(receipt_id=pk).order_by("pk"))
    own = [payment for payment in payments if payment.charge.subject == number]
    if receipt is None or not own:
        raise Http404
    pdf = receipt_pdf(receipt, own, is_part=len(own) < len(payments))
    return pdf_response(pdf, filename=f"{receipt.number.replace('/', '-')}.pdf")
