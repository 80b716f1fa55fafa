"""What a browser does between us and the provider: forms and links are followed as they stand on the pages."""

import html
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
from django.test import Client

ELENA = "PNOBG-9230287339"
FOREIGNER = "PNOBG-9999001122"
SAML, OIDC = "eauth-simulator", "oidc-simulator"
PROVIDER = httpx.Client(verify=False)  # on this machine, without TLS
_FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def fields(page: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in _FIELD.findall(page)}


def link(page: str) -> str:
    found = re.search(r'href="([^"]+)"[^>]*data-leaving', page)
    assert found, "no way to the provider"
    return html.unescape(found[1])


@dataclass
class Browser:
    """Django's client here, a real one at the provider."""

    client: Client

    def go(self, code: str, **more: str) -> Any:
        return self.client.post(f"/en/identity/to/{code}/", more)

    def at_provider(self, code: str, *, who: str = ELENA, level: str = "substantial", choice: str = "yes", **more: str):
        """What the provider sends back: the fields of its form, or of its address."""
        page = self.go(code, **more)
        assert page.status_code == 200, page.content.decode()
        text = page.content.decode()
        said = {"who": who, "level": level, "choice": choice}
        if code == SAML:
            action = html.unescape(re.search(r'action="(http[^"]+)"', text)[1])
            asked = PROVIDER.post(action, data=fields(text.partition("data-leaving")[2])).text
            answered = PROVIDER.post(_beside(action, "/saml/choose"), data={**fields(asked), **said})
            return fields(answered.text)
        address = link(text)
        asked = PROVIDER.get(address).text
        answered = PROVIDER.post(_beside(address, "/oidc/choose"), data={**fields(asked), **said})
        return dict(parse_qsl(urlsplit(answered.headers["Location"]).query))

    def arrive(self, code: str, answer: dict[str, str], client: Client | None = None) -> Any:
        """The provider's page posts with no cookie of ours; then the browser's own request follows."""
        address = f"/identity/{code}/answer/"
        stranger = Client(headers={"accept-language": "en"})
        put_down = stranger.post(address, answer) if code == SAML else stranger.get(address, answer)
        if put_down.status_code != 302:
            return put_down
        return (client or self.client).get(put_down["Location"])

    def sign_in(self, code: str = SAML, **more: str) -> Any:
        return self.arrive(code, self.at_provider(code, **more))

    def first_time(self, code: str = SAML, **more: str) -> Any:
        """A newcomer, to the end."""
        page = self.sign_in(code, **more)
        assert page.status_code == 200, page.content.decode()
        return self.client.post(re.search(r'action="([^"]*/choose/[^"]+)"', page.content.decode())[1])


def _beside(address: str, path: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}{path}"
