"""Whom the simulator knows: nobody who lives, as each of them would be over a hundred and twenty."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Somebody:
    """`identifier` is what a provider tells: a semantic identifier of ETSI EN 319 412-1."""

    identifier: str
    name: str
    who: str


PEOPLE = (
    Somebody("PNOBG-9230287339", "Елена Иванова Димитрова", "родена през 1892 г., живее в Троян"),
    Somebody("PNOBG-7422172130", "Цона Минкова Чинарова", "родена през 1874 г., живее в Троян"),
    Somebody("PNOBG-9021225260", "Пенчо Цвятков Лозев", "роден през 1890 г., живее в Орешак"),
    Somebody("PNOBG-9999001122", "MARTIN BEISPIEL", "чужденец с личен номер (ЛНЧ)"),
)
BY_IDENTIFIER = {somebody.identifier: somebody for somebody in PEOPLE}
