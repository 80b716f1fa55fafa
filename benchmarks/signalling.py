"""What a signal costs: python -m benchmarks.signalling [--database postgres], in the demo with everything running.

Two hundred are sent one after the other by a program through Open311, as the figure of Signalen was measured, then some
with a photo of four megapixels. Counted are the answer itself, and all that follows of it until the last receipt
has left by e-mail and the journal is sealed: routing and search too.
"""

import argparse
import re
import statistics
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from PIL import Image

from benchmarks import processes, speed, visitors
from benchmarks.__main__ import cpu_of_all, database
from chinar.demo import cast
from tests.kill.applicant import TOWN
from tests.kill.installation import Installation, wait_until
from tests.postgres import Postgres

SIGNALS, WITH_PHOTO = 200, 20
MOST_MS, MOST_CPU, MOST_CPU_IN_ALL, MOST_CPU_OF_A_PHOTO = 25.0, 0.02, 0.05, 0.5
IDLE_SECONDS = 20.0
LONGEST_REST, SEALED_WITHIN = 180.0, 10.0
PIXELS = (2304, 1728)


@dataclass(frozen=True, slots=True)
class Figures:
    """`cpu` is of web processes and database for the answer alone, `cpu_in_all` of everything that follows; seconds
    for each signal, at the nominal speed (speed.py), as `median_ms` and `p95_ms` are as measured."""

    name: str
    median_ms: float
    p95_ms: float
    cpu: float
    cpu_in_all: float
    speed: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.signalling")
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    kind = parser.parse_args().database
    with tempfile.TemporaryDirectory(prefix="chinar-bench-") as folder, database(kind) as postgres:
        show(kind, run(Path(folder), postgres))
    return 0


def run(folder: Path, postgres: Postgres | None) -> list[Figures]:
    installation = Installation(folder / "signals", postgres.url("chinar") if postgres else None)
    installation.folder.mkdir()
    try:
        installation.prepare(seed=True)
        installation.start(workers=2, within=120)
        key = given_key(installation)
        time.sleep(IDLE_SECONDS)  # what the worker does first after a start
        plain = measure("a signal", installation, postgres, key, SIGNALS)
        return [plain, measure("with a photo of 4 megapixels", installation, postgres, key, WITH_PHOTO, photo())]
    finally:
        installation.stop()
        installation.clean_up()


def given_key(installation: Installation) -> str:
    """As the secretary gives one to a program."""
    secretary = visitors.official(installation.url, cast.SVETLA)
    page = secretary.get(f"{TOWN}/desk/signals/settings/")
    given = secretary.submit(page, {"name": "Benchmark"}, to="/keys/")
    found = re.search(r'ch-written">([\w-]{32})<', given.text)
    assert found, given.text
    return found[1]


def measure(
    name: str, installation: Installation, postgres: Postgres | None, key: str, times: int, picture: bytes = b""
) -> Figures:
    web = installation.member(r" web ").children()

    def of_answers() -> float:
        return processes.cpu_seconds([*web, *processes.of_database(postgres)])

    idle = idle_rate(installation, postgres)
    received = receipts(installation)
    loops, seconds = [speed.loop()], []
    began, answers, everything = time.monotonic(), of_answers(), cpu_of_all(installation, postgres)
    for number in range(times):
        started = time.perf_counter()
        send(installation.url, key, number, picture)
        seconds.append(time.perf_counter() - started)
    answers = of_answers() - answers
    loops.append(speed.loop())
    wait_until("every receipt has left", lambda: receipts(installation) == received + times, LONGEST_REST)
    time.sleep(SEALED_WITHIN)
    everything = cpu_of_all(installation, postgres) - everything - idle * (time.monotonic() - began)
    at_speed = speed.of(loops[0], loops[1])
    return Figures(
        name,
        statistics.median(seconds) * 1000,
        statistics.quantiles(seconds, n=20)[-1] * 1000,
        answers * at_speed / times,
        everything * at_speed / times,
        at_speed,
    )


def send(base: str, key: str, number: int, picture: bytes) -> None:
    """Fails when it was not registered. With a name: an anonymous one is owed no answer, and gets no receipt."""
    fields = {
        "api_key": key,
        "service_code": "roads",
        "description": f"Дупка на платното пред номер {number}, кара се трудно.",
        "address_string": "с. Орешак, главната улица",
        "first_name": "Радост",
        "last_name": "Чинарова",
        "email": f"signal-{number}@chinar.example",
    }
    kind, body = (
        multipart(fields, picture) if picture else ("application/x-www-form-urlencoded", urlencode(fields).encode())
    )
    address = f"{base}{TOWN}/open311/v2/requests.json"
    request = urllib.request.Request(address, body, {"Content-Type": kind})
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert b"service_request_id" in answer.read()


def multipart(fields: dict[str, str], picture: bytes) -> tuple[str, bytes]:
    edge = uuid4().hex
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in fields.items()
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="media_file"; filename="photo.jpg"\r\n'
    body = (
        "".join([*parts, head, "Content-Type: image/jpeg\r\n\r\n"]).encode() + picture + f"\r\n--{edge}--\r\n".encode()
    )
    return f"multipart/form-data; boundary={edge}", body


def photo() -> bytes:
    """Noise over a slope of grey: as heavy to read and to write as a photo, and of nobody."""
    grain = Image.effect_noise(PIXELS, 40).convert("RGB")
    slope = Image.linear_gradient("L").resize(PIXELS).convert("RGB")
    out = BytesIO()
    Image.blend(grain, slope, 0.5).save(out, "JPEG", quality=85)
    return out.getvalue()


def idle_rate(installation: Installation, postgres: Postgres | None) -> float:
    """CPU seconds in a second while nobody does anything."""
    before = cpu_of_all(installation, postgres)
    time.sleep(IDLE_SECONDS)
    return (cpu_of_all(installation, postgres) - before) / IDLE_SECONDS


def receipts(installation: Installation) -> int:
    """Receipts that have left, into the folder of letters of the demo."""
    return sum(file.read_text().count("\nTo: signal-") for file in (installation.var / "mail").glob("*.log"))


def show(kind: str, found: list[Figures]) -> None:
    print(f"Signals sent one after the other, {kind}; CPU at the nominal speed of benchmarks/speed.py\n")
    print(f"{'what':32}{'median ms':>10}{'p95 ms':>8}{'CPU s':>8}{'in all':>8}{'speed':>7}")
    for one in found:
        times = f"{one.median_ms:10.1f}{one.p95_ms:8.1f}{one.cpu:8.3f}{one.cpu_in_all:8.3f}{one.speed:7.2f}"
        print(f"{one.name:32}{times}  {'; '.join(over(one))}")


def over(one: Figures) -> list[str]:
    if "photo" in one.name:
        return [f"in all over {MOST_CPU_OF_A_PHOTO:g} s"] if one.cpu_in_all > MOST_CPU_OF_A_PHOTO else []
    bars = [
        ("median", one.median_ms, MOST_MS, "ms"),
        ("CPU", one.cpu, MOST_CPU, "s"),
        ("in all", one.cpu_in_all, MOST_CPU_IN_ALL, "s"),
    ]
    return [f"{name} over {most:g} {unit}" for name, value, most, unit in bars if value > most]


if __name__ == "__main__":
    sys.exit(main())
