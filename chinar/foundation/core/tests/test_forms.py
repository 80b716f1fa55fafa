"""The date in three boxes, and messages that say what to mend."""

from datetime import date

import pytest
from django import forms
from django.http import QueryDict
from django.utils.translation import override

from chinar.foundation.core.forms import DateField, Form, wrong_fields

TODAY = date(2026, 11, 23)


class Death(Form):
    name = forms.CharField(label="Name")
    died_on = DateField(label="Date of death", past=True)


class Optional(Form):
    born_on = DateField(label="Date of birth", required=False)


def died(day: str = "", month: str = "", year: str = "") -> Death:
    boxes = {"died_on-day": day, "died_on-month": month, "died_on-year": year}
    return Death({"name": "Димитър", **boxes}, on=TODAY)


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


@pytest.mark.parametrize(
    "boxes",
    [
        ("27", "3", "2026"),
        ("27", "03", "2026"),
        (" 27 ", "3", "2026"),
        ("27.03.2026", "", ""),
        ("27.3.2026 г.", "", ""),
    ],
)
def test_a_date_is_read_as_people_write_it(boxes):
    form = died(*boxes)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["died_on"] == date(2026, 3, 27)


@pytest.mark.parametrize(
    ("boxes", "code", "box"),
    [
        (("", "", ""), "required", "day"),
        (("27", "", "2026"), "month_missing", "month"),
        (("", "3", "2026"), "day_missing", "day"),
        (("27", "3", ""), "year_missing", "year"),
        (("27", "3", "26"), "year_short", "year"),
        (("31", "2", "2026"), "unreal", "day"),
        (("1", "13", "2026"), "unreal", "month"),
        (("1", "²", "2026"), "unreal", "month"),
        (("първи", "3", "2026"), "unreal", "day"),
        (("1", "3", "99999999999999999999"), "unreal", "day"),
        (("24", "11", "2026"), "future", "day"),
    ],
)
def test_a_wrong_date_says_what_is_wrong_and_which_box_to_mend(boxes, code, box):
    form = died(*boxes)
    assert [error.code for error in form.errors.as_data()["died_on"]] == [code]
    assert wrong_fields(form) == [{"text": form.errors["died_on"][0], "href": f"#id_died_on-{box}"}]
    assert form["died_on"].value() == boxes  # what was typed is still there


def test_today_is_not_in_the_future():
    assert died("23", "11", "2026").is_valid()


def test_a_past_date_without_today_is_the_programmers_error():
    form = Death({"name": "x", "died_on-day": "1", "died_on-month": "1", "died_on-year": "2020"})
    with pytest.raises(ValueError, match="on="):
        form.is_valid()


def test_an_optional_date_may_stay_empty():
    form = Optional(QueryDict("born_on-day=&born_on-month=&born_on-year="))
    assert form.is_valid()
    assert form.cleaned_data["born_on"] is None


def test_a_first_date_is_shown_in_its_boxes():
    assert Optional(initial={"born_on": date(1875, 4, 9)})["born_on"].field.widget.format_value(date(1875, 4, 9)) == (
        "9",
        "4",
        "1875",
    )


def test_an_empty_field_names_itself_and_errors_stand_in_the_order_of_the_fields():
    form = Death({}, on=TODAY)
    assert [error["text"] for error in wrong_fields(form)] == ["Fill in: Name", "Fill in: Date of death"]
