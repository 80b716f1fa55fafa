"""The papers of the cashier's desk. Rows in, PDF bytes out; in Bulgarian, as the books are."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from chinar.foundation.core.content import words
from chinar.foundation.core.jinja import day, moment
from chinar.foundation.core.money import amount, money
from chinar.foundation.documents.printing import render
from chinar.foundation.payments.models import CashDay, Payment, Receipt
from chinar.foundation.payments.queries_of_days import DayTotals
from chinar.foundation.territory.models import Municipality

TYPST = Path(__file__).parent / "typst"


def receipt_pdf(receipt: Receipt, payments: Sequence[Payment], *, is_part: bool = False) -> bytes:
    """What the payer takes home. A cancelled one says so. `is_part`: the payments are of one matter among several that
    it covers, and whoever follows that one learns nothing of the others."""
    with translation.override("bg"):
        on = localtime(receipt.at).date()
        data = {
            **_head(receipt.municipality),
            "number": receipt.number,
            "at": moment(receipt.at),
            "desk": f"{receipt.desk.number}, {receipt.desk.office.name}",
            "payer": "" if is_part else receipt.payer_name,
            "is_part": is_part,
            "way": str(receipt.get_way_display()),
            "total": amount(sum(payment.cents for payment in payments), on=on),
            "rows": [_row(payment) for payment in payments],
            "cashier": receipt.by.name,
            "cancelled": _cancelled(receipt),
        }
        return render(TYPST / "receipt.typ", data, language="bg", at=receipt.cancelled_at or receipt.at)


def _row(payment: Payment) -> dict[str, str]:
    charge = payment.charge
    account = charge.account
    return {
        "purpose": charge.purpose,
        "matter": charge.subject,
        "ground": charge.ground,
        "account": f"{account.name}, {account.iban}" if account else "",
        "amount": money(payment.cents),
    }


def _cancelled(receipt: Receipt) -> str:
    if receipt.cancelled_at is None:
        return ""
    facts = {"moment": moment(receipt.cancelled_at), "reason": receipt.cancel_reason or ""}
    return _("Cancelled on %(moment)s: %(reason)s") % facts


def day_pdf(held: CashDay, totals: DayTotals, receipts: Sequence[Receipt], *, at: datetime) -> bytes:
    """The closing report of a cashier's day, or how an open one stands."""
    with translation.override("bg"):
        data = {
            **_head(held.municipality),
            "day": day(held.on),
            "desk": f"{held.desk.number}, {held.desk.office.name}",
            "cashier": held.cashier.name,
            "opened": moment(held.opened_at),
            "closed": moment(held.closed_at) if held.closed_at else "",
            "opening": money(held.opening_cents),
            "accounts": [
                [row.name or _("without an account"), row.iban, money(row.cash), money(row.card), money(row.all)]
                for row in totals.accounts
            ],
            "cash": money(totals.cash),
            "card": money(totals.card),
            "all": money(totals.cash + totals.card),
            "given_back": money(totals.given_back),
            "in_drawer": money(totals.in_drawer),
            "counted": "" if held.counted_cents is None else money(held.counted_cents),
            "note": held.note,
            "receipts": [_line(receipt) for receipt in receipts],
        }
        return render(TYPST / "day.typ", data, language="bg", at=at)


def _line(receipt: Receipt) -> list[str]:
    """Without the payer: the report lies open on a desk."""
    state = _("cancelled: %(reason)s") % {"reason": receipt.cancel_reason} if receipt.is_cancelled else ""
    return [
        receipt.number,
        f"{localtime(receipt.at):%H:%M}",
        str(receipt.get_way_display()),
        money(receipt.cents),
        state,
    ]


def _head(municipality: Municipality) -> dict[str, Any]:
    return {
        "municipality": {
            "name": _("Municipality of %(name)s") % {"name": words(municipality, "name")},
            "initial": municipality.name[:1],
            "address": municipality.address,
            "phone": municipality.phone,
            "email": municipality.email,
        },
        "demo": settings.DEMO,
    }
