"""What the people of the demo town report: settlements are real, people and troubles are not."""

from dataclasses import dataclass
from typing import Any

PROTECTORS = (
    "За корупция: Комисията за противодействие на корупцията. За нарушения на работното място: Комисията за защита на "
    "личните данни. Тези имена са пример; общината ги поддържа според действащия закон."
)
PROTECTORS_EN = (
    "Corruption: the anti-corruption commission. Breaches at work: the Commission for Personal Data Protection. These "
    "names are samples; the municipality keeps them as the law in force has them."
)
ROADS = (
    "За републиканските пътища отговаря Областното пътно управление. Обадете се там или на телефон 112 при опасност."
)
ROADS_EN = "State roads are kept by the regional road administration. Call it, or 112 in danger."
NO_WATER = "За аварии по водопровода се обадете на водоснабдителното дружество; телефонът е на сметката Ви за вода."
NO_WATER_EN = "For burst water pipes call the water company; its telephone stands on your water bill."

CATEGORIES: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("lighting", "Улично осветление", "Street lighting", {"promise_days": 5}),
    ("roads", "Дупки и тротоари", "Potholes and pavements", {"promise_days": 15}),
    ("waste", "Сметоизвозване и отпадъци", "Waste and rubbish", {"promise_days": 3}),
    ("greenery", "Паркове и дървета", "Parks and trees", {"promise_days": 10}),
    ("animals", "Бездомни животни", "Stray animals", {"promise_days": 5}),
    ("playgrounds", "Детски и спортни площадки", "Playgrounds and sports grounds", {"promise_days": 5}),
    ("conduct", "Работа на общинската администрация", "Work of the town hall", {}),
    ("state-road", "Път между населени места", "Road between settlements", {"elsewhere": (ROADS, ROADS_EN)}),
    ("water", "Авария на водопровода", "Burst water pipe", {"elsewhere": (NO_WATER, NO_WATER_EN)}),
    (
        "integrity",
        "Корупция или нарушение на работното място",
        "Corruption, or a breach at work",
        {"protected": (PROTECTORS, PROTECTORS_EN)},
    ),
)
QUESTIONS = {
    "lighting": [
        {
            "text": "Какво прави лампата?",
            "text_en": "What does the lamp do?",
            "choices": "не свети\nмига\nсвети и денем",
            "is_required": False,
        },
        {
            "text": "Номер на стълба, ако го виждате",
            "text_en": "Number of the post, if you see it",
            "choices": "",
            "is_required": False,
        },
    ],
}
TEMPLATES = (
    ("fixed", "Отстранено", "Повредата е отстранена. Благодарим Ви, че ни съобщихте."),
    ("planned", "В план", "Работата е включена в плана за ремонти. Ще бъде извършена до посочения ден."),
    ("refused", "Не е уважен", "Проверихме на място. Не установихме нарушение, защото …"),
    ("not_ours", "Не е наше", "Въпросът не е от компетентността на общината. Обърнете се към …"),
)


@dataclass(frozen=True, slots=True)
class ReportStory:
    """One signal: `ends` is an outcome of reports.rules, or registered, in_progress, ordered, reopened, merged.

    `days` working days pass until it is settled. `public` is its wording for everybody; "" leaves it unpublished.
    """

    days_ago: int
    category: str
    settlement: str
    place: str
    text: str
    ends: str
    answer: str = ""
    days: int = 3
    public: str = ""
    author: str = "Радост Милева"
    point: tuple[float, float] | None = None
    against: str = "nobody"
    followers: int = 0
    channel: str = "online"


WITHHELD = "waste 44241"
"""Topic and settlement of the signal that was public and is not any more; its author objects."""
WHY_WITHHELD = ("personal", "По описанието се познава чий е дворът.")
OBJECTION = "Не съм писал ничие име, а мястото под моста е общинско. Хората трябва да знаят какво стана."
PROMISED_DAYS = 5

REPORT_STORIES = (
    ReportStory(129, "lighting", "53707", "до изложбения комплекс", "Три лампи една след друга не светят и вечер е "
        "съвсем тъмно за връщащите се от автобуса.", "fixed", "Сменихме три лампи и едно реле.", 4,
        "Три лампи една след друга не светят.", point=(24.7868, 42.8829), followers=4),
    ReportStory(124, "waste", "73198", "кв. Лъгът, до трафопоста", "Контейнерите преливат от събота, наоколо са "
        "разхвърляни чували.", "fixed", "Извозихме извънредно и добавихме още един контейнер.", 2,
        "Контейнерите преливат, наоколо има разхвърляни чували.", followers=2),
    ReportStory(118, "roads", "73198", "ул. „Васил Левски“, преди моста", "Дълбока дупка в дясното платно, вчера едва "
        "не паднах с колелото.", "fixed", "Дупката е запълнена със студен асфалт; мястото е в плана за преасфалтиране.",
        9, "Дълбока дупка в дясното платно преди моста.", point=(24.7135, 42.8932), followers=6),
    ReportStory(111, "greenery", "80981", "при чешмата на площада", "Голям сух клон виси над пейката.", "fixed",
        "Клонът е отрязан.", 6, "Сух клон виси над пейката при чешмата."),
    ReportStory(104, "animals", "83212", "до училището", "Глутница от пет кучета сутрин пред училището.", "explained",
        "Кучетата са кастрирани и върнати; два пъти седмично минава екип. Нови животни не установихме.", 5,
        "Кучета сутрин пред училището.", followers=3),
    ReportStory(98, "playgrounds", "73198", "парк „Къпинчо“", "Счупена люлка с остър ръб.", "fixed",
        "Люлката е свалена още същия ден и е заменена.", 1, "Счупена люлка с остър ръб.", followers=1),
    ReportStory(93, "roads", "12108", "главната улица", "Тротоарът е разкопан от пролетта и никой не го връща.",
        "planned", "Възстановяването е включено в програмата за тротоарите.", 12,
        "Тротоарът на главната улица е разкопан от пролетта.", followers=5),
    ReportStory(87, "waste", "44241", "под моста на реката", "Някой е изсипал строителни отпадъци до самата вода.",
        "fixed", "Отпадъците са събрани; установен е и извършителят, съставен е акт.", 7,
        "Строителни отпадъци до водата под моста."),
    ReportStory(82, "lighting", "20300", "до читалището", "Лампата мига цяла нощ.", "fixed",
        "Подменен е контактът на стълба.", 3, "Лампата до читалището мига."),
    ReportStory(76, "roads", "15703", "отклонението за с. Голяма Желязна", "Пътят между Ломец и Голяма Желязна е "
        "пропаднал.", "not_ours", "Пътят е републикански. Изпратихме сигнала Ви на Областното пътно управление.", 4,
        "Пропадане на пътя между две села."),
    ReportStory(71, "greenery", "73198", "до автогарата", "Искам да отрежете чинара, защото листата падат върху "
        "колата ми.", "refused", "Дървото е здраво и защитено от наредбата за зелената система. Листата се метат "
        "ежедневно.", 8, "Искане да се отреже здраво дърво."),
    ReportStory(65, "lighting", "73198", "ул. „Раковски“ 12", "Не свети лампата пред входа.", "fixed",
        "Сменихме лампата.", 2, "Лампата не свети.", point=(24.7169, 42.8951)),
    ReportStory(60, "waste", "81476", "до хотелите", "Не са минавали за пластмаса от две седмици.", "explained",
        "Графикът за зимния сезон е на всеки 14 дни; публикуван е на страницата на общината.", 2,
        "Пластмасата не е извозвана две седмици.", channel="telephone"),
    ReportStory(54, "playgrounds", "73198", "ж.к. „Младост“", "На площадката има изкривена пързалка и стърчащ болт.",
        "reopened", "Болтът е затегнат.", 3, "Изкривена пързалка и стърчащ болт.", followers=2),
    ReportStory(47, "roads", "35290", "до параклиса", "След дъжда водата тече по улицата и влиза в двора.", "planned",
        "Канавката ще бъде изчистена и удълбочена през пролетта.", 10, "Дъждовната вода тече по улицата."),
    ReportStory(41, "animals", "05445", "край реката", "Мъртва сърна до пътеката.", "fixed", "Прибрана е.", 1,
        "Мъртво животно до пътеката.", author=""),
    ReportStory(35, "lighting", "03486", "по целия център", "От буря насам целият център е тъмен.", "fixed",
        "Възстановено е захранването на таблото.", 2, "Центърът е тъмен след бурята.", followers=8,
        point=(24.6931, 42.8447)),
    ReportStory(30, "conduct", "", "", "Служителят на гишето ми отказа входящ номер и ми каза да дойда пак.",
        "in_progress", against="official"),
    ReportStory(24, "roads", "73198", "ул. „Захари Стоянов“", "Шахтата е хлътнала и колите удрят отдолу.", "ordered",
        public="Хлътнала шахта.", point=(24.7121, 42.8897), followers=3),
    ReportStory(19, "waste", "72309", "пред кметството", "Липсва капак на контейнера и вятърът разнася боклука.",
        "in_progress", public="Контейнер без капак."),
    ReportStory(15, "lighting", "53707", "до църквата", "Две лампи не светят.", "in_progress",
        public="Две лампи не светят.", point=(24.7841, 42.8818), followers=1),
    ReportStory(14, "lighting", "53707", "при църквата", "Тъмно е около църквата, лампите не работят.", "merged",
        channel="counter"),
    ReportStory(8, "greenery", "02302", "детската градина", "Паднал клон върху оградата на градината.", "ordered",
        public="Паднал клон върху оградата на детската градина."),
    ReportStory(4, "roads", "73198", "ул. „Любен Каравелов“", "Паважът е повдигнат от корените, майки с колички слизат "
        "на платното.", "registered"),
    ReportStory(2, "playgrounds", "20300", "до стадиона", "Мрежата на вратата е скъсана.", "registered", author=""),
)  # fmt: skip
