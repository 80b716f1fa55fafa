"""Who may open the pages of drafts, and those that tell how the town hall works."""

from tests.house.audiences import ANYONE, OWNER, SIGNED_IN, Address, department, draft, service

DRAFTS: dict[str, Address] = {
    "applications:enter_code": Address(SIGNED_IN),
    "applications:code": Address(OWNER, draft),
    "applications:start": Address(ANYONE, service, posts=True),
    "applications:resume": Address(OWNER, draft),
    "applications:ask_link": Address(ANYONE),
    "applications:go_on": Address(ANYONE, takes=lambda cast: {"token": "of-a-link"}),
    "applications:later": Address(OWNER, draft),
    "applications:leave": Address(OWNER, draft, posts=True),
    "catalogue:town_hall": Address(ANYONE),
    "catalogue:department_texts": Address("catalogue.edit"),
    "catalogue:department_text": Address("catalogue.edit", lambda cast: {"pk": department(cast).pk}),
    "cases:way": Address(ANYONE, lambda cast: {"kind": "application"}),
}
