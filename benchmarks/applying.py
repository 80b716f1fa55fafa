"""Complete applications through the pages, one after the other: what each costs until the receipt's PDF is there."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.kill.applicant import NUMBER, SERVICE, TOWN, Applicant
from tests.kill.client import Page

APPLICATIONS = 50
Cost = Callable[[], float]


@dataclass(slots=True)
class Figures:
    """`seconds` of each application; CPU seconds and, from the counting server, SQL of a mean one."""

    name: str
    most_ms: float
    most_cpu: float
    most_sql: int | None
    requests: int = 0
    seconds: list[float] = field(default_factory=list)
    cpu: float = 0.0
    sql: int = 0
    most_sql_of_a_page: int = 0
    registration_sql: int = 0

    @property
    def median_ms(self) -> float:
        return statistics.median(self.seconds) * 1000

    @property
    def p95_ms(self) -> float:
        return statistics.quantiles(self.seconds, n=20)[-1] * 1000

    @property
    def over(self) -> list[str]:
        found = []
        if self.median_ms > self.most_ms:
            found.append(f"median over {self.most_ms:g} ms")
        if self.cpu > self.most_cpu:
            found.append(f"CPU over {self.most_cpu:g} s")
        if self.most_sql is not None and self.sql > self.most_sql:
            found.append(f"more than {self.most_sql} SQL")
        return found

    def as_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "requests": self.requests,
            "median_ms": self.median_ms,
            "p95_ms": self.p95_ms,
            "cpu_seconds": self.cpu,
            "sql": self.sql,
            "most_sql_of_a_page": self.most_sql_of_a_page,
            "registration_sql": self.registration_sql,
            "over": self.over,
        }


def as_a_person(applicant: Applicant) -> str:
    """Every page is looked at: service, six questions, all answers, confirmation; then the receipt. Answers the number
    of the matter."""
    done = applicant.send(applicant.answer_all(applicant.start()))
    number = NUMBER.search(done.text)
    assert number, done.text
    applicant.receipt(number[0])
    return number[0]


def as_a_program(applicant: Applicant) -> str:
    """Start, all answers, send, receipt: nothing is looked at between, as Open Forms' figure is measured."""
    begun = applicant.client.push(f"{SERVICE}apply/", {})
    key = begun.headers["Location"].rsplit("/", 3)[1]
    for question, answers in applicant.answers.items():
        applicant.client.push(f"{TOWN}/apply/{key}/{question}/", answers)
    applicant.client.push(f"{TOWN}/apply/{key}/send/", {})
    number = NUMBER.search(applicant.client.fetch(f"{TOWN}/apply/{key}/done/").text)
    assert number
    applicant.receipt(number[0])
    return number[0]


def measure(base: str, counting: str, cpu_seconds: Cost) -> list[Figures]:
    """`base` is the address of the installation, `counting` that of the server that counts SQL on the same data."""
    shapes = [
        (as_a_program, Figures("start, all answers, send, receipt PDF", 150, 0.08, 60)),
        (as_a_person, Figures("every page looked at, receipt PDF", 1000, 0.12, None)),
    ]
    applicant, counted = Applicant(base, 1), Applicant(counting, 2)
    for each in (applicant, counted):
        each.sign_up()
        as_a_person(each)  # from now on they are known here, and everything is warm
        as_a_person(each)
    for apply, figures in shapes:
        applicant.client.close()  # as below
        before = cpu_seconds()
        for _ in range(APPLICATIONS):
            began = time.perf_counter()
            apply(applicant)
            figures.seconds.append(time.perf_counter() - began)
        figures.cpu = (cpu_seconds() - before) / APPLICATIONS
        _count(counted, apply, figures)
    return [figures for _, figures in shapes]


def _count(counted: Applicant, apply: Callable[[Applicant], str], figures: Figures) -> None:
    pages: list[Page] = []
    counted.client.close()  # it stood idle while fifty were measured, and the server ends idle connections
    counted.client.seen = pages.append
    apply(counted)
    counts = [(page, int(page.headers["X-SQL"])) for page in pages]
    figures.requests = len(pages)
    figures.sql = sum(count for _, count in counts)
    figures.registration_sql = next(count for page, count in counts if page.url.endswith("/send/"))
    rest = [count for page, count in counts if not page.url.endswith("/send/")]
    figures.most_sql_of_a_page = max(rest)
