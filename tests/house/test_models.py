"""Every row has an owner: a municipality, or the installation with a reason."""

import inspect

import pytest
from django.apps import apps
from django.db import models

from chinar.domain.cases import kinds
from chinar.foundation.core.models import GuardedModel, HomeManager, TenantManager
from chinar.foundation.territory.models.hand_over import HandOverManager

# Models without a municipality, and why.
OF_THE_INSTALLATION = {
    "people.Account": "one sign-in for all municipalities; who they are in a town is a Person there",
    "people.Posting": "tells that an account is an official somewhere, so that a second factor is asked for",
    "people.Presence": "in which municipalities an account has matters, so that it sees them together",
    "identification.ProvenIdentity": "who the holder of an account is; in a town they are a Person there",
    "identification.Attempt": "a sign-in under way, before anybody knows whose",
    "journal.Chain": "how far each journal is sealed; the sealer walks all of them",
    "territory.District": "national classifier",
    "territory.Municipality": "the municipality itself",
    "territory.Mayoralty": "national classifier",
    "territory.Settlement": "national classifier",
    "territory.Border": "public geography of the classifier",
    "territory.FormerName": "names that a municipality bore",
    "territory.ClassifierEdition": "readings of the national classifier",
    "catalogue.SharedDescription": "what the state sets about a service is described once for all municipalities",
    "catalogue.SharedVersion": "the same, as published; each municipality copies what it takes over",
    "catalogue.SharedEvidence": "the same",
    "time.CalendarDay": "national calendar",
}


def ours() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("chinar.") and not model._meta.proxy
    ]


def label(model: type[models.Model]) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", ours(), ids=label)
def test_a_model_says_what_it_is(model: type[models.Model]) -> None:
    assert not (model.__doc__ or "").startswith(f"{model.__name__}("), "its docstring is Django's"
    assert len(inspect.getdoc(model) or "") >= 15


@pytest.mark.parametrize("model", ours(), ids=label)
def test_a_model_belongs_to_a_municipality_or_says_why_not(model: type[models.Model]) -> None:
    if issubclass(model, GuardedModel):
        assert model._meta.base_manager_name == "objects", "Meta must inherit the base model's Meta"
        assert label(model) not in OF_THE_INSTALLATION
        assert isinstance(model._meta.base_manager, TenantManager | HomeManager | HandOverManager)
    else:
        assert label(model) in OF_THE_INSTALLATION


def test_no_listed_model_has_gone() -> None:
    assert OF_THE_INSTALLATION.keys() - {label(model) for model in ours()} == set()


@pytest.mark.parametrize("model", ours(), ids=label)
def test_rows_of_municipalities_are_reached_from_nowhere_else(model: type[models.Model]) -> None:
    """A join from a row without a municipality would pass by the scope, and only PostgreSQL would notice."""
    wrong = []
    for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
        target = field.related_model
        if not isinstance(target, type):
            continue
        if issubclass(target, GuardedModel) and not issubclass(model, GuardedModel):
            wrong.append(f"{field.name}: refers to a row of a municipality from outside it")
        if (
            issubclass(model, GuardedModel)
            and not issubclass(target, GuardedModel)
            and not str(field.remote_field.related_name or "").endswith("+")
        ):
            wrong.append(f"{field.name}: say related_name='+', or {target.__name__} can be joined to foreign rows")
        if isinstance(field, models.ManyToManyField) and issubclass(model, GuardedModel):
            wrong.append(f"{field.name}: write the table between as a model of its own, with its municipality")
    assert wrong == []


@pytest.mark.parametrize("model", ours(), ids=label)
def test_no_model_stands_on_the_table_of_another(model: type[models.Model]) -> None:
    assert not model._meta.parents, "join one to one instead; the guards watch one table"


@pytest.mark.parametrize("model", ours(), ids=label)
def test_days_and_moments_are_named_as_such(model: type[models.Model]) -> None:
    allowed = {"valid_from", "valid_until", "until", "birth_date", "date", "last_login", "at", "on"}
    for field in model._meta.concrete_fields:
        if isinstance(field, models.DateTimeField):
            assert field.name.endswith("_at") or field.name in allowed, f"{field.name}: a moment is called ..._at"
        elif isinstance(field, models.DateField):
            assert field.name.endswith("_on") or field.name in allowed, f"{field.name}: a day is called ..._on"


def test_each_kind_of_matter_has_a_register_of_its_own() -> None:
    """Two kinds in one register would count their numbers together, and a number would not say what it is of."""
    registers = [kind.register for kind in kinds.registered()]
    assert sorted(registers) == sorted(set(registers))
