"""Asks for one page as fast as it is given, with wrk where it is installed, else with a few threads of Python."""

import http.client
import re
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

CONNECTIONS = 4


@dataclass(frozen=True, slots=True)
class Load:
    requests: int
    seconds: float
    failed: int

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


def tool() -> str:
    return "wrk" if shutil.which("wrk") else "Python threads (install wrk for truer requests per second)"


def press(url: str, seconds: float, cookies: dict[str, str] | None = None) -> Load:
    """Asks again and again for so many seconds, as whoever these cookies belong to."""
    header = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
    wrk = shutil.which("wrk")
    return _wrk(wrk, url, seconds, header) if wrk else _threads(url, seconds, header)


def _wrk(wrk: str, url: str, seconds: float, cookies: str) -> Load:
    whole = max(1, round(seconds))
    header = ["-H", f"Cookie: {cookies}"] if cookies else []
    answer = subprocess.run(
        [wrk, "-t1", f"-c{CONNECTIONS}", f"-d{whole}s", *header, url], capture_output=True, text=True, check=True
    ).stdout
    done = re.search(r"(\d+) requests in ([\d.]+)s", answer)
    assert done, answer
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", answer)
    return Load(int(done[1]), float(done[2]), int(bad[1]) if bad else 0)


def _threads(url: str, seconds: float, cookies: str) -> Load:
    counts = [[0, 0] for _ in range(CONNECTIONS)]
    began = time.monotonic()

    def ask(count: list[int]) -> None:
        parts = urlsplit(url)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection = http.client.HTTPConnection(parts.netloc)
        while time.monotonic() - began < seconds:
            connection.request("GET", target, headers={"Cookie": cookies} if cookies else {})
            answer = connection.getresponse()
            answer.read()
            count[0] += 1
            count[1] += answer.status >= 400
        connection.close()

    threads = [threading.Thread(target=ask, args=(count,)) for count in counts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Load(sum(c[0] for c in counts), time.monotonic() - began, sum(c[1] for c in counts))
