"""A citizen without JavaScript: keeps cookies, follows redirects, fills in forms as they stand on the page."""

import http.client
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

MOST_REDIRECTS = 10


@dataclass
class Form:
    """Where it goes, and every value that the page itself put in."""

    action: str
    method: str = "get"
    values: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(has.get("action", ""), has.get("method", "get").lower())
            self.forms.append(self.open)
        elif tag == "input" and self.open is not None and "name" in has:
            chosen = has.get("type") not in ("radio", "checkbox") or "checked" in has
            if chosen and has.get("type") not in ("submit", "button"):
                self.open.values[has["name"]] = has.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None


@dataclass
class Page:
    url: str
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def form(self, holding: str = "csrfmiddlewaretoken", *, to: str = "") -> Form:
        """The last form that has a field of this name (sign-out and language stand in the header, before it) and goes
        to an address that ends so."""
        parser = _Forms()
        parser.feed(self.text)
        matching = [form for form in parser.forms if holding in form.values and form.action.endswith(to)]
        assert matching, f"No form with {holding!r} on {self.url} ({self.status})"
        return matching[-1]


class Client:
    """One connection kept open. Errors of the line (OSError, HTTPException) go through to the caller."""

    def __init__(self, base: str, *, timeout: float = 30.0) -> None:
        self.base = base
        self.host = urlsplit(base).netloc
        self.timeout = timeout
        self.cookies: dict[str, str] = {}
        self.connection: http.client.HTTPConnection | None = None
        self.seen: Callable[[Page], None] = lambda page: None  # is told each answer, redirects too

    def fetch(self, path: str) -> Page:
        """The answer as it is, redirects not followed."""
        return self._request("GET", urljoin(self.base, path), None, "")

    def get(self, path: str) -> Page:
        return self._follow("GET", urljoin(self.base, path), None)

    def post(self, path: str, values: dict[str, str], *, referer: str = "") -> Page:
        return self._follow("POST", urljoin(self.base, path), urlencode(values).encode(), referer)

    def push(self, path: str, values: dict[str, str]) -> Page:
        """Sends values from a form seen before; the answer as it is, redirects not followed."""
        token = {"csrfmiddlewaretoken": self.cookies["chinar_csrf"]}
        return self._request("POST", urljoin(self.base, path), urlencode({**values, **token}).encode(), "")

    def submit(self, page: Page, values: dict[str, str], *, holding: str = "csrfmiddlewaretoken", to: str = "") -> Page:
        """Sends the page's own form with these values typed in."""
        form = page.form(holding, to=to)
        return self.post(urljoin(page.url, form.action), {**form.values, **values}, referer=page.url)

    def sign_in(self, email: str, password: str, *, language: str = "bg") -> Page:
        page = self.get(f"/{language}/accounts/login/")
        answer = self.submit(page, {"login": email, "password": password}, holding="login")
        assert "/accounts/login/" not in answer.url, f"{email} could not sign in"
        return answer

    def at(self, base: str) -> "Client":
        """The same session on a connection of its own, to another address of the same installation."""
        other = Client(base, timeout=self.timeout)
        other.cookies = dict(self.cookies)
        return other

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def _follow(self, method: str, url: str, body: bytes | None, referer: str = "") -> Page:
        for _ in range(MOST_REDIRECTS):
            page = self._request(method, url, body, referer)
            if page.status not in (301, 302, 303, 307, 308):
                return page
            method, body, url = "GET", None, urljoin(url, page.headers["Location"])
        raise AssertionError(f"More than {MOST_REDIRECTS} redirects: {url}")

    def _request(self, method: str, url: str, body: bytes | None, referer: str) -> Page:
        parts = urlsplit(url)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": referer or url}
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.host, timeout=self.timeout)
        try:
            self.connection.request(method, parts.path + (f"?{parts.query}" if parts.query else ""), body, headers)
            response = self.connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        for line in response.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        page = Page(url, response.status, response.headers, content)
        self.seen(page)
        return page
