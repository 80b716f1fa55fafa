"""What citizens are told about their matter, in the transaction of what happened. Each code has its text in
jinja2/cases/notices; it never holds what an official or citizen wrote, as a letter by e-mail is an open card."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import get_language

from chinar.domain.cases import kinds, words
from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.queries import to_mend
from chinar.domain.cases.relations import joined_with
from chinar.domain.cases.rules import Step
from chinar.foundation.core.urls import absolute_url
from chinar.foundation.documents.codes import format_code
from chinar.foundation.notifications.actions import About, Facts, notify
from chinar.foundation.notifications.gateways import offers_sms
from chinar.foundation.notifications.models import Message
from chinar.foundation.notifications.recipients import Recipient, of_account
from chinar.foundation.territory.models import Municipality

BY_SMS = ("decided", "defects")
"""What is worth an SMS to whoever asked for one."""
ON_PAPER = frozenset(
    {"defects", "suspended", "resumed", "extended", "consent_asked", "session_called", "forwarded", "terminated"}
    | {"data_came", "partly_elsewhere", "unreadable", "withdrawn", "reopened", "not_held", "waived"}
)
"""What must be made known to the parties (АПК чл. 30, 31, 54-57, 61; ЗДОИ чл. 33, 36): whoever gave no electronic
address gets it by post, with what was written, as an envelope is closed. The result itself goes by its own way
(applications/ladder)."""
TO_THE_JOINED = frozenset(
    {"suspended", "resumed", "extended", "consent_asked", "session_called", "forwarded", "decided", "terminated"}
    | {"data_came", "silence", "consented", "came_of_it", "reopened"}
)
"""What is told also to those whose matters were joined with this one, each under their own number (АПК чл. 123 for
signals). What only the leading applicant can do, such as mending the request, is not."""
OF_STEPS = {
    Step.SUSPENDED: "suspended",
    Step.RESUMED: "resumed",
    Step.DEFECT_NOTED: "defects",
    Step.REMEDIED: "mended",
    Step.EXTENDED: "extended",
    Step.CONSENT_ASKED: "consent_asked",
    Step.SESSION_CALLED: "session_called",
    Step.DATA_CAME: "data_came",
    Step.PARTLY_ELSEWHERE: "partly_elsewhere",
    Step.FORWARDED: "forwarded",
    Step.DECIDED: "decided",
    Step.TERMINATED: "terminated",
    Step.SILENCE: "silence",
    Step.REOPENED: "reopened",
}


def about(case: Case) -> About:
    return About("case", case.number)


@dataclass(frozen=True, slots=True)
class _Notice:
    """What is told, with `more` for its template to name. The same code and key tells once."""

    code: str
    key: object
    at: datetime
    more: Mapping[str, Any] = field(default_factory=dict)
    module: str = "cases"


def tell_registered(case: Case, *, title: Callable[[], str], parties: Sequence[Party], at: datetime) -> None:
    """Tells of a matter just registered; what is known of it there spares queries, as other registrations wait."""
    notice = _Notice("registered", "", at)
    _write(case, notice, recipients_of(case, "registered", parties), title=title, stands=case)


def tell_receipt(case: Case, *, at: datetime, more: Mapping[str, Any] | None = None) -> None:
    """Tells of a matter just registered. Who wrote by e-mail has seen no page: their receipt bears the key, as that of
    the web does on its last page."""
    if case.channel == Case.Channel.EMAIL:
        tell_with(case, "registered_by_mail", {"key": format_code(case.key), **(more or {})}, key="", at=at)
    else:
        tell(case, "registered", at=at)


def tell(case: Case, code: str, *, key: object = "", at: datetime) -> None:
    """Tells everybody who has a part in the matter and gave us a way to them. The same code and key tells once."""
    tell_with(case, code, {}, key=key, at=at)


def tell_with(case: Case, code: str, more: dict[str, Any], *, key: object, module: str = "cases", at: datetime) -> None:
    """The same with `more` for the template to name; a notice that only one kind has lies in its own `module`."""
    notice, to = _Notice(code, key, at, more, module), list(recipients_of(case, code))
    _write(case, notice, to, title=partial(_title, case), stands=case)
    told = {one.key for one in to}
    for own in joined_with(case) if code in TO_THE_JOINED else ():
        own.due_on, own.department = case.due_on, case.department
        others = [one for one in recipients_of(own, code) if one.key not in told]
        _write(own, notice, others, title=partial(_title, own), stands=case)


def tell_to(
    to: Iterable[Recipient],
    case: Case,
    code: str,
    more: Mapping[str, Any],
    *,
    key: object,
    module: str = "cases",
    at: datetime,
) -> None:
    """Tells of the matter only those, such as whoever has just written."""
    _write(case, _Notice(code, key, at, more, module), to, title=partial(_title, case), stands=case)


def _title(case: Case) -> str:
    return kinds.title_of(case)


def _write(case: Case, notice: _Notice, to: Iterable[Recipient], *, title: Callable[[], str], stands: Case) -> None:
    """`stands` is the matter whose state is told: the leading one, where the case was joined with another."""
    reached = list(to)

    def facts(town: Municipality) -> dict[str, Any]:
        link = absolute_url(town.slug, "cases:matter", language=get_language() or "bg", number=case.number)
        leading = stands.number if stands.pk != case.pk else ""
        return {
            "case": case, "title": title(), "state": _state(stands), "leading": leading, "link": link, **notice.more
        }  # fmt: skip

    template = f"{notice.module}/notices/{notice.code}.txt"
    if notice.code in ON_PAPER and not reached:
        _write_on_paper(case, notice, template, facts, stands=stands)
    told: dict[str, Iterable[Recipient]] = {template: reached}
    if notice.code in BY_SMS and offers_sms():
        told[f"cases/notices/{notice.code}_sms.txt"] = _sms_readers(case)
    for template, recipients in told.items():
        notify(
            recipients,
            template=template,
            key=f"case:{case.number}:{notice.code}:{notice.key}",
            facts=facts,
            about=about(case),
            at=notice.at,
        )


def _write_on_paper(case: Case, notice: _Notice, template: str, facts: Facts, *, stands: Case) -> None:
    """To the address that the kind knows; nothing where it knows none."""
    to = kinds.kind_of(case).postal(case)
    if to is None:
        return

    def with_words(town: Municipality) -> dict[str, Any]:
        return {**facts(town), "on_paper": True, **_written(stands, notice.code)}

    key = f"case:{case.number}:{notice.code}:{notice.key}"
    notify([to], template=template, key=key, facts=with_words, about=about(case), at=notice.at)


def _written(case: Case, code: str) -> dict[str, Any]:
    """What the official wrote and by which law, and until when something is to be mended."""
    last = case.ledger.order_by("-pk").first()
    if last is None or OF_STEPS.get(Step(last.step)) != {"unreadable": "defects"}.get(code, code):
        return {}
    mend = to_mend(case) if code == "defects" else None
    return {"written": words.line(last), "until": mend.until if mend else None}


def recipients_of(case: Case, code: str, parties: Sequence[Party] | None = None) -> Iterator[Recipient]:
    """Accounts through which parties act, and what the kind knows beside them (Kind.addresses)."""
    known = list(_parties_of(case) if parties is None else parties)
    for party in known:
        if party.account is not None and party.account.is_active and party.account.email:
            yield of_account(party.account)
    yield from kinds.kind_of(case).addresses(case, code)


def is_reached(case: Case, code: str) -> bool:
    """Whether anybody has an electronic address for such a notice."""
    return next(iter(recipients_of(case, code)), None) is not None


def _sms_readers(case: Case) -> Iterator[Recipient]:
    """Parties who asked for an SMS."""
    for party in _parties_of(case):
        if party.sms_number:
            language = party.account.language if party.account else "bg"
            yield Recipient(language=language, address=party.sms_number, channel=Message.Channel.SMS)


def _parties_of(case: Case) -> Iterable[Party]:
    """Those with an account; read once per case object."""
    if not hasattr(case, "_told"):
        case._told = list(case.parties.exclude(account=None).select_related("account"))  # type: ignore[attr-defined]
    return case._told  # type: ignore[attr-defined, no-any-return]


def official_facts(case: Case, town: Municipality) -> dict[str, Any]:
    """What a message to an official about a matter names; its link leads to the desk."""
    link = absolute_url(town.slug, "cases:case", language=get_language() or "bg", number=case.number)
    return {"case": case, "title": kinds.title_of(case), "link": link}


def _state(case: Case) -> str:
    return str(kinds.kind_of(case).state(case.state).for_citizen)
