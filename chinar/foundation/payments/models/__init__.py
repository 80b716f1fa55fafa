from chinar.foundation.payments.models.bank_line import BankLine
from chinar.foundation.payments.models.bank_statement import BankStatement, StatementFormat
from chinar.foundation.payments.models.cash_day import CashDay
from chinar.foundation.payments.models.cash_desk import CashDesk, ReceiptCounter
from chinar.foundation.payments.models.charge import Charge
from chinar.foundation.payments.models.correction import Correction
from chinar.foundation.payments.models.online_order import OnlineOrder, PortalMessage
from chinar.foundation.payments.models.payment import Payment
from chinar.foundation.payments.models.portal_connection import PortalConnection
from chinar.foundation.payments.models.receipt import Receipt
from chinar.foundation.payments.models.refund import Refund
from chinar.foundation.payments.models.revenue_account import RevenueAccount

__all__ = [
    "BankLine",
    "BankStatement",
    "CashDay",
    "CashDesk",
    "Charge",
    "Correction",
    "OnlineOrder",
    "Payment",
    "PortalConnection",
    "PortalMessage",
    "Receipt",
    "ReceiptCounter",
    "Refund",
    "RevenueAccount",
    "StatementFormat",
]
