"""The bank of answers, for everybody."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chinar.domain.enquiries.access import get_public_answer
from chinar.domain.enquiries.models import BankAnswer, Topic
from chinar.domain.enquiries.rules import stems
from chinar.domain.enquiries.searching import KIND
from chinar.domain.enquiries.talking import ANSWER, subject_of
from chinar.foundation.conversation.queries import talk_of
from chinar.foundation.trail.queries import story_of

ANSWERS_ON_A_PAGE = 30
LONGEST_SEARCH = 200


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """Newest first, of one topic or with certain words."""
    text = request.GET.get("text", "").replace("\x00", "")[:LONGEST_SEARCH].strip()
    topic = request.GET.get("topic", "")
    rows = BankAnswer.objects.public().select_related("service_version").order_by("-published_at", "-id")
    if topic in Topic.values:
        rows = rows.filter(topic=topic)
    rows = rows.holding_all(stems(text))
    page = Paginator(rows, ANSWERS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "text": text, "topic": topic, "topics": Topic.choices}
    return render(request, "enquiries/answers.html", context)


@require_safe
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer, with the service it explains and whether that has changed since."""
    found = get_public_answer(pk)
    asked, today = request.GET.dict(), timezone.localdate()
    talk = talk_of(ANSWER, str(pk), subject_of(found), asked=asked, today=today)
    context = {"answer": found, "told": story_of(KIND, str(pk)), "talk": talk}
    return render(request, "enquiries/answer.html", context)
