"""Evidence in the reader's words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chinar.domain.registers.curiosity import Doubt
from chinar.domain.registers.regix.breaker import State
from chinar.domain.registers.regix.certificate import Trouble
from chinar.domain.registers.rules import MayNotAsk, Standing

STANDINGS: dict[Standing, str | Promise] = {
    Standing.THERE: _("there"),
    Standing.ON_ITS_WAY: _("on its way"),
    Standing.FOR_APPROVAL: _("waits for a second official"),
    Standing.TO_DO: _("go on by hand"),
    Standing.FROM_CITIZEN: _("the citizen brings it"),
    Standing.OPTIONAL: _("only if needed"),
}
SHAPES: dict[Standing, str] = {
    Standing.THERE: "closed",
    Standing.ON_ITS_WAY: "waiting",
    Standing.FOR_APPROVAL: "received",
    Standing.TO_DO: "late",
    Standing.FROM_CITIZEN: "ahead",
    Standing.OPTIONAL: "ahead",
}
"""Shape of the tag, by the names of core/ui/tag.html."""

_BASES: dict[str, str | Promise] = {"civil": _("Civil status"), "taxes": _("Local taxes and fees")}


def called(base: str) -> str:
    """A register of the town's own as officials know it: the two of docs/operations/local-bases.md in words, any other
    by the name that the town gave its file."""
    return str(_BASES.get(base, base))


NOT_NEEDED = _("the matter was decided without it")
LOOKED_UP = _("we looked it up")
"""Whatever was found: a number that was only typed may be somebody else's, and its answer is for the official alone."""

FOR_CITIZEN: dict[str, str | Promise] = {
    "requested": _("we are about to ask"),
    "approved": _("we are asking"),
    "fetched": LOOKED_UP,
    "held": LOOKED_UP,
    "received": LOOKED_UP,
    "given": _("you gave it to us"),
    "asked": _("we asked by letter"),
    "asked_town": _("we asked another municipality"),
    "not_held": _("the other municipality does not have it; we go on another way"),
    "declined": _("the other municipality could not take the request; we go on another way"),
    "disputed": _("we asked the owner of the register to check the entry"),
    "withheld": _("the register may not tell us; we go on another way"),
    "nobody": LOOKED_UP,
    "failed": _("the register did not answer; we go on another way, you do nothing"),
    "stopped": _("we go on another way"),
}
ERRORS: dict[str, str | Promise] = {
    "wrong_question": _("This register wants to know more than one number: ask it by hand or by letter."),
    "unreachable": _("There was no connection."),
    "connection_lost": _("The connection broke."),
    "timed_out": _("The register did not answer in time."),
    "not_trusted": _("The certificates do not fit: tell the operator of the system."),
    "server_busy": _("RegiX is overloaded."),
    "no_such_entry_point": _("The address is wrong: tell the operator of the system."),
    "fault": _("RegiX did not take the question: tell the operator of the system."),
    "refused": _("RegiX refused: the municipality has no right to this query. Tell the operator of the system."),
    "register_failed": _("RegiX took the question, and the register behind it failed."),
    "bad_answer": _("The answer cannot be used."),
    "still_pending": _("The register is still at work."),
    "circuit_open": _("The register has failed again and again; it is left alone for a while."),
    "too_many": _("Too many questions to this register are under way."),
}
VERDICTS: dict[str, str | Promise] = {
    "verified": _("genuine: signed by the register"),
    "unknown_signer": _("intact, but the signer is not on our list"),
    "out_of_date": _("intact, but the signer's certificate had expired"),
    "old_algorithm": _("intact, but signed with an old method that can be forged"),
    "wrong": _("the signature is wrong: do not rely on this answer"),
    "missing": _("not signed"),
}
NOT_PROVEN = _("the signature does not prove it")

MAY_NOT_ASK: dict[MayNotAsk, str | Promise] = {
    MayNotAsk.ROLE: _("Your role may not have this register asked. Ask a colleague who may, or go on by hand."),
    MayNotAsk.NEEDS_PRESENCE: _(
        "A village office asks only for a request that was filed with it, or with the person concerned present."
    ),
}
DOUBTS: dict[Doubt, str | Promise] = {
    Doubt.UNUSED: _("nobody looked at the answer, and the matter is not decided"),
    Doubt.OUTSIDE_HOURS: _("asked outside office hours"),
    Doubt.COLLEAGUE: _("about an official of the municipality"),
    Doubt.NAMESAKE: _("the official and a party bear the same family name"),
}

STATES: dict[State, str | Promise] = {
    State.CLOSED: _("answering"),
    State.HALF_OPEN: _("does not answer; tried again with one question"),
    State.OPEN: _("does not answer; left alone for a minute"),
}
CERTIFICATE: dict[Trouble, str | Promise] = {
    Trouble.MISSING: _("The certificate or its key is not in the folder of the municipality, or cannot be read."),
    Trouble.UNREADABLE: _("The certificate or its key cannot be used: both must be PEM, the key without a password."),
    Trouble.OTHER_KEY: _("The key belongs to another certificate."),
    Trouble.NOT_YET: _("The certificate is not valid yet."),
    Trouble.ENDED: _("The certificate has ended: no register answers until there is a new one."),
    Trouble.ENDS_SOON: _("The certificate ends within thirty days. A new one takes weeks: ask for it now."),
}


def verdict_words(verdict: str) -> str:
    return str(VERDICTS.get(verdict, NOT_PROVEN)) if verdict else ""
