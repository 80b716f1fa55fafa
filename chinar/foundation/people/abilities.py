"""What each role may do. Abilities are asked for by name (access.can); nothing asks for a role.

A role to come (councillor, monitor, juror, trainer, regional official) is one more entry here, not a change of the
model. The ability's first word is the module it opens. An ability stands here when a page asks for it, not before.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SEE_CASES = frozenset({"desk.enter", "cases.read"})
EVIDENCE = frozenset({"evidence.record", "evidence.ask"})
RECEIVE = (
    SEE_CASES
    | EVIDENCE
    | {
        "complex.enter",
        "documents.deliver",
        "people.unmask",
        "enquiries.answer",
        "information.enter",
        "appeals.enter",
        "reports.receive",
        "counter.serve",
        "payments.take",
        "payments.read",
        "ratings.enter",
        "filings.refuse",
        "conversation.moderate",
    }
)
HANDLE = (
    SEE_CASES
    | EVIDENCE
    | {
        "cases.take",
        "cases.clock",
        "applications.decide",
        "applications.drafts",
        "complex.enter",
        "people.unmask",
        "enquiries.answer",
        "information.enter",
        "information.handle",
        "appeals.enter",
        "appeals.handle",
        "reports.receive",
        "reports.answer",
        "payments.read",
        "trail.link",
        "conversation.moderate",
    }
)
WATCH = SEE_CASES | {
    "journal.read",
    "search.edit",
    "figures.read",
    "figures.set",
    "reports.make",
    "retention.manage",
    "calendar.watch",
    "registers.oversee",
    "registers.state",
}
# Told of what is late, in their departments or in the whole town; the rest is told where messages do not arrive.
ANSWERS_FOR_ALL = frozenset({"watch.town", "watch.set", "messages.watch"})
ENTER = frozenset({"desk.enter"})

ROLES: dict[str, frozenset[str]] = {
    # служител в центъра за административно обслужване; alone sorts the letters that come by e-mail, as one may be
    # against whoever answers for the town hall
    "clerk": RECEIVE | {"cases.receive", "council.record", "mail.sort"},
    # касиер: takes money, reads what came by bank, gives back what another person approved
    "cashier": ENTER | {"payments.take", "payments.bank", "payments.read"},
    "expert": HANDLE,
    "head": HANDLE
    | {
        "journal.read",
        "cases.receive",
        "cases.resolve",
        "figures.read",
        "watch.department",
        "evidence.approve",
        "reports.set",
        "applications.approve",
        "applications.sign",
        "information.decide",
        "payments.correct",
        "payments.refund",
        "ratings.answer",
        "conversation.decide",
        "conversation.set",
    },
    # секретар на общината: ЗМСМА чл. 43; answers for the administrative service (НАО)
    "secretary": WATCH
    | ANSWERS_FOR_ALL
    | {
        "cases.receive",
        "cases.resolve",
        "evidence.approve",
        "registers.connect",
        "calendar.edit",
        "catalogue.edit",
        "checklists.set",
        "reports.answer",
        "reports.set",
        "trail.link",
        "council.record",
        "applications.drafts",
        "applications.sign",
        "information.handle",
        "information.decide",
        "information.set",
        "signing.set",
        "payments.correct",
        "payments.read",
        "payments.refund",
        "payments.oversee",
        "payments.set",
        "ratings.answer",
        "ratings.set",
        "filings.refuse",
        "numbering.set",
        "mailbox.set",
        "conversation.moderate",
        "conversation.decide",
        "conversation.set",
    },
    # decides on signals against the secretary, who cannot see them (АПК чл. 113)
    "mayor": WATCH
    | {"cases.resolve", "reports.answer", "watch.above", "applications.drafts", "applications.sign"}
    | {"conversation.moderate", "conversation.decide", "information.handle", "information.decide"},
    # кметски наместник: ЗМСМА чл. 46а
    "deputy": RECEIVE | {"cases.take", "reports.answer", "trail.link"},
    "catalogue_editor": ENTER | {"search.edit", "catalogue.edit", "checklists.set", "trail.link"},
    # пише общите описания на услугите за всички общини; given by the operator of the installation
    "shared_editor": ENTER | {"catalogue.edit", "catalogue.share"},
    "press_officer": ENTER,
    # keeps the installation running for the municipality; reads no case
    "operator": ENTER
    | {"journal.read", "messages.watch", "registers.connect", "registers.state", "calendar.watch", "payments.set"}
    | {"country.set", "numbering.set", "mailbox.set"},
}

ABILITIES: frozenset[str] = frozenset().union(*ROLES.values())

ROLE_NAMES: dict[str, str | Promise] = {
    "clerk": _("Clerk at the one-stop desk"),
    "cashier": _("Cashier"),
    "expert": _("Expert"),
    "head": _("Head of department"),
    "secretary": _("Secretary of the municipality"),
    "mayor": _("Mayor"),
    "deputy": _("Mayor's deputy in a village office"),
    "catalogue_editor": _("Editor of the catalogue of services"),
    "shared_editor": _("Editor of shared descriptions of services"),
    "press_officer": _("Press officer"),
    "operator": _("Operator of the system"),
}
