"""Hearing how a signal goes on: asked for and confirmed, or joined with an account; told at each state, ended."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import get_language

from chinar.domain.cases import kinds, outcomes
from chinar.domain.cases.relations import leading_of
from chinar.domain.reports import links, queries
from chinar.domain.reports.models import CitizenReport, Subscription
from chinar.foundation.core.actor import VISITOR
from chinar.foundation.core.keys import lookup_hash
from chinar.foundation.core.urls import absolute_url
from chinar.foundation.journal.actions import record
from chinar.foundation.notifications.actions import About, notify
from chinar.foundation.notifications.recipients import Recipient, of_account
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Municipality

AT_ONCE = 200
AGAIN_AFTER = timedelta(minutes=10)
ABOUT = "follow"
"""What messages to followers are about: answers to them belong into no file."""


@transaction.atomic
def ask_to_follow(report: CitizenReport, *, address: str, language: str, at: datetime) -> None:
    """Sends the letter to confirm. An address that follows already, or was asked just now or often, gets none: and
    whoever asks learns neither."""
    digest = lookup_hash(address.strip().casefold(), purpose="reports.subscription")
    fresh = {"address": address.strip(), "language": language, "asked_at": at}
    made, _is_new = Subscription.objects.get_or_create(report=report, address_hash=digest, defaults=fresh)
    held: Subscription = Subscription.objects.select_for_update().get(pk=made.pk)
    follows = held.confirmed_at is not None and held.ended_at is None
    pressed_again = held.asked > 0 and held.asked_at > at - AGAIN_AFTER
    if follows or held.asked >= Subscription.MOST_ASKED or pressed_again:
        return
    held.asked, held.asked_at, held.language = held.asked + 1, at, language
    held.confirmed_at = held.ended_at = None
    held.account, held.address = None, address.strip()
    held.save()
    held.report = report
    write_to(held, "follow_confirm", key=f"confirm:{held.asked}", at=at)


@transaction.atomic
def confirm(subscription: Subscription, *, at: datetime) -> bool:
    """From now on they are told; False when they were before."""
    waiting = Subscription.objects.filter(pk=subscription.pk, confirmed_at=None, ended_at=None)
    case = subscription.report.case
    if not waiting.update(confirmed_at=at, told_state=case.state, told_outcome=case.outcome):
        return False
    record("signal.followed", by=VISITOR, at=at, subject=case.number, subject_kind="case")
    return True


def follow_with_account(report: CitizenReport, *, account: Account, at: datetime) -> None:
    """Whoever joins with an account is told what those hear who follow by e-mail; in the transaction of joining."""
    if not account.email:
        return
    digest = lookup_hash(account.email.strip().casefold(), purpose="reports.subscription")
    stands = {"told_state": report.case.state, "told_outcome": report.case.outcome}
    known = {"account": account, "address": None, "language": account.language, **stands}
    moments = {"asked_at": at, "confirmed_at": at, "ended_at": None}
    Subscription.objects.update_or_create(report=report, address_hash=digest, defaults=known | moments)


@transaction.atomic
def leave(subscription: Subscription, *, at: datetime) -> bool:
    """They are told nothing more, and the address is erased soon; False when they had left before."""
    if not Subscription.objects.filter(pk=subscription.pk, ended_at=None).update(ended_at=at):
        return False
    number = subscription.report.case.number
    record("signal.unfollowed", by=VISITOR, at=at, subject=number, subject_kind="case")
    return True


def tell_changes(*, at: datetime) -> int:
    """Writes to those whose signal stands elsewhere than they were told; answers to how many. What is not shown to
    everybody is told to nobody."""
    told_before = {"told_state": F("report__case__state"), "told_outcome": F("report__case__outcome")}
    rows = Subscription.objects.active().exclude(**told_before).filter(report__in=queries.shown_to_all().values("pk"))
    beside = ("account", "report__case", "report__category", "report__settlement")
    due = list(rows.select_related(*beside).order_by("id")[:AT_ONCE])
    return sum(_tell(subscription, at=at) for subscription in due)


@transaction.atomic
def _tell(subscription: Subscription, *, at: datetime) -> bool:
    case = subscription.report.case
    before = {"told_state": subscription.told_state, "told_outcome": subscription.told_outcome}
    mine = Subscription.objects.active().filter(pk=subscription.pk, **before)
    if not mine.update(told_state=case.state, told_outcome=case.outcome, told=F("told") + 1):
        return False
    leading = _leading_report(subscription.report)
    write_to(subscription, "followed", key=f"told:{subscription.told + 1}", leading=leading, at=at)
    if leading is not None:
        _go_on_with(leading, subscription)
    return True


def _leading_report(report: CitizenReport) -> CitizenReport | None:
    """The signal with which this one was joined, if everybody may see it."""
    leading = leading_of(report.case)
    return queries.shown_to_all().filter(case=leading).first() if leading.pk != report.case_id else None


def _go_on_with(leading: CitizenReport, subscription: Subscription) -> None:
    """A signal that was joined with another goes on there, and so do its followers."""
    twice = Subscription.objects.filter(report=leading, address_hash=subscription.address_hash)
    if not twice.exists():
        stands = {"told_state": leading.case.state, "told_outcome": leading.case.outcome}
        Subscription.objects.filter(pk=subscription.pk).update(report=leading, **stands)


def write_to(
    subscription: Subscription,
    code: str,
    *,
    key: str,
    leading: CitizenReport | None = None,
    more: Callable[[], Mapping[str, str]] = dict,
    at: datetime,
) -> None:
    """One letter; `code` names its text, `more` what only this text names, in the language of its reader."""
    report, case = subscription.report, subscription.report.case
    town = subscription.municipality
    own_language = subscription.account.language if subscription.account else subscription.language
    leaving = {"pk": subscription.pk, "code": links.to_leave(subscription)}

    def facts(town: Municipality) -> dict[str, Any]:
        language = get_language() or "bg"

        def link(name: str, **arguments: object) -> str:
            return absolute_url(town.slug, name, language=language, **arguments)

        ended = outcomes.outcome_of(case)
        state = kinds.kind_of(case).state(case.state).for_citizen
        return {
            "number": case.number,
            "title": report.title,
            "state": str(ended.words if ended and not case.is_open else state),
            "leading": leading.case.number if leading else "",
            "link": link("reports:report", number=(leading or report).case.number),
            "confirm": link("reports:confirm", pk=subscription.pk, code=links.to_confirm(subscription)),
            "leave": link("reports:leave", **leaving),
            **more(),
        }

    way_out = absolute_url(town.slug, "reports:leave", language=own_language, **leaving)
    notify(
        _readers(subscription),
        template=f"reports/notices/{code}.txt",
        key=f"signal:{subscription.pk}:{key}",
        facts=facts,
        about=About(ABOUT, case.number),
        leave="" if code == "follow_confirm" else way_out,
        at=at,
    )


def _readers(subscription: Subscription) -> list[Recipient]:
    """Nobody, where the account is closed."""
    account = subscription.account
    if account is None:
        return [Recipient(language=subscription.language, address=subscription.address)]
    return [of_account(account)] if account.is_active and account.email else []


def erase_lapsed(*, at: datetime) -> None:
    """Addresses that nothing needs any more."""
    Subscription.objects.lapsed(at=at).delete()
