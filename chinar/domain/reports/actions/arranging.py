"""What the town sets: categories with their promise, routing, templates, keys of Open311."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from chinar.domain.reports.models import AnswerTemplate, ApiKey, Category, CategoryQuestion, RoutingRule
from chinar.foundation.core.actor import Actor
from chinar.foundation.journal.actions import record


@transaction.atomic
def set_category(
    *,
    code: str,
    facts: Mapping[str, Any],
    questions: Sequence[Mapping[str, Any]] | None = None,
    by: Actor,
    at: datetime,
) -> Category:
    """Adds a category or changes it. Questions are replaced when they differ: what was answered keeps its question."""
    category, _created = Category.objects.update_or_create(code=code, defaults=dict(facts))
    if questions is not None:
        _set_questions(category, questions, at)
    record("signal.category_set", by=by, at=at, subject=code, subject_kind="signal_category")
    return category  # type: ignore[no-any-return]


def _set_questions(category: Category, questions: Sequence[Mapping[str, Any]], at: datetime) -> None:
    standing = list(category.questions.filter(withdrawn_at=None))
    now = [(row.text, row.text_en, row.choices, row.is_required) for row in standing]
    wanted = [(one["text"], one.get("text_en", ""), one["choices"], one["is_required"]) for one in questions]
    if now == wanted:
        return
    category.questions.filter(withdrawn_at=None).update(withdrawn_at=at)
    CategoryQuestion.objects.bulk_create(
        CategoryQuestion(category=category, position=number, **dict(one)) for number, one in enumerate(questions)
    )


@transaction.atomic
def set_rule(rule: RoutingRule | None, *, facts: Mapping[str, Any], by: Actor, at: datetime) -> RoutingRule:
    """Adds a rule or changes it; a changed one is off until it is switched on again."""
    row = rule or RoutingRule()
    for name, value in {**facts, "is_on": False}.items():
        setattr(row, name, value)
    row.save()
    record("signal.rule_set", by=by, at=at, subject=str(row.pk), subject_kind="signal_rule")
    return row


@transaction.atomic
def switch_rule(rule: RoutingRule, *, is_on: bool, by: Actor, at: datetime) -> None:
    """From now on the rule routes, or no longer does; signals that came before stay where they are."""
    RoutingRule.objects.filter(pk=rule.pk).update(is_on=is_on)
    record("signal.rule_set", by=by, at=at, subject=str(rule.pk), subject_kind="signal_rule")


@transaction.atomic
def drop_rule(rule: RoutingRule, *, by: Actor, at: datetime) -> None:
    record("signal.rule_set", by=by, at=at, subject=str(rule.pk), subject_kind="signal_rule")
    rule.delete()


@transaction.atomic
def set_template(
    template: AnswerTemplate | None, *, facts: Mapping[str, Any], by: Actor, at: datetime
) -> AnswerTemplate:
    """Adds a template of answers or changes it."""
    row = template or AnswerTemplate()
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    record("signal.template_set", by=by, at=at, subject=str(row.pk), subject_kind="signal_template")
    return row


@transaction.atomic
def give_key(*, name: str, digest: str, by: Actor, at: datetime) -> ApiKey:
    """Lets a program file signals through Open311. The key itself is shown once and never kept."""
    row = ApiKey.objects.create(name=name, digest=digest, given_at=at, given_by_id=by.account_id or 0)
    record("signal.key_given", by=by, at=at, subject=str(row.pk), subject_kind="signal_key")
    return row


@transaction.atomic
def revoke_key(key: ApiKey, *, by: Actor, at: datetime) -> None:
    ApiKey.objects.valid().filter(pk=key.pk).update(revoked_at=at)
    record("signal.key_revoked", by=by, at=at, subject=str(key.pk), subject_kind="signal_key")
