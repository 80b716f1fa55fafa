"""A letter by e-mail becomes a signal."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from chinar.domain.cases.actions.updating import add_update
from chinar.domain.cases.incoming_mail import attached_title
from chinar.domain.reports.actions.filing import NewReport, let_photos_wait, register_report
from chinar.domain.reports.models import CitizenReport, Photo
from chinar.foundation.core.actor import Actor
from chinar.foundation.documents import files
from chinar.foundation.documents.uploads import Paper
from chinar.foundation.notifications.inbound.actions import hold, note_taken
from chinar.foundation.notifications.models import IncomingMail


def register_from_mail(
    mail: IncomingMail,
    new: NewReport,
    *,
    photos: Sequence[bytes] = (),
    papers: Sequence[Paper] = (),
    by: Actor,
    at: datetime,
) -> CitizenReport:
    """Registers the signal under the key of the letter, whose clock counts from when it reached the mailbox, with its
    photos and papers. The sender gets number and key. Raises AlreadyHandled, NoLegalPeriod, NoCalendar."""
    # Files go to the disk before the register is locked, as others wait for it.
    let_photos_wait(new.idempotency_key, photos[: Photo.MOST], at=at)
    for paper in papers:
        files.store(paper.content)
    with transaction.atomic():
        held = hold(mail)
        report = register_report(new, by=by, at=at, verb="signal.from_mail")
        if papers:
            add_update(report.case, papers=papers, title=attached_title(), taken=True, key=mail.key, by=by, at=at)
        note_taken(held, kind="case", subject=report.case.number, by=by, at=at)
    return report
