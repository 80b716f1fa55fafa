"""What came to a matter and nobody has said that they read it: words and papers of the citizen, opinions, requests to
see the file. Also for what is decided and closed, which stands on no worklist any more."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from chinar.domain.cases import kinds
from chinar.domain.cases.access import User, cases_for, own_departments
from chinar.domain.cases.models import Case, CaseUpdate, FileRequest, Opinion
from chinar.domain.cases.models.case import CaseQuerySet
from chinar.domain.cases.standing_in import matters_of

MOST = 100


@dataclass(frozen=True, slots=True)
class Row:
    case: Case
    title: str
    state: str
    updates: int
    opinions: int
    asks_for_file: bool


def waiting_cases(user: User, *, on: date, all_of_them: bool) -> CaseQuerySet:
    """Whose new papers they are: their own and those of who they stand in for, and of their department what nobody
    has; all that they may read when they ask for it. Parties to a matter do not work on it."""
    cases = cases_for(user, on=on).exclude(parties__account_id=user.pk or 0)
    if all_of_them:
        return cases
    free = Q(handler=None, department__in=list(own_departments(user, on=on)))
    return cases.filter(matters_of(user, on=on) | free)


def new_papers(user: User, *, on: date, all_of_them: bool = False) -> list[Row]:
    """What came first is answered first; five queries, however many there are."""
    cases = waiting_cases(user, on=on, all_of_them=all_of_them)
    updates = Counter(CaseUpdate.objects.unread().filter(case__in=cases).values_list("case_id", flat=True)[:MOST])
    opinions = Counter(
        Opinion.objects.unread().filter(request__case__in=cases).values_list("request__case_id", flat=True)[:MOST]
    )
    asked = set(FileRequest.objects.filter(answered_at=None, case__in=cases).values_list("case_id", flat=True)[:MOST])
    ids = sorted({*updates, *opinions, *asked})
    found = kinds.read(dict(Case.objects.filter(pk__in=ids).order_by("received_at", "pk").values_list("pk", "kind")))
    return [
        Row(
            case,
            kinds.title_of(case),
            str(kinds.kind_of(case).state(case.state).for_official),
            updates[case.pk],
            opinions[case.pk],
            case.pk in asked,
        )
        for case in found
    ]


def count_new(user: User, *, on: date) -> int:
    """Matters of theirs with something unread; one query."""
    cases = waiting_cases(user, on=on, all_of_them=False)
    updates = CaseUpdate.objects.unread().filter(case__in=cases).order_by().values("case_id")
    opinions = Opinion.objects.unread().filter(request__case__in=cases).order_by().values("request__case_id")
    asked = FileRequest.objects.filter(answered_at=None, case__in=cases).order_by().values("case_id")
    return int(updates.union(opinions, asked).count())
