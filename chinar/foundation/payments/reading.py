"""From a file of the bank, as it is held, to what would become of each of its lines. Changes nothing."""

import base64

from chinar.foundation.payments.bank import camt, table
from chinar.foundation.payments.bank.matching import Plan, plan
from chinar.foundation.payments.bank.statement import Line, WrongStatement
from chinar.foundation.payments.bank.table import Columns
from chinar.foundation.payments.models import BankLine, BankStatement, Charge, StatementFormat
from chinar.foundation.payments.queries import stood
from chinar.foundation.payments.references import references_in


def lines_of(content: bytes, form: str) -> list[Line]:
    """Raises WrongStatement."""
    if form == BankStatement.Format.CAMT:
        return camt.read(content)
    held: StatementFormat | None = StatementFormat.objects.first()
    if held is None:
        raise WrongStatement("no_format")
    return table.read(content, columns_of(held))


def columns_of(held: StatementFormat) -> Columns:
    return Columns(
        delimiter="\t" if held.delimiter == "t" else held.delimiter,
        encoding=held.encoding,
        date=held.date_column,
        date_pattern=held.date_pattern,
        amount=held.amount_column,
        ground=held.ground_column,
        payer=held.payer_column,
        number=held.number_column,
        currency=held.currency_column,
    )


def plan_of(statement: BankStatement) -> list[Plan]:
    """A handful of queries, however long the file. Raises WrongStatement."""
    lines = lines_of(base64.b64decode(statement.content_base64), statement.format)
    named = {pk for line in lines for pk in references_in(line.ground)}
    rows = stood(Charge.objects.filter(pk__in=named).with_sums())
    days = [line.booked_on for line in lines if line.booked_on is not None]
    known = BankLine.objects.filter(booked_on__in=set(days)).values_list("fingerprint", flat=True)
    return plan(
        lines,
        account=statement.account.iban,
        known=set(known),
        open_of={row.charge.pk: row.balance.open for row in rows},
    )
