"""The embedded database learns how its tables are filled."""

import pytest
from django.db import connection

from chinar.foundation.core.tasks import tell_planner


@pytest.mark.django_db
def test_the_planner_may_be_told_at_any_time_on_either_database() -> None:
    tell_planner()
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        assert cursor.fetchone() == (1,)
