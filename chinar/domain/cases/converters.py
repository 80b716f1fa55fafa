"""The number of a case as a part of an address: what cannot be a number never reaches the database."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class NumberConverter(StringConverter):
    """`{register}-{sequence}-{dd.MM.yyyy}` (rules.registration_number)."""

    regex = r"[0-9]{1,10}-[0-9]{1,10}-[0-9]{2}\.[0-9]{2}\.[0-9]{4}"


register_converter(NumberConverter, "number")
