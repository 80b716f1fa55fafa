"""Panels that higher modules put on the pages of lower ones.

A lower module's template says `{{ slot("catalogue.service", service) }}`; a higher one registers a function of
(request, subject) that answers markup or "" in its AppConfig.ready. Order of registration is order on the page.
What a panel answers is escaped unless it is markup; `rendered` makes markup of a template.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from markupsafe import Markup

Panel = Callable[[HttpRequest, Any], str]
_panels: dict[str, list[Panel]] = defaultdict(list)


def register(name: str, panel: Panel) -> None:
    if panel not in _panels[name]:
        _panels[name].append(panel)


def render(name: str, request: HttpRequest, subject: Any = None) -> Markup:
    return Markup("").join(panel(request, subject) for panel in _panels[name])


def rendered(template: str, request: HttpRequest, **context: Any) -> Markup:
    """A template's output, which has escaped what it shows."""
    return Markup(render_to_string(template, context, request))  # noqa: S704


def registered() -> dict[str, list[Panel]]:
    return dict(_panels)
