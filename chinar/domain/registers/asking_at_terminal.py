"""A real register is asked at a terminal as on the page: by an official with the role, for evidence of an open matter,
on the ground of its service, about the number that stands in the matter; and it is journalled as there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.timezone import localdate

from chinar.domain.cases.access import actor_on
from chinar.domain.registers import access, connecting
from chinar.domain.registers.actions.asking import CannotAsk, request_query
from chinar.domain.registers.actions.fetching import Claim, claim, settle_answer, settle_error
from chinar.domain.registers.actions.viewing import view_answer
from chinar.domain.registers.asking import argument_for, context_of
from chinar.domain.registers.models import Evidence
from chinar.domain.registers.regix.answer import Answer
from chinar.domain.registers.regix.client import Client
from chinar.domain.registers.regix.errors import RegixError
from chinar.domain.registers.results import has_content
from chinar.domain.registers.rules import MayNotAsk
from chinar.foundation.people.access import can
from chinar.foundation.people.models import Account

ASK = "evidence.ask"


class MayNot(Exception):
    """Why the register is not asked; nothing was sent."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`further` are fields of the question beside the number, for operations that want more than one."""

    number: str
    operation: str
    further: Mapping[str, Any]
    is_present: bool = False


def prepare(account: Account, wanted: Wanted, *, on: date) -> Evidence:
    """The evidence of the matter that this operation is for. Raises MayNot."""
    if not can(account, ASK, on=on):
        raise MayNot("This account may not have registers asked in this municipality.")
    rows = Evidence.objects.filter(case__number=wanted.number, operation=wanted.operation).values_list(
        "code", flat=True
    )
    for code in rows:
        try:
            evidence = access.get_evidence_for(account, wanted.number, code, on=on, ability=ASK)
        except Http404:
            break
        _judge(account, evidence, wanted, on=on)
        return evidence
    raise MayNot("There is no matter of this number that you handle and whose service names this operation.")


def _judge(account: Account, evidence: Evidence, wanted: Wanted, *, on: date) -> None:
    why_not = access.why_not_asked_by(account, evidence, is_present=wanted.is_present, on=on)
    if why_not is MayNotAsk.NEEDS_PRESENCE:
        raise MayNot(
            "A village office asks with the person concerned present (--present), or for what was filed there."
        )
    if why_not is not None:
        raise MayNot("Your role may not have this register asked.")
    if not evidence.case.is_open:
        raise MayNot("The matter is decided or closed.")
    if evidence.four_eyes:
        raise MayNot("Two officials are needed for this register: ask on the page of the evidence.")


def ask(
    account: Account,
    evidence: Evidence,
    wanted: Wanted,
    *,
    client: Client,
    way: connecting.Way,
    now: Callable[[], datetime],
) -> Answer:
    """Asked, kept and told as on the page; that it is read here is told too. Raises MayNot, RegixError."""
    at = now()
    today = localdate(at)
    argument = _argument(evidence, wanted, client, on=today)
    by = actor_on(account, evidence.case, on=today)
    try:
        with transaction.atomic():  # so that no worker claims it in between
            request_query(evidence, is_present=wanted.is_present, by=by, at=at)
            claimed = claim(evidence, oid=way.administration.oid, at=at)
    except CannotAsk as error:
        raise MayNot("The evidence names no ground, or nobody to ask about.") from error
    if claimed is None:
        raise MayNot("Somebody asks at this moment. Look at the page of the evidence.")
    answer = _sent(claimed, argument, client, way, now)
    if has_content(answer):
        claimed.query.case = evidence.case
        view_answer(claimed.query, by=by, at=now())
    return answer


def _argument(evidence: Evidence, wanted: Wanted, client: Client, *, on: date) -> dict[str, Any]:
    """Of the number in the matter, whatever was typed: nobody else is asked about. Raises WrongQuestion."""
    described = client.describe(client.operations.find(wanted.operation))
    return _merged(dict(wanted.further), argument_for(described, evidence.subject, on=on))


def _merged(typed: dict[str, Any], ours: Mapping[str, Any]) -> dict[str, Any]:
    for name, value in ours.items():
        inside = typed.get(name)
        typed[name] = (
            _merged(dict(inside), value) if isinstance(inside, Mapping) and isinstance(value, Mapping) else value
        )
    return typed


def _sent(
    claimed: Claim, argument: dict[str, Any], client: Client, way: connecting.Way, now: Callable[[], datetime]
) -> Answer:
    began = now()
    context = context_of(claimed.evidence, claimed.query, way.responsible)
    try:
        answer = client.ask(claimed.query.operation, argument, context)
    except RegixError as error:
        settle_error(claimed, error, milliseconds=_since(began, now()), at=now())
        raise
    settle_answer(claimed, answer, milliseconds=_since(began, now()), at=now())
    return answer


def _since(began: datetime, ended: datetime) -> int:
    return max(0, round((ended - began).total_seconds() * 1000))
