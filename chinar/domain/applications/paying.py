"""How an application can be paid, and by whom: for the pages of the citizen and for the payment portal."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.urls import reverse

from chinar.domain.applications.models import Application
from chinar.domain.cases.access import User as CaseUser
from chinar.domain.cases.access import numbers_kept_from
from chinar.domain.cases.models import Case, Party
from chinar.domain.cases.numbering.finding import number_meant
from chinar.foundation.documents.models import Erasure
from chinar.foundation.payments.connecting import portal
from chinar.foundation.payments.models import RevenueAccount
from chinar.foundation.payments.portal.messages import BULSTAT, EGN, LNCH, Payer
from chinar.foundation.payments.queries import usual_account
from chinar.foundation.payments.subjects import Subjects, register
from chinar.foundation.people.access import User, departments_of
from chinar.foundation.people.models.person import IdentifierKind

ANY_DEPARTMENT = ("payments.take", "payments.bank")
"""Money is taken for matters of every department; what is owed, the department of the matter decides."""
_KINDS: dict[str, int] = {IdentifierKind.EGN: EGN, IdentifierKind.LNCH: LNCH}


@dataclass(frozen=True, slots=True)
class Ways:
    """How one can pay here: the counter is always there."""

    online: bool
    account: RevenueAccount | None


def ways_to_pay() -> Ways:
    """Two queries at most."""
    account = usual_account()
    return Ways(online=account is not None and account.takes_online and portal() is not None, account=account)


def payer_of(case: Case) -> Payer | None:
    """Whom the matter concerns, as the payment portal asks for it; None when no number of theirs is known."""
    party = (
        case.parties.select_related("person", "organisation")
        .filter(role=Party.PartyRole.APPLICANT)
        .order_by("pk")
        .first()
    )
    if party is None:
        return None
    if party.organisation is not None:
        if not party.organisation.eik:
            return None
        return Payer(BULSTAT, party.organisation.eik, party.organisation.name)
    person = party.person
    if person is None or person.identifier_kind not in _KINDS or not person.identifier:
        return None
    return Payer(_KINDS[person.identifier_kind], person.identifier.reveal(), person.full_name)


def _reached(user: User, numbers: Collection[str], ability: str, on: date) -> frozenset[str]:
    """Matters in whose department the ability holds, without those to which they are a party or kept away."""
    cases = Case.objects.shown_to(user.pk).filter(number__in=list(numbers)).exclude(parties__account_id=user.pk or 0)
    departments = None if ability in ANY_DEPARTMENT else departments_of(user, ability, on=on)
    if departments is not None:
        cases = cases.filter(department__in=departments)
    return frozenset(cases.values_list("number", flat=True))


def _payer_name(number: str) -> str:
    name = Application.objects.filter(case__number=number).values_list("applicant_name", flat=True).first()
    return name or ""


def _address(number: str) -> str:
    return reverse("cases:case", kwargs={"number": number})


def _exists(number: str) -> bool:
    return Case.objects.filter(number=number).exists() and not Erasure.objects.filter(subject=number).exists()


def _kept_from(user: User) -> frozenset[str]:
    return numbers_kept_from(cast(CaseUser, user))


register(
    Subjects(
        kept_from=_kept_from,
        reached=_reached,
        payer=_payer_name,
        address=_address,
        exists=_exists,
        meant=number_meant,
    )
)
