"""What the demo's municipalities publish: facts of a real service with their source, as a sample.

Number, name and legal basis: Register of Services as municipalities print it (Peshtera); period: АПК чл. 57 ал. 2.
Fees differ from town to town and are set by the council; the sample is free of charge.
"""

from typing import Any

from chinar.domain.catalogue.models import EvidenceRequirement

HEIRS_CODE = "certificate-of-heirs"
HEIRS_NUMBER = "2016"
HEIRS: dict[str, Any] = {
    "name": "Издаване на удостоверение за наследници",
    "name_en": "Certificate of heirs",
    "summary": "Документ, в който общината посочва кои са наследниците на починал човек и какви са дяловете им.",
    "summary_en": "A document in which the municipality states who the heirs of the deceased are and their shares.",
    "who_may_apply": "Наследник на човек, чийто последен постоянен адрес е бил в общината.",
    "who_may_apply_en": "An heir of somebody whose last permanent address was in the municipality.",
    "what_you_bring": "Нищо. Акта за смърт и данните за родството общината проверява сама.",
    "what_you_bring_en": "Nothing. The municipality itself looks up the death act and the relations.",
    "result": "Удостоверение за наследници (PDF с код, с който всеки може да провери, че е истинско).",
    "result_en": "Certificate of heirs (PDF with a code by which anyone can check that it is genuine).",
    "legal_basis": (
        "ЗГР чл. 24, ал. 1, чл. 106, ал. 1, т. 1; ЗМДТ чл. 110, ал. 1, т. 1; "
        "Наредба № РД-02-20-6 от 24 април 2012 г., чл. 9-12"
    ),
    "legal_period": "declaratory_act",
    "period": "7d",
    "fee_cents": 0,
    "appeal": (
        "Отказът може да се обжалва в 14-дневен срок от съобщаването му, писмено, чрез общината, "
        "пред областния управител или пред административния съд (АПК чл. 83, 84 и 93)."
    ),
    "appeal_en": (
        "A refusal may be appealed within 14 days of its notification, in writing, through the municipality, "
        "before the regional governor or the administrative court (АПК art. 83, 84 and 93)."
    ),
    "group": "Гражданска регистрация",
    "event": "death",
    "audience": "citizens",
    "assurance": "low",
    "file_by": "desk village online post e_delivery",
    "receive_by": "desk village online post",
    "is_online": True,
    "is_sample": True,
}

_GROUND = "АПК чл. 36, ал. 4; Наредба № РД-02-20-6 от 24 април 2012 г., чл. 9-12"


def heirs_evidence() -> list[EvidenceRequirement]:
    """What a certificate of heirs rests on; rows without a version."""
    of_deceased = {"source": "register", "ground": _GROUND, "identifier": "deceased.egn", "asking_roles": "expert head"}
    return [
        EvidenceRequirement(
            code="death-of-the-person",
            name="Данни за починалия и датата на смъртта",
            name_en="Data of the deceased and the date of death",
            operation="GraoNBD.PersonDataSearch",
            **of_deceased,
        ),
        EvidenceRequirement(
            code="relations",
            name="Роднини на починалия",
            name_en="Relatives of the deceased",
            operation="GraoNBD.RelationsSearch",
            **of_deceased,
        ),
        EvidenceRequirement(
            code="last-permanent-address",
            name="Последен постоянен адрес на починалия",
            name_en="Last permanent address of the deceased",
            operation="GraoPNA.PermanentAddressSearch",
            **of_deceased,
        ),
        EvidenceRequirement(
            code="death-act",
            name="Акт за смърт",
            name_en="Death act",
            source="own",
            ground=_GROUND,
        ),
        EvidenceRequirement(
            code="foreign-death-act",
            name="Препис от акт за смърт, съставен в чужбина",
            name_en="Copy of a death act made abroad",
            source="citizen",
            reason="Нужен е само когато смъртта е настъпила в чужбина и актът не е предаден в България.",
            reason_en="Needed only when the death was abroad and the act has not been passed to Bulgaria.",
            is_optional=True,
        ),
    ]
