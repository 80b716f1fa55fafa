"""More of the same drafts, straight into the database: python -m tests.kill.drafting KEY COUNT [KEY COUNT ...] prints
the new keys, one line for each draft that was named. What is sent and killed matters, not how it was typed."""

import copy
import os
import sys
from uuid import UUID, uuid4


def copies(key: UUID, count: int) -> list[UUID]:
    """So many new drafts with the answers of the one with this key."""
    from chinar.domain.applications.models import Draft

    answered = Draft.objects.get(key=key)
    made = []
    for _ in range(count):
        draft = copy.copy(answered)
        draft.pk, draft.key, draft._state.adding = None, uuid4(), True
        made.append(draft)
    Draft.objects.bulk_create(made)
    return [draft.key for draft in made]


def main(arguments: list[str]) -> None:
    from chinar.foundation.territory.doors import inside
    from chinar.foundation.territory.models import Municipality

    with inside(Municipality.objects.get(slug="troyan")):
        for key, count in zip(arguments[::2], arguments[1::2], strict=True):
            print(*copies(UUID(key), int(count)))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chinar.config.settings")
    import django

    django.setup()
    main(sys.argv[1:])
