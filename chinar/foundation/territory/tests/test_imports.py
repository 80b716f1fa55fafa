from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.territory.editions import read_edition
from chinar.foundation.territory.imports import Counts, import_edition
from chinar.foundation.territory.models import ClassifierEdition, FormerName, Mayoralty, Municipality, Settlement
from chinar.foundation.territory.problems import Refused
from chinar.foundation.territory.tests.conftest import AT, FILES

pytestmark = pytest.mark.django_db
Folder = Callable[..., Path]
FIRST, LATER = date(2026, 5, 15), date(2026, 11, 1)


def bring(folder: Path, on: date, *, is_whole: bool = True, dry_run: bool = False) -> Counts:
    edition = read_edition(folder, is_whole=is_whole)
    return import_edition(edition, on=on, is_whole=is_whole, by=SYSTEM, at=AT, dry_run=dry_run)


def changed(file: str, old: str, new: str) -> dict[str, str]:
    return {file: FILES[f"{file}.csv"].replace(old, new)}


def test_a_first_edition_begins_everything_without_a_false_first_day(folder: Folder, told: list[Any]) -> None:
    assert bring(folder(), FIRST) == Counts(begun=6)
    oreshak = Settlement.objects.get(ekatte="53707")
    assert (oreshak.valid_from, oreshak.mayoralty.code, oreshak.kind) == (None, "LOV34-15", "village")
    town = Municipality.objects.get()
    assert (town.slug, town.name_en, town.is_active, town.district.code) == ("troyan", "Troyan", False, "LOV")
    assert [(row["verb"], row["scope"], row["subject"]) for row in told] == [("territory.imported", None, "2026-05-15")]


def test_the_same_edition_again_changes_nothing(folder: Folder, told: list[Any]) -> None:
    bring(folder(), FIRST)
    assert not bring(folder(), FIRST).any
    assert len(told) == ClassifierEdition.objects.count() == 1


def test_a_trial_changes_nothing(folder: Folder, told: list[Any]) -> None:
    assert bring(folder(), FIRST, dry_run=True).begun == 6
    assert not Settlement.objects.exists()
    assert not told


def test_a_renamed_settlement_keeps_its_old_row(folder: Folder) -> None:
    bring(folder(), FIRST)
    renamed = changed("settlements", "Орешак,Oreshak", "Ново Орешак,Novo Oreshak")
    assert bring(folder(**renamed), LATER) == Counts(begun=1, closed=1)
    rows = Settlement.objects.filter(ekatte="53707").order_by("id")
    assert [(row.name, row.valid_from, row.valid_until) for row in rows] == [
        ("Орешак", None, LATER),
        ("Ново Орешак", LATER, None),
    ]
    assert rows.on(date(2026, 10, 31)).get().name == "Орешак"
    assert rows.on(LATER).get().name == "Ново Орешак"
    assert rows[1].postal_code == "5630"


def test_a_moved_settlement_keeps_its_old_row(folder: Folder) -> None:
    bring(folder(), FIRST)
    assert bring(folder(**changed("settlements", "LOV34-15", "LOV34-00")), LATER) == Counts(begun=1, closed=1)
    assert Settlement.objects.current().get(ekatte="53707").mayoralty is None


def test_a_renamed_mayoralty_moves_no_settlement(folder: Folder) -> None:
    bring(folder(), FIRST)
    assert bring(folder(**changed("kmetstva", "Орешак", "Орехово")), LATER) == Counts(1, 1, 1)
    place = Settlement.objects.get(ekatte="53707")
    assert (place.valid_from, place.mayoralty.name) == (None, "Орехово")
    assert Mayoralty.objects.filter(code="LOV34-15").count() == 2


def test_a_vanished_settlement_is_closed_and_comes_back_as_a_new_row(folder: Folder) -> None:
    many = "".join(f"{code},3,Село,Selo,LOV34,LOV34-00,8,,,\n" for code in CODES)
    whole = FILES["settlements.csv"] + many
    bring(folder(settlements=whole), FIRST)
    without = whole.replace("55587,3,Патрешко,Patreshko,LOV34,LOV34-00,8,5631,24.773747,42.919321\n", "")
    assert bring(folder(settlements=without), LATER) == Counts(closed=1)
    assert not Settlement.objects.current().filter(ekatte="55587").exists()
    assert bring(folder(settlements=whole), date(2027, 5, 1)) == Counts(begun=1)
    assert Settlement.objects.filter(ekatte="55587").count() == 2


def test_a_corrected_point_is_corrected_where_it_stands_and_an_empty_one_is_kept(folder: Folder) -> None:
    bring(folder(), FIRST)
    assert bring(folder(**changed("settlements", "24.71297", "24.71300")), LATER) == Counts(corrected=1)
    assert not bring(folder(**changed("settlements", "24.71297,42.890375", ",")), LATER).any
    assert float(Settlement.objects.get(ekatte="73198").longitude) == 24.713


def test_the_same_edition_with_another_name_is_a_correction(folder: Folder) -> None:
    bring(folder(), FIRST)
    assert bring(folder(**changed("settlements", "Орешак,Oreshak", "Орешака,Oreshaka")), FIRST) == Counts(corrected=1)
    assert Settlement.objects.filter(ekatte="53707").count() == 1


def test_a_renamed_municipality_keeps_row_and_address(folder: Folder) -> None:
    bring(folder(), FIRST)
    before = Municipality.objects.get()
    assert bring(folder(**changed("municipalities", "Троян", "Ново Трояново")), LATER) == Counts(corrected=1)
    after = Municipality.objects.get()
    assert (after.pk, after.slug, after.name) == (before.pk, "troyan", "Ново Трояново")
    assert list(FormerName.objects.values_list("name", "valid_until")) == [("Троян", LATER)]


def test_an_older_edition_is_refused(folder: Folder) -> None:
    bring(folder(), LATER)
    with pytest.raises(Refused) as caught:
        bring(folder(), FIRST)
    assert caught.value.problems[0].code == "older"


def test_a_part_taken_for_the_whole_is_refused_and_said_to_be_a_part_closes_nothing(folder: Folder) -> None:
    bring(folder(), FIRST)
    part = folder(
        settlements="\n".join(FILES["settlements.csv"].splitlines()[:1] + FILES["settlements.csv"].splitlines()[3:]),
        kmetstva=FILES["kmetstva.csv"].splitlines()[0] + "\n",
    )
    with pytest.raises(Refused) as caught:
        bring(part, LATER)
    assert caught.value.problems[0].code == "part"
    assert not bring(part, LATER, is_whole=False).any
    assert Settlement.objects.current().count() == 3


def test_two_municipalities_of_one_name_carry_their_districts(folder: Folder) -> None:
    bring(
        folder(
            districts="code,name,nuts3,centre_ekatte\nVAR,Варна,BG331,07598\nRSE,Русе,BG323,07603\n",
            municipalities="code,name,district,centre_ekatte,category_2014\n"
            "VAR05,Бяла,VAR,07598,4\nRSE04,Бяла,RSE,07603,4\n",
            kmetstva="code,name,centre_ekatte,municipality\n",
            settlements=FILES["settlements.csv"].splitlines()[0]
            + "\n07598,1,Бяла,Byala,VAR05,VAR05-00,4,,,\n07603,1,Бяла,Byala,RSE04,RSE04-00,4,,,\n",
        ),
        FIRST,
    )
    assert set(Municipality.objects.values_list("slug", flat=True)) == {"byala-var", "byala-rse"}


def test_the_command_says_all_problems_in_the_language_asked_for(folder: Folder) -> None:
    errors = StringIO()
    wrong = folder(**changed("settlements", "73198", "73199"))
    with pytest.raises(CommandError, match="problem"):
        call_command("territory", "--language", "en", "import", str(wrong), "--edition", "2026-05-15", stderr=errors)
    assert "settlements.csv:4: ekatte „73199“: the check digit of the EKATTE code is wrong" in errors.getvalue()
    assert not Municipality.objects.exists()


def test_the_command_imports_and_says_so(folder: Folder, told: list[Any]) -> None:
    out = StringIO()
    for _ in range(2):
        call_command("territory", "--language", "en", "import", str(folder()), "--edition", "2026-05-15", stdout=out)
    assert out.getvalue().splitlines() == [
        "Begun: 6. Closed: 0. Corrected: 0.",
        "Everything stands already as in these files; nothing was changed.",
    ]


def test_the_whole_country_is_imported_in_few_statements(shared: Path, django_assert_max_num_queries: Any) -> None:
    folder = shared / "data/bg-territory"
    with django_assert_max_num_queries(120):
        assert bring(folder, FIRST).begun == 28 + 265 + 3041 + 5256
    assert not bring(folder, FIRST).any
    assert Municipality.objects.get(code="VAR05").slug == "byala-var"
    troyan = Municipality.objects.get(slug="troyan")
    assert Settlement.objects.filter(municipality=troyan).count() == 22
    assert Mayoralty.objects.filter(municipality=troyan).count() == 19


# Twelve codes with right check digits, for a municipality large enough to lose one settlement.
CODES = ("00014", "00028", "00031", "00045", "00059", "00062", "00084", "00093", "00103", "00117", "02302", "02448")


def test_a_municipality_of_the_classifier_is_adopted_by_command(folder: Folder, told: list[Any]) -> None:
    bring(folder(), FIRST)
    out = StringIO()
    adopt = ["territory", "--language", "en", "adopt", "LOV34"]
    call_command(*adopt, "--slug", "balkan", "--address-en", "1 Vazrazhdane Square", stdout=out)
    call_command(*adopt, "--phone", "0670 12345", stdout=out)
    assert out.getvalue().splitlines() == ["Municipality Троян is served; its short name in addresses is balkan."] * 2
    town = Municipality.objects.get()
    assert (town.is_active, town.slug, town.address_en, town.phone) == (
        True,
        "balkan",
        "1 Vazrazhdane Square",
        "0670 12345",
    )
    assert [row["verb"] for row in told if row["verb"] == "municipality.adopted"] == ["municipality.adopted"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("LOV99",), "import it first"),
        (("LOV34", "--slug", "desk"), "belongs to the installation"),
        (("LOV34", "--email", "nobody"), "(?i)e-?mail"),
    ],
)
def test_what_keeps_a_municipality_from_being_adopted_is_named(
    folder: Folder, told: list[Any], words: tuple[str, ...], why: str
) -> None:
    bring(folder(), FIRST)
    with pytest.raises(CommandError, match=why):
        call_command("territory", "--language", "en", "adopt", *words)
    assert not Municipality.objects.active().exists()
