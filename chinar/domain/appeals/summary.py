"""What the pages of an appeal show of it."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from chinar.domain.appeals import queries
from chinar.domain.appeals.access import appeal_of
from chinar.domain.appeals.models import Appeal
from chinar.domain.cases import law_here
from chinar.domain.cases.access import User, may_handle
from chinar.domain.cases.models import Case, CaseDocument
from chinar.domain.cases.words import name
from chinar.foundation.core.jinja import day

Context = dict[str, Any]


def for_citizen(case: Case) -> Context:
    """Who decides, until when, and where to go when nobody does."""
    appeal, today = appeal_of(case), localdate()
    restoration = law_here.in_force("restoration", on=localtime(case.received_at).date())
    return {**_common(appeal, today), "restoration": restoration, "today": today}


def for_official(user: User, case: Case) -> Context:
    """The same with what the appeal says, and what can be done with it."""
    appeal, today = appeal_of(case), localdate()
    return {
        **_common(appeal, today),
        "rows": rows_of(appeal),
        "may_handle": may_handle(user, case, "appeals.handle", on=today),
        "checked_by_rule": _rule(appeal),
        "interested": queries.interested_in(appeal),
        "today": today,
    }


def _common(appeal: Appeal, today: date) -> Context:
    sending = queries.sending_of(appeal)
    above = queries.decision_above_until(sending) if sending else None
    closed = not appeal.case.is_open
    issued = CaseDocument.objects.filter(case=appeal.case, part=CaseDocument.Part.RESULT)
    papers = issued.select_related("document").order_by("id") if closed else []
    return {
        "appeal": appeal,
        "case": appeal.case,
        "body": queries.body_above(appeal),
        "direct": queries.direct_after(appeal),
        "check": getattr(appeal, "term_check", None),
        "sending": sending,
        "above_until": above,
        "above_is_silent": bool(above and above.is_over(on=today) and appeal.case.state == "sent_up"),
        "decisions": list(appeal.higher_decisions.all()) if sending else [],
        "papers": [part.document for part in papers],
        "notices": queries.notices_of(appeal),
    }


def rows_of(appeal: Appeal) -> list[dict[str, str]]:
    """What the appeal says, label by label."""
    to = _("the court") if appeal.to_court else _("the superior body")
    rows = [
        (_("What is appealed"), f"{appeal.against.number}, {appeal.get_target_display()}"),
        (_("Decision"), f"{appeal.act.title} № {appeal.act.subject}" if appeal.act else "–"),
        (_("Issued by"), appeal.get_issuer_display()),
        (_("Addressed to"), to),
        *_outside(appeal),
        (_("Appellant"), appeal.appellant_name or "–"),
        (_("Address"), appeal.address or "–"),
        (_("Filed on"), day(appeal.filed_on)),
        (_("Why"), appeal.grounds),
        (_("What is asked"), appeal.wish or "–"),
    ]
    return [{"key": str(key), "value": str(value)} for key, value in rows]


def _outside(appeal: Appeal) -> list[tuple[str, str]]:
    if not appeal.stands_outside:
        return []
    told = day(appeal.notified_on) if appeal.notified_on else _("not notified, as far as is known")
    return [(_("Who appeals"), _("no party to the matter")), (_("Notified of the decision"), told)]


def _rule(appeal: Appeal) -> str:
    """By which rule the term was checked, in words."""
    check = getattr(appeal, "term_check", None)
    if check is None:
        return ""
    legal = law_here.in_force(check.rule, on=check.until or localtime(check.at).date())
    return f"{name(legal)} ({legal.article})"
