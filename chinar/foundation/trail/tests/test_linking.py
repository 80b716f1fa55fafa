"""Links are made, told, read, removed; what may not be read is not; and what that costs."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal.models import Entry
from chinar.foundation.trail.actions import AlreadyRemoved, CannotLink, Misfit, link, unlink
from chinar.foundation.trail.models import Link
from chinar.foundation.trail.queries import led_on, story_of
from chinar.foundation.trail.tests import world
from chinar.foundation.trail.tests.conftest import NOW
from chinar.foundation.trail.tests.world import page

TODAY = date(2026, 11, 16)


def linked(cause: str, effect: str, **more: Any) -> Link:
    facts = {"bond": "led", "on": TODAY, "by": SYSTEM, "at": NOW, **more}
    return link(page(cause), page(effect), **facts)


def effects(key: str) -> list[str]:
    return [step.seen.title for step in story_of("page", key).effects]


def test_both_pages_tell_it_until_it_is_removed(town: Any) -> None:
    made = linked("a", "b", bond="changed", note="Услугата е съкратена.")
    (forth,), (back,) = story_of("page", "a").effects, story_of("page", "b").causes
    assert (str(forth.bond), str(back.bond)) == ("стана причина да се промени", "беше променено заради")
    assert (forth.note, forth.on, forth.seen.state, forth.address) == (
        "Услугата е съкратена.",
        TODAY,
        "Приключено",
        "/pages/b/",
    )
    assert list(led_on("page")) == ["a"]
    unlink(made, reason="По погрешка", by=SYSTEM, at=NOW)
    assert effects("a") == []
    assert led_on("page") == {}
    with pytest.raises(AlreadyRemoved):
        unlink(made, reason="Пак", by=SYSTEM, at=NOW)
    verbs = list(Entry.objects.filter(subject="a").order_by("pk").values_list("verb", "facts"))
    assert verbs == [("trail.linked", {"effect": "b"}), ("trail.unlinked", {"effect": "b"})]
    assert linked("a", "b"), "what was removed may be said again"


@pytest.mark.parametrize(
    ("cause", "effect", "note", "misfit"),
    [
        ("a", "a", "", Misfit.ITSELF),
        ("a", "b", "", Misfit.ALREADY),
        ("b", "a", "", Misfit.TURNED_ROUND),
        ("a", "secret", "", Misfit.NOT_PUBLIC),
        ("a", "c", "ЕГН 9030261907", Misfit.PERSONAL_DATA),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(
    town: Any, cause: str, effect: str, note: str, misfit: Misfit
) -> None:
    linked("a", "b")
    world.HIDDEN.add("secret")
    with pytest.raises(CannotLink) as refused:
        linked(cause, effect, note=note)
    assert refused.value.misfit is misfit
    assert Link.objects.count() == 1


def test_what_is_no_longer_public_is_not_shown_nor_anything_beyond_it(town: Any) -> None:
    linked("a", "b", note="бележка")
    linked("b", "c")
    assert effects("a") == ["Страница b"]
    world.HIDDEN.add("b")
    assert story_of("page", "a").effects == ()
    assert story_of("page", "c").causes == ()
    assert led_on("page") == {"b": TODAY}


def test_towns_are_kept_apart(town: Any, other_town: Any) -> None:
    linked("a", "b")
    with scoped(other_town.pk):
        assert story_of("page", "a").effects == ()
        linked("b", "a")
    assert effects("a") == ["Страница b"]


def test_who_follows_a_cause_hears_of_its_effects_also_through_another(town: Any) -> None:
    linked("a", "b")
    told = list(world.TOLD)
    assert told == [("a", page("b"))]
    world.TOLD.clear()
    linked("b", "c")
    assert sorted(key for key, _effect in world.TOLD) == ["a", "b"]


def test_a_link_is_never_changed(town: Any) -> None:
    made = linked("a", "b")
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.filter(pk=made.pk).update(note="друго")


def test_a_page_costs_the_same_however_much_is_linked(town: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert effects("alone") == []
    rows = [(cause, f"{cause}{n}") for n in range(30) for cause in ("a", "a0", "a1")]
    Link.objects.bulk_create(
        Link(
            cause_kind="page", cause_key=cause, effect_kind="page", effect_key=effect, bond="led", on=TODAY, made_at=NOW
        )
        for cause, effect in rows
    )
    with django_assert_num_queries(3):  # one for each step; the tests' own pages ask none
        assert 0 < len(effects("a")) <= 12
