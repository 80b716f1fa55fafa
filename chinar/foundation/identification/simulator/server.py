"""The simulator over HTTP, in a process of its own. It keeps nothing between two pages: the form carries all."""

import base64
import json
import threading
import urllib.parse
from collections.abc import Callable
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from chinar.foundation.identification.simulator.oidc import OidcProvider
from chinar.foundation.identification.simulator.pages import choosing_page, returning_page
from chinar.foundation.identification.simulator.people import BY_IDENTIFIER
from chinar.foundation.identification.simulator.saml import NotOurs, SamlProvider

LARGEST_FORM = 200_000
LEVELS = ("low", "substantial", "high")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    saml: SamlProvider
    oidc: OidcProvider
    now: Callable[[], datetime]


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        asked = dict(urllib.parse.parse_qsl(query))
        oidc = self.server.oidc
        if path == "/saml/metadata":
            self._say(200, "application/samlmetadata+xml", self.server.saml.metadata())
        elif path == "/oidc/.well-known/openid-configuration":
            self._json(oidc.discovery())
        elif path == "/oidc/jwks":
            self._json(oidc.keys())
        elif path == "/oidc/userinfo":
            known = oidc.user(self.headers.get("Authorization", "").removeprefix("Bearer "))
            self._json(known or {"error": "invalid_token"}, 200 if known else 401)
        elif path == "/oidc/authorize" and oidc.is_asked_rightly(asked) and _is_here(asked["redirect_uri"]):
            self._html(choosing_page("/oidc/choose", asked, level=_level(asked.get("acr_values", ""))))
        else:
            self._say(404, "text/plain", "simulator of electronic identification")

    def do_POST(self) -> None:
        form = self._form()
        if form is None:
            return
        if self.path in ("/saml/sso", "/saml/choose"):
            self._saml(form)
        elif self.path == "/oidc/choose":
            self._choose(form)
        elif self.path == "/oidc/token":
            told = self.server.oidc.exchange(form, client=self._client(), at=self.server.now())
            self._json(told or {"error": "invalid_grant"}, 200 if told else 400)
        else:
            self._say(404, "text/plain", "no such page")

    def _saml(self, form: dict[str, str]) -> None:
        saml = self.server.saml
        try:
            asked = saml.read(form.get("SAMLRequest", ""))
        except NotOurs:
            self._say(400, "text/plain", "the request is not signed by the registered client")
            return
        if not _is_here(asked.back):
            self._say(400, "text/plain", "a simulator answers nobody outside this machine")
        elif self.path == "/saml/sso":
            kept = {name: form.get(name, "") for name in ("SAMLRequest", "RelayState")}
            self._html(choosing_page("/saml/choose", kept, level=_level(asked.level)))
        else:
            at, somebody = self.server.now(), BY_IDENTIFIER.get(form.get("who", ""))
            if form.get("choice") == "yes" and somebody is not None:
                answer = saml.answer(asked, somebody, level=_level(form.get("level", "")), at=at)
            else:
                answer = saml.refusal(asked, at=at)
            fields = {"SAMLResponse": answer, "RelayState": form.get("RelayState", "")}
            self._html(returning_page(asked.back, fields))

    def _choose(self, form: dict[str, str]) -> None:
        oidc, somebody = self.server.oidc, BY_IDENTIFIER.get(form.get("who", ""))
        if not oidc.is_asked_rightly(form) or not _is_here(form["redirect_uri"]):
            self._say(400, "text/plain", "bad request")
            return
        told = {"state": form["state"], "iss": oidc.issuer}
        if form.get("choice") == "yes" and somebody is not None:
            told["code"] = oidc.grant(form, somebody, level=_level(form.get("level", "")))
        else:
            told["error"] = "access_denied"
        self.send_response(303)
        self.send_header("Location", f"{form['redirect_uri']}?{urllib.parse.urlencode(told)}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _client(self) -> tuple[str, str]:
        said = self.headers.get("Authorization", "").removeprefix("Basic ")
        try:
            name, _, secret = base64.b64decode(said).decode().partition(":")
        except ValueError:
            return "", ""
        return urllib.parse.unquote(name), urllib.parse.unquote(secret)

    def _form(self) -> dict[str, str] | None:
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 <= length <= LARGEST_FORM:
            self._say(400, "text/plain", "bad request")
            self.close_connection = True
            return None
        return dict(urllib.parse.parse_qsl(self.rfile.read(length).decode("utf-8", "replace"), keep_blank_values=True))

    def _json(self, content: dict[str, Any], status: int = 200) -> None:
        self._say(status, "application/json", json.dumps(content))

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


def _is_here(address: str) -> bool:
    host = urllib.parse.urlsplit(address).hostname or ""
    return host in ("localhost", "127.0.0.1", "testserver") or host.endswith(".localhost")


def _level(said: str) -> str:
    told = said.lower().replace("/", ":").rpartition(":")[2]
    return told if told in LEVELS else LEVELS[0]


class Simulator:
    """Listens from `with` to its end; `port` 0 takes a free one. The providers are made when the address is known."""

    def __init__(
        self,
        saml: Callable[[str], SamlProvider],
        oidc: Callable[[str], OidcProvider],
        *,
        now: Callable[[], datetime],
        port: int = 0,
    ) -> None:
        self._server = _Server(("127.0.0.1", port), _Handler)
        self.saml = self._server.saml = saml(self.address)
        self.oidc = self._server.oidc = oidc(self.address)
        self._server.now = now
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)

    @property
    def address(self) -> str:
        return f"http://localhost:{self._server.server_address[1]}"

    def __enter__(self) -> "Simulator":
        self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def wait(self) -> None:
        """Until interrupted."""
        self._thread.join()
