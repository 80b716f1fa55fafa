"""The demo told at awkward moments: its dates are true whenever that is."""

from datetime import UTC, datetime

import pytest

from chinar.demo.seeding import MAIN, seed
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import explain
from chinar.foundation.territory.doors import inside
from chinar.foundation.territory.models import Municipality

# A Sunday, a Tuesday shortly after midnight here, the first days after New Year.
MOMENTS = [
    datetime(2026, 11, 22, 6, 0, tzinfo=UTC),
    datetime(2026, 11, 23, 22, 30, tzinfo=UTC),
    datetime(2027, 1, 3, 9, 0, tzinfo=UTC),
]


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.parametrize("at", MOMENTS, ids=str)
def test_every_stored_due_date_is_the_computed_one_whenever_the_demo_is_told(at: datetime) -> None:
    assert seed(at=at)
    with inside(Municipality.objects.get(slug=MAIN)):
        cases = list(Case.objects.all())
        assert cases
        assert {case.number: case.due_on for case in cases} == {case.number: explain(case).due_on for case in cases}
        assert all(case.received_at <= at for case in cases)
        assert all(case.closed_at is None or case.closed_at <= at for case in cases)
