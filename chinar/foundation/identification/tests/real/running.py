"""Runs a provider of npm as a process of the test, and walks through its pages as a browser does."""

import html
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import httpx

HERE = Path(__file__).parent
OURS = "testserver"
_ACTION = re.compile(r'<form[^>]*action="([^"]+)"')
_HIDDEN = re.compile(r'<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"')


@contextmanager
def running(script: str, **said: Any) -> Iterator[str]:
    """The address at which it answers."""
    node = shutil.which("node")
    assert node, "node is missing: see `make setup`"
    # Until version 20 what the packages need of cryptography had to be asked for; later ones take the word and smile.
    command = [node, "--experimental-global-webcrypto", "--no-deprecation", "--no-warnings", str(HERE / script)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps(said))
            process.stdin.close()
            port = process.stdout.readline().strip()
            assert port.isdigit(), f"{script} does not start"
            yield f"http://localhost:{port}"
        finally:
            process.kill()


class Pages:
    """A browser at the provider: follows its redirects and fills in its forms, until the way leads back to us."""

    def __init__(self) -> None:
        self.client = httpx.Client(verify=False, timeout=20)  # on this machine, without TLS

    def sign_in(self, address: str, posted: dict[str, str] | None = None, **typed: str) -> dict[str, str]:
        """What the browser carries back to us: the query of an address, or the fields of a form."""
        page = self.client.post(address, data=posted) if posted else self.client.get(address)
        for _ in range(12):
            if page.is_redirect:
                there = urljoin(str(page.url), page.headers["Location"])
                if urlsplit(there).hostname == OURS:
                    return dict(parse_qsl(urlsplit(there).query))
                page = self.client.get(there)
                continue
            action, fields = self._form(page)
            if urlsplit(action).hostname == OURS:
                return fields
            page = self.client.post(action, data={**fields, **typed})
        raise AssertionError(f"no way out of {page.url}: {page.text[:400]}")

    @staticmethod
    def _form(page: httpx.Response) -> tuple[str, dict[str, str]]:
        found = _ACTION.search(page.text)
        assert found, f"{page.status_code} {page.text[:600]}"
        fields = {name: html.unescape(value) for name, value in _HIDDEN.findall(page.text)}
        return urljoin(str(page.url), html.unescape(found[1])), fields
