"""The page on which somebody says who they are, and the one that carries the answer back; in Bulgarian as eAuth's."""

from collections.abc import Mapping
from html import escape

from chinar.foundation.identification.simulator.people import PEOPLE

_FRAME = """<!doctype html>
<html lang="bg"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>body{{font:1.125rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:36rem;padding:1.5rem;color:#16201b}}
fieldset{{border:0;margin:0 0 1.25rem;padding:0}}legend{{font-weight:700;margin-bottom:.25rem}}
label{{display:block;padding:.35rem 0}}small{{color:#484949;display:block;margin-left:1.75rem}}
button{{font:inherit;font-weight:700;padding:.75rem 1.25rem;margin:0 .75rem .75rem 0;cursor:pointer}}
.note{{border-left:4px solid #c9a400;background:#fff3c4;padding:.75rem 1rem}}</style></head>
<body><main><p class="note">Симулатор на електронна идентификация. Тук никой не доказва нищо и никой не е истински.</p>
<h1>{title}</h1>{body}</main></body></html>"""
_LEVELS = {"low": "ниско", "substantial": "значително", "high": "високо"}


def choosing_page(action: str, hidden: Mapping[str, str], *, level: str) -> str:
    """Who are you, and how strongly shall it be said."""
    people = "".join(
        f'<label><input type="radio" name="who" value="{escape(somebody.identifier)}"{" checked" if first else ""}> '
        f"{escape(somebody.name)}<small>{escape(somebody.who)}</small></label>"
        for first, somebody in ((number == 0, somebody) for number, somebody in enumerate(PEOPLE))
    )
    levels = "".join(
        f'<label><input type="radio" name="level" value="{code}"{" checked" if code == level else ""}> {word}</label>'
        for code, word in _LEVELS.items()
    )
    body = (
        f'<form method="post" action="{escape(action)}">{_hidden(hidden)}'
        f"<fieldset><legend>Лице</legend>{people}</fieldset>"
        f"<fieldset><legend>Ниво на осигуреност</legend>{levels}</fieldset>"
        '<button name="choice" value="yes">Потвърдете</button><button name="choice" value="no">Откажете се</button>'
        "</form>"
    )
    return _FRAME.format(title="Кой сте Вие?", body=body)


def returning_page(back: str, fields: Mapping[str, str]) -> str:
    """A form that goes back to whoever asked; script presses its button."""
    body = (
        f'<form method="post" action="{escape(back)}" id="back">{_hidden(fields)}<button>Обратно към общината</button>'
        '</form><script>document.getElementById("back").submit()</script>'
    )
    return _FRAME.format(title="Готово", body=body)


def _hidden(fields: Mapping[str, str]) -> str:
    return "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in fields.items()
    )
