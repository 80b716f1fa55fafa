"""The macros of core/ui, drawn as a page draws them."""

import re

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from chinar.foundation.core.tests import kit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def draw(data=None):
    factory = RequestFactory()
    request = factory.get("/") if data is None else factory.post("/", data)
    return kit.page(request).content.decode()


def test_an_untouched_form_has_no_error_and_no_summary():
    html = draw()
    assert "govuk-error" not in html
    assert "<title>Удостоверение за наследници" in html


def test_a_wrong_form_says_so_in_the_title_the_summary_and_beside_each_field():
    html = draw(
        {"name": "", "note": "Още <b>нещо</b>", "died_on-day": "31", "died_on-month": "2", "died_on-year": "2026"}
    )
    assert "<title>Error: Удостоверение" in html
    assert 'href="#id_died_on-day"' in html
    assert re.search(r'id="id_name-error"[^>]*>\s*<span class="govuk-visually-hidden">Error:</span> Fill in', html)
    assert re.search(r'aria-describedby="id_name-hint id_name-error"', html)


def test_what_was_typed_is_still_there_and_is_text_not_markup():
    html = draw(
        {"name": '"><script>', "note": "Още <b>нещо</b>", "relation": "spouse", "copies": ["bank"], "place": "73198"}
    )
    assert "<script>" not in html.replace('<script type="module"', "")
    assert "Още &lt;b&gt;нещо&lt;/b&gt;" in html
    assert re.search(r'value="spouse" checked', html)
    assert re.search(r'value="bank" checked', html)
    assert re.search(r'value="73198" selected', html)


def test_a_password_is_never_sent_back():
    assert "hunter22" not in draw({"password": "hunter22"})


def test_every_error_in_the_summary_leads_to_an_element_that_is_there():
    html = draw({"name": ""})
    targets = re.findall(r'href="#(id_[^"]+)"', html)
    assert len(targets) == 6
    assert all(f'id="{target}"' in html for target in targets)


def test_the_key_against_double_sending_goes_along():
    assert '<input type="hidden" name="key" value="0192">' in draw()


def test_no_word_of_the_design_system_stays_untranslated():
    with override("bg"):
        html = draw({"name": ""})
    assert "There is a problem" not in html
    assert "You can enter" not in html


def test_a_state_is_told_by_word_and_shape():
    html = draw()
    for word in ("Прието", "В работа", "Чака", "Решено", "Приключено", "Просрочено"):
        assert re.search(rf"</svg>\s*{word}", html)
