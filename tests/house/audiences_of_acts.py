"""The addresses of acts, their signature and delivery, of legal pages, and the rows of the demo that they name."""

from datetime import UTC, datetime
from typing import Any

from tests.house.address import Address
from tests.house.audiences import ANYONE, department, mine, service


def draft_act(cast: Any) -> dict[str, Any]:
    """A draft of a decision that waits for its signature."""
    from chinar.domain.applications.models import DraftAct

    return {"number": DraftAct.objects.standing().get().application.case.number}


def signatory(cast: Any) -> dict[str, Any]:
    from chinar.domain.applications.models import Signatory

    return {"pk": Signatory.objects.filter(ended_at=None).first().pk}


def posting_list(cast: Any) -> dict[str, Any]:
    """With one letter on it."""
    return {"pk": _letter(cast).posting_id}


def letter_sent(cast: Any) -> dict[str, Any]:
    letter = _letter(cast)
    return {"pk": letter.posting_id, "attempt": letter.pk}


def _letter(cast: Any) -> Any:
    from chinar.domain.applications.models import DeliveryAttempt

    return DeliveryAttempt.objects.filter(way="post").latest("pk")


def notice_sent(cast: Any) -> dict[str, Any]:
    """A notice on paper that was posted."""
    from chinar.domain.applications.models import PostedLetter

    letter = PostedLetter.objects.latest("pk")
    return {"pk": letter.posting_id, "letter": letter.pk}


def department_of_notice(cast: Any) -> Any:
    from chinar.domain.applications.models import PostedLetter
    from chinar.domain.cases.models import Case

    return Case.objects.get(number=PostedLetter.objects.latest("pk").message.about).department


def department_of_letter(cast: Any) -> Any:
    return _letter(cast).decision.application.case.department


def carried_out(cast: Any) -> dict[str, Any]:
    from chinar.domain.cases.models import DestructionList
    from chinar.foundation.people.models import Account

    at, (first, second) = datetime(2020, 2, 3, 9, tzinfo=UTC), list(Account.objects.order_by("pk")[:2])
    approved = {"first_by": first, "first_at": at, "second_by": second, "second_at": at}
    made = DestructionList.objects.create(proposed_at=at, done_at=at, **approved)
    return {"pk": made.pk}


ACTS: dict[str, Address] = {
    "documents:check": Address(ANYONE),
    "documents:check_code": Address(ANYONE, takes=lambda cast: {"code": "2222-2222-2222-2222"}),
    "applications:act": Address("cases.read", draft_act, within=department),
    "applications:act_paper": Address("applications.drafts", draft_act, within=department),
    "applications:withdraw": Address("applications.approve", mine, within=department),
    "applications:delivery": Address("documents.deliver", mine, within=department),
    "applications:deliveries": Address("documents.deliver"),
    "applications:post_letters": Address("documents.deliver", posts=True),
    "applications:posting_list": Address("documents.deliver", posting_list, within=department_of_letter),
    "applications:posting_letters": Address("documents.deliver", posting_list, within=department_of_letter),
    "applications:posting_paper": Address("documents.deliver", posting_list, within=department_of_letter),
    "applications:tracking": Address("documents.deliver", letter_sent, posts=True, within=department_of_letter),
    "applications:notice_tracking": Address("documents.deliver", notice_sent, posts=True, within=department_of_notice),
    "applications:notice_ended": Address("documents.deliver", notice_sent, posts=True, within=department_of_notice),
    "portal:accessibility": Address(ANYONE),
    "portal:charter": Address(ANYONE),
    "catalogue:privacy": Address(ANYONE, service),
    "catalogue:statements": Address("catalogue.edit"),
    "catalogue:description_list": Address("catalogue.edit"),
    "catalogue:describe": Address("catalogue.edit", service),
    "catalogue:versions": Address("catalogue.edit", service),
    "applications:acts": Address("applications.sign"),
    "applications:signatories": Address("signing.set"),
    "applications:end_signatory": Address("signing.set", signatory, posts=True),
    "applications:signing_rule": Address("signing.set", service, posts=True),
    "cases:rename_filter": Address("cases.read", takes=lambda cast: {"pk": 1}, posts=True),
    "cases:due_week": Address("cases.read"),
    "cases:destruction_list": Address("retention.manage", carried_out),
}
