"""A paper of a complex request in which malware was found."""

from typing import Any

from django.test import Client

from chinar.domain.applications.complex.access import papers_of
from chinar.domain.applications.tests.test_complex import BROUGHT, brought, filed, maria, petar, razlog
from chinar.domain.applications.tests.test_costs import costs
from chinar.domain.cases.tasks import tell_of_infected
from chinar.domain.cases.tests.world import TOWN, client_of, official
from chinar.foundation.core.scope import scoped
from chinar.foundation.documents.tasks import scan_waiting
from chinar.foundation.documents.tests.scanner import EICAR, scanning
from chinar.foundation.journal.models import Entry
from chinar.foundation.notifications.models import Message
from chinar.foundation.territory.models import Municipality

__all__ = ["maria", "petar", "razlog"]


def test_a_paper_with_malware_is_opened_by_nobody_and_asked_for_again(
    razlog: Municipality, maria: Client, settings: Any
) -> None:
    with scanning() as (address, _scanner):
        settings.CLAMD = address
        case = filed(maria, razlog, papers=brought(BROUGHT[0], b"%PDF-1.7 " + EICAR)).case
        here = f"{TOWN}/desk/cases/{case.number}/"
        clean, bad = papers_of(case)
        held = maria.get(f"{here}attachments/{clean.pk}/")
        assert (held.status_code, held.headers["Cache-Control"]) == (409, "private, no-store")
        assert "още се проверява" in held.text
        assert f"attachments/{clean.pk}/" not in maria.get(here).text
        for _ in range(2):
            with scoped(None):
                scan_waiting()
                tell_of_infected()
        assert maria.get(f"{here}attachments/{clean.pk}/").content == BROUGHT[0]
        held = maria.get(f"{here}attachments/{bad.pk}/")
        assert (held.status_code, "не може да се отвори" in held.text) == (409, True)
        shown = maria.get(here).text
        assert "Eicar-Test-Signature" in shown
        assert f"attachments/{bad.pk}/" not in shown
        (told,) = Message.objects.filter(template="cases/notices/infected.txt")
        assert "зловреден" in told.text
        assert Entry.objects.filter(verb="application.attachment_read").count() == 1, "what was held was not read"
        operator = client_of(official("op", "Оператор", "operator", None), is_official=True)
        with costs(12):
            page = operator.get(f"{TOWN}/desk/scans/").text
        assert "ClamAV 1.4.3" in page
        assert "Eicar-Test-Signature" in page
        assert case.number in page
    settings.CLAMD = "tcp://127.0.0.1:1"
    assert "не отговаря" in operator.get(f"{TOWN}/desk/scans/").text
    assert maria.get(f"{TOWN}/desk/scans/").status_code in (403, 404)
