"""How somebody uses a page: with a pointer, or with the keyboard alone. Both do what the page's own words offer."""

from pathlib import Path

from playwright.sync_api import Locator, Page, Response

FARTHEST = 150  # presses of Tab after which something counts as out of reach


class Hands:
    """A pointer, and typing. Things are found as a listener finds them: by role and name."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, name: str) -> None:
        self.activate(self.page.get_by_role("button", name=name, exact=True).first)

    def follow(self, name: str) -> None:
        self.activate(self.page.get_by_role("link", name=name, exact=True).first)

    def fill(self, label: str, text: str, *, which: int = 0) -> None:
        self.type_into(self.page.get_by_label(label, exact=True).nth(which), text)

    def choose(self, label: str) -> None:
        self.tick(self.page.get_by_role("radio", name=label, exact=True))

    def select(self, label: str, option: str) -> None:
        self.pick(self.page.get_by_label(label, exact=True), option)

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def errors(self) -> list[str]:
        return self.page.locator(".govuk-error-summary li").all_inner_texts()

    def open_beside(self, name: str) -> Response:
        """Presses what opens a new tab, and closes that; the answer that it showed."""
        button = self.page.get_by_role("button", name=name, exact=True)
        here = self.page.url
        with (
            self.page.context.expect_event("response", lambda answer: answer.url == here) as answered,
            self.page.context.expect_page() as opened,
        ):
            self.hit(button)
        opened.value.close()
        return answered.value

    def download(self, name: str) -> tuple[str, bytes]:
        """Name and content of the file that the button gives."""
        with self.page.expect_download() as given:
            self.hit(self.page.get_by_role("button", name=name, exact=True))
        return given.value.suggested_filename, Path(given.value.path()).read_bytes()

    def hit(self, what: Locator) -> None:
        """Presses it, whatever comes of that."""
        what.click()

    def activate(self, what: Locator) -> None:
        """Presses what leads to another page, and waits for that."""
        with self.page.expect_navigation():
            self.hit(what)

    def type_into(self, field: Locator, text: str) -> None:
        field.fill(text)

    def tick(self, radio: Locator) -> None:
        radio.check()

    def pick(self, field: Locator, option: str) -> None:
        field.select_option(label=option)


class Keyboard(Hands):
    """Tab, Enter, Space, arrows and letters; fails where something cannot be reached by them."""

    def hit(self, what: Locator) -> None:
        self._reach(what)
        self.page.keyboard.press("Enter")

    def type_into(self, field: Locator, text: str) -> None:
        self._reach(field)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def tick(self, radio: Locator) -> None:
        group = self.page.locator(f"[name={radio.get_attribute('name')}]")
        self._reach(group)
        if _has_focus(radio):
            self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if radio.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        assert radio.is_checked()

    def pick(self, field: Locator, option: str) -> None:
        self._reach(field)
        for _ in range(field.locator("option").count()):
            if field.locator("option:checked").inner_text() == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{option} cannot be chosen with the keyboard")

    def _reach(self, what: Locator) -> None:
        what.first.wait_for()
        for _ in range(FARTHEST):
            if _has_focus(what):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{what} cannot be reached with the keyboard")


def _has_focus(what: Locator) -> bool:
    """Whether the focus is on it, or on one of several."""
    return bool(what.evaluate_all("found => found.includes(document.activeElement)"))
