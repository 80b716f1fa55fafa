"""The enquiry as a kind of case. It has no state for waiting: the law lets nobody stop or lengthen its clock. Each gets
an answer of its own, so none is joined with another."""

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import NAMESPACE_URL, uuid5

from django.http import HttpRequest
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases import kinds
from chinar.domain.cases.access import may_handle
from chinar.domain.cases.actions.ending import NotOfThisKind
from chinar.domain.cases.kinds import Carriage, Content, Kind, Outcome, State, register
from chinar.domain.cases.models import Case
from chinar.domain.cases.queries import receiving_hours
from chinar.domain.cases.rules import Phase
from chinar.domain.enquiries.access import enquiry_of
from chinar.domain.enquiries.models import Answer, BankAnswer, Enquiry, Topic
from chinar.domain.enquiries.searching import KIND as ANSWER
from chinar.foundation.conversation.actions.erasing import erase_people
from chinar.foundation.core.actor import Actor
from chinar.foundation.core.slots import rendered
from chinar.foundation.documents.models import Erasure
from chinar.foundation.notifications.recipients import Recipient
from chinar.foundation.trail.access import ABILITY
from chinar.foundation.trail.queries import Story, led_on, story_of

INCOMING = 1206
"""Index of the register of enquiries."""

STATES = (
    State("registered", Phase.RECEIVED, _("Waits for an official"), _("registered, nobody's yet")),
    State("in_progress", Phase.IN_PROGRESS, _("An official works on it"), _("in progress")),
    State("answered", Phase.CLOSED, _("Answered"), _("answered")),
    State("left", Phase.CLOSED, _("Goes on elsewhere"), _("goes on elsewhere")),
)


_TOPICS = {topic.value: topic.label for topic in Topic}
"""Django would put the choices together anew for each row of a list."""


def title(case: Case) -> str:
    """The topic only: what was asked may hold personal data."""
    return gettext("Question: %(topic)s") % {"topic": _TOPICS[case.enquiry.topic]}


def citizen_panel(request: HttpRequest, case: Case) -> str:
    enquiry = enquiry_of(case)
    published = _published(enquiry)
    came = story_of(ANSWER, str(published.pk)) if published else Story()
    return rendered("enquiries/citizen_panel.html", request, enquiry=enquiry, case=case, published=published, came=came)


def _published(enquiry: Enquiry) -> BankAnswer | None:
    """What of its answer the bank shows now."""
    row: BankAnswer | None = getattr(getattr(enquiry, "answer", None), "published", None)
    return row if row is not None and row.withdrawn_at is None else None


def official_panel(request: HttpRequest, case: Case) -> str:
    return rendered(
        "enquiries/official_panel.html",
        request,
        enquiry=enquiry_of(case),
        case=case,
        may_answer=may_handle(request.user, case, "enquiries.answer", on=localdate()),
        may_link=may_handle(request.user, case, ABILITY, on=localdate()),
    )


def adopt(case: Case, content: Content, by: Actor, at: datetime) -> Case:
    """A matter of another kind that asks for information: a question under the same key (НАО прил. 7 т. 12), with the
    clock of the day on which we received it."""
    from chinar.domain.enquiries.actions import NewEnquiry, register_enquiry

    author = case.parties.select_related("person", "account").first()
    new = NewEnquiry(
        idempotency_key=uuid5(NAMESPACE_URL, case.number),
        topic=Topic.OTHER,
        question=content.text,
        service=None,
        department=case.department,
        channel=case.channel,
        key=case.key,
        hours=receiving_hours(localdate(case.received_at)),
        asker_name=content.name,
        asker_email=content.email,
        language=content.language,
        asker=author.person if author else None,
        account=author.account if author else None,
        received_at=case.received_at,
    )
    return register_enquiry(new, by=by, at=at).case  # type: ignore[no-any-return]


def become_report(case: Case, about: str, by: Actor, at: datetime) -> Case:
    """It tells of something wrong and asks for nothing: a signal, in which more is owed. Raises NotOfThisKind."""
    adopt_it = kinds.by_code("report").adopt
    if adopt_it is None:
        raise NotOfThisKind("report")
    enquiry = enquiry_of(case)
    told = Content(enquiry.question, enquiry.asker_name, enquiry.asker_email, enquiry.language, about)
    return adopt_it(case, told, by, at)


def is_unanswered(case: Case) -> bool:
    """What was answered stays answered; what came back from another body goes on."""
    return not Answer.objects.filter(enquiry__case=case).exists()


def carriage() -> Carriage:
    from chinar.domain.enquiries import carrying

    return Carriage(carrying.why_not, carrying.pack, carrying.unpack, carrying.choices, carrying.read)


def destroy(case: Case, erasure: Erasure) -> None:
    """Empties what was asked, by whom, and the answer; the public wording in the bank names nobody and stays."""
    enquiries = Enquiry.objects.filter(case=case)
    Answer.objects.filter(enquiry__in=enquiries).update(text="", erasure=erasure)
    for pk in BankAnswer.objects.filter(answer__enquiry__in=enquiries).values_list("pk", flat=True):
        erase_people(ANSWER, str(pk), erasure=erasure)
    enquiries.update(question="", asker_name="", asker_email="", draft="")


def addresses(case: Case, notice: str) -> Iterable[Recipient]:
    """The e-mail address of somebody who asked without an account; who has one is written to there."""
    enquiry = enquiry_of(case)
    if enquiry.asker_email and not case.parties.exclude(account=None).exists():
        yield Recipient(language=enquiry.language, address=enquiry.asker_email)


def came_of(since: date) -> dict[int, date]:
    """A question whose answer everybody can read, or of which more came by the trail; the first of these days."""
    led = led_on(ANSWER)
    answers = BankAnswer.objects.public().filter(published_at__gte=make_aware(datetime.combine(since, time())))
    return {
        case: min(localdate(at), led.get(str(pk), localdate(at)))
        for pk, case, at in answers.values_list("pk", "answer__enquiry__case_id", "published_at").iterator()
    }


ENQUIRY = Kind(
    code="enquiry",
    name=_("question"),
    register=INCOMING,
    states=STATES,
    title=title,
    title_reads=("enquiry__topic",),
    citizen_panel=citizen_panel,
    official_panel=official_panel,
    adopt=adopt,
    becomes={"report": become_report},
    left_state="left",
    reopened_state="in_progress",
    may_reopen=is_unanswered,
    joinable=False,
    forwardable=True,
    carriage=carriage,
    outcomes=(Outcome("answered", _("The question was answered")),),
    came_of=came_of,
    destroy=destroy,
    addresses=addresses,
)
register(ENQUIRY)
