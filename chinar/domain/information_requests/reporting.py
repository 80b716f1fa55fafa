"""What the yearly report on access to information says beside the numbers that every kind has (ЗДОИ чл. 15 ал. 2)."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from chinar.domain.cases.kinds import Tally
from chinar.domain.cases.models import Case, LedgerEntry
from chinar.domain.cases.rules import Step
from chinar.domain.information_requests.models import Decision, InformationRequest
from chinar.domain.information_requests.models.choices import AccessForm, RefusalGround
from chinar.domain.information_requests.rules import Outcome

EXTENSIONS = ("information_extension", "information_third_person")


def tallies(year: int) -> list[Tally]:
    """Of the requests received in the year; six queries."""
    return [_grounds(year), _forms(year), _channels(year), _periods(year)]


def _grounds(year: int) -> Tally:
    decided = Decision.objects.filter(request__case__counter__year=year)
    counted = decided.exclude(ground="").values_list("ground", "outcome").annotate(n=Count("id"))
    rows = {(ground, outcome): n for ground, outcome, n in counted.order_by()}
    named = {
        Outcome.REFUSED.value: _("refused: %(ground)s"),
        Outcome.PARTIAL.value: _("in part: %(ground)s"),
    }
    return Tally(
        _("Why access was refused"),
        tuple(
            (words % {"ground": label}, rows.get((ground, outcome), 0))
            for outcome, words in named.items()
            for ground, label in RefusalGround.choices
        ),
    )


def _forms(year: int) -> Tally:
    decided = Decision.objects.filter(request__case__counter__year=year).exclude(form="")
    counted = dict(decided.values_list("form").annotate(n=Count("id")).order_by())
    rows = tuple((str(label), counted.get(form, 0)) for form, label in AccessForm.choices)
    return Tally(_("How access was given"), rows)


def _channels(year: int) -> Tally:
    received = InformationRequest.objects.filter(case__counter__year=year)
    counted = dict(received.values_list("case__channel").annotate(n=Count("id")).order_by())
    oral = (_("of these by word of mouth, written down by an official"), received.filter(is_oral=True).count())
    rows = tuple((str(label), counted[code]) for code, label in Case.Channel.choices if code in counted)
    return Tally(_("How it was asked for"), (*rows, oral))


def _periods(year: int) -> Tally:
    asked = Q(step=Step.DEFECT_NOTED) | Q(step=Step.EXTENDED, rule__in=EXTENSIONS)
    steps = LedgerEntry.objects.filter(asked, case__kind="information_request", case__counter__year=year)
    counted = dict(steps.values_list("rule").annotate(n=Count("case", distinct=True)).order_by())
    refused = InformationRequest.objects.filter(case__counter__year=year, publication_refused=True).count()
    return Tally(
        _("On the way"),
        (
            (_("the applicant was asked to make it clear"), counted.get("information_clarification", 0)),
            (_("longer for great volume"), counted.get("information_extension", 0)),
            (_("longer for the consent of a third person"), counted.get("information_third_person", 0)),
            (_("the applicant does not want it published"), refused),
        ),
    )
