"""The first page of an official's day: what the modules put on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chinar.foundation.people.access import require


@require("desk.enter")
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/home.html")
