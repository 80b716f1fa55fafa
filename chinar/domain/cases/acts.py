"""What an official can do with a matter, one page each: when it is possible, what is asked, what is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.actions import assigning, ending, handing_over, relating
from chinar.domain.cases.forms_of_acts import (
    ActForm,
    BodyForm,
    DepartmentForm,
    GiveForm,
    KindForm,
    MunicipalityForm,
    OtherCaseForm,
    ResolutionForm,
)
from chinar.domain.cases.handed_over import carriage_of
from chinar.domain.cases.kinds import Kind, kind_of
from chinar.domain.cases.models import Case
from chinar.domain.cases.relations import joined_with
from chinar.domain.cases.watching import silence
from chinar.foundation.core.actor import Actor

Words = str | Promise
Perform = Callable[..., object]
Refusals = tuple[tuple[type[Exception], Callable[[Any], Words]], ...]

DECIDED = _("This matter is decided or closed.")
LEADS_OTHERS = _("Others are joined with this matter and are owed its answer.")
OF_THE_KIND = _("This kind of matter does not allow it.")


@dataclass(frozen=True, slots=True)
class Act:
    """`why_not` gives the words that say why it cannot be done with the case now, "" when it can. `refusals` says in
    words what of its own `perform` raises, where a kind adds an act; `done_of` what is said in place of `done` where
    that depends on the matter as it then is."""

    code: str
    group: str
    ability: str
    title: Words
    button: Words
    done: Words
    form: type[ActForm]
    why_not: Callable[[Case], Words]
    perform: Perform
    refusals: Refusals = ()
    done_of: Callable[[Case], Words] | None = None

    def do(self, case: Case, typed: dict[str, Any], *, by: Actor, at: datetime) -> object:
        return self.perform(case, **typed, by=by, at=at)


def _open(case: Case) -> Words:
    return "" if case.is_open else DECIDED


def _open_and(allows: Callable[[Kind], object]) -> Callable[[Case], Words]:
    return lambda case: _open(case) or ("" if allows(kind_of(case)) else OF_THE_KIND)


def _consented(case: Case) -> Words:
    return _open(case) or ("" if silence.awaits_consent(case) else _("No law counts silence as consent here."))


def _carried(case: Case) -> Words:
    carriage = carriage_of(case)
    return _open(case) or (carriage.why_not(case) if carriage else OF_THE_KIND)


def _held(case: Case) -> Words:
    return _open(case) or ("" if case.handler_id else _("Nobody has taken this matter yet."))


def _reopenable(case: Case) -> Words:
    if case.is_open:
        return _("This matter is open.")
    return "" if ending.is_reopenable(case) else _("What was decided, or goes on elsewhere, is not opened again.")


def _voidable(case: Case) -> Words:
    return _open_and(lambda kind: kind.voided_state)(case) or (LEADS_OTHERS if joined_with(case) else "")


def _joinable(case: Case) -> Words:
    return _open_and(lambda kind: kind.left_state and kind.joinable)(case)


GROUPS: dict[str, Words] = {
    "give": _("Give to"),
    "relate": _("Join and relate"),
    "end": _("Send elsewhere"),
    "correct": _("Correct"),
}

ACTS = (
    Act("resolve", "give", "cases.resolve", _("Write a resolution"), _("Write the resolution"),
        _("The resolution is written."), ResolutionForm, _open, assigning.resolve),
    Act("give", "give", "cases.resolve", _("Give to an official"), _("Give the matter"), _("Given."),
        GiveForm, _open, assigning.give),
    Act("give_back", "give", "cases.take", _("Give back to the department"), _("Give back"), _("Given back."),
        ActForm, _held, assigning.give_back),
    Act("move_to_department", "give", "cases.take", _("Move to another department"), _("Move the matter"),
        _("The matter is with the other department now."), DepartmentForm, _open, assigning.move_to_department),
    Act("relate", "relate", "cases.take", _("Relate to another matter"), _("Relate"), _("Related."),
        OtherCaseForm, lambda case: "", relating.relate),
    Act("merge", "relate", "cases.take", _("Join with another matter"), _("Join the matters"),
        _("Joined. The other matter leads from now on."),
        OtherCaseForm, _joinable, relating.merge),
    Act("forward", "end", "cases.take", _("Forward to the competent body"), _("Forward and close"), _("Forwarded."),
        BodyForm, _open_and(lambda kind: kind.forwardable and kind.left_state), ending.forward),
    Act("hand_over", "end", "cases.take", _("Forward to another municipality"), _("Forward and close"),
        _("Forwarded. The municipality accepts it, or you have it back."),
        MunicipalityForm, _carried, handing_over.send),
    Act("confirm_consent", "end", "cases.take", _("Confirm that it is granted by silence"), _("Confirm and close"),
        _("Confirmed. The applicant is told."), ActForm, _consented, silence.confirm_consent),
    Act("convert", "end", "cases.take", _("This is another kind of matter"), _("Register as this kind"),
        _("Registered anew as %(number)s; the old number leads there."),
        KindForm, _open_and(lambda kind: kind.becomes and kind.left_state), relating.convert),
    Act("reopen", "correct", "cases.resolve", _("Open again"), _("Open the matter again"), _("Opened again."),
        ActForm, _reopenable, ending.reopen),
    Act("void", "correct", "cases.resolve", _("Void the number"), _("Void the number"),
        _("Voided. The number stays visible."), ActForm, _voidable, ending.void),
)  # fmt: skip
