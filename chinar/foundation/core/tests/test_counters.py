"""Counts of rate limits are exact, few statements, and go when they have run out."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chinar.foundation.core.tasks import forget_counters

pytestmark = pytest.mark.django_db


def test_a_count_begins_once_and_grows_in_three_statements() -> None:
    assert cache.add("visits", 1, 60)
    with CaptureQueriesContext(connection) as asked:
        assert not cache.add("visits", 1, 60)
        assert cache.incr("visits") == 2
    assert len(asked) == 3
    assert cache.get("visits") == 2


def test_what_has_run_out_begins_anew_and_is_taken_away() -> None:
    for key in ("one", "two"):
        assert cache.add(key, 7, -5)
    assert cache.add("one", 1, 60)
    assert cache.get("one") == 1
    forget_counters()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from chinar_cache where cache_key in (':1:one', ':1:two')")
        assert cursor.fetchone() == (1,)


def test_no_count_is_lost_beside_another_and_none_is_made_up(monkeypatch: Any) -> None:
    cache.set("visits", 1, None)
    read = cache.get
    meanwhile = iter((5, 9))

    def read_while_others_count(key: str, **kwargs: Any) -> Any:
        value = read(key, **kwargs)
        if (other := next(meanwhile, None)) is not None:
            cache.set(key, other)
        return value

    monkeypatch.setattr(cache._connections[cache._alias], "get", read_while_others_count)
    assert cache.incr("visits") == 10
    with pytest.raises(ValueError, match="not counted"):
        cache.incr("nobody")
