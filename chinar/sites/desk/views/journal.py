"""The journal of the municipality, for those who answer for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from chinar.domain.cases.access import numbers_kept_from
from chinar.foundation.journal import queries, verbs
from chinar.foundation.journal.actions import record_read
from chinar.foundation.journal.sentences import label, sentence
from chinar.foundation.people.access import actor_of, require


@require("journal.read")
def entries(request: HttpRequest) -> HttpResponse:
    """Newest first; `subject` and `verb` narrow it down, `before` goes on. What was read is itself an entry.

    An official who is kept away from a matter does not learn of it here either.
    """
    subject, verb = request.GET.get("subject", "").strip()[:80], request.GET.get("verb", "")[:60]
    before = request.GET.get("before", "")
    hidden = numbers_kept_from(request.user)
    page = queries.page(subject=subject, verb=verb, before=_identifier(before), without=hidden)
    if page.entries:
        ids = [entry.pk for entry in page.entries]
        record_read("journal.read", by=actor_of(request.user), at=timezone.now(), ids=ids)
    context = {
        "rows": [{"entry": entry, "sentence": sentence(entry)} for entry in page.entries],
        "older": page.older,
        "subject": subject,
        "verb": verb,
        "verbs": [{"value": code, "text": label(known)} for code, known in verbs.registered().items()],
        "is_first": not before,
    }
    return render(request, "desk/journal.html", context)


def _identifier(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
