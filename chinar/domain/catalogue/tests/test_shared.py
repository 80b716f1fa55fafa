"""What the state sets is described once: municipalities take it over, complete it and depart from it. A newer version
changes nothing by itself."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from chinar.domain.cases import waiting
from chinar.domain.cases.legal_periods import NoLegalPeriod
from chinar.domain.cases.tests.world import NOW, TOWN, client_of, official, open_department, sofia
from chinar.domain.catalogue.actions import ChangedMeanwhile, publish_description_of
from chinar.domain.catalogue.adopting import CannotTake, offer_shared, take_over, tie
from chinar.domain.catalogue.evidence_lines import WrongLine, read, write
from chinar.domain.catalogue.inheriting import EVIDENCE, own_fields
from chinar.domain.catalogue.models import Service, ServiceVersion, SharedEvidence, SharedVersion, Speed
from chinar.domain.catalogue.rules import PeriodTooLong
from chinar.domain.catalogue.sharing import publish_shared
from chinar.domain.catalogue.tests.world import CODE, PUBLISHED_AT, needs, offer, publish
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal.models import Entry

LIST = f"{TOWN}/desk/shared/"
ONE = f"{LIST}{CODE}/"
ADOPT = f"{ONE}adopt/"
OURS = f"{TOWN}/desk/services/{CODE}/inherited/"
DESCRIBE = f"{TOWN}/desk/services/{CODE}/description/"
SAID: dict[str, Any] = {
    "name": "Удостоверение за наследници",
    "name_en": "Certificate of heirs",
    "unified_number": "2016",
    "summary": "Кои са наследниците.",
    "who_may_apply": "Наследник.",
    "procedure": "Подава се заявление.",
    "legal_basis": "ЗГР чл. 24, ал. 1",
    "legal_period": "declaratory_act",
    "result": "Удостоверение.",
    "supervising_body": "Областният управител",
    "source": "Регистър на услугите",
}
LINES = "relations | register | Роднини | Relatives | АПК чл. 36, ал. 4 | GraoNBD.RelationsSearch\nacts | own | Актове"


def share(code: str = CODE, *, seen: int = 0, evidence: str = LINES, at: Any = PUBLISHED_AT, **changes: Any) -> Any:
    return publish_shared(code, evidence=read(evidence), seen=seen, by=SYSTEM, at=at, **{**SAID, **changes})


def inherit(department: Any, shared: Any, **own: Any) -> ServiceVersion:
    facts: dict[str, Any] = {"period": "5d", "fee_cents": 256, "speeds": [], **own}
    return offer_shared(shared, department=department, by=SYSTEM, at=PUBLISHED_AT, **facts)


def held(code: str = CODE) -> ServiceVersion:
    found: ServiceVersion = ServiceVersion.objects.published_rows().get(service__code=code)
    return found


@pytest.fixture
def editor(registry: Any) -> Client:
    return client_of(official("editor", "Рада Илиева", "catalogue_editor"), is_official=True)


@pytest.fixture
def keeper(registry: Any) -> Client:
    return client_of(official("keeper", "Калина Раева", "shared_editor"), is_official=True)


def test_a_shared_version_is_followed_by_another_and_never_rewritten(town: Any) -> None:
    first = share()
    assert share(seen=1) == first, "the same again changes nothing"
    second = share(seen=1, procedure="Подава се заявление, устно или писмено.", at=NOW)
    assert list(SharedVersion.objects.values_list("number", "superseded_at")) == [(1, NOW), (2, None)]
    assert [row.code for row in second.evidence.all()] == ["relations", "acts"]
    with pytest.raises(ChangedMeanwhile):
        share(seen=1, procedure="Друго.")
    with pytest.raises(NoLegalPeriod):
        share(seen=2, at=sofia(2026, 6, 30))
    for change in (
        lambda: SharedVersion.objects.update(name="Друго"),
        lambda: SharedEvidence.objects.update(name="Друго"),
        lambda: SharedEvidence.objects.first().delete(),
        lambda: SharedVersion.objects.filter(number=1).update(superseded_at=None),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(IntegrityError), transaction.atomic():
        SharedVersion.objects.create(description=second.description, number=3, published_at=NOW, name="Трета")
    assert Entry.objects.filter(verb="service.shared", subject=CODE).count() == 2


def test_evidence_is_written_a_line_each_and_read_back_the_same() -> None:
    said = f"{LINES}\nphoto | citizen optional | Снимка | | Няма я никой друг. | Nobody else has it."
    rows = read(said)
    assert [row.is_optional for row in rows] == [False, False, True]
    assert [row.code for row in read(write(rows))] == ["relations", "acts", "photo"]
    assert write(read(write(rows))) == write(rows)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("а | own | Име", "code"),
        ("a | own", "parts"),
        ("a|own|Име|||||x", "parts"),
        ("a | nobody | Име", "source"),
        ("a | own maybe | Име", "source"),
        ("a | own |", "name"),
        ("a | register | Име", "ground"),
        ("a | citizen | Име", "reason"),
        ("a | register | Име | | чл. 1 | NoSuchSearch", "operation"),
        ("a | own | " + "x" * 301, "long"),
        ("a | own | Име\na | own | Друго", "twice"),
        ("\n".join(f"a{n} | own | Име" for n in range(31)), "many"),
    ],
)
def test_a_line_that_says_no_evidence_is_named(line: str, code: str) -> None:
    with pytest.raises(WrongLine) as wrong:
        read(line)
    assert wrong.value.code == code


def test_a_new_service_has_the_shared_words_and_the_towns_term_and_fee(registry: Any) -> None:
    made = inherit(registry, share(), speeds=[Speed(kind="ordinary", period="5d", fee_cents=256)])
    assert (made.name, made.period, made.fee_cents, made.shared_version.number) == (SAID["name"], "5d", 256, 1)
    assert (made.service.code, made.service.unified_number) == (CODE, "2016")
    assert [(row.code, row.source) for row in made.requirements.all()] == [("relations", "register"), ("acts", "own")]
    assert own_fields(made) == []
    with pytest.raises(CannotTake, match="used"):
        inherit(registry, made.shared_version)
    other = share("other", unified_number="")
    publish(offer(registry, "other"))
    with pytest.raises(CannotTake, match="offered"):
        inherit(registry, other)
    with pytest.raises(PeriodTooLong):
        inherit(registry, share("third"), period="30d")
    assert not Service.objects.filter(code="third").exists(), "nothing half done"
    assert Entry.objects.filter(verb="service.inherited").count() == 1


def test_a_newer_version_changes_only_what_is_inherited(registry: Any) -> None:
    first = share()
    made = inherit(registry, first)
    ours = publish_description_of(made.service, seen=1, by=SYSTEM, at=NOW, procedure="При нас се пише на място.")
    assert own_fields(ours) == ["procedure"]
    lines = f"{LINES}\nphoto | citizen | Снимка | | Няма я никой друг."
    share(seen=1, at=NOW, summary="Документ кои са наследниците.", procedure="Ново.", evidence=lines)
    assert held().summary == SAID["summary"], "never by itself"
    with pytest.raises(ChangedMeanwhile):
        take_over(made.service, seen=1, by=SYSTEM, at=NOW)
    now = take_over(made.service, seen=2, by=SYSTEM, at=NOW)
    assert (now.summary, now.procedure) == ("Документ кои са наследниците.", "При нас се пише на място.")
    assert (now.number, now.shared_version.number, now.requirements.count()) == (3, 2, 3)
    assert take_over(made.service, seen=3, by=SYSTEM, at=NOW) == now, "once more changes nothing"
    assert ServiceVersion.objects.get(number=1).summary == SAID["summary"]


def test_a_description_of_the_town_is_tied_and_keeps_what_it_wants(registry: Any) -> None:
    rows = [needs("relations", identifier="deceased.egn", asking_roles="expert"), needs("foreign", source="own")]
    version = publish(offer(registry), requirements=rows, procedure="По нашему.")
    shared = share()
    with pytest.raises(ChangedMeanwhile):
        tie(version.service, shared, keep=[], seen=5, by=SYSTEM, at=NOW)
    with pytest.raises(CannotTake, match="number"):
        tie(version.service, share("o", unified_number="1"), keep=[], seen=1, by=SYSTEM, at=NOW)
    tied = tie(version.service, shared, keep=["procedure", "appeal"], seen=1, by=SYSTEM, at=NOW)
    assert (tied.procedure, tied.appeal, tied.supervising_body) == (
        "По нашему.",
        version.appeal,
        "Областният управител",
    )
    assert set(own_fields(tied)) == {"procedure", "appeal"}
    asked = tied.requirements.get(code="relations")
    assert (asked.identifier, asked.asking_roles, asked.name) == ("deceased.egn", "expert", "Роднини")
    assert not tied.requirements.filter(code="foreign").exists()
    kept = publish(offer(registry, "kept"), requirements=[needs("foreign", source="own")])
    tied = tie(kept.service, share("kept"), keep=[EVIDENCE], seen=1, by=SYSTEM, at=NOW)
    assert [row.code for row in tied.requirements.all()] == ["foreign"]
    with pytest.raises(CannotTake, match="tied"):
        tie(kept.service, share("kept-2"), keep=[], seen=2, by=SYSTEM, at=NOW)


def test_a_rule_of_law_does_not_fit_a_town_without_a_period_or_a_slower_one(registry: Any) -> None:
    lax = share(legal_period="", legal_basis="")
    slow = inherit(registry, lax, period="30d")
    none = publish(offer(registry, "none"), legal_period="", period="")
    none = tie(none.service, share("none", legal_period=""), keep=[], seen=1, by=SYSTEM, at=NOW)
    share(seen=1, at=NOW)
    share("none", seen=1, at=NOW)
    with pytest.raises(PeriodTooLong):
        take_over(slow.service, seen=1, by=SYSTEM, at=NOW)
    with pytest.raises(CannotTake, match="no_period"):
        take_over(none.service, seen=2, by=SYSTEM, at=NOW)
    assert (held().number, held("none").number) == (1, 2)


def test_an_editor_takes_a_description_over_as_a_new_service(registry: Any, editor: Client) -> None:
    assert Client().get(LIST).status_code == 302
    share()
    assert ADOPT in editor.get(LIST).text
    page = editor.get(ONE).text
    assert "Областният управител" in page
    assert "declaratory_act" not in page
    given = {
        "department": str(registry.pk),
        "period": "5D",
        "fee": "2,56",
        "file_by": ["desk", "post"],
        "fee_ground": "на гише <b>",
    }
    for wrong, said in (
        ({"department": ""}, "Изберете отдела"),
        ({"department": str(2**70)}, "на гише"),
        ({"period": "30d"}, "никога по-бавна"),
        ({"period": "скоро"}, "Напишете число"),
        ({"fee": "-1"}, "сума"),
        ({"fee": ""}, "Напишете таксата"),
        ({"fast_period": "1d"}, "таксата при тази скорост"),
        ({"express_fee": "9"}, "срока при тази скорост"),
        ({"fast_period": "20d", "fast_fee": "1"}, "никога по-бавна"),
        ({"file_by": ["desk", "made-up"]}, "на гише"),
        ({"fee_ground": "\0"}, "2,56"),
    ):
        answer = editor.post(ADOPT, {**given, **wrong})
        assert (answer.status_code, said in answer.text) == (200, True), wrong
    assert not Service.objects.exists()
    assert "на гише &lt;b&gt;" in editor.post(ADOPT, {**given, "period": "30d"}).text
    answer = editor.post(ADOPT, {**given, "fast_period": "1d", "fast_fee": "5"}, follow=True)
    assert "Още не е посочено" in answer.text
    made = held()
    assert (made.period, made.fee_cents, made.service.department) == ("5d", 256, registry)
    assert [(one.kind, one.period, one.fee_cents) for one in made.speeds.all()] == [
        ("ordinary", "5d", 256), ("fast", "1d", 500),
    ]  # fmt: skip
    assert editor.get(ADOPT)["Location"] == OURS
    public = Client().get(f"{TOWN}/services/{CODE}/").text
    assert "Подава се заявление." in public
    assert "Общо описание, версия 1" in public


def test_inherited_words_are_read_only_until_own_ones_are_asked_for(registry: Any, editor: Client) -> None:
    made = inherit(registry, share())
    page = editor.get(DESCRIBE).text
    assert 'name="procedure"' not in page
    assert 'name="validity"' in page or 'value="validity"' in page
    kept = {"period": "4d", "suggestions": "a@chinar.example", "seen": "1"}
    forged = editor.post(DESCRIBE, {**kept, "procedure": "Подправено", "publish": "1"})
    assert forged.status_code == 302
    assert (held().period, held().procedure, own_fields(held())) == ("4d", SAID["procedure"], [])
    opened = editor.post(DESCRIBE, {**kept, "seen": "2", "period": "скоро", "open": "procedure"}).text
    assert 'name="own" value="procedure"' in opened
    assert "скоро" in opened
    assert SAID["procedure"] in opened
    ours = {**kept, "seen": "2", "own": "procedure", "procedure": "При нас.\r\nТака."}
    assert "При нас." in editor.post(DESCRIBE, {**ours, "preview": "1"}).text
    assert editor.post(DESCRIBE, {**ours, "publish": "1"}).status_code == 302
    assert own_fields(held()) == ["procedure"]
    page = editor.get(OURS).text
    assert "При нас." in page
    assert SAID["procedure"] in page
    late = editor.post(OURS, {"back": "procedure", "seen": "2"}, follow=True)
    assert "междувременно" in late.text
    editor.post(OURS, {"back": "procedure", "seen": "3"})
    editor.post(OURS, {"back": "fee_cents", "seen": "4"})
    editor.post(OURS, {"nothing": "", "seen": "x" * 9})
    assert (held().number, own_fields(held())) == (4, [])
    assert editor.post(OURS, {"alone": "1", "seen": "4"})["Location"] == DESCRIBE
    assert (held().shared_version, held().procedure) == (None, made.procedure)
    assert editor.get(OURS).status_code == 404
    assert f"{ADOPT}{CODE}/" in editor.get(ADOPT).text
    tie_page = f"{ADOPT}{CODE}/"
    publish_description_of(made.service, seen=5, by=SYSTEM, at=NOW, validity="Година.")
    assert editor.post(tie_page, {"seen": "6", "keep": "made-up"}).status_code == 200
    late = editor.post(tie_page, {"seen": "5", "keep": ["validity"]}).text
    assert "Междувременно" in late
    assert 'value="validity" checked' in late
    assert editor.post(tie_page, {"seen": "6", "keep": ["validity"]})["Location"] == DESCRIBE
    assert own_fields(held()) == ["validity"]
    assert editor.get(tie_page).status_code == 404


def test_newer_versions_wait_and_are_taken_over_at_once_but_for_those_that_cannot(
    registry: Any, editor: Client, django_assert_max_num_queries: Any
) -> None:
    account = official("svetla", "Светла Маринова", "secretary")
    expert = official("georgi", "Георги Николов", "expert", registry)
    for number in range(3):
        inherit(registry, share(f"s{number}", unified_number="", name=f"Услуга {number}"))
    slow = inherit(registry, share("slow", unified_number="", legal_period="", name="Бавна"), period="30d")
    share("unused", unified_number="777", name="Неползвана")
    source = {one.code: one for one in waiting.registered()}["shared"]
    assert source not in waiting.counts(account, on=NOW.date())
    for code in ("s0", "s1", "slow"):
        share(code, seen=1, at=NOW, unified_number="", name=f"Нова {code}")
    assert waiting.counts(account, on=NOW.date())[source] == 3
    assert source not in waiting.counts(expert, on=NOW.date())
    line = waiting.lines(account, on=NOW.date(), only="shared")[0]
    assert line.arguments["code"] in ("s0", "s1", "slow")
    with django_assert_max_num_queries(12):
        page = editor.get(f"{LIST}?show=newer").text
    assert page.count('name="take"') == 3
    assert "Неползвана" in editor.get(f"{LIST}?q=НЕПОЛЗВАНА 777").text
    assert "Неползвана" not in editor.get(f"{LIST}?q=\0няма&show=made-up&page=x").text
    late = {"take": ["s0:1", "s1:7", "slow:1", "unused:1", "none:1", "s2:x", ":", "s2:99999999", "бъг:1"]}
    answer = editor.post(LIST, late, follow=True).text
    assert "1 услуга е" in answer
    assert "остава както беше" in answer
    assert (held("s0").name, held("s1").number, held("slow").number) == ("Нова s0", 1, 1)
    assert held("slow").shared_version == slow.shared_version
    assert "Нищо не е избрано" in editor.post(LIST, {}, follow=True).text
    assert "Нова s1" in editor.get(OURS.replace(CODE, "s1")).text
    editor.post(OURS.replace(CODE, "s1"), {"take": "1", "seen": "1"})
    assert held("s1").name == "Нова s1"


@pytest.mark.parametrize("others", [1, 45])
def test_pages_cost_the_same_however_much_is_shared(
    registry: Any, editor: Client, others: int, django_assert_max_num_queries: Any
) -> None:
    inherit(registry, share())
    for number in range(others):
        made = share(f"s{number}", unified_number="", evidence="")
        if number % 2:
            inherit(registry, made)
    with django_assert_max_num_queries(10):
        editor.get(LIST)
    for page in (OURS, DESCRIBE, ONE):
        with django_assert_max_num_queries(12):
            assert editor.get(page).status_code == 200


def test_the_keeper_shares_and_of_two_one_is_told(editor: Client, keeper: Client) -> None:
    new, edit = f"{TOWN}/desk/shared-new/", f"{ONE}edit/"
    assert editor.get(new).status_code == 404
    share()
    assert editor.get(edit).status_code == 404
    assert edit not in editor.get(ONE).text
    assert edit in keeper.get(ONE).text
    typed = {**SAID, "evidence": LINES, "seen": "0", "code": "trees", "publish": "1"}
    for wrong, said in (
        ({"code": CODE}, "вече има"),
        ({"code": "дървета"}, "латински"),
        ({"name": ""}, "Въведете наименованието"),
        ({"unified_number": "20а"}, "цифри"),
        ({"evidence": "x | y"}, "Ред 1"),
        ({"legal_period": "made_up"}, "избор"),
        ({"procedure": "x" * 5000}, "4000"),
        ({"seen": "-1"}, "trees"),
    ):
        answer = keeper.post(new, {**typed, **wrong})
        assert (answer.status_code, said in answer.text) == (200, True), wrong
    assert keeper.post(new, typed)["Location"] == f"{LIST}trees/"
    first = {**SAID, "evidence": LINES, "seen": "1", "procedure": "Първа <script>."}
    assert "&lt;script&gt;" in keeper.post(edit, {**first, "preview": "1"}).text
    assert keeper.post(edit, {**first, "publish": "1"}).status_code == 302
    late = keeper.post(edit, {**typed, "seen": "1", "procedure": "Втора."}).text
    assert "Втора." in late
    assert "Първа &lt;script&gt;." in late
    assert 'name="seen" value="2"' in late
    assert SharedVersion.objects.filter(description__code=CODE).count() == 2


def test_towns_inherit_apart(registry: Any, other_town: Any, editor: Client) -> None:
    shared = share()
    inherit(registry, shared)
    with scoped(other_town.pk):
        made = inherit(open_department(), shared, period="7d", fee_cents=0)
        assert (made.period, made.fee_cents, ServiceVersion.objects.count()) == ("7d", 0, 1)
        petar = client_of(official("petar", "Петър", "catalogue_editor"), is_official=True)
    assert petar.get(LIST).status_code == 404
    assert "up to date" not in Client().get(f"/{other_town.slug}/bg/services/{CODE}/").text
    assert held().period == "5d"
