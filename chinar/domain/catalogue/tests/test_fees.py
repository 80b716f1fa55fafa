"""How a service is paid: published as a new version, carried on by the next, never rewritten."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from chinar.domain.cases.tests.world import TOWN, client_of, official, sofia
from chinar.domain.catalogue.models import FeeReduction, ServiceVersion, Speed
from chinar.domain.catalogue.tests.world import CODE, offer, publish

PAGE = f"{TOWN}/desk/services/{CODE}/fees/"


def test_the_editor_says_how_a_service_is_paid(registry: Any, client: Client) -> None:
    service = offer(registry)
    publish(service, speeds=[Speed(kind="ordinary", period="7d", fee_cents=256)])
    editor = client_of(official("editor", "Редактор", "catalogue_editor"), is_official=True)
    assert client.get(PAGE).status_code == 302
    assert editor.get(f"{TOWN}/desk/services/fees/").status_code == 200
    typed = {"fee_ground": "Наредба, чл. 30", "fee_due": "before_receiving", "is_technical": "on", "seen": "1"}
    for wrong in (
        "50; Учащи",
        "0; Учащи; ; чл. 1",
        "101; Учащи; ; чл. 1",
        "50; ; ; чл. 1",
        "50; У; ; ",
        "٥٠; У; ; чл. 1",
    ):
        answer = editor.post(PAGE, {**typed, "reductions": wrong})
        assert answer.status_code == 200
        assert "Наредба, чл. 30" in answer.text
    assert editor.post(PAGE, {**typed, "reductions": "50; У; ; a\n50; У; ; b"}).status_code == 200
    assert editor.post(PAGE, {**typed, "reductions": "50 %; Учащи; Students; чл. 31"}).status_code == 302
    held = ServiceVersion.objects.get(superseded_at=None)
    assert (held.number, held.fee_ground, held.fee_due, held.is_technical) == (
        2,
        "Наредба, чл. 30",
        "before_receiving",
        True,
    )
    assert [(row.percent, row.name, row.ground) for row in held.reductions.all()] == [(50, "Учащи", "чл. 31")]
    assert [speed.fee_cents for speed in held.speeds.all()] == [256]
    assert "50; Учащи; Students; чл. 31" in editor.get(PAGE).text
    stale = editor.post(PAGE, {**typed, "fee_ground": "друго", "reductions": ""})
    assert "друго" in stale.text
    assert ServiceVersion.objects.count() == 2
    third = publish(service, at=sofia(2026, 12, 1))
    assert third.reductions.count() == 1  # the next description has the same ones unless it says otherwise
    with pytest.raises(DatabaseError), transaction.atomic():
        FeeReduction.objects.update(percent=1)
