"""Numbers as people type them, and messages that say what is wrong."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override

from chinar.foundation.people.forms import EgnField, EikField, LnchField


def message(field, typed):
    with override("en"), pytest.raises(ValidationError) as refusal:
        field.clean(typed)
    with override("en"):
        return refusal.value.messages


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (EgnField(), " 892524 8157 ", "8925248157"),
        (LnchField(), "711104-2925", "7111042925"),
        (EikField(), "BG 999 730 219", "999730219"),
        (EikField(), "9997302195731", "9997302195731"),
        (EgnField(required=False), " ", ""),
        (EgnField(required=False), None, ""),
    ],
)
def test_blanks_and_dashes_are_welcome(field, typed, kept):
    assert field.clean(typed) == kept


@pytest.mark.parametrize(
    ("field", "typed", "part"),
    [
        (EgnField(), "", "Enter the EGN"),
        (EgnField(), "892524815", "there are 9 here"),
        (EgnField(), "89252481O7", "only digits"),
        (EgnField(), "8922308157", "not a date"),
        (EgnField(), "8925248158", "mistyped"),
        (LnchField(), "", "Enter the LNCh"),
        (LnchField(), "71110429", "there are 8 here"),
        (LnchField(), "7111042922", "mistyped"),
        (EikField(), "", "Enter the EIK"),
        (EikField(), "8925248157", "13 for a branch; there are 10 here"),
        (EikField(), "999730212", "mistyped"),
    ],
)
def test_a_message_says_what_is_wrong(field, typed, part):
    messages = message(field, typed)
    assert len(messages) == 1
    assert part in messages[0]


def test_what_was_typed_stays_in_the_page():
    class Question(forms.Form):
        egn = EgnField()

    form = Question({"egn": "892524 8158"})
    assert not form.is_valid()
    page = str(form["egn"])
    assert 'value="892524 8158"' in page
    assert 'inputmode="numeric"' in page
    assert 'type="text"' in page
