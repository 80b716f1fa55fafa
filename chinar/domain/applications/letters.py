"""What goes into envelopes: the page whose address shows in the window, the document behind it, the posting list."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from chinar.domain.applications.models import DeliveryAttempt, PostedLetter, PostingList
from chinar.domain.applications.printing import TYPST, head
from chinar.domain.cases.models import CaseDocument
from chinar.foundation.core.jinja import day
from chinar.foundation.documents.models import Document
from chinar.foundation.documents.printing import render
from chinar.foundation.notifications.letters import parts
from chinar.foundation.notifications.models import Message


def letters_pdf(made: PostingList, letters: Sequence[DeliveryAttempt], notices: Sequence[PostedLetter] = ()) -> bytes:
    """In the order of the list; a file to print, in which electronic signatures count no more."""
    import pikepdf  # heavy, and needed only here

    documents = _documents(letters)
    whole = pikepdf.new()
    for letter in letters:
        document = documents[letter.decision.number]
        for content in (_cover(made, letter, document), document.open().read()):
            with pikepdf.open(BytesIO(content)) as part:
                whole.add_pages_from(part)
    for notice in notices:
        with pikepdf.open(BytesIO(_notice(made, notice.message))) as part:
            whole.add_pages_from(part)
    out = BytesIO()
    whole.save(out)
    return out.getvalue()


def _documents(letters: Sequence[DeliveryAttempt]) -> dict[str, Document]:
    """Number of the decision -> what was issued with it; one query."""
    cases = {letter.decision.application.case_id for letter in letters}
    parts = CaseDocument.objects.select_related("document").filter(case__in=cases, part=CaseDocument.Part.RESULT)
    return {part.document.subject: part.document for part in parts}


def _cover(made: PostingList, letter: DeliveryAttempt, document: Document) -> bytes:
    application = letter.decision.application
    with translation.override("bg"):
        data: dict[str, Any] = {
            **head(made.municipality),
            "addressee": application.applicant_name,
            "address": application.address,
            "number": letter.decision.number,
            "sent_on": day(letter.started_on),
            "subject": _("About your application No. %(number)s of %(day)s")
            % {"number": application.case.number, "day": day(application.case.received_at)},
            "enclosed": document.title,
            "code": document.printed_code,
        }
        return render(TYPST / "cover.typ", data, language="bg", at=made.at)


def _notice(made: PostingList, message: Message) -> bytes:
    """A notice in the language in which the matter was filed, laid out for the window of the envelope."""
    addressee, _line, address = message.to.partition("\n")
    with translation.override(message.language):
        data: dict[str, Any] = {
            **head(made.municipality),
            "addressee": addressee,
            "address": address,
            "number": message.about,
            "sent_on": day(made.at),
            "subject": message.subject,
            "parts": [{"kind": part.kind, "lines": list(part.lines)} for part in parts(message.text)],
        }
        return render(TYPST / "notice.typ", data, language=message.language, at=made.at)


def list_pdf(made: PostingList, letters: Sequence[DeliveryAttempt], notices: Sequence[PostedLetter] = ()) -> bytes:
    with translation.override("bg"):
        rows = [
            {
                "number": letter.decision.number,
                "to": letter.decision.application.applicant_name,
                "address": letter.decision.application.address,
                "tracking": letter.tracking or "",
            }
            for letter in letters
        ]
        for notice in notices:
            addressee, _line, address = notice.message.to.partition("\n")
            rows.append(
                {"number": notice.message.about, "to": addressee, "address": address, "tracking": notice.tracking}
            )
        data = {**head(made.municipality), "number": made.number, "sent_on": day(made.at), "rows": rows}
        return render(TYPST / "posting_list.typ", data, language="bg", at=made.at)
