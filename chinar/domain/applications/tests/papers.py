"""What the templates of papers are given, invented from end to end; the birth years of these people are 1850-1899."""

from typing import Any

from chinar.foundation.documents.printing import qr_code

TOWN = {
    "name": "Община Троян",
    "initial": "Т",
    "district": "Област Ловеч",
    "address": "пл. „Възраждане“ № 1, 5600 Троян",
    "phone": "0670 00 000",
    "email": "info@troyan.example",
}
CHECK = {
    "code": "7KQ2-M9XD-4TRB-0HWE",
    "address": "https://chinar.example/troyan/bg/check/7KQ2-M9XD-4TRB-0HWE/",
    "qr_svg": qr_code("https://chinar.example/troyan/bg/check/7KQ2-M9XD-4TRB-0HWE/"),
}
OFFICIAL = {"name": "Надежда Илиева", "position": "началник на отдел „Гражданска регистрация“"}
FOLLOW = "https://chinar.example/troyan/bg/follow/"


def receipt(**changes: Any) -> dict[str, Any]:
    return {
        "municipality": TOWN,
        "demo": True,
        "number": "2-17-23.11.2026",
        "service": "Издаване на удостоверение за наследници",
        "received_at": "23 ноември 2026 г., 14:05:09 ч. (източноевропейско време, UTC+2)",
        "office": "Портал на общината",
        "applicant": "Елена Димитрова",
        "asked": [
            {"label": "За кого", "value": "Стоян Петков Димитров"},
            {"label": "Дата на смъртта", "value": "3 март 1949 г."},
            {"label": "За какво е нужно", "value": "за откриване на наследство пред нотариус"},
            {"label": "Как ще го получите", "value": "електронно, в профила Ви"},
        ],
        "due": "Най-късно на 30 ноември 2026 г., понеделник",
        "due_explanation": [
            "Заявлението е получено на 23 ноември 2026 г. в работно време; от този ден тръгва срокът (АПК чл. 25).",
            "Срокът за издаване на документ е 7 дни (АПК чл. 57, ал. 2).",
            "Седмият ден е 30 ноември 2026 г., присъствен ден.",
        ],
        "handler": {"department": "Отдел „Гражданска регистрация“", "phone": "0670 00 000, вътр. 12"},
        "follow": {
            "address": FOLLOW,
            "key": "M3WX-90AK-RT2V-8QHD",
            "qr_svg": qr_code(FOLLOW + "?number=2-17-23.11.2026"),
        },
        "next": [
            "Длъжностно лице проверява данните в регистъра на населението.",
            "Ако нещо липсва, ще Ви пишем какво е и до кога да го изпратите.",
            "Когато удостоверението е готово, ще получите съобщение и ще можете да го изтеглите.",
        ],
        "notes": [
            "За услугата не се дължи такса.",
            "Ако не получите отговор в срок, това се смята за мълчалив отказ и може да се обжалва (АПК чл. 58).",
        ],
        **changes,
    }


def certificate(**changes: Any) -> dict[str, Any]:
    return {
        "municipality": TOWN,
        "demo": True,
        "draft": False,
        "number": "2-17-23.11.2026",
        "issued_on": "26 ноември 2026 г.",
        "basis": "Издава се по данни от регистъра на населението и от регистъра на актовете за гражданско състояние.",
        "deceased": {
            "name": "Стоян Петков Димитров",
            "egn": "7523169263",
            "sex": "m",
            "address": "гр. Троян, ул. „Христо Ботев“ № 4",
            "died_on": "3 март 1949 г.",
            "death_act": "№ 12 от 4 март 1949 г., съставен в гр. Троян",
        },
        "heirs": [
            heir("Елена Стоянова Димитрова-Константинова", "дъщеря", "1/3"),
            heir("Петър Стоянов Димитров", "син", "1/3"),
            heir("Мария Иванова Димитрова", "внучка", "1/6", note="по право на заместване на Иван Стоянов Димитров"),
            heir("Георги Иванов Димитров", "внук", "1/6", note="по право на заместване на Иван Стоянов Димитров"),
        ],
        "purpose": "нотариус",
        "official": OFFICIAL,
        "check": CHECK,
        **changes,
    }


def heir(name: str, relation: str, share: str, note: str = "") -> dict[str, str]:
    return {"name": name, "identifier": "9030261907", "relation": relation, "share": share, "note": note}


def refusal(**changes: Any) -> dict[str, Any]:
    return {
        "municipality": TOWN,
        "demo": True,
        "draft": False,
        "number": "3-4-26.11.2026",
        "issued_on": "26 ноември 2026 г.",
        "addressee": "Елена Димитрова, гр. Троян, ул. „Христо Ботев“ № 4",
        "application": {
            "number": "2-17-23.11.2026",
            "received_at": "23 ноември 2026 г.",
            "service": "Издаване на удостоверение за наследници",
        },
        "facts": "Лицето, за което е поискано удостоверение, е вписано в регистъра на населението като живо.",
        "law": "Удостоверение за наследници се издава само за починало лице.",
        "decision": "Отказвам да издам удостоверение за наследници на Стоян Петков Димитров.",
        "appeal": "Отказът може да се обжалва в 14-дневен срок от съобщаването му пред кмета на община Троян, "
        "чрез органа, който го е издал (АПК чл. 83 и 84), или пред Административен съд – Ловеч.",
        "official": OFFICIAL,
        "check": CHECK,
        **changes,
    }
