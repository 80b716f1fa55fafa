from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from chinar.foundation.people.models import Account

NOW = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)


class Clock:
    """What the worker and the pages take for the time."""

    moment = NOW

    def __call__(self) -> datetime:
        return self.moment

    def later(self, **time: float) -> datetime:
        self.moment += timedelta(**time)
        return self.moment


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    told = Clock()
    monkeypatch.setattr(timezone, "now", told)
    return told


@pytest.fixture
def elena(db: None) -> Account:
    return Account.objects.create_user("elena@chinar.example", name="Елена Димитрова")


@pytest.fixture
def gateway_of_sms(settings: Any) -> Any:
    """Settings of a gateway; a test says where it is."""
    settings.SMS_USER, settings.SMS_PASSWORD, settings.SMS_SENDER = "troyan", "secret", "Troyan"
    return settings
