"""A keyboard that counts, for screens that are worked with all fingers."""

from playwright.sync_api import Page

SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
"""A page gives its `autofocus` with its first frame and its script follows: a key pressed before loses its place."""


class Keys:
    """Presses go where the focus is; what is waited for gets it by itself."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, key: str) -> None:
        if key.startswith("F"):
            self.page.evaluate(SETTLED)
        self.page.keyboard.press(key)
        self.pressed += 1

    def type(self, text: str) -> None:
        self.page.keyboard.insert_text(text)
        self.pressed += len(text)

    def go(self, key: str = "Enter") -> None:
        with self.page.expect_navigation():
            self.press(key)

    def is_in(self, selector: str) -> bool:
        return bool(self.page.evaluate("css => document.activeElement.matches(css)", selector))

    def wait_for(self, selector: str) -> None:
        self.page.wait_for_function("css => document.activeElement.matches(css)", arg=selector)

    def answer_the_sheet(self) -> None:
        """Each question with its first answer, until the button that keeps them."""
        self.wait_for("#sheet input")
        while not self.is_in("#sheet button, .visit__end button"):
            if self.is_in("[type=radio]"):
                self.press("Space")
            self.press("Tab")
