"""The people of the demo: always the same ones, so that pages, stories and tests can be told about them.

None of them exists. Everybody knows their password and their second factor: demo mode serves localhost only.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSWORD = "chinar-demo-2026"  # noqa: S105
TOTP_SECRET = "CHINARDEMOCHINARDEMOCHINARDEMO22"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Member:
    """One of the cast. `role` is a code of people.abilities, or None for a citizen; `town` is a slug."""

    key: str
    name: str
    name_en: str
    role: str | None
    town: str
    work: Promise

    @property
    def email(self) -> str:
        return f"{self.key}@chinar.example"

    @property
    def is_official(self) -> bool:
        return self.role is not None


ELENA = Member("elena", "Елена Димитрова", "Elena Dimitrova", None, "troyan", _("applies for a certificate"))
MARIA = Member("maria", "Мария Петрова", "Maria Petrova", "clerk", "troyan", _("clerk at the one-stop desk"))
GEORGI = Member("georgi", "Георги Николов", "Georgi Nikolov", "expert", "troyan", _("expert in civil registration"))
RADA = Member("rada", "Рада Василева", "Rada Vasileva", "expert", "troyan", _("another expert in civil registration"))
NADEZHDA = Member("nadezhda", "Надежда Илиева", "Nadezhda Ilieva", "head", "troyan", _("head of a department"))
IVAN = Member("ivan", "Иван Колев", "Ivan Kolev", "deputy", "troyan", _("mayor's deputy in a village office"))
SVETLA = Member("svetla", "Светла Маринова", "Svetla Marinova", "secretary", "troyan", _("secretary of Troyan"))
DIMITAR = Member("dimitar", "Димитър Пенев", "Dimitar Penev", "expert", "troyan", _("expert in infrastructure"))
BORIS = Member("boris", "Борис Марков", "Boris Markov", "mayor", "troyan", _("mayor of Troyan"))
OGNYAN = Member("ognyan", "Огнян Попов", "Ognyan Popov", "operator", "troyan", _("operator of the system in Troyan"))
VIOLETA = Member("violeta", "Виолета Тодорова", "Violeta Todorova", "cashier", "troyan", _("cashier"))
KALINA = Member(
    "kalina", "Калина Рускова", "Kalina Ruskova", "shared_editor", "troyan", _("editor of shared descriptions")
)
PETAR = Member("petar", "Петър Стоянов", "Petar Stoyanov", "expert", "razlog", _("expert in another town, Razlog"))
VESKA = Member("veska", "Веска Тодорова", "Veska Todorova", "clerk", "razlog", _("clerk in another town, Razlog"))

PEOPLE = (
    ELENA, GEORGI, RADA, MARIA, NADEZHDA, DIMITAR, VIOLETA, IVAN, SVETLA, BORIS, OGNYAN, KALINA, PETAR, VESKA,
)  # fmt: skip
