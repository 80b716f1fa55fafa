"""Hearing how a public object goes on: asked for and confirmed, or supported with an account; told at each state,
ended."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import get_language

from chinar.foundation.conversation import links
from chinar.foundation.conversation.models import Subscription
from chinar.foundation.conversation.subjects import Subject, Talked, described, kind_named
from chinar.foundation.core.actor import VISITOR
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
CONFIRMING = "conversation/notices/follow_confirm.txt"


@transaction.atomic
def ask_to_follow(talked: Talked, key: str, *, address: str, language: str, at: datetime) -> None:
    """Sends the letter to confirm. An address that follows already, or was asked just now or often, gets none: and
    whoever asks learns neither."""
    one = {"subject_kind": talked.kind, "subject": key, "address_hash": links.digest_of(address)}
    fresh = {"address": address.strip(), "language": language, "asked_at": at}
    made, _is_new = Subscription.objects.get_or_create(**one, defaults=fresh)
    held: Subscription = Subscription.objects.select_for_update().get(pk=made.pk)
    follows = held.confirmed_at is not None and held.ended_at is None
    pressed_again = held.asked > 0 and held.asked_at > at - AGAIN_AFTER
    if follows or held.asked >= Subscription.MOST_ASKED or pressed_again:
        return
    held.asked, held.asked_at, held.language = held.asked + 1, at, language
    held.confirmed_at = held.ended_at = None
    held.account, held.address = None, address.strip()
    held.save()
    write_to(held, CONFIRMING, key=f"confirm:{held.asked}", at=at)


@transaction.atomic
def confirm(subscription: Subscription, talked: Talked, *, at: datetime) -> bool:
    """From now on they are told; False when they were before."""
    waiting = Subscription.objects.filter(pk=subscription.pk, confirmed_at=None, ended_at=None)
    if not waiting.update(confirmed_at=at, **_stands(talked, subscription.subject)):
        return False
    _record("conversation.followed", subscription, talked, at=at)
    return True


def follow_with_account(talked: Talked, key: str, *, account: Account, at: datetime) -> None:
    """Whoever supports it with an account is told what those hear who follow by e-mail; in the transaction of that."""
    if not account.email:
        return
    known = {"account": account, "address": None, "language": account.language, **_stands(talked, key)}
    moments = {"asked_at": at, "confirmed_at": at, "ended_at": None}
    one = {"subject_kind": talked.kind, "subject": key, "address_hash": links.digest_of(account.email)}
    Subscription.objects.update_or_create(**one, defaults=known | moments)


@transaction.atomic
def leave(subscription: Subscription, talked: Talked, *, at: datetime) -> bool:
    """They are told nothing more, and the address is erased soon; False when they had left before."""
    if not Subscription.objects.filter(pk=subscription.pk, ended_at=None).update(ended_at=at):
        return False
    _record("conversation.left", subscription, talked, at=at)
    return True


def _record(verb: str, subscription: Subscription, talked: Talked, *, at: datetime) -> None:
    record(verb, by=VISITOR, at=at, subject=subscription.subject, subject_kind=talked.journal_kind)


def _stands(talked: Talked, key: str) -> dict[str, str]:
    state, outcome = talked.standing(key)
    return {"told_state": state, "told_outcome": outcome}


def tell_changes(*, at: datetime) -> int:
    """Writes to those whose object stands elsewhere than they were told; answers to how many. What is not shown to
    everybody is told to nobody."""
    told = 0
    for talked in described():
        if talked.moved is not None:
            rows = talked.moved(Subscription.objects.active().filter(subject_kind=talked.kind))
            due = list(rows.select_related("account").order_by("id")[: AT_ONCE - told])
            told += sum(_tell(talked, subscription, at=at) for subscription in due)
    return told


@transaction.atomic
def _tell(talked: Talked, subscription: Subscription, *, at: datetime) -> bool:
    before = {"told_state": subscription.told_state, "told_outcome": subscription.told_outcome}
    mine = Subscription.objects.active().filter(pk=subscription.pk, **before)
    if not mine.update(told=F("told") + 1, **_stands(talked, subscription.subject)):
        return False
    leading = talked.leading(subscription.subject)
    template = "conversation/notices/followed.txt"
    write_to(subscription, template, key=f"told:{subscription.told + 1}", leading=leading, at=at)
    if leading:
        _go_on_with(talked, leading, subscription)
    return True


def _go_on_with(talked: Talked, leading: str, subscription: Subscription) -> None:
    """What was joined with another object goes on there, and so do its followers."""
    twice = Subscription.objects.of(talked.kind, leading).filter(address_hash=subscription.address_hash)
    if not twice.exists():
        moved = {"subject": leading, **_stands(talked, leading)}
        Subscription.objects.filter(pk=subscription.pk).update(**moved)


def write_to(
    subscription: Subscription,
    template: str,
    *,
    key: str,
    leading: str = "",
    more: Callable[[], Mapping[str, str]] = dict,
    at: datetime,
) -> None:
    """One letter; `more` is what only this text names, in the language of its reader."""
    talked = kind_named(subscription.subject_kind)
    assert talked is not None  # nothing else is followed
    own_language = subscription.account.language if subscription.account else subscription.language
    leaving = {"pk": subscription.pk, "code": links.to_leave(subscription)}
    confirming = {"pk": subscription.pk, "code": links.to_confirm(subscription)}

    def facts(town: Municipality) -> dict[str, Any]:
        language = get_language() or "bg"
        subject = talked.subject(subscription.subject) or Subject(title=talked.label(subscription.subject))
        return {
            "what": talked.label(subscription.subject),
            "title": subject.title,
            "state": subject.state,
            "leading": talked.label(leading) if leading else "",
            "link": talked.whole_address(town.slug, leading or subscription.subject, language=language),
            "confirm": absolute_url(town.slug, "conversation:confirm", language=language, **confirming),
            "leave": absolute_url(town.slug, "conversation:leave", language=language, **leaving),
            **more(),
        }

    slug = subscription.municipality.slug
    way_out = absolute_url(slug, "conversation:leave", language=own_language, **leaving)
    notify(
        _readers(subscription),
        template=template,
        key=f"signal:{subscription.pk}:{key}",  # as it was when only signals were followed: no letter goes out twice
        facts=facts,
        about=About(ABOUT, subscription.subject),
        leave="" if template == CONFIRMING else way_out,
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
