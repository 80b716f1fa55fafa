"""The exchange behind HTTPS with mutual TLS, one thread for each connection."""

import hashlib
import socket
import ssl
import threading
from collections.abc import Callable
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from chinar.domain.registers.regix import envelope, xml
from chinar.domain.registers.regix.errors import BadAnswer
from chinar.domain.registers.regix.names import Version
from chinar.domain.registers.regix.transport import Administration
from chinar.domain.registers.simulator import answering
from chinar.domain.registers.simulator.certificates import ADMINISTRATION, OID, Certificates
from chinar.domain.registers.simulator.exchange import Consumer, Exchange, SoapFault
from chinar.domain.registers.simulator.faults import Faults, Injected, Kind

PATHS = {"/RegiXEntryPointV2.svc/basic": Version.V2, "/RegiXEntryPoint.svc/basic": Version.V1}
HANDSHAKE_SECONDS, IDLE_SECONDS = 10.0, 60.0


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    exchange: Exchange
    tls: ssl.SSLContext
    stopping: threading.Event

    def finish_request(self, request: Any, client_address: Any) -> None:
        """The handshake happens in the connection's own thread: a client that says nothing holds up nobody else."""
        request.settimeout(HANDSHAKE_SECONDS)
        request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            with self.tls.wrap_socket(request, server_side=True) as secured:
                super().finish_request(secured, client_address)
        except (OSError, ssl.SSLError):
            return


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = IDLE_SECONDS
    wbufsize = -1
    server: _Server

    def do_POST(self) -> None:
        version = PATHS.get(self.path)
        length = self.headers.get("Content-Length", "")
        if version is None or not length.isdecimal() or int(length) > xml.MOST_BYTES:
            self.close_connection = True
            self._send(404 if version is None else 413, b"")
            return
        body = self.rfile.read(int(length))
        try:
            heard = envelope.hear(body)
        except BadAnswer as error:
            self._send(500, answering.fault(str(error)))
            return
        action = self.headers.get("SOAPAction", "").strip('"')
        if heard.version is not version or action != version.soap_action(heard.method):
            self._send(500, answering.fault("The SOAPAction and the body of the message do not agree."))
            return
        executes = heard.method in (envelope.EXECUTE, envelope.EXECUTE_V1)
        injected = self.server.exchange.faults.take(heard.operation.rpartition(".")[2]) if executes else None
        self._answer(heard, injected)

    def _answer(self, heard: envelope.Heard, injected: Injected | None) -> None:
        kind = injected.kind if injected else None
        if kind is Kind.UNAVAILABLE:
            self._send(503, b"")
            return
        if kind in (Kind.DELAY, Kind.TIME_OUT) and injected:
            self.server.stopping.wait(3600.0 if kind is Kind.TIME_OUT else injected.number)
        try:
            self._send(200, self.server.exchange.handle(heard, self._fingerprint(), injected), injected)
        except SoapFault as fault:
            self._send(500, answering.fault(str(fault)))

    def _send(self, status: int, body: bytes, injected: Injected | None = None) -> None:
        kind = injected.kind if injected else None
        if kind is Kind.TRICKLE and injected:
            self._trickle(injected.number)
            return
        if kind is Kind.NOT_XML:
            body = b"<html><body>Service Unavailable<br></body></html>"
        self.send_response(status)
        self.send_header("Content-Type", "text/xml; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if kind is Kind.TRUNCATED:
            self.wfile.write(body[: len(body) // 2])
            self.close_connection = True
            return
        self.wfile.write(body)

    def _trickle(self, pause: float) -> None:
        """Never comes to an end by itself: a header that goes on and on."""
        self.close_connection = True
        for byte in (*b"HTTP/1.1 200 OK\r\nX-Slow: ", *(b"x" * 10_000)):
            try:
                self.connection.sendall(bytes([byte]))
            except OSError:  # the other side has had enough
                return
            if self.server.stopping.wait(pause):
                return

    def _fingerprint(self) -> str:
        certificate = self.connection.getpeercert(binary_form=True)  # type: ignore[attr-defined]
        return hashlib.sha256(certificate or b"").hexdigest()

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: the questions hold personal numbers."""


class Simulator:
    """Listens from `with` to its end. `port` 0 takes a free one; `clock` dates what it hears, `now` without one."""

    def __init__(
        self,
        folder: Path,
        *,
        now: datetime,
        draw: Callable[[int], bytes],
        clock: Callable[[], datetime] | None = None,
        port: int = 0,
        faults: Faults | None = None,
        consumers: dict[str, Consumer] | None = None,
        strangers: bool = False,
        strict: bool = False,
        invent: bool = False,
    ) -> None:
        self.certificates = Certificates(folder).make(now, strangers=strangers)
        key = load_pem_private_key(self.certificates.path("signer.key").read_bytes(), None)
        assert isinstance(key, rsa.RSAPrivateKey)
        signer = (self.certificates.certificate("signer"), key)
        known = consumers or {self.certificates.fingerprint("client"): Consumer(OID)}
        self.exchange = Exchange(
            known, signer, draw, clock or (lambda: now), faults or Faults(), strict=strict, invent=invent
        )
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.exchange, self._server.tls = self.exchange, self._context()
        self._server.stopping = threading.Event()
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)

    @property
    def address(self) -> str:
        return f"https://localhost:{self._server.server_address[1]}"

    @property
    def v2(self) -> str:
        return f"{self.address}/RegiXEntryPointV2.svc/basic"

    @property
    def v1(self) -> str:
        return f"{self.address}/RegiXEntryPoint.svc/basic"

    def __enter__(self) -> "Simulator":
        self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._server.stopping.set()
        self._server.shutdown()
        self._server.server_close()

    def wait(self) -> None:
        """Until interrupted."""
        self._thread.join()

    def _context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(self.certificates.path("authority.crt"))
        context.load_cert_chain(self.certificates.path("server.crt"), self.certificates.path("server.key"))
        return context


def administration(folder: Path, name: str = "client") -> Administration:
    """Ours, as the simulator knows it."""
    return Administration(OID, ADMINISTRATION, folder / f"{name}.crt", folder / f"{name}.key", folder / "authority.crt")
