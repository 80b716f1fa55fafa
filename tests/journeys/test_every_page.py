"""Every page with its errors, in both languages: no axe violation, no sideways scroll at 320 and 360 px.

With CHINAR_PICTURES a picture of each, from a phone and from a desktop, to be looked at.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from chinar.demo.cast import ELENA, GEORGI, PASSWORD, SVETLA, Member
from tests.journeys.browser import DESKTOP, NARROWEST, PHONE, axe, overflows, picture
from tests.journeys.demo import Demo
from tests.journeys.hands import Hands

PUBLIC = {
    "front page": "",
    "services": "services/",
    "service": "services/certificate-of-heirs/",
    "follow": "follow/",
    "places": "places/",
    "offices": "offices/",
    "check a document": "check/",
    "no such document": "check/2222-2222-2222-2222/",
    "not found": "nothing/",
}
INSTALLATION = {"towns": "", "sign in": "accounts/login/", "sign up": "accounts/signup/"}
INSTALLATION |= {"forgotten password": "accounts/password/reset/"}
ANSWERS: dict[str, dict[str, str]] = {
    "contact": {"address": "гр. Троян, ул. „Чинар“ № 4"},
    "deceased": {"given_name": "Филип", "family_name": "Благовестов"},
    "death": {"died_on-day": "9", "died_on-month": "8", "died_on-year": "2026", "settlement": "с. Борима"},
    "relation": {"relation": "child"},
    "purpose": {"purpose": "notary"},
    "delivery": {"delivery": "download"},
}
Seen = Iterator[str]


@pytest.mark.parametrize("language", ["bg", "en"])
@pytest.mark.parametrize("who", ["anybody", "Elena", "Georgi", "Svetla"])
def test_every_page_is_clean_and_fits(demo: Demo, newcomer: Callable[[], Hands], language: str, who: str) -> None:
    walks = {"anybody": as_anybody, "Elena": as_elena, "Georgi": as_georgi, "Svetla": as_svetla}
    page, wrong = newcomer().page, []
    for name in walks[who](page, demo, language):
        wrong += [f"{name}: {found}" for found in looked_at(page, f"{language} {who} {name}")]
    assert wrong == []


def looked_at(page: Page, name: str) -> Iterator[str]:
    for window in (NARROWEST, PHONE):
        page.set_viewport_size(window)
        if overflows(page):
            yield f"wider than {window['width']} px"
    picture(page, name)
    page.set_viewport_size(DESKTOP)
    picture(page, name)
    yield from axe(page)


def as_anybody(page: Page, demo: Demo, language: str) -> Seen:
    for name, path in PUBLIC.items():
        page.goto(demo.address(path, language=language))
        yield name
    for name, path in INSTALLATION.items():
        page.goto(f"{demo.root}/{language}/{path}")
        yield name
        if path:
            yield from sent_wrong(page, name)
    page.goto(demo.address("follow/", language=language))
    yield from sent_wrong(page, "follow")


def sent_wrong(page: Page, name: str) -> Seen:
    """The page's form, sent as it stands."""
    page.locator("main form button:visible:not(.govuk-password-input__toggle)").first.click()
    page.locator(".govuk-error-summary").wait_for()
    yield f"{name} with errors"


def as_elena(page: Page, demo: Demo, language: str) -> Seen:
    service = demo.address("services/certificate-of-heirs/", language=language)
    demo.sign_in(page, ELENA, language=language, then=service)
    yield "service"
    go_on(page, "main form[action$='/apply/'] button")
    for code, typed in ANSWERS.items():
        yield code
        yield from sent_wrong(page, code)
        fill(page, typed)
        go_on(page)
    yield "check your answers"
    go_on(page)
    yield "registered"
    go_on(page, "main a >> nth=-1")
    yield "matter"
    for name, path in {"my matters": "mine/", "nothing here": "desk/"}.items():
        page.goto(demo.address(path, language=language))
        yield name
    for name in ("", "second-factor/", "second-factor/app/", "passkeys/", "password/change/"):
        page.goto(f"{demo.root}/{language}/accounts/{name}")
        yield f"account {name.replace('/', ' ')}"


def go_on(page: Page, what: str = "main form button") -> None:
    with page.expect_navigation():
        page.locator(what).click()


def fill(page: Page, typed: dict[str, str]) -> None:
    for name, text in typed.items():
        field = page.locator(f"[name='{name}']")
        kind = field.first.evaluate("field => field.type")
        if kind == "radio":
            page.locator(f"[name='{name}'][value='{text}']").check()
        elif kind == "select-one":
            field.select_option(index=3)
        else:
            field.fill(text)


def as_georgi(page: Page, demo: Demo, language: str) -> Seen:
    page.goto(demo.address("desk/", language=language))
    yield "sign in"
    begin(page, GEORGI)
    yield "second factor"
    page.locator("#id_code").fill("000000")
    page.locator("#id_code").press("Enter")
    page.locator(".govuk-error-summary").wait_for()
    yield "second factor with errors"
    page.locator("#id_code").fill(demo.code(GEORGI))
    page.locator("#id_code").press("Enter")
    page.wait_for_url("**/desk/")
    yield "desk"
    for show in ("all", "mine", "free"):
        page.goto(demo.address(f"desk/cases/?show={show}", language=language))
        yield f"worklist {show}"
    page.goto(demo.address("desk/cases/", language=language))
    go_on(page, "tbody a >> nth=0")
    yield "case"
    case = page.url
    for what in ("issue", "refuse"):
        page.goto(f"{case}{what}/")
        yield what
        page.locator(f"[name={what}]").click()
        page.locator(".govuk-error-summary").wait_for()
        yield f"{what} with errors"


def begin(page: Page, member: Member) -> None:
    page.locator("#id_login").fill(member.email)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.locator("#id_code").wait_for()


def as_svetla(page: Page, demo: Demo, language: str) -> Seen:
    demo.sign_in(page, SVETLA, language=language, then=demo.address("desk/", language=language))
    yield "desk"
    for name, path in {"journal": "desk/journal/", "nothing found": "desk/journal/?subject=none"}.items():
        page.goto(demo.address(path, language=language))
        yield name
