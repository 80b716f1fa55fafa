"""The addresses of requests for public information, and the rows of the demo that they name."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from tests.house.address import Address
from tests.house.audiences import ANYONE, HOLDER
from tests.house.audiences_of_mail import waiting_letter


def _request(cast: Any, **which: Any) -> Any:
    from chinar.domain.information_requests.models import InformationRequest

    return InformationRequest.objects.filter(**which).select_related("case__department").earliest("pk")


def mine(cast: Any) -> dict[str, Any]:
    """The owner's own, on which a file was given."""
    owner = cast.account("elena@chinar.example")
    return {"number": _request(cast, case__parties__account=owner).case.number}


def my_file(cast: Any) -> dict[str, Any]:
    from chinar.domain.information_requests.models import GivenFile

    number = mine(cast)["number"]
    return {"number": number, "pk": GivenFile.objects.get(request__case__number=number).pk}


def in_state(state: str) -> Callable[[Any], dict[str, Any]]:
    return lambda cast: {"number": _request(cast, case__state=state).case.number}


def public(cast: Any) -> dict[str, Any]:
    from chinar.domain.information_requests.models import PublicAnswer

    return {"pk": PublicAnswer.objects.public().filter(shows_files=True).earliest("pk").pk}


def public_file(cast: Any) -> dict[str, Any]:
    return {**public(cast), "file": my_file(cast)["pk"]}


def in_charge(cast: Any) -> Any:
    """The department that has the requests."""
    return _request(cast).case.department


def _step(state: str) -> Address:
    return Address("information.handle", in_state(state), within=in_charge)


INFORMATION: dict[str, Address] = {
    "information_requests:register": Address(ANYONE),
    "information_requests:answer": Address(ANYONE, public),
    "information_requests:public_file": Address(ANYONE, public_file),
    "information_requests:start": Address(ANYONE),
    "information_requests:ask": Address(ANYONE, lambda cast: {"key": UUID(int=12)}),
    "information_requests:filed": Address(HOLDER, mine),
    "information_requests:decision": Address(HOLDER, mine),
    "information_requests:file": Address(HOLDER, my_file),
    "information_requests:desk": Address("information.handle"),
    "information_requests:settings": Address("information.set"),
    "information_requests:enter": Address("information.enter"),
    "information_requests:entered": Address("information.enter", mine),
    "information_requests:from_mail": Address("mail.sort", waiting_letter),
    "information_requests:oral_protocol": Address("information.enter", mine, within=in_charge),
    "information_requests:decide": _step("prepared"),
    "information_requests:desk_decision": Address("cases.read", mine, within=in_charge),
    "information_requests:files": _step("in_progress"),
    "information_requests:desk_file": Address("cases.read", my_file, within=in_charge),
    "information_requests:take_out": Address("information.handle", my_file, posts=True, within=in_charge),
    "information_requests:access_protocol": _step("decided"),
    "information_requests:publish": _step("decided"),
    "information_requests:withdraw": Address("information.handle", in_state("decided"), posts=True, within=in_charge),
    "information_requests:consent": _step("in_progress"),
    "information_requests:consent_answer": _step("in_progress"),
    "information_requests:not_held": _step("in_progress"),
    "information_requests:unexamined": _step("waiting"),
    "information_requests:received": _step("decided"),
    "information_requests:access": _step("decided"),
    "information_requests:waiver": _step("decided"),
}
