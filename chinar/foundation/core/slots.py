"""Panels that higher modules put on the pages of lower ones.

A lower module's template says `{{ slot("catalogue.service", service) }}`; a higher one registers a function of
(request, subject) that answers markup or "" in its AppConfig.ready. Order of registration is order on the page.
What a panel answers is escaped unless it is markup; `rendered` makes markup of a template.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.template.loader import get_template
from django.utils.translation import get_language
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
    found = get_template(template)
    return Markup(found.template.render({**_of_page(request, found.backend), **context}))  # type: ignore[attr-defined]  # noqa: S704


def _of_page(request: HttpRequest, backend: Any) -> dict[str, Any]:
    """What every template of the page is given, as Django gives it to the first: put together once, as a page is made
    of some twenty."""
    known: dict[str | None, dict[str, Any]] = request.__dict__.setdefault("_of_page", {})
    language = get_language()
    if language not in known:
        given = {"request": request, "csrf_input": csrf_input_lazy(request), "csrf_token": csrf_token_lazy(request)}
        for processor in backend.template_context_processors:
            given.update(processor(request))
        known[language] = given
    return known[language]


def registered() -> dict[str, list[Panel]]:
    return dict(_panels)
