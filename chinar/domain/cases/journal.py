"""What the journal says of cases."""

from django.utils.translation import gettext_lazy as _

from chinar.domain.cases.numbering.words import REASONS, TROUBLES
from chinar.foundation.journal.verbs import Verb, register

register(Verb("case.taken", sentence=_("{actor} took matter {subject}")))
register(Verb("case.read", sentence=_("{actor} read matter {subject}")))
register(Verb("case.recounted", sentence=_("Due date of {subject} moved from {told} to {due}: the calendar changed")))
register(Verb("case.followed", sentence=_("{actor} followed matter {subject}")))
register(Verb("case.suspended", sentence=_("{actor} stopped the clock of {subject}; due date {due}, before {told}")))
register(Verb("case.resumed", sentence=_("{actor} let the clock of {subject} go on; due date {due}, before {told}")))
register(Verb("case.defects_noted", sentence=_("{actor} asked the applicant to mend {subject}; due date {due}")))
register(Verb("case.remedied", sentence=_("{actor} noted that {subject} was mended; due date {due}, before {told}")))
register(Verb("case.extended", sentence=_("{actor} extended the period of {subject}; due date {due}, before {told}")))
register(
    Verb("case.consent_asked", sentence=_("{actor} asked another body about {subject}; due date {due}, before {told}"))
)
register(
    Verb("case.consent_given", sentence=_("{actor} noted the answer of another body in {subject}; due date {due}"))
)
register(
    Verb(
        "case.session_called",
        sentence=_("{actor} entered the session that decides {subject}; due date {due}, before {told}"),
    )
)
register(
    Verb(
        "case.session_far",
        sentence=_(
            "{actor} entered the session that decides {subject}, more than three months after the end of the period, "
            "and confirmed having checked its day; due date {due}, before {told}"
        ),
    )
)
register(
    Verb("case.data_came", sentence=_("{actor} noted that data on paper came for {subject}; due date {due}")),
    Verb("case.part_elsewhere", sentence=_("{actor} told the applicant that a part of {subject} is for another body")),
)
register(Verb("case.terminated", sentence=_("{actor} terminated matter {subject}")))
register(Verb("case.due_kept", sentence=_("Due date {told} of {subject} stays, although it is now counted to {due}")))
register(Verb("case.updated", sentence=_("{actor} added to matter {subject}")))
register(Verb("case.updates_read", sentence=_("{actor} read what the citizen added to {subject}")))
register(
    Verb("case.paper_taken", sentence=_("{actor} took in a paper for matter {subject}")),
    Verb("case.paper_read", sentence=_("{actor} read a paper of matter {subject}")),
    Verb("opinion.asked", sentence=_("{actor} asked {whom} for an opinion on matter {subject}")),
    Verb("opinion.given", sentence=_("{actor} gave the opinion of {whom} on matter {subject}")),
    Verb("opinion.entered", sentence=_("{actor} entered the opinion of {whom} on matter {subject}")),
    Verb("opinion.ended", sentence=_("{actor} no longer needs the opinion of {whom} on matter {subject}")),
    Verb("checklist.ticked", sentence=_("{actor} changed the checklist of matter {subject}")),
    Verb("checklist.line_added", sentence=_("{actor} added a line to the checklists: {line}")),
    Verb("checklist.line_ended", sentence=_("{actor} ended a line of the checklists: {line}")),
    Verb("file.asked", sentence=_("{actor} asked to see the file of matter {subject}")),
    Verb("file.followed", sentence=_("{actor} looked into the file of their matter {subject}")),
    Verb("file.showing_decided", sentence=_("{actor} decided how the parties see a paper of matter {subject}")),
)
register(Verb("case.given", sentence=_("{actor} gave matter {subject} to {to}")))
register(Verb("case.resolved", sentence=_("{actor} wrote a resolution on matter {subject}; responsible: {to}")))
register(
    Verb("resolutions.read", sentence=_("{actor} read the register of resolutions from {first} to {last}: {count}"))
)
register(Verb("case.given_back", sentence=_("{actor} gave matter {subject} back to the department")))
register(Verb("case.moved", sentence=_("{actor} moved matter {subject} to another department: {to}")))
register(Verb("case.forwarded", sentence=_("{actor} forwarded matter {subject} to {to}")))
register(
    Verb("case.received", sentence=_("{actor} registered {subject}, sent by municipality {sender} as {other}")),
    Verb("handover.read", sentence=_("{actor} read {subject}, sent by another municipality")),
)
register(Verb("case.related", sentence=_("{actor} noted that {subject} has to do with {other}")))
register(Verb("case.merged", sentence=_("{actor} joined matter {subject} with {other}")))
register(Verb("case.converted", sentence=_("{actor} turned matter {subject} into another kind, number {other}")))
register(Verb("case.reopened", sentence=_("{actor} opened matter {subject} again")))
register(Verb("case.withdrawn", sentence=_("{actor} withdrew matter {subject}")))
register(Verb("case.silence", sentence=_("The period of {subject} ended without a decision; it was due on {due}")))
register(Verb("case.consented", sentence=_("{actor} confirmed that {subject} is granted by silence")))
register(Verb("case.sms_wanted", sentence=_("{actor} asked for SMS about matter {subject}")))
register(Verb("case.sms_ended", sentence=_("{actor} wants no SMS about matter {subject}")))
register(Verb("case.joined_in", sentence=_("{actor} noted that the applicant of {subject} acts through their account")))
register(Verb("watch.set", sentence=_("{actor} set when officials are reminded")))
register(Verb("case.voided", sentence=_("{actor} voided the number {subject}")))
register(Verb("figures.minimum_set", sentence=_("{actor} decided that the public sees groups of at least {n} matters")))
register(
    Verb("retention.term_set", sentence=_("{actor} set the term of keeping of {kind}/{outcome}: {years} years")),
    Verb("retention.proposed", sentence=_("{actor} proposed destruction list {subject}, matters: {n}")),
    Verb("retention.approved", sentence=_("{actor} approved destruction list {subject}")),
    Verb("retention.printed", sentence=_("{actor} printed destruction list {subject}, matters: {n}")),
    Verb("retention.dropped", sentence=_("{actor} dropped destruction list {subject}")),
    Verb("retention.done", sentence=_("{actor} carried out destruction list {subject}, matters destroyed: {n}")),
    Verb("retention.destroyed", sentence=_("{actor} destroyed what matter {subject} held")),
)
register(Verb("report.made", sentence=_("{actor} made the yearly report {report} for {year}")))
register(
    Verb("rating.contact_noted", sentence=_("{actor} served somebody without a matter, who may rate it: {subject}")),
    Verb("rating.given", sentence=_("Somebody rated how they were served: rating {subject}")),
    Verb("rating.entered", sentence=_("{actor} wrote down rating {subject} of somebody who was served")),
    Verb("rating.listed", sentence=_("{actor} read the list of ratings")),
    Verb("rating.exported", sentence=_("{actor} exported the marks of the year {year}, ratings: {n}")),
    Verb("rating.read", sentence=_("{actor} read rating {subject}")),
    Verb("rating.answered", sentence=_("{actor} answered rating {subject}")),
    Verb(
        "rating.plan_set",
        sentence=_(
            "{actor} set the promises about ratings: answered in {answer_days} working days, open for {open_days} "
            "days, words kept for {text_months} months"
        ),
    ),
    Verb("rating.emptied", sentence=_("The words of ratings were erased, their time being over: {n}")),
)
register(
    Verb("case.numbered", sentence=_("The records system gave matter {subject} its number")),
    Verb(
        "numbering.set",
        sentence=_("{actor} set the connection to the records system: {state}"),
        words={"state": {"on": _("switched on"), "off": _("switched off")}},
    ),
    Verb(
        "numbering.tested",
        sentence=_("{actor} tested the connection to the records system: {result}"),
        words={"result": {"ok": _("it answers"), **{one.value: words for one, words in TROUBLES.items()}}},
    ),
    Verb(
        "filing.not_acknowledged",
        sentence=_("{actor} did not acknowledge filing {subject}: {reason}"),
        words={"reason": dict(REASONS)},
    ),
)
register(Verb("case.recused", sentence=_("{actor} settled who is kept away from {subject}")))
register(
    Verb("worklist.filter_saved", sentence=_("{actor} saved a filter of the worklist")),
    Verb("worklist.filter_renamed", sentence=_("{actor} renamed a saved filter of the worklist")),
    Verb("worklist.filter_dropped", sentence=_("{actor} removed a saved filter of the worklist")),
    Verb("worklist.exported", sentence=_("{actor} exported the worklist, matters: {n}")),
)
register(
    Verb(
        "absence.entered",
        sentence=_("{actor} entered that {official} is absent from {first} to {last}; {substitute} stands in"),
    ),
    Verb("absence.ended", sentence=_("{actor} ended the absence of {official}, for whom {substitute} stood in")),
)
register(
    Verb(
        "municipality.country_set",
        sentence=_("{actor} set the country of the municipality: {country} (before: {was})"),
    )
)
