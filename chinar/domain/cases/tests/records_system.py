"""A records system on this machine, as docs/operations/numbering.md describes it; tests make it slow, wrong or away."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "Tajno-123"


class Records:
    """What it knows, and how it behaves: `status` and `body` replace an honest answer."""

    def __init__(self) -> None:
        self.numbers: dict[str, str] = {}
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.status, self.body, self.drops_answer = 0, b"", False
        self.address = ""

    def answer(self, key: str) -> tuple[int, bytes]:
        known = key in self.numbers
        self.numbers.setdefault(key, f"ВХ-{len(self.numbers) + 1} / 2026")
        return (200 if known else 201), json.dumps({"number": self.numbers[key]}).encode()


def _handler(records: Records) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(*(self._wrong() or (200, b'{"system": "Archimed"}')))

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            records.asked.append(asked)
            records.headers.append({name.lower(): value for name, value in self.headers.items()})
            answer = self._wrong() or records.answer(self.headers["Idempotency-Key"])
            if records.drops_answer:  # registered over there, and the line is lost
                self.close_connection = True
                self.connection.close()
                return
            self._send(*answer)

        def _wrong(self) -> tuple[int, bytes] | None:
            if self.headers["Authorization"] != f"Bearer {TOKEN}":
                return 401, b"{}"
            return (records.status, records.body) if records.status else None

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            if status in (301, 302):
                self.send_header("Location", "http://example.org/")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


@contextmanager
def running() -> Iterator[Records]:
    records = Records()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(records))
    records.address = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield records
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
