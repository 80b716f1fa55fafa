"""Who may open the pages of drafts without an account, and those that tell how the town hall works."""

from tests.house.audiences import ANYONE, OWNER, Address, department, draft

DRAFTS: dict[str, Address] = {
    "applications:ask_link": Address(ANYONE),
    "applications:go_on": Address(ANYONE, takes=lambda cast: {"token": "of-a-link"}),
    "applications:later": Address(OWNER, draft),
    "applications:leave": Address(OWNER, draft, posts=True),
    "catalogue:town_hall": Address(ANYONE),
    "catalogue:department_texts": Address("catalogue.edit"),
    "catalogue:department_text": Address("catalogue.edit", lambda cast: {"pk": department(cast).pk}),
    "cases:way": Address(ANYONE, lambda cast: {"kind": "application"}),
}
