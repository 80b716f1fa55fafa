"""Codes of the bank's files in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.foundation.payments.bank.matching import Verdict
from chinar.foundation.payments.bank.statement import WrongStatement

VERDICTS: dict[Verdict, str | Promise] = {
    Verdict.PAYS: _("pays: reference and amount fit"),
    Verdict.KNOWN: _("was taken in before"),
    Verdict.WENT: _("money that went out"),
    Verdict.UNREADABLE: _("day or amount cannot be read"),
    Verdict.OTHER_ACCOUNT: _("of another account"),
    Verdict.OTHER_CURRENCY: _("not in euro"),
    Verdict.NO_GROUND: _("no reference of a payment in it"),
    Verdict.UNKNOWN_GROUND: _("its reference is of no charge here"),
    Verdict.SEVERAL_GROUNDS: _("names several references"),
    Verdict.PAID_ALREADY: _("nothing is open of this charge any more"),
    Verdict.LESS: _("less than is owed"),
    Verdict.MORE: _("more than is owed"),
    Verdict.REVERSED: _("the bank takes a transfer back"),
}
_WHY: dict[str, str | Promise] = {
    "not_xml": _("The file is no XML that can be read. Ask the bank for camt.053."),
    "not_camt": _("The file is XML, but no statement camt.053."),
    "too_many": _("The file has too many lines. Ask the bank for a shorter period."),
    "encoding": _(
        "The letters of the file are written otherwise than arranged. Change it under “How the bank writes its tables”."
    ),
    "not_text": _("The file is no text."),
    "not_table": _("The file is no table that can be read."),
    "no_format": _("First arrange how the bank writes its tables."),
}


def why_unreadable(wrong: WrongStatement) -> str:
    """What to do about a file that cannot be read."""
    code, _colon, name = wrong.code.partition(":")
    if code == "column":
        return gettext("The first line of the file has no column “%(name)s”. Compare it with what is arranged.") % {
            "name": name
        }
    return str(_WHY[code])
