"""The town hall of the stories: the seeded demo behind `chinar serve`, the same that `make run` gives."""

import time
from datetime import UTC, datetime

from playwright.sync_api import Page

from chinar.demo.cast import PASSWORD, Member
from chinar.demo.second_factor import PERIOD, current_code
from tests.kill.installation import Installation


class Demo:
    """Stories share it, so each makes its own matters."""

    def __init__(self, installation: Installation) -> None:
        self.root = f"http://localhost:{installation.port}"
        self._used: set[tuple[str, str]] = set()

    def address(self, path: str = "", *, language: str = "bg", town: str = "troyan") -> str:
        return f"{self.root}/{town}/{language}/{path}"

    def sign_in_address(self, *, language: str = "bg", then: str = "") -> str:
        """`then` is an address of a municipality."""
        return f"{self.root}/{language}/accounts/login/?next={then.removeprefix(self.root)}"

    def code(self, member: Member) -> str:
        """A second-factor code that works now and was not used: each works once for each person."""
        while True:
            for steps in (0, -1, 1):
                code = current_code(datetime.now(UTC), steps=steps)
                if (member.key, code) not in self._used:
                    self._used.add((member.key, code))
                    return code
            time.sleep(PERIOD / 10)

    def sign_in(self, page: Page, member: Member, *, language: str = "bg", then: str = "") -> None:
        """The quick way, for stories that tell of something else."""
        page.goto(self.sign_in_address(language=language, then=then or self.address(language=language)))
        page.locator("#id_login").fill(member.email)
        page.locator("#id_password").fill(PASSWORD)
        page.locator("#id_password").press("Enter")
        if member.is_official:
            page.locator("#id_code").fill(self.code(member))
            page.locator("#id_code").press("Enter")
        page.wait_for_url(lambda url: "/accounts/" not in url)
