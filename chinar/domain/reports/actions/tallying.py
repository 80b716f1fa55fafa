"""Counting the figures of signals anew."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from chinar.domain.reports.models import Category, ReportTally
from chinar.domain.reports.queries import courses
from chinar.foundation.core import scope
from chinar.foundation.territory.models import Municipality


def count_courses(*, at: datetime) -> int:
    """Counts the signals of the last year. Answers how many rows there are.

    Derived data and no act of anybody, so the journal is not told; of two at once the later one stays.
    """
    counted = Counter(courses(today=localtime(at).date()))
    categories = dict(Category.objects.values_list("code", "pk"))
    rows = [
        ReportTally(
            category_id=categories[course.group],
            taken=course.taken,
            is_fixed=course.is_fixed,
            promised=course.promised,
            kept=course.kept,
            n=n,
            counted_at=at,
        )
        for course, n in counted.items()
    ]
    with transaction.atomic():
        # Two that write at once would each add their rows; no_key, or every new row of the town would wait too.
        Municipality.objects.select_for_update(no_key=True).get(pk=scope.current())
        ReportTally.objects.all().delete()
        ReportTally.objects.bulk_create(rows, batch_size=500)
    return len(rows)
