"""What signals add to the page of a case and to the frames of other pages."""

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.access import abilities_on
from chinar.domain.cases.models import Case
from chinar.domain.cases.relations import leading_of
from chinar.domain.reports import queries
from chinar.domain.reports.access import beside, report_of, withheld_of
from chinar.domain.reports.models import Remark
from chinar.domain.reports.rules import KIND
from chinar.foundation.core.slots import register, rendered
from chinar.foundation.people.ways import Way, ways
from chinar.foundation.trail.access import ABILITY
from chinar.foundation.trail.queries import story_of

ABILITIES = {"may_answer": "reports.answer", "may_resolve": "cases.resolve", "may_link": ABILITY}


def for_citizen(request: HttpRequest, case: Case) -> str:
    """What was filed, both dates, what the office wrote, what came of it."""
    report = report_of(case)
    resolutions = list(beside(report, "resolutions").select_related("feedback"))
    last = resolutions[-1] if resolutions and not case.is_open else None
    leading = leading_of(case)
    return rendered(
        "reports/citizen_panel.html",
        request,
        report=report,
        case=case,
        answers=list(beside(report, "given_answers").select_related("question")),
        photos=list(beside(report, "photos")),
        told=[row for row in beside(report, "remarks") if row.reader == Remark.Reader.AUTHOR],
        resolution=last,
        feedback=getattr(last, "feedback", None),
        for_joined=queries.answer_to_joined(leading) if leading.pk != case.pk else None,
        wording=queries.public_wording_of(report),
        withheld=withheld_of(report, also_lifted=True),
        supporters=queries.supporters_on(report),
        came=story_of(KIND, case.number),
    )


def for_official(request: HttpRequest, case: Case) -> str:
    """All that is known of it, and the ways on."""
    report, today = report_of(case), localdate()
    able = abilities_on(request.user, case, list(ABILITIES.values()), on=today)
    resolutions = list(beside(report, "resolutions").select_related("by", "proof_photo", "feedback"))
    similar = []
    if case.is_open and not report.is_restricted:
        similar = queries.similar_to(
            category=report.category_id,
            settlement=report.settlement_id,
            text=report.text,
            point=report.point,
            leaving_out=report.pk,
            for_official=True,
        )
    return rendered(
        "reports/official_panel.html",
        request,
        report=report,
        case=case,
        today=today,
        answers=list(beside(report, "given_answers").select_related("question")),
        photos=list(beside(report, "photos")),
        resolutions=resolutions,
        remarks=list(beside(report, "remarks").select_related("by")),
        orders=list(beside(report, "work_orders").select_related("photo")),
        changes=list(beside(report, "reclassifications").select_related("was_category", "became_category", "by")),
        feedbacks=[row.feedback for row in reversed(resolutions) if hasattr(row, "feedback")],
        wording=queries.public_wording_of(report),
        withheld=withheld_of(report),
        supporters=queries.supporters_on(report),
        similar=similar,
        **{name: ability in able for name, ability in ABILITIES.items()},
    )


register(
    "desk.navigation",
    ways(
        Way("reports:take_down", _("Take down a signal"), "reports.receive", key=5),
        Way("reports:queue", _("Signals to be published"), "reports.answer"),
    ),
)
register("desk.arrangements", ways(Way("reports:settings", _("Arrange signals"), "reports.set")))
