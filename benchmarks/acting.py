"""One matter through the actions themselves, to be multiplied."""

import uuid
from datetime import datetime, timedelta
from typing import Any


def certificate(at: datetime, expert: int | None) -> Any:
    """A certificate of heirs asked for and, with the account of an expert, issued and received."""
    from chinar.demo.sample_service import HEIRS_CODE
    from chinar.domain.applications import actions
    from chinar.domain.applications.models import HeirsRequest
    from chinar.domain.applications.rules import Share
    from chinar.domain.cases.models import Case, Party
    from chinar.domain.catalogue.access import get_published_version
    from chinar.foundation.core.actor import SYSTEM, VISITOR, Actor
    from chinar.foundation.people.actions import remember_person
    from chinar.foundation.territory.models import Settlement
    from chinar.foundation.time.rules import Hours

    person = remember_person(given_name="Рада", family_name="Изворова", by=SYSTEM, at=at)
    names = {"deceased_given_name": "Стоян", "deceased_middle_name": "", "deceased_family_name": "Илиев"}
    asked = HeirsRequest(
        **names, deceased_egn="", died_on=at.date() - timedelta(days=90), settlement=Settlement.objects.current()[0],
        relation="child", purpose="bank",
    )  # fmt: skip
    new = actions.NewApplication(
        idempotency_key=uuid.uuid4(), service_version=get_published_version(HEIRS_CODE), request=asked,
        parties=[Party(role=Party.PartyRole.APPLICANT, person=person)], applicant_name="Рада Изворова",
        address="ул. „Изворна“ № 1", phone="", delivery="counter", language="bg", channel=Case.Channel.ONLINE,
        key=uuid.uuid4().hex[:16].upper(), hours=Hours(),
    )  # fmt: skip
    application = actions.submit_application(new, by=SYSTEM, at=at)
    if expert is not None:
        heirs = [actions.NewHeir("Рада Изворова", "", "дъщеря", Share(1, 1))]
        code, by = uuid.uuid4().hex[:16].upper(), Actor(expert, "official")
        actions.issue_certificate(application, death_act="№ 1", heirs=heirs, code=code, by=by, at=at)
        actions.serve_result(application.case, on=at.date(), by=VISITOR, at=at)
    return Case.objects.get(pk=application.case_id)
