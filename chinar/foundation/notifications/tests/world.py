"""Servers of the tests' own that take letters and short messages, and a notice to send."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from chinar.foundation.notifications.actions import About, notify
from chinar.foundation.notifications.models import Message
from chinar.foundation.notifications.recipients import Recipient, of_account
from chinar.foundation.notifications.tests.conftest import NOW

NOTICE = """{% autoescape false %}
{{ subject }}

Здравейте{% if name %}, {{ name }}{% endif %},

- едно & „друго“
- трето <b>

http://localhost:8000/troyan/bg/
{% endautoescape %}
"""


def put_notice(folder: Path, settings: Any) -> str:
    """A template that only the test knows; answers its name."""
    (folder / "notice.txt").write_text(NOTICE, encoding="utf-8")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [folder]}, *settings.TEMPLATES[1:]]
    return "notice.txt"


def told(*to: Any, key: str = "one", template: str = "notice.txt", subject: str = "Нещо") -> list[Message]:
    """Notifies accounts or recipients."""
    recipients = [one if isinstance(one, Recipient) else of_account(one) for one in to]
    notify(
        recipients,
        template=template,
        key=key,
        facts=lambda town: {"subject": subject},
        about=About("case", "1-1-16.11.2026"),
        at=NOW,
    )
    return list(Message.objects.order_by("id"))


class _Smtp(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as one client asks; `server.answers` gives codes for the verbs RCPT and DATA."""

    def handle(self) -> None:
        self.say("220 here")
        for line in self.rfile:
            verb = line.split()[0].decode().upper().partition(":")[0] if line.split() else ""
            if verb == "QUIT":
                self.say("221 bye")
                return
            if verb == "DATA":
                self.say("354 go on")
                self.take_letter()
            else:
                code = self.server.answers.get(verb, 250)  # type: ignore[attr-defined]
                self.say(f"{code} said to {verb}")

    def take_letter(self) -> None:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line)
        code = self.server.answers.get("DATA", 250)  # type: ignore[attr-defined]
        if code == 250:
            self.server.letters.append(b"".join(lines))  # type: ignore[attr-defined]
        self.say(f"{code} said to the letter")

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def smtp_server(settings: Any, **answers: int) -> Iterator[list[bytes]]:
    """Letters that it takes; the settings of e-mail lead to it."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Smtp) as server:
        server.daemon_threads = True
        server.letters, server.answers = [], answers  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield server.letters  # type: ignore[attr-defined]
        server.shutdown()


class _Kannel(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.taken.append((dict(self.headers), text))  # type: ignore[attr-defined]
        self.send_response(self.server.status)  # type: ignore[attr-defined]
        self.end_headers()
        self.wfile.write(b"0: Accepted for delivery")

    def log_message(self, *about: Any) -> None:
        """Says nothing."""


@contextmanager
def sms_server(settings: Any, status: int = 202) -> Iterator[list[tuple[dict[str, str], str]]]:
    """Headers and texts that it was given."""
    with HTTPServer(("127.0.0.1", 0), _Kannel) as server:
        server.taken, server.status = [], status  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        settings.SMS_URL = f"http://127.0.0.1:{server.server_address[1]}/cgi-bin/sendsms"
        yield server.taken  # type: ignore[attr-defined]
        server.shutdown()
