"""The papers of an appeal: the receipt, the reconsideration, the letter with the inventory. Rows in, PDF bytes out."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from chinar.domain.appeals import queries
from chinar.domain.appeals.models import (
    Appeal,
    BoardNotice,
    InterestedPerson,
    NoticeRemoval,
    Reconsideration,
    Sending,
)
from chinar.domain.cases import kinds
from chinar.domain.cases.printing import post_on_paper
from chinar.domain.cases.queries import explain
from chinar.foundation.core.content import words
from chinar.foundation.core.jinja import day
from chinar.foundation.core.urls import absolute_url
from chinar.foundation.documents.codes import format_code
from chinar.foundation.documents.printing import qr_code, render
from chinar.foundation.people.models import Account
from chinar.foundation.territory.models import Municipality

TYPST = Path(__file__).parent / "typst"
Data = dict[str, Any]


def receipt_pdf(appeal: Appeal, *, with_key: bool = True) -> bytes:
    """The receipt in the language in which the appellant filed; without the key when an official prints it."""
    with translation.override(appeal.language):
        data = _receipt(appeal, with_key=with_key)
        return render(TYPST / "receipt.typ", data, language=appeal.language, at=appeal.case.received_at)


def _receipt(appeal: Appeal, *, with_key: bool) -> Data:
    case = appeal.case
    explanation, received = explain(case), localtime(case.received_at)
    follow = absolute_url(case.municipality.slug, "cases:follow", language=appeal.language)
    return {
        **_head(case.municipality),
        "number": case.number,
        "title": str(kinds.title_of(case)),
        "received_at": f"{day(received)}, {received:%H:%M:%S} (UTC{received:%z})",
        "filed_on": day(appeal.filed_on),
        "appellant": appeal.appellant_name,
        "address": appeal.address or "–",
        "grounds": appeal.grounds,
        "wish": appeal.wish,
        "due": explanation.sentence,
        "due_explanation": list(explanation.lines),
        "department": words(case.department, "name"),
        "follow": {
            "address": follow,
            "key": format_code(case.key) if with_key else "–",
            "qr_svg": qr_code(f"{follow}?number={case.number}"),
        },
        "next": next_steps(appeal),
    }


def next_steps(appeal: Appeal) -> list[str]:
    """What happens next, in the words of the confirmation and of the receipt."""
    direct = queries.direct_after(appeal)
    body = queries.body_above(appeal)
    return [
        _("The municipality checks whether the appeal came in time."),
        _("Until %(day)s the body that issued the act can take it back itself. Otherwise it sends the whole file to: "
          "%(body)s.") % {"day": day(appeal.case.due_on), "body": body},
        _("If the file was not sent by %(day)s, you may turn directly to: %(body)s (%(article)s).")
        % {"day": day(direct.day), "body": body, "article": direct.article},
    ]  # fmt: skip


def reconsideration_pdf(made: Reconsideration, *, code: str) -> bytes:
    """The decision by which the body takes its act back, in Bulgarian."""
    appeal = made.appeal
    with translation.override("bg"):
        data = {
            **_act(appeal, made.number, localtime(made.decided_at).date(), made.decided_by, code),
            "addressee": ", ".join(filter(None, [appeal.appellant_name, appeal.address])),
            "appeal": _about(appeal),
            "text": made.text,
        }
        return render(TYPST / "reconsideration.typ", data, language="bg", at=made.decided_at)


def file_pdf(sending: Sending, *, code: str) -> bytes:
    """The letter that goes up with the file, and the inventory of what is in it, in Bulgarian."""
    appeal = sending.appeal
    with translation.override("bg"):
        items = queries.inventory(appeal)
        data = {
            **_act(appeal, sending.number, localtime(sending.sent_at).date(), sending.sent_by, code),
            "addressee": sending.body,
            "appeal": _about(appeal),
            "appellant": appeal.appellant_name,
            "opinion": sending.opinion,
            "items": [
                {
                    "position": str(position),
                    "title": item.title,
                    "number": item.number,
                    "on": day(item.on),
                    "pages": "–" if item.pages is None else str(item.pages),
                }
                for position, item in enumerate(items, start=1)
            ],
        }
        return render(TYPST / "file.typ", data, language="bg", at=sending.sent_at)


def notice_pdf(notice: BoardNotice) -> bytes:
    """The notice as it hangs, in Bulgarian."""
    with translation.override("bg"):
        data = {**_hung(notice, notice.by, notice.posted_on), "text": notice.text}
        return render(TYPST / "notice.typ", data, language="bg", at=notice.at)


def put_up_pdf(notice: BoardNotice) -> bytes:
    """The protocol of its putting up."""
    with translation.override("bg"):
        data = {**_hung(notice, notice.by, notice.posted_on), "kind": "put_up", "on": day(notice.posted_on)}
        return render(TYPST / "posting.typ", data, language="bg", at=notice.at)


def taken_down_pdf(removal: NoticeRemoval) -> bytes:
    """The protocol of its taking down."""
    with translation.override("bg"):
        data = {
            **_hung(removal.notice, removal.by, removal.on),
            "kind": "taken_down",
            "on": day(removal.on),
            "reason": removal.reason,
        }
        return render(TYPST / "posting.typ", data, language="bg", at=removal.at)


def _hung(notice: BoardNotice, official: Account, on: date) -> Data:
    appeal = notice.appeal
    return {
        **_head(appeal.case.municipality),
        "number": notice.number,
        "appeal": _about(appeal),
        "purpose": notice.purpose,
        "posted_on": day(notice.posted_on),
        "until": day(notice.until),
        "official": _official(appeal, official, on),
        "web": absolute_url(appeal.case.municipality.slug, "appeals:board", language="bg"),
    }


def joined_pdf(person: InterestedPerson) -> bytes:
    """What an interested person said, to be signed by them and by the official, in Bulgarian."""
    appeal = person.appeal
    with translation.override("bg"):
        data = {
            **_head(appeal.case.municipality),
            "number": appeal.case.number,
            "written_on": day(localtime(person.at)),
            "appeal": _about(appeal),
            "name": person.name,
            "address": person.address,
            "interest": person.interest,
            "opinion": person.opinion,
            "official": _official(appeal, person.by, localdate(person.at)),
        }
        return render(TYPST / "joined.typ", data, language="bg", at=person.at)


def _about(appeal: Appeal) -> Data:
    return {
        "number": appeal.case.number,
        "filed_on": day(appeal.filed_on),
        "against": appeal.against.number,
        "act": f"{appeal.act.title} № {appeal.act.subject}" if appeal.act else "",
    }


def _act(appeal: Appeal, number: str, on: date, official: Account, code: str) -> Data:
    municipality, printed = appeal.case.municipality, format_code(code)
    address = absolute_url(municipality.slug, "documents:check_code", language="bg", code=printed)
    return {
        **_head(municipality),
        "number": number,
        "issued_on": day(on),
        # The paper must not look signed: what vouches for it is the check by its code.
        "official": {
            **_official(appeal, official, on),
            "signed": _("Issued electronically, without an electronic signature."),
        },
        "check": {"code": printed, "address": address, "qr_svg": qr_code(address)},
    }


def _official(appeal: Appeal, official: Account, on: date) -> Data:
    post = post_on_paper(words(appeal.case.department, "name"), appeal.case, official.pk, on=on)
    return {"name": official.name, "position": post}


def _head(municipality: Municipality) -> Data:
    return {
        "municipality": {
            "name": _("Municipality of %(name)s") % {"name": words(municipality, "name")},
            "initial": municipality.name[:1],
            "address": municipality.address,
            "phone": municipality.phone,
            "email": municipality.email,
        },
        "demo": settings.DEMO,
    }
