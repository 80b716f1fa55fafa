"""Matters of the demo town, each at another point of its way. All people in them are invented: their EGN hold birth
years of the nineteenth century."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Story:
    """`days_ago` counts from the day of seeding; `heirs` are (name, relation, share) of an issued certificate."""

    applicant: tuple[str, str, str, str]  # names and EGN
    deceased: tuple[str, str, str, str]
    died_on: date
    place: str
    relation: str
    purpose: str
    days_ago: int
    ends: str = "registered"  # registered, in_progress, mending, stopped, granted, served, refused, refused_served
    appeal: str = ""  # how an appeal against the refusal ends: reconsidered, sent_up
    heirs: tuple[tuple[str, str, tuple[int, int]], ...] = ()
    of_elena: bool = False
    facts: str = ""
    grounds: str = ""
    delivery: str = "download"
    office: str = ""
    """Code of the village office at which it is received, where that is the delivery."""
    address: str = field(default="гр. Троян, ул. „Чинар“ № 4")


REGISTER_SAYS = (
    "По данните на общината последният постоянен адрес на починалия не е бил на територията на община Троян, "
    "а в друга община."
)
CIVIL_REGISTRATION = "Закон за гражданската регистрация, чл. 24, ал. 1"
ELENA = ("Елена", "Иванова", "Димитрова", "9230287339")

STORIES = (
    Story(
        applicant=ELENA,
        deceased=("Филип", "Русев", "Благовестов", "5727142161"),
        died_on=date(2026, 8, 9),
        place="02302",
        relation="child",
        purpose="notary",
        days_ago=12,
        ends="served",
        heirs=(("Елена Иванова Димитрова", "дъщеря", (1, 2)), ("Христо Николов Владимиров", "син", (1, 2))),
        of_elena=True,
    ),
    Story(
        applicant=("Александра", "Делчева", "Лилова", "9123200157"),
        deceased=("Пейо", "Цветанов", "Емилов", "9330075307"),
        died_on=date(2026, 10, 1),
        place="72309",
        relation="spouse",
        purpose="bank",
        days_ago=9,
    ),
    Story(
        applicant=("Камелия", "Цанкова", "Великова", "6228171954"),
        deceased=("Валентин", "Василев", "Михайлов", "5531042627"),
        died_on=date(2025, 12, 20),
        place="80981",
        relation="sibling",
        purpose="court",
        days_ago=6,
        ends="in_progress",
    ),
    Story(
        applicant=("Таня", "Делчева", "Яворова", "7525148439"),
        deceased=("Даниел", "Викторов", "Славов", "7221230640"),
        died_on=date(2026, 9, 14),
        place="73198",
        relation="other",
        purpose="bank",
        days_ago=5,
        ends="refused",
        facts=REGISTER_SAYS,
        grounds=CIVIL_REGISTRATION,
    ),
    Story(
        applicant=("Цвета", "Делчева", "Чолакова", "8728154732"),
        deceased=("Асен", "Стоянов", "Георгиев", "8026233185"),
        died_on=date(2026, 7, 30),
        place="73198",
        relation="child",
        purpose="insurance",
        days_ago=4,
        ends="granted",
        heirs=(
            ("Цвета Делчева Чолакова", "дъщеря", (1, 3)),
            ("Йордан Колев Александров", "син", (1, 3)),
            ("Ангелина Минчева Живкова", "съпруга", (1, 3)),
        ),
        delivery="counter",
    ),
    Story(
        applicant=("Божана", "Филипова", "Благовестова", "5421287017"),
        deceased=("Йордан", "Колев", "Александров", "7332029204"),
        died_on=date(2026, 11, 2),
        place="53707",
        relation="grandchild",
        purpose="notary",
        days_ago=1,
    ),
    Story(
        applicant=ELENA,
        deceased=("Мария", "Минчева", "Лилова", "8730145217"),
        died_on=date(2026, 9, 30),
        place="53707",
        relation="grandchild",
        purpose="insurance",
        days_ago=3,
        ends="mending",
        of_elena=True,
        facts="Не е посочено в кое населено място е съставен актът за смърт. Допишете го или се обадете в отдела.",
    ),
    Story(
        applicant=("Невена", "Цанкова", "Живкова", "9031118737"),
        deceased=("Стоян", "Пейков", "Лилов", "6827092662"),
        died_on=date(2026, 6, 18),
        place="80981",
        relation="sibling",
        purpose="court",
        days_ago=7,
        ends="stopped",
        facts="съдебно удостоверение № 7 по дело за произход",
    ),
    Story(
        applicant=ELENA,
        deceased=("Валентин", "Василев", "Михайлов", "5531042627"),
        died_on=date(2026, 6, 2),
        place="73198",
        relation="other",
        purpose="notary",
        days_ago=21,
        ends="refused_served",
        appeal="reconsidered",
        of_elena=True,
        facts=REGISTER_SAYS,
        grounds=CIVIL_REGISTRATION,
    ),
    Story(
        applicant=("Камелия", "Цанкова", "Великова", "6228171954"),
        deceased=("Даниел", "Викторов", "Славов", "7221230640"),
        died_on=date(2026, 5, 11),
        place="53707",
        relation="sibling",
        purpose="bank",
        days_ago=20,
        ends="refused_served",
        appeal="sent_up",
        facts=REGISTER_SAYS,
        grounds=CIVIL_REGISTRATION,
    ),
    Story(
        applicant=("Стойна", "Рашева", "Лозева", "9130152216"),
        deceased=("Рашо", "Велчев", "Орешаков", "6531073342"),
        died_on=date(2026, 9, 3),
        place="53707",
        relation="child",
        purpose="bank",
        days_ago=4,
        ends="granted",
        heirs=(("Стойна Рашева Лозева", "дъщеря", (1, 1)),),
        delivery="office",
        office="oreshak",
        address="с. Орешак, ул. „Лозница“ № 3",
    ),
)
