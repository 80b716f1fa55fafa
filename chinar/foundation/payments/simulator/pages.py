"""The two pages that the payer sees at the simulated portal, in Bulgarian as the portal's own."""

from collections.abc import Mapping
from html import escape
from urllib.parse import urlsplit

from chinar.foundation.payments.simulator.ledger import Wanted

_FRAME = """<!doctype html>
<html lang="bg"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>body{{font:1.125rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:34rem;padding:1.5rem;color:#16201b}}
dt{{color:#484949}}dd{{margin:0 0 .75rem;font-weight:700}}
button{{font:inherit;font-weight:700;padding:.75rem 1.25rem;margin:0 .75rem .75rem 0;cursor:pointer}}
.note{{border-left:4px solid #c9a400;background:#fff3c4;padding:.75rem 1rem}}</style></head>
<body><main><p class="note">Симулатор на портала за плащания. Никакви пари не се движат.</p>
<h1>{title}</h1>{body}</main></body></html>"""


def payment_page(wanted: Wanted, form: Mapping[str, str]) -> str:
    """What is to be paid, and two buttons; a request that is over says so."""
    content = wanted.content
    amount = f"{float(content['paymentAmount']):.2f}".replace(".", ",")
    facts = (
        ("Получател", content["serviceProviderName"]),
        ("Основание", content["paymentReason"]),
        ("Сума", f"{amount} {content['currency']}"),
        ("Задължено лице", content["applicantName"]),
    )
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(str(value))}</dd>" for name, value in facts)
    if wanted.state != "PENDING":
        return _FRAME.format(title="Заявката е приключена", body=f"<dl>{rows}</dl>")
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(form[name])}">' for name in ("clientId", "hmac", "data")
    )
    buttons = (
        '<button name="choice" value="pay">Платете</button><button name="choice" value="cancel">Откажете се</button>'
    )
    body = f'<dl>{rows}</dl><form method="post" action="/vpos/choose">{hidden}{buttons}</form>'
    return _FRAME.format(title="Плащане", body=body)


def chosen_page(wanted: Wanted, back: str) -> str:
    """How it ended, and the way back to whoever sent the payer here."""
    title = {"PAID": "Платено", "CANCELED": "Отказано"}.get(wanted.state, "Заявката е приключена")
    safe = back if urlsplit(back).scheme in ("http", "https") else ""
    link = f'<p><a href="{escape(safe)}">Обратно към общината</a></p>' if safe else ""
    return _FRAME.format(title=title, body=link)
