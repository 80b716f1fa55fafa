"""Invented citizens who apply for a certificate of heirs through the pages, as a browser without script would."""

import re

from tests.kill.client import Client, Page

TOWN = "/troyan/bg"
SERVICE = f"{TOWN}/services/certificate-of-heirs/"
PASSWORD = "plane-tree-1876"
NUMBER = re.compile(r"\b\d+-\d+-\d\d\.\d\d\.\d{4}\b")
WEIGHTS = (2, 4, 8, 5, 10, 9, 7, 3, 6)

ANSWERS = {
    "contact": {"address": "гр. Троян, ул. „Изворна“ № 1", "phone": ""},
    "deceased": {"given_name": "Стоян", "middle_name": "Петров", "family_name": "Илиев", "egn": ""},
    "death": {"died_on-day": "3", "died_on-month": "5", "died_on-year": "2026"},
    "relation": {"relation": "child"},
    "purpose": {"purpose": "bank", "purpose_words": ""},
    "delivery": {"delivery": "download"},
}


def egn(number: int) -> str:
    """A valid EGN of somebody born in 1876, of whom nobody lives."""
    digits = f"762101{number:03}"
    return f"{digits}{sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11 % 10}"


class Applicant:
    """A citizen with an account and a session of their own. `number` (0 to 999) tells them from each other."""

    def __init__(self, base: str, number: int) -> None:
        self.base = base
        self.number = number
        self.client = Client(base)
        self.answers: dict[str, dict[str, str]] = {}  # by question, as they were asked the last time

    def sign_up(self) -> None:
        form = self.client.get("/bg/accounts/signup/")
        typed = {
            "name": f"Заявител {self.number}",
            "email": f"applicant{self.number}@chinar.example",
            "password1": PASSWORD,
            "password2": PASSWORD,
        }
        answer = self.client.submit(form, typed, holding="email")
        assert "/signup/" not in answer.url, answer.text

    def start(self) -> Page:
        """Presses the button on the service's page; the first question comes back."""
        return self.client.submit(self.client.get(SERVICE), {}, to="/apply/")

    def answer_all(self, page: Page) -> Page:
        """Answers each question that comes, and comes to the page that shows all answers."""
        answers: dict[str, dict[str, str]] = {}
        while not page.url.endswith("/check/"):
            question = page.url.rsplit("/", 2)[1]
            answers[question] = self._answers(question, page)
            following = self.client.submit(page, answers[question])
            assert following.url != page.url, f"{question} was not accepted: {following.text}"
            page = following
        self.answers = answers
        return page

    def _answers(self, question: str, page: Page) -> dict[str, str]:
        if question == "applicant":
            names = {"given_name": "Рада", "middle_name": "", "family_name": f"Заявителска-{self.number}"}
            return {**names, "identifier_kind": "egn", "identifier": egn(self.number)}
        if question == "death":
            place = re.search(r'<option value="(\d+)"', page.text)
            assert place, page.text
            return {**ANSWERS["death"], "settlement": place[1]}
        return ANSWERS[question]

    def send(self, check: Page) -> Page:
        """Sends the application from the page of answers; the confirmation comes back."""
        return self.client.submit(check, {})

    def answered_draft(self) -> str:
        """Key of a new draft in which every question is answered, page by page."""
        self.client.close()
        return self.answer_all(self.start()).url.rsplit("/", 3)[1]

    def send_draft(self, key: str) -> str:
        """Presses the button on the page of answers, seen before, over a new line; the number on the confirmation.
        Raises errors of the line as they are, AssertionError for any other answer."""
        line = self.client.at(self.base)
        try:
            sent = line.push(f"{TOWN}/apply/{key}/send/", {})
            assert sent.status == 302, f"{sent.status} at {sent.url}: {sent.text}"
            assert sent.headers["Location"].endswith(f"/{key}/done/")
            done = line.get(sent.headers["Location"])
        finally:
            line.close()
        assert done.status == 200, f"{done.status} at {done.url}: {done.text}"
        found = NUMBER.search(done.text)
        assert found, done.text
        return found[0]

    def receipt(self, number: str) -> bytes:
        """The receipt as PDF."""
        page = self.client.fetch(f"{TOWN}/follow/{number}/receipt/")
        assert page.status == 200, f"{page.status} for the receipt of {number}"
        return page.body
