"""A real IMAP server of the tests' own, in a process that lives as long as they need it, and letters for it."""

import imaplib
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from chinar.foundation.documents import files
from chinar.foundation.notifications.inbound.reading import identity_of
from chinar.foundation.notifications.models import IncomingMail, Mailbox
from chinar.foundation.notifications.tests.conftest import NOW

# The server's own entry point, but for a password that is not hashed half a million times at each sign-in.
_ENTRY = """
import functools, pymap.config
from pysasl.hashing import BuiltinHash
pymap.config.BuiltinHash = functools.partial(BuiltinHash, rounds=1)
from pymap.main import main
main()
"""
USER, PASSWORD = "obshtina", "тайна-и-още"
ADDRESS = "signali@troyan.example"


@dataclass(frozen=True)
class MailServer:
    """Where it listens, and the file of the certificate that it shows."""

    port: int
    certificate: Path

    def signed_in(self) -> imaplib.IMAP4:
        line = imaplib.IMAP4("localhost", self.port, timeout=20)
        context = ssl.create_default_context(cafile=self.certificate)
        line.starttls(context)
        line.authenticate("PLAIN", lambda _challenge: f"\0{USER}\0{PASSWORD}".encode())
        return line

    def deliver(self, *letters: bytes, at: datetime = NOW) -> None:
        """Puts letters into the mailbox, as if they had come at that moment."""
        line = self.signed_in()
        for raw in letters:
            status, said = line.append("INBOX", "", imaplib.Time2Internaldate(at), raw)
            assert status == "OK", said
        line.logout()

    def unseen(self) -> int:
        line = self.signed_in()
        line.select("INBOX", readonly=True)
        _status, found = line.search(None, "UNSEEN")
        line.logout()
        return len(found[0].split())

    def empty(self) -> None:
        line = self.signed_in()
        line.select("INBOX")
        line.store("1:*", "+FLAGS", "\\Deleted")
        line.expunge()
        line.logout()


@contextmanager
def mail_server(folder: Path) -> Iterator[MailServer]:
    certificate, key = _certificate(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-c", _ENTRY, "--no-service", "sieve", "--no-service", "admin",
        "--host", "127.0.0.1", "--port", str(port), "--cert", str(certificate), "--key", str(key),
        "dict", "--demo-data", "--demo-user", USER, "--demo-password", PASSWORD,
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    try:
        _wait_for(port, process)
        yield MailServer(port, certificate)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _try in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"the mail server ended with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the mail server does not answer")


def _certificate(folder: Path) -> tuple[Path, Path]:
    """Of localhost, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    places = folder / "mail.crt", folder / "mail.key"
    places[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    places[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return places


def arranged(port: int = 143, **changes: Any) -> Mailbox:
    """The mailbox of the municipality in scope."""
    facts = {
        "address": ADDRESS,
        "host": "localhost",
        "port": port,
        "security": "starttls",
        "user": USER,
        "password": PASSWORD,
        "folder": "INBOX",
        "from_on": date(2026, 11, 1),
        "keep_days": 30,
        "is_on": True,
        "changed_at": NOW,
        **changes,
    }
    made: Mailbox = Mailbox.objects.update_or_create(defaults=facts)[0]
    return made


def letter(
    text: str = "Пред нас има дупка.",
    *,
    sender: str = "Радост Милева <radost@chinar.example>",
    subject: str = "Дупка на пътя",
    files: tuple[tuple[str, bytes, str], ...] = (),
    **heads: str,
) -> bytes:
    """A letter as a mail program writes it; `heads` with `_` for `-`."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, ADDRESS, subject
    made["Date"] = "Mon, 16 Nov 2026 10:00:00 +0200"
    for name, value in heads.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    for name, content, media_type in files:
        main, _slash, sub = media_type.partition("/")
        made.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return made.as_bytes()


def came(raw: bytes, *, at: datetime = NOW) -> IncomingMail:
    """As if it had been fetched; handled by nobody yet."""
    place = IncomingMail.objects.count() + 1
    made: IncomingMail = IncomingMail.objects.create(
        source="test", uid_validity=1, uid=place, identity=identity_of(raw), sha256=files.store(raw), size=len(raw),
        received_at=at, fetched_at=at, next_try_at=at,
    )  # fmt: skip
    return made
