"""The pages on which an official handles an appeal: one for each step, made as the acts of every matter are."""

import secrets
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chinar.domain.appeals.access import appeal_of
from chinar.domain.appeals.actions import falling, handling
from chinar.domain.appeals.forms import steps as forms
from chinar.domain.appeals.kinds import LATE
from chinar.domain.appeals.models import Sending
from chinar.domain.appeals.rules import Target
from chinar.domain.applications.views.desk import clock_stands
from chinar.domain.cases.acts import DECIDED, Act, Words
from chinar.domain.cases.models import Case
from chinar.domain.cases.rules import Phase
from chinar.domain.cases.views.acting import page_of
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents.codes import draw

NOT_CHECKED = _("First check whether the appeal came in time.")


def _to_check(case: Case) -> Words:
    if not case.is_open:
        return DECIDED
    return _("The term was checked already.") if hasattr(appeal_of(case), "term_check") else ""


def _admitted(case: Case) -> Words:
    if not case.is_open:
        return DECIDED
    if case.phase == Phase.WAITING:
        return clock_stands()
    return "" if hasattr(appeal_of(case), "term_check") else NOT_CHECKED


def _reconsiderable(case: Case) -> Words:
    appeal = appeal_of(case)
    if appeal.target == Target.SILENCE and appeal.against.is_open:
        return _("The appeal is against silence: decide the matter itself first.")
    return _admitted(case)


def _on_its_way(case: Case) -> Words:
    waits = Sending.objects.filter(appeal__case=case, arrived_on=None).exists()
    return "" if waits else _("The file was not sent, or it is known when it arrived.")


def _sent(case: Case) -> Words:
    return "" if case.state in ("sent_up", "decided_above") else _("The file was not sent up.")


def _late(case: Case) -> Words:
    return "" if case.outcome == LATE else _("Only an appeal that was ended as late can have its term restored.")


def _reconsider(case: Case, *, by: Actor, at: datetime, **typed: Any) -> object:
    return handling.reconsider(case, **typed, code=draw(secrets.token_bytes), by=by, at=at)


def _send_up(case: Case, *, by: Actor, at: datetime, **typed: Any) -> object:
    return handling.send_up(case, **typed, code=draw(secrets.token_bytes), by=by, at=at)


STEPS = (
    Act("term", "", "appeals.handle", _("Check the term"), _("Note the result"), _("The term is checked."),
        forms.TermForm, _to_check, handling.check_term),
    Act("reconsider", "", "appeals.handle", _("Reconsider: take the act back"), _("Take the act back"),
        _("The act was taken back. The matter is open for a new decision."),
        forms.ReconsiderForm, _reconsiderable, _reconsider),
    Act("send_up", "", "appeals.handle", _("Send the file up"), _("Send the file"),
        _("The file is sent. The letter with the inventory is below."), forms.SendForm, _admitted, _send_up),
    Act("arrived", "", "appeals.handle", _("Note that the file has arrived"), _("Note it"), _("Noted."),
        forms.ArrivedForm, _on_its_way, handling.note_arrival),
    Act("above", "", "appeals.handle", _("Enter what was decided above"), _("Enter the decision"),
        _("The decision is entered."), forms.AboveForm, _sent, falling.enter_decision_above),
    Act("restore", "", "appeals.handle", _("Restore the missed term"), _("Restore the term"),
        _("The term is restored: the appeal is examined."), forms.RestoreForm, _late, handling.restore_term),
)  # fmt: skip
PAGES = {act.code: page_of(act) for act in STEPS}
