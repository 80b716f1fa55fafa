"""The description of a service as the register asks for it (НАР чл. 25 ал. 1): its fields, what of them is told, and
how two versions differ."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chinar.domain.cases import law_here, words
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.catalogue.models import EvidenceRequirement, FeeReduction, ServiceVersion, Speed
from chinar.domain.catalogue.speeds import term_words
from chinar.domain.catalogue.ways import WAYS, way_words

LABELS: dict[str, Promise] = {
    "name": gettext_lazy("Name, exactly as in the Register of Services"),
    "name_en": gettext_lazy("Name in English"),
    "group": gettext_lazy("Subject area"),
    "event": gettext_lazy("Life or business event"),
    "audience": gettext_lazy("Citizens or businesses"),
    "summary": gettext_lazy("What it is, in plain words"),
    "summary_en": gettext_lazy("What it is, in English"),
    "who_may_apply": gettext_lazy("Who may apply"),
    "who_may_apply_en": gettext_lazy("Who may apply, in English"),
    "legal_basis": gettext_lazy("Legal basis"),
    "legal_period": gettext_lazy("The rule of law that sets its period"),
    "period": gettext_lazy("Period of the municipality"),
    "procedure": gettext_lazy("Procedure and requirements"),
    "what_you_bring": gettext_lazy("Documents, and who issues each"),
    "what_you_bring_en": gettext_lazy("Documents, in English"),
    "forms": gettext_lazy("Forms: names, and where they are"),
    "file_by": gettext_lazy("Ways to file"),
    "ways_to_file": gettext_lazy("More about the ways to file"),
    "e_level": gettext_lazy("Level of electronic service"),
    "assurance": gettext_lazy("Level of electronic identification"),
    "form_url": gettext_lazy("Address of the electronic form, if not on these pages"),
    "machine_url": gettext_lazy("Address for programs"),
    "parts": gettext_lazy("Services of which it is made, if it is complex"),
    "result": gettext_lazy("What one gets"),
    "result_en": gettext_lazy("What one gets, in English"),
    "validity": gettext_lazy("For how long the result is valid"),
    "fee_note": gettext_lazy("About the fee, as the municipality prints it"),
    "pay_by": gettext_lazy("Ways to pay"),
    "ways_to_pay": gettext_lazy("More about the ways to pay"),
    "supervising_body": gettext_lazy("Body that controls how the service is given"),
    "appeal": gettext_lazy("How and until when a refusal may be appealed"),
    "appeal_en": gettext_lazy("Appeal, in English"),
    "suggestions": gettext_lazy("E-mail address for suggestions"),
    "receive_by": gettext_lazy("Ways to receive the result"),
    "ways_to_receive": gettext_lazy("More about the ways to receive"),
    "for_organisations": gettext_lazy("A company or another organisation may apply"),
    "is_handed_over": gettext_lazy("The result is a thing that is received in person"),
}
"""Each text or fact that the editor of a description writes, in the order of the register."""


class Field(NamedTuple):
    """One of the fourteen of НАР чл. 25 ал. 1; `told` says whether the municipality has told enough of it."""

    name: Promise
    told: Callable[[ServiceVersion], Any]


WHERE = gettext_lazy("where it is asked for")
FOURTEEN = (
    Field(gettext_lazy("name and number in the register"), lambda one: one.name and one.service.unified_number),
    Field(gettext_lazy("legal basis"), lambda one: one.legal_basis),
    Field(gettext_lazy("body that gives it"), lambda one: one.service.department_id),
    Field(WHERE, lambda one: False),  # the offices tell it, on their own pages: untold asks for them
    Field(gettext_lazy("procedure, requirements, documents and term"), lambda one: one.procedure and _has_term(one)),
    Field(gettext_lazy("forms"), lambda one: one.forms or one.is_filed_online),
    Field(gettext_lazy("ways to file"), lambda one: one.file_by or one.ways_to_file),
    Field(gettext_lazy("level of electronic service"), lambda one: one.e_level),
    Field(gettext_lazy("validity of the result"), lambda one: one.validity),
    Field(gettext_lazy("fee, its ground and ways to pay"), lambda one: one.fee_cents == 0 or _is_paid_somehow(one)),
    Field(gettext_lazy("supervising body"), lambda one: one.supervising_body),
    Field(gettext_lazy("appeal"), lambda one: one.appeal),
    Field(gettext_lazy("address for suggestions"), lambda one: one.suggestions or one.municipality.email),
    Field(gettext_lazy("ways to receive"), lambda one: one.receive_by or one.ways_to_receive),
)


def _has_term(version: ServiceVersion) -> bool:
    return bool(version.period) or any(speed.term or speed.period for speed in version.speeds.all())


def _is_paid_somehow(version: ServiceVersion) -> bool:
    return bool(version.fee_ground and (version.pay_by or version.ways_to_pay))


def untold(version: ServiceVersion, *, has_office: bool) -> list[str]:
    """Names of the fields of which the municipality has not told enough. `has_office` is whether it has an office where
    services are asked for."""
    return [str(field.name) for field in FOURTEEN if not (has_office if field.name is WHERE else field.told(version))]


class Difference(NamedTuple):
    label: str
    before: str
    after: str


def differences(before: ServiceVersion, after: ServiceVersion) -> list[Difference]:
    """In the order of the register; texts as they are, choices in words."""
    pairs = [(str(label), said_of(before, name), said_of(after, name)) for name, label in LABELS.items()]
    pairs += [(str(label), said(before), said(after)) for label, said in _BESIDE if before.pk and after.pk]
    return [Difference(label, old or "–", new or "–") for label, old, new in pairs if old != new]


def said_of(version: Any, name: str) -> str:
    """What a version says in one of LABELS, choices and rules of law in words; "" when nothing."""
    value = getattr(version, name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "legal_period":
        return _rule(value)
    if name in WAYS:
        return ", ".join(way_words(version, name))
    shown = getattr(version, f"get_{name}_display", None)
    return str(shown() if shown and value else value or "")


def _rule(code: str) -> str:
    """Its name; the code where this country's law has no such rule any more."""
    try:
        table = law_here.table()
    except NoLegalPeriod:
        table = ()
    return next((words.name(rule) for rule in table if rule.code == code), code)


def _lines(rows: Iterable[Any], said: Callable[[Any], str]) -> str:
    return "\n".join(said(row) for row in rows)


def _speed(row: Speed) -> str:
    return f"{row.get_kind_display()}: {term_words(row)}, {row.fee if row.fee_cents is None else _euro(row.fee_cents)}"


def _euro(cents: int) -> str:
    return f"{cents / 100:.2f} €"


def _evidence(row: EvidenceRequirement) -> str:
    return f"{row.name}: {row.get_source_display()}"


def _reduction(row: FeeReduction) -> str:
    return f"{row.name}: {row.percent} %"


def _fee(version: ServiceVersion) -> str:
    facts = (version.fee_ground, str(version.get_fee_due_display()) if version.fee_due else "", version.fee_unit)
    return "; ".join(filter(None, facts))


def _set(version: ServiceVersion) -> str:
    asked = version.question_version
    return _("version %(number)s") % {"number": asked.number} if asked else ""


_BESIDE: Sequence[tuple[Promise, Callable[[ServiceVersion], str]]] = (
    (gettext_lazy("Speeds, terms and fees"), lambda one: _lines(one.speeds.all(), _speed)),
    (gettext_lazy("Fee: ground, until when, per what"), _fee),
    (gettext_lazy("Who pays less"), lambda one: _lines(one.reductions.all(), _reduction)),
    (gettext_lazy("What it rests on"), lambda one: _lines(one.requirements.all(), _evidence)),
    (gettext_lazy("What the service asks"), _set),
)
"""What is edited elsewhere; compared between published versions only."""
