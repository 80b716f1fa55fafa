"""python -m benchmarks.registers: one question through client and simulator, beside the same bytes from a bare server;
and a thousand questions while one register is down.

Both servers speak the same mutual TLS in this process, so the difference is what client and simulator do: build, sign,
prove, map.
"""

import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
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

TIMES, QUESTIONS, AT_ONCE, EVERY = 200, 1000, 2, 10
EGN = {"EGN": "7125101268"}
CONTEXT = CallContext("АУ-1", "услуга", "основание")
PATIENT, BRIEF = Pacing(retry_after=()), Pacing(one_try=1.0, retry_after=())
DOWN, UP = "ValidPersonSearch", ("PersonDataSearch", "RelationsSearch", "MaritalStatusSearch")


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds; CPU is of both sides. The last four are of questions to registers that are up: while all are, and
    while every tenth question goes to one that never answers (its share of CPU is counted to the others)."""

    bare_ms: float
    bare_cpu_ms: float
    question_ms: float
    question_cpu_ms: float
    others_all_up_ms: float
    others_one_down_ms: float
    all_up_cpu_ms: float
    one_down_cpu_ms: float


def measure() -> Figures:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Simulator(folder, now=datetime.now(UTC), draw=os.urandom) as simulator:
            client = Client(
                Endpoint(simulator.v2),
                administration(folder),
                trusted={simulator.certificates.fingerprint("signer")},
                pacing=PATIENT,
                now=lambda: datetime.now(UTC),
            )
            raw = client.ask(DOWN, EGN, CONTEXT).raw
            bare = bare_server(simulator, raw)
            transport = Transport(administration(folder))
            body = b"x" * 1500
            floor = timed(lambda: transport.post(bare, "x", body, seconds=30))
            question = timed(lambda: client.ask(DOWN, EGN, CONTEXT))
            up, up_cpu = thousand(client)
            simulator.exchange.faults.set(DOWN, Kind.TIME_OUT)
            down, down_cpu = thousand(client)
    return Figures(*floor, *question, up, down, up_cpu, down_cpu)


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


def timed(action: Callable[[], object]) -> tuple[float, float]:
    """Median and CPU of one, in milliseconds."""
    action()
    each, cpu = [], time.process_time()
    for _ in range(TIMES):
        began = time.perf_counter()
        action()
        each.append((time.perf_counter() - began) * 1000)
    return statistics.median(each), (time.process_time() - cpu) * 1000 / TIMES


def thousand(client: Client) -> tuple[float, float]:
    """Median of the questions to other registers, and CPU of all for each of them, in milliseconds."""

    def ask(number: int) -> float | None:
        began = time.perf_counter()
        if number % EVERY:
            client.ask(UP[number % len(UP)], EGN, CONTEXT)
            return (time.perf_counter() - began) * 1000
        try:
            client.ask(DOWN, EGN, CONTEXT, pacing=BRIEF)
        except RegixError:
            return None
        return None

    began = time.process_time()
    with ThreadPoolExecutor(AT_ONCE) as workers:
        others = [found for found in workers.map(ask, range(QUESTIONS)) if found is not None]
    return statistics.median(others), (time.process_time() - began) * 1000 / len(others)


def show(found: Figures) -> None:
    print(f"\nRegisters:\n  {'':40}{'median ms':>10}{'CPU ms':>8}")
    print(f"  {'bare server, same bytes':40}{found.bare_ms:10.2f}{found.bare_cpu_ms:8.2f}")
    print(f"  {'question, simulator, proof':40}{found.question_ms:10.2f}{found.question_cpu_ms:8.2f}")
    ratio, cpu = found.question_ms / found.bare_ms, found.question_cpu_ms / found.bare_cpu_ms
    more = found.question_ms - found.bare_ms
    print(f"  {'over the bare server':40}{ratio:9.1f}x{cpu:7.1f}x   ({more:+.2f} ms)")
    print(f"\n  {QUESTIONS} questions by {AT_ONCE}, every tenth to one register; the others:")
    print(f"  {'all registers up':40}{found.others_all_up_ms:10.2f}{found.all_up_cpu_ms:8.2f}")
    print(f"  {'that one never answers':40}{found.others_one_down_ms:10.2f}{found.one_down_cpu_ms:8.2f}")
    slower, dearer = found.others_one_down_ms / found.others_all_up_ms, found.one_down_cpu_ms / found.all_up_cpu_ms
    print(f"  {'one down over all up':40}{slower:9.1f}x{dearer:7.1f}x")


if __name__ == "__main__":
    show(measure())
