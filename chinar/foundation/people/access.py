"""Who may do what in the municipality in scope. "Not yours" and "not there" answer alike: page not found."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.timezone import localdate

from chinar.foundation.core import scope
from chinar.foundation.core.actor import VISITOR, Actor
from chinar.foundation.core.statements import Statement
from chinar.foundation.core.urls import root_url
from chinar.foundation.people.abilities import ABILITIES, ROLES
from chinar.foundation.people.models import Account, Person, Role
from chinar.foundation.territory.models import Department

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
User = AbstractBaseUser | AnonymousUser


def roles_of(user: User, *, on: date) -> list[Role]:
    """Roles held on the day in the municipality in scope; one query for as long as the user object lives."""
    if not isinstance(user, Account) or not user.is_active:
        return []
    known: dict[tuple[int, date | None], list[Role]] = user.__dict__.setdefault("_roles_by_town", {})
    here = scope.current()
    if (here, None) not in known:
        known[here, None] = _ROLES.ask("", user.pk)
    if (here, on) not in known:
        known[here, on] = [role for role in known[here, None] if role.is_valid(on=on)]
    return known[here, on]


def _roles(shape: str, account: int) -> QuerySet[Role]:
    return Role.objects.filter(account=account).select_related("department")  # type: ignore[no-any-return]


_ROLES = Statement(_roles)


def can(user: User, ability: str, *, on: date | None = None, department: Department | None = None) -> bool:
    """Whether a role gives the ability; with a department, a role that reaches it. `on` is today unless told.

    Raises ValueError for an ability that no role has: it is misspelt.
    """
    if ability not in ABILITIES:
        raise ValueError(f"No role has the ability {ability!r} (people.abilities).")
    reaches = department.pk if department else None
    held = roles_of(user, on=on or localdate())
    return any(ability in ROLES.get(role.role, ()) and role.covers(reaches) for role in held)


def abilities_of(user: User, *, on: date) -> frozenset[str]:
    """All that their roles give them, in whatever department."""
    return frozenset().union(*(ROLES.get(role.role, frozenset()) for role in roles_of(user, on=on)))


def is_official(user: User, *, on: date | None = None) -> bool:
    """Whether they hold any role in the municipality in scope."""
    return bool(roles_of(user, on=on or localdate()))


def is_official_anywhere(account: User) -> bool:
    """Whether any municipality gave them a role: then a second factor is required. Needs no scope (Posting)."""
    return isinstance(account, Account) and account.is_official


def actor_of(user: User, *, on: date | None = None) -> Actor:
    """The one whom the journal names. Outside a municipality nobody acts as an official."""
    if not isinstance(user, Account):
        return VISITOR
    acts_here = scope.current_or_none() is not None and is_official(user, on=on)
    return Actor(user.pk, "official" if acts_here else "citizen")


def citizen_of(user: User) -> Actor:
    """The one who acts for themselves on a page for citizens, whatever office they hold: an official who applies is
    an applicant."""
    return Actor(user.pk, "citizen") if isinstance(user, Account) else VISITOR


def assurance_of(user: User) -> str:
    """The level of electronic identification that the sign-in proves: an account of ours proves an e-mail address and
    no identity, which is low (Regulation 2015/1502), unless a provider of identities has proven more in this session;
    a visitor has none."""
    return (user.proven_level or "low") if isinstance(user, Account) else ""


def departments_of(user: User, ability: str, *, on: date) -> frozenset[int] | None:
    """Ids of the departments in which a role gives the ability; None for all of the town hall."""
    reached = [role.department_id for role in roles_of(user, on=on) if ability in ROLES.get(role.role, ())]
    return None if None in reached else frozenset(pk for pk in reached if pk is not None)


def person_of(user: User) -> Person | None:
    """The account's own person in the municipality in scope, if it is known there."""
    return Person.objects.filter(account=user).first() if isinstance(user, Account) else None


def sign_in_required(view: View[P]) -> View[P]:
    """Leads a visitor to sign in and back again."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), root_url("account_login"))
        return view(request, *args, **kwargs)

    return guarded


def require(ability: str) -> Callable[[View[P]], View[P]]:
    """Opens a view to those who have the ability in some department; whether it reaches the matter, the view asks."""
    if ability not in ABILITIES:
        raise ValueError(f"No role has the ability {ability!r} (people.abilities).")

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not can(request.user, ability):
                raise Http404
            return view(request, *args, **kwargs)

        return sign_in_required(guarded)

    return guard
