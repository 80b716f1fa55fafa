"""Verbs of the catalogue."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.cases import law_here
from chinar.domain.catalogue.models import Service, ServiceVersion, Speed
from chinar.domain.catalogue.rules import PeriodTooLong, is_longer
from chinar.domain.catalogue.searching import KIND, document_of
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record
from chinar.foundation.search.actions import put
from chinar.foundation.time.rules import Period


@transaction.atomic
def publish_version(
    service: Service, *, by: Actor, at: datetime, speeds: Sequence[Speed] = (), **content: Any
) -> ServiceVersion:
    """Makes a new version of a service hold from now on; the former one is kept as superseded.

    `content` are the texts and facts of ServiceVersion, `speeds` unsaved rows without a version. Raises PeriodTooLong
    when the town gives itself more time than the law, NoLegalPeriod when the rule is not in force.
    """
    if content.get("legal_period"):
        rule = law_here.in_force(content["legal_period"], on=localtime(at).date())
        if is_longer(Period.parse(content["period"]), rule.period):
            raise PeriodTooLong(f"{content['period']} is longer than {rule.period} ({rule.article})")
    holding = ServiceVersion.objects.select_for_update().filter(service=service, superseded_at=None).first()
    if holding is not None:
        holding.superseded_at = at
        holding.save(update_fields=["superseded_at"])
    version = ServiceVersion.objects.create(
        service=service,
        number=holding.number + 1 if holding else 1,
        published_at=at,
        published_by_id=by.account_id,
        **content,
    )
    for speed in speeds:
        speed.version = version
    Speed.objects.bulk_create(speeds)
    put(KIND, document_of(version))
    record("service.published", by=by, at=at, subject=service.code, facts={"version": str(version.number)})
    return version  # type: ignore[no-any-return]
