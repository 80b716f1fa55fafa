"""python -m benchmarks.registers: one question through client and simulator, beside the same bytes from a bare server.

Both servers speak the same mutual TLS in this process, so the difference is what client and simulator do: build, sign,
prove, map.
"""

import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from chinar.domain.registers.regix.client import Client, Endpoint
from chinar.domain.registers.regix.envelope import CallContext
from chinar.domain.registers.regix.errors import RegixError
from chinar.domain.registers.regix.pacing import Pacing
from chinar.domain.registers.regix.transport import Transport
from chinar.domain.registers.simulator.faults import Kind
from chinar.domain.registers.simulator.server import Simulator, _Server, administration

TIMES, EGN = 300, {"EGN": "7125101268"}
CONTEXT = CallContext("АУ-1", "услуга", "основание")


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Simulator(folder, now=datetime.now(UTC), draw=os.urandom) as simulator:
            client = Client(
                Endpoint(simulator.v2),
                administration(folder),
                trusted={simulator.certificates.fingerprint("signer")},
                pacing=Pacing(retry_after=()),
                now=lambda: datetime.now(UTC),
            )
            raw = client.ask("ValidPersonSearch", EGN, CONTEXT).raw
            bare = bare_server(simulator, raw)
            transport = Transport(administration(folder))
            body = b"x" * 1500
            show("bare server, same bytes", lambda: transport.post(bare, "x", body, seconds=30))
            show("question, simulator, proof", lambda: client.ask("ValidPersonSearch", EGN, CONTEXT))
            one_down(simulator, client)


def bare_server(simulator: Simulator, raw: bytes) -> str:
    class Handler(BaseHTTPRequestHandler):
        protocol_version, wbufsize = "HTTP/1.1", -1

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: Any) -> None: ...

    server = _Server(("127.0.0.1", 0), Handler)
    server.tls = simulator._context()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"https://localhost:{server.server_address[1]}/"


def show(name: str, action: Callable[[], object]) -> None:
    action()
    each, cpu = [], time.process_time()
    for _ in range(TIMES):
        began = time.perf_counter()
        action()
        each.append((time.perf_counter() - began) * 1000)
    cpu = (time.process_time() - cpu) * 1000 / TIMES
    print(f"{name:40} median {statistics.median(each):6.2f} ms   CPU of both sides {cpu:6.2f} ms")


def one_down(simulator: Simulator, client: Client, questions: int = 1000) -> None:
    """Every tenth question goes to a register that is down."""

    def all_of_them() -> float:
        began = time.perf_counter()
        for number in range(questions):
            if number % 10:
                client.ask("PersonDataSearch", EGN, CONTEXT)
            else:
                try:
                    client.ask("ValidPersonSearch", EGN, CONTEXT)
                except RegixError:
                    continue
        return time.perf_counter() - began

    sound = all_of_them()
    simulator.exchange.faults.set("ValidPersonSearch", Kind.UNAVAILABLE)
    print(f"{questions} questions: all registers up {sound:.1f} s, one of them down {all_of_them():.1f} s")


if __name__ == "__main__":
    main()
