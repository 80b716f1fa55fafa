"""What came by bank: a file is brought, shown whole, taken in once; what is doubtful a person settles."""

import base64
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from chinar.foundation.core.actor import Actor
from chinar.foundation.core.money import money
from chinar.foundation.journal.actions import record
from chinar.foundation.payments.actions.charging import lock
from chinar.foundation.payments.bank.matching import LEFT_OUT, Plan, Verdict
from chinar.foundation.payments.models import BankLine, BankStatement, Charge, Payment, RevenueAccount
from chinar.foundation.payments.reading import plan_of


class ImportedAlready(Exception):
    """The statement was taken in before; nothing was changed."""


class SettledMeanwhile(Exception):
    """A colleague has settled the line; nothing was changed."""


@transaction.atomic
def bring_statement(
    content: bytes, *, name: str, form: str, account: RevenueAccount, by: Actor, at: datetime
) -> BankStatement:
    """Keeps a file to be looked at. The same file again is the same statement."""
    digest = sha256(content).hexdigest()
    held: BankStatement | None = BankStatement.objects.filter(account=account, digest=digest).first()
    if held is not None:
        return held
    made: BankStatement = BankStatement.objects.create(
        account=account,
        name=name[:120],
        format=form,
        digest=digest,
        content_base64=base64.b64encode(content).decode(),
        brought_at=at,
        brought_by_id=by.account_id,
    )
    record("payments.statement_brought", by=by, at=at, subject=account.code, subject_kind="revenue_account")
    return made


@transaction.atomic
def drop_statement(statement: BankStatement, *, by: Actor, at: datetime) -> None:
    """A file that was brought by mistake and not taken in. Raises ImportedAlready."""
    fresh = _held(statement)
    record("payments.statement_dropped", by=by, at=at, subject=fresh.account.code, subject_kind="revenue_account")
    fresh.delete()


@transaction.atomic
def import_statement(statement: BankStatement, *, by: Actor, at: datetime) -> list[Plan]:
    """Takes in what the file brings: what fits by ground and exact amount is paid, the rest waits for a person. It is
    judged anew, as charges may have been paid since it was shown. Raises ImportedAlready, WrongStatement."""
    fresh = _held(statement)
    named = [planned.charge for planned in plan_of(fresh) if planned.charge is not None]
    # In the order of their ids, as everybody who takes several charges does; then all is judged once more.
    list(Charge.objects.select_for_update().filter(pk__in=named).order_by("pk").values_list("pk"))
    plans = plan_of(fresh)
    taken = [planned for planned in plans if planned.verdict not in LEFT_OUT]
    lines = BankLine.objects.bulk_create([_line(fresh, planned, by, at) for planned in taken], batch_size=200)
    paid = [line for line in lines if line.settled_at is not None]
    Payment.objects.bulk_create([_payment(line, line.charge_id or 0, by, at) for line in paid], batch_size=200)
    fresh.content_base64, fresh.imported_at, fresh.imported_by_id = "", at, by.account_id
    fresh.save(update_fields=["content_base64", "imported_at", "imported_by"])
    facts = {"paid": str(len(paid)), "doubtful": str(len(taken) - len(paid))}
    subject = fresh.account.code
    record("payments.statement_imported", by=by, at=at, subject=subject, subject_kind="revenue_account", facts=facts)
    return plans


def _held(statement: BankStatement) -> BankStatement:
    fresh: BankStatement = (
        BankStatement.objects.select_related("account").select_for_update(of=("self",)).get(pk=statement.pk)
    )
    if fresh.imported_at is not None:
        raise ImportedAlready(fresh.name)
    return fresh


def _line(statement: BankStatement, planned: Plan, by: Actor, at: datetime) -> BankLine:
    pays, line = planned.verdict is Verdict.PAYS, planned.line
    if line.booked_on is None:
        raise ValueError("A line without a day is left out.")
    return BankLine(
        statement=statement,
        fingerprint=planned.fingerprint,
        booked_on=line.booked_on,
        cents=line.cents,
        payer_name=line.payer,
        ground=line.ground,
        bank_number=line.bank_number,
        doubt="" if pays else planned.verdict,
        charge_id=planned.charge,
        settled_at=at if pays else None,
        settled_by_id=by.account_id if pays else None,
    )


def _payment(line: BankLine, charge_id: int, by: Actor, at: datetime) -> Payment:
    return Payment(
        charge_id=charge_id,
        way=Payment.Way.BANK,
        cents=line.cents,
        paid_on=line.booked_on,
        line=line,
        at=at,
        by_id=by.account_id,
    )


@transaction.atomic
def allot(line: BankLine, owed: Charge, *, by: Actor, at: datetime) -> None:
    """A person says which charge the whole transfer is for, be it less or more than owed. Raises SettledMeanwhile."""
    held = lock(owed)
    fresh = _unsettled(line)
    _payment(fresh, held.pk, by, at).save()
    _settle(fresh, by=by, at=at)
    facts = {"amount": money(fresh.cents)}
    record("payments.line_allotted", by=by, at=at, subject=held.subject, subject_kind="case", facts=facts)


@transaction.atomic
def set_line_aside(line: BankLine, *, reason: str, by: Actor, at: datetime) -> None:
    """It pays nothing here: of another sort, sent back by the bank. Raises SettledMeanwhile."""
    fresh = _unsettled(line)
    fresh.aside_reason = reason
    _settle(fresh, by=by, at=at)
    facts = {"amount": money(fresh.cents)}
    record("payments.line_set_aside", by=by, at=at, subject=str(fresh.pk), subject_kind="bank_line", facts=facts)


def _unsettled(line: BankLine) -> BankLine:
    fresh: BankLine = BankLine.objects.select_for_update().get(pk=line.pk)
    if fresh.settled_at is not None:
        raise SettledMeanwhile
    return fresh


def _settle(line: BankLine, *, by: Actor, at: datetime) -> None:
    line.settled_at, line.settled_by_id = at, by.account_id
    line.save(update_fields=["settled_at", "settled_by", "aside_reason"])
