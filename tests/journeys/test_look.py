"""The components in a real browser: no axe violation, no sideways scrolling, keyboard, without script."""

import pytest
from django.urls import path
from playwright.sync_api import Browser, Page

from chinar.config import urls
from chinar.foundation.core.tests import kit
from tests.journeys.browser import DESKTOP, NARROWEST, axe, overflows

urlpatterns = [*urls.urlpatterns, path("bg/kit/", kit.page), path("en/kit/", kit.page)]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]

windows = pytest.mark.parametrize("window", [NARROWEST, DESKTOP], ids=["320 px", "1280 px"])


@windows
def test_every_component_is_clean_and_fits(page: Page, live_server):
    for language in ("bg", "en"):
        page.goto(f"{live_server.url}/{language}/kit/")
        assert axe(page) == []
        assert not overflows(page)


@windows
def test_a_form_with_errors_is_clean_and_its_summary_has_the_focus(page: Page, live_server):
    page.goto(f"{live_server.url}/en/kit/")
    page.locator("main button").first.click()
    page.locator(".govuk-error-summary").wait_for()
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    assert page.title().startswith(("Error: ", "Грешка: "))
    assert axe(page) == []
    assert not overflows(page)
    page.get_by_role("link", name="Име, презиме и фамилия").click()
    assert page.evaluate("document.activeElement.id") == "id_name"


def test_the_first_tab_skips_to_the_content(page: Page, live_server):
    page.goto(f"{live_server.url}/en/kit/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_without_script_everything_is_there(browser: Browser, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/kit/")
    page.locator("main button").first.click()
    assert page.locator(".govuk-error-summary li").count() == 6
    context.close()


def test_nothing_comes_from_elsewhere_and_nothing_is_missing(page: Page, live_server):
    asked: list[str] = []
    missing: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda response: missing.append(response.url) if response.status >= 400 else None)
    page.on("console", lambda message: missing.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/bg/kit/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
    assert missing == []
