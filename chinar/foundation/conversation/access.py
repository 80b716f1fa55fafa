"""The only door by which a view gets a row of the conversation. Not yours and not there answer alike."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.http import Http404

from chinar.foundation.conversation import links, queries
from chinar.foundation.conversation.models import Comment, Subscription
from chinar.foundation.conversation.subjects import Subject, Talked, User, kind_named
from chinar.foundation.people.access import roles_of
from chinar.foundation.territory.models import Department
from chinar.foundation.territory.queries import town_hall


def get_subscription(pk: int, code: str, expected: Callable[[Subscription], str]) -> tuple[Subscription, Talked]:
    """That of whoever has the link; `expected` makes the code of that sort of link. Raises Http404."""
    found: Subscription | None = Subscription.objects.filter(pk=pk).first()
    talked = kind_named(found.subject_kind) if found else None
    if found is None or talked is None or not links.fits(code, expected(found)):
        raise Http404
    return found, talked


def get_subject(kind: str, key: str) -> tuple[Talked, Subject]:
    """A public object that people may talk about. Raises Http404."""
    talked = kind_named(kind)
    subject = talked.subject(key) if talked else None
    if talked is None or subject is None or not subject.takes_comments:
        raise Http404
    return talked, subject


def find_comment_to_answer(talked: Talked, key: str, pk: str) -> Comment | None:
    """The public comment of the same object to which somebody replies: always the first of its thread."""
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    found: Comment | None = Comment.objects.public().of(talked.kind, key).filter(pk=pk).first()
    return found.reply_to if found and found.reply_to_id else found


def get_own_comment(key: UUID, code: str) -> tuple[Comment, Talked]:
    """For whoever has the link to it. Raises Http404."""
    found: Comment | None = Comment.objects.select_related("account").filter(key=key, unit=None).first()
    talked = kind_named(found.subject_kind) if found else None
    if found is None or talked is None or not links.fits(code, links.to_own(found)):
        raise Http404
    return found, talked


def get_comment_for(user: User, pk: int, *, ability: str = queries.MODERATE, on: date) -> tuple[Comment, Talked]:
    """A confirmed one of somebody else, on what the official's ability reaches. Raises Http404."""
    rows = Comment.objects.filter(queries.within(user, ability, on=on), confirmed_at__isnull=False, unit=None)
    found: Comment | None = rows.select_related("account", "withholding", "reply_to").filter(pk=pk).first()
    talked = kind_named(found.subject_kind) if found else None
    if found is None or talked is None:
        raise Http404
    return found, talked


def unit_of(user: User, *, on: date) -> Department:
    """In whose name the official answers for everybody: their department, or the town hall."""
    departments = (role.department for role in roles_of(user, on=on) if role.department_id)
    return next(departments, None) or town_hall()
