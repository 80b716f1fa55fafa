"""The Jinja2 environment of all our pages."""

from collections.abc import Callable, MutableMapping
from functools import lru_cache
from typing import Any

import jinja2
from django.templatetags.static import static
from django.utils import translation
from django.utils.formats import date_format, localize
from django.utils.timezone import localtime
from jinja2.ext import i18n
from markupsafe import Markup

from chinar.foundation.core import components, slots
from chinar.foundation.core.content import content, lacks_translation, words
from chinar.foundation.core.forms import wrong_fields, wrong_rows
from chinar.foundation.core.money import money, price
from chinar.foundation.core.urls import change_language, root_url, url


class Environment(jinja2.Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One dictionary instead of a chain of two, in which each import of a macro looks up every name twice: ours
        are all there before the first template."""
        return {**self.globals, **(d or {})}


def environment(**options: Any) -> jinja2.Environment:
    options["loader"] = jinja2.ChoiceLoader(
        [
            options["loader"],
            jinja2.PrefixLoader({"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    options.setdefault("extensions", []).append(i18n)
    options["trim_blocks"] = options["lstrip_blocks"] = True
    # A misspelt name in a template is an error, not an empty place on a citizen's page. The design system's
    # macros read absent parameters on purpose, so chained look-ups of absent values stay allowed.
    options["undefined"] = jinja2.ChainableUndefined
    env = Environment(**{**options, "autoescape": True})
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    env.globals.update(_=gettext, gettext=gettext, ngettext=ngettext)
    env.globals.update(
        static=static,
        url=url,
        root_url=root_url,
        slot=slot,
        kept=kept,
        language=translation.get_language,
        change_language=change_language,
        content=content,
        words=words,
        lacks_translation=lacks_translation,
        wrong_fields=wrong_fields,
        wrong_rows=wrong_rows,
        field_parameters=components.field_parameters,
        group_parameters=components.group_parameters,
        choice_items=components.choice_items,
        date_items=components.date_items,
    )
    env.filters.update(
        day=day, moment=moment, money=money, localize=localize, price=lambda cents, on: price(cents, on=on)
    )
    return env


@jinja2.pass_eval_context
def gettext(context: jinja2.nodes.EvalContext, message: str, /, **variables: Any) -> str:
    """What Jinja's own does, remembered: a list says the same few words for each of its rows."""
    text, has_places = _translated(message, translation.get_language())
    if not context.autoescape:
        return str(text) % variables
    return text % variables if has_places else text


@jinja2.pass_eval_context
def ngettext(context: jinja2.nodes.EvalContext, one: str, many: str, n: int, /, **variables: Any) -> str:
    """The same for what is counted; the number stands in the text as `num`."""
    text = _counted(one, many, n, translation.get_language())
    return (text if context.autoescape else str(text)) % {"num": n, **variables}


@lru_cache(10_000)
def _counted(one: str, many: str, n: int, language: str | None) -> Markup:
    return Markup(translation.ngettext(one, many, n))  # noqa: S704


@lru_cache(10_000)
def _translated(message: str, language: str | None) -> tuple[Markup, bool]:
    """The text of a template in the active language, and whether something stands in it that is to be put in."""
    text = Markup(translation.gettext(message))  # noqa: S704
    return text, "%" in text


def kept(macro: Callable[..., str]) -> Callable[..., str]:
    """A macro that says the same for the same arguments whoever reads, remembered: a list asks it for each row. What
    is markup and what is yet to be escaped are told apart."""
    return lru_cache(2_000, typed=True)(macro)


@jinja2.pass_context
def slot(context: jinja2.runtime.Context, name: str, subject: Any = None) -> str:
    return slots.render(name, context["request"], subject)


def day(value: Any) -> str:
    """`16 ноември 2026 г.` in Bulgarian, `16 November 2026` in English."""
    if hasattr(value, "hour"):
        value = localtime(value)
    if translation.get_language() == "bg":
        # Django's catalogue writes months with a capital letter; inside a Bulgarian sentence they have none.
        return date_format(value, "j F Y г.").lower()
    return date_format(value, "j F Y")


def moment(value: Any) -> str:
    """A day with hour and minute in the local time of the installation."""
    return f"{day(value)}, {date_format(localtime(value), 'H:i')}"
