"""The simulated portal over HTTP, in a process of its own: the calls of a client, the page of the payer, and a thread
that tells clients of new states until they answer."""

import json
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from chinar.foundation.payments.portal.client import API, PAGE
from chinar.foundation.payments.portal.signing import Unsigned, signed, unpack
from chinar.foundation.payments.simulator.ledger import Ledger, Telling
from chinar.foundation.payments.simulator.pages import chosen_page, payment_page

LARGEST_FORM = 60_000
LOOK_EVERY_SECONDS = 0.2


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    ledger: Ledger
    secrets: Mapping[str, str]


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._say(200, "text/plain", "simulator of the payment portal")

    def do_POST(self) -> None:
        form = self._form()
        if form is None:
            return
        if self.path == "/vpos/choose":
            self._choose(form)
            return
        try:
            client = form.get("clientId", "")
            content = unpack(form.get("data", ""), form.get("hmac", ""), self.server.secrets[client])
        except (KeyError, Unsigned):
            self._say(401, "text/plain", "unauthorized")
            return
        if self.path == PAGE:
            self._page(client, content, form)
        elif self.path.startswith(API):
            self._call(self.path.removeprefix(API), client, content)
        else:
            self._say(404, "text/plain", "no such call")

    def _form(self) -> dict[str, str] | None:
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 <= length <= LARGEST_FORM:
            self._say(400, "text/plain", "bad request")
            self.close_connection = True
            return None
        return dict(urllib.parse.parse_qsl(self.rfile.read(length).decode("utf-8", "replace")))

    def _call(self, what: str, client: str, content: dict[str, Any]) -> None:
        ledger = self.server.ledger
        if what == "paymentJson":
            made, wrong = ledger.order(client, content)
            now = ledger.now().isoformat()
            accepted = {"id": made.id, "registrationTime": now} if made else None
            refused = {"validationTime": now, "errors": wrong} if wrong else None
            self._json({"acceptedReceiptJson": accepted, "unacceptedReceiptJson": refused})
        elif what == "paymentsStatus":
            found = [ledger.of(client, str(number)) for number in content.get("requestIds", [])]
            self._json({"paymentStatuses": [_status(w.id, w.state, w.changed_at) for w in found if w]})
        elif what == "suspendRequest" and (wanted := ledger.of(client, str(content.get("id")))):
            ledger.move(wanted.id, "SUSPENDED", at=time.monotonic())
            self._json({})
        else:
            self._say(400, "text/plain", "bad request")

    def _page(self, client: str, content: dict[str, Any], form: dict[str, str]) -> None:
        """What the payer sees; the buttons bring the signed form back, so that nobody else's request is chosen."""
        wanted = self.server.ledger.of(client, str(content.get("id")))
        if wanted is None:
            self._say(404, "text/plain", "no such request")
            return
        self._html(payment_page(wanted, form))

    def _choose(self, form: dict[str, str]) -> None:
        try:
            content = unpack(form.get("data", ""), form.get("hmac", ""), self.server.secrets[form.get("clientId", "")])
        except (KeyError, Unsigned):
            self._say(401, "text/plain", "unauthorized")
            return
        wanted = self.server.ledger.of(form["clientId"], str(content.get("id")))
        if wanted is None:
            self._say(404, "text/plain", "no such request")
            return
        pays = form.get("choice") == "pay"
        self.server.ledger.move(wanted.id, "PAID" if pays else "CANCELED", at=time.monotonic())
        self._html(chosen_page(wanted, str(content.get("okUrl" if pays else "cancelUrl"))))

    def _json(self, content: dict[str, Any]) -> None:
        self._say(200, "application/json", json.dumps(content))

    def _html(self, text: str) -> None:
        self._say(200, "text/html; charset=utf-8", text)

    def _say(self, status: int, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: the forms hold names and personal numbers."""


def _status(number: str, state: str, changed_at: datetime) -> dict[str, str]:
    return {"id": number, "status": state, "changeTime": changed_at.isoformat()}


class Simulator:
    """Listens from `with` to its end. `secrets` are those of the clients; `port` 0 takes a free one."""

    def __init__(
        self, secrets: Mapping[str, str], *, now: Callable[[], datetime], port: int = 0, hurry: float = 1.0
    ) -> None:
        self.ledger = Ledger(now=now, hurry=hurry)
        self._secrets = secrets
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.ledger, self._server.secrets = self.ledger, secrets
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True),
            threading.Thread(target=self._tell, daemon=True),
        ]

    @property
    def address(self) -> str:
        return f"http://localhost:{self._server.server_address[1]}"

    def __enter__(self) -> "Simulator":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()

    def wait(self) -> None:
        """Until interrupted."""
        self._threads[0].join()

    def _tell(self) -> None:
        while not self._stopping.wait(LOOK_EVERY_SECONDS):
            for telling in self.ledger.due(time.monotonic()):
                self.ledger.told(telling, heard=self._notify(telling), at=time.monotonic())

    def _notify(self, telling: Telling) -> bool:
        """Whether the client answered {"success": true}."""
        wanted = self.ledger.wanted[telling.wanted_id]
        content = {"Id": wanted.id, "Status": telling.state, "ChangeTime": telling.changed_at.isoformat()}
        fields = signed(content, client=wanted.client, secret=self._secrets[wanted.client])
        form = {"ClientId": fields["clientId"], "Hmac": fields["hmac"], "Data": fields["data"]}
        address = wanted.content["administrativeServiceNotificationURL"]
        if not str(address).startswith(("http://localhost", "http://127.0.0.1")):
            return False  # a simulator tells nobody outside this machine
        asked = urllib.request.Request(address, urllib.parse.urlencode(form).encode())  # noqa: S310
        try:
            with urllib.request.urlopen(asked, timeout=5) as answer:  # noqa: S310
                return bool(json.loads(answer.read(1000)).get("success"))
        except (OSError, ValueError, AttributeError):
            return False
