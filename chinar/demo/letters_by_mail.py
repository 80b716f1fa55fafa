"""Letters by e-mail of the demo town: an answer that finds its signal, some that wait for Maria, some set aside."""

from datetime import datetime, timedelta
from email.message import EmailMessage

from chinar.domain.cases.models import Case
from chinar.domain.cases.models.case import CaseQuerySet
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.notifications.inbound.actions import set_mailbox
from chinar.foundation.notifications.inbound.fetching import store
from chinar.foundation.notifications.inbound.handling import handle_fetched
from chinar.foundation.notifications.inbound.imap import Listed
from chinar.foundation.notifications.models import Mailbox, Message

ADDRESS = "signali@troyan.example"
LETTERS: tuple[tuple[str, str, str, dict[str, str], float], ...] = (
    (
        "Веселина Тодорова <veselina@chinar.example>",
        "Счупена пейка",
        "Добър ден,\n\nна автобусната спирка в Орешак едната пейка е счупена и стърчат пирони. Наблизо играят деца.\n\n"
        "Веселина Тодорова",
        {},
        1.2,
    ),
    (
        "klient@chinar.example",
        "Работно време",
        "Здравейте, работите ли в събота преди Коледа и може ли да се плати данък с карта?",
        {},
        0.6,
    ),
    (
        "Община Пример <info@chinar.example>",
        "Бюлетин за местни инициативи, брой 11",
        "Новините на месеца.",
        {"List-Unsubscribe": "<https://chinar.example/leave>"},
        2,
    ),
    (
        "Георги Петров <g.petrov@chinar.example>",
        "Автоматичен отговор: отсъствам",
        "В отпуск съм до края на седмицата.",
        {"Auto-Submitted": "auto-replied"},
        3,
    ),
)


def tell_letters_by_mail(*, at: datetime) -> None:
    """The mailbox is arranged and switched off, as there is no server behind it."""
    today = at.date()
    set_mailbox(
        address=ADDRESS, host="mail.troyan.example", port=993, security="tls", user=ADDRESS, password="demo",  # noqa: S106
        folder="INBOX", from_on=today - timedelta(days=30), keep_days=90, is_on=False, by=SYSTEM, at=at,
    )  # fmt: skip
    box, letters = Mailbox.objects.get(), [*LETTERS, *_answers(), *_naming()]
    for uid, (sender, subject, text, heads, days_ago) in enumerate(letters, 1):
        raw = _letter(sender, subject, text, heads)
        store(box, 1, Listed(uid, len(raw), at - timedelta(days=days_ago)), raw, whole=True, at=at)
    handle_fetched(clock=lambda: at)


def _answers() -> list[tuple[str, str, str, dict[str, str], float]]:
    """To the letter that said that a signal is registered: it goes into the file by itself."""
    told = Message.objects.filter(about_kind="case", template="cases/notices/registered.txt", address__isnull=False)
    message = told.filter(about__in=_open_signals().values("number")).order_by("-id").first()
    if message is None:
        return []
    heads = {"In-Reply-To": f"<{message.permanent_id}@localhost>"}
    text = "Благодаря. Добавям, че вчера вечерта беше същото."
    return [(f"Радост Милева <{message.to}>", f"Re: {message.subject}", text, heads, 0.3)]


def _naming() -> list[tuple[str, str, str, dict[str, str], float]]:
    """Only the number, without the key: an official looks whose letter it is."""
    number = _open_signals().order_by("id").values_list("number", flat=True).first()
    text = "Пиша по този сигнал: докъде стигна работата?"
    return [("Симеон Вълков <simeon@chinar.example>", f"По {number}", text, {}, 0.4)] if number else []


def _open_signals() -> CaseQuerySet:
    open_ones: CaseQuerySet = Case.objects.open().filter(kind="report", report__against="nobody")
    return open_ones


def _letter(sender: str, subject: str, text: str, heads: dict[str, str]) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, ADDRESS, subject
    for name, value in heads.items():
        made[name] = value
    made.set_content(text)
    return made.as_bytes()
