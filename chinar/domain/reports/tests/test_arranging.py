"""The town arranges its signals: categories, templates, and rules that are tried before they work."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chinar.domain.cases.tests.world import TOWN, open_department
from chinar.domain.reports.models import AnswerTemplate, CitizenReport, RoutingRule
from chinar.domain.reports.tests.world import filed, oreshak


@pytest.fixture
def report(lamps: Any) -> CitizenReport:
    return filed(lamps)


def test_the_town_arranges_its_signals(report: CitizenReport, registry: Any, head: Client) -> None:
    settings = f"{TOWN}/desk/signals/settings/"
    assert head.get(settings).status_code == 200
    typed = {
        "code": "dogs",
        "name": "Бездомни кучета",
        "name_en": "Stray dogs",
        "nature": "ours",
        "department": registry.pk,
        "promise_days": "3",
        "position": "2",
        "is_offered": "on",
        "q1_text": "Колко са?",
        "q1_choices": "едно\r\nглутница",
        "q1_required": "on",
    }
    for wrong in ({"department": ""}, {"nature": "elsewhere"}, {"code": "lamps"}, {"promise_days": "0"}):
        assert "govuk-error-summary" in head.post(f"{settings}categories/0/", {**typed, **wrong}).text
    assert head.post(f"{settings}categories/0/", typed).status_code == 302
    dogs = CitizenReport._meta.get_field("category").related_model.objects.get(code="dogs")
    assert dogs.questions.get().answers == ["едно", "глутница"]
    assert "Колко са?" in head.get(f"{settings}categories/{dogs.pk}/").text
    head.post(f"{settings}templates/0/", {"name": "Поправено", "outcome": "fixed", "category": "", "text": "Готово."})
    assert head.get(f"{settings}templates/{AnswerTemplate.objects.get().pk}/").status_code == 200
    given = head.post(f"{settings}keys/", {"name": "Приложение"}).text
    assert "Приложение" in given


def test_a_rule_is_tried_on_past_signals_before_it_works(report: CitizenReport, lamps: Any, head: Client) -> None:
    village = open_department("village", "Кметство Орешак")
    settings = f"{TOWN}/desk/signals/settings/"
    typed = {
        "position": "1",
        "category": lamps.pk,
        "settlement": oreshak().pk,
        "keywords": "ламп",
        "department": village.pk,
    }
    tried = head.post(f"{settings}rules/0/", typed, follow=True).text
    assert report.case.number in tried
    assert filed(lamps).case.department == report.case.department, "a rule that is off routes nothing"
    rule = RoutingRule.objects.get()
    head.post(f"{settings}rules/{rule.pk}/switch/", {"on": "1"})
    assert filed(lamps).case.department == village
    head.post(f"{settings}rules/{rule.pk}/", {**typed, "keywords": "куче"})
    assert not RoutingRule.objects.get().is_on, "a changed rule is tried anew"
    head.post(f"{settings}rules/{rule.pk}/switch/", {"drop": "1"})
    assert not RoutingRule.objects.exists()
    assert reverse("reports:settings", urlconf="chinar.config.urls_town").endswith("settings/")
