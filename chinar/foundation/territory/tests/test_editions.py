from collections.abc import Callable
from pathlib import Path

import pytest

from chinar.foundation.territory.editions import read_edition
from chinar.foundation.territory.problems import SENTENCES, Refused
from chinar.foundation.territory.tests.conftest import FILES

Folder = Callable[..., Path]


def problems(folder: Path) -> list[tuple[str, int | None, str, str]]:
    with pytest.raises(Refused) as caught:
        read_edition(folder)
    return [(p.file, p.row, p.column, p.code) for p in caught.value.problems]


def test_a_right_folder_is_read(folder: Folder) -> None:
    edition = read_edition(folder())
    assert [row["name"] for row in edition.settlements] == ["Орешак", "Патрешко", "Троян"]
    assert edition.doubts == []


def test_every_wrong_row_of_every_file_is_reported_at_once(folder: Folder) -> None:
    wrong = folder(
        districts="code,name,nuts3,centre_ekatte\nLO,Ловеч,BG315,73199\n",
        kmetstva=FILES["kmetstva.csv"] + "LOV99-01,,53707,LOV34\n",
        settlements=FILES["settlements.csv"]
        + "73199,1,Троян,Troyan,LOV34,LOV34-00,2,5600,24.7,42.8\n"
        + "53707,9,Орешак,,LOV34,LOV34-77,x,5630,24.7,\n"
        + "00014,3,Абланица,Ablanitsa,BLG52,BLG52-00,5,2932,12.5,41.9\n"
        + "00028,3,Абланица,Ablanitsa,LOV34,LOV34-00,5,5574,a,b\n"
        + "too,few\n",
    )
    with pytest.raises(Refused) as caught:
        read_edition(wrong)
    assert [(p.row, p.code) for p in caught.value.problems] == [(9, "cells")]
    text = (wrong / "settlements.csv").read_text(encoding="utf-8").replace("too,few\n", "")
    (wrong / "settlements.csv").write_text(text, encoding="utf-8")
    assert set(problems(wrong)) == {
        ("districts.csv", 2, "code", "form"),
        ("districts.csv", 2, "centre_ekatte", "check_digit"),
        ("municipalities.csv", 2, "district", "unknown_parent"),
        ("kmetstva.csv", 3, "name", "empty"),
        ("kmetstva.csv", 3, "municipality", "other_parent"),
        ("settlements.csv", 5, "ekatte", "check_digit"),
        ("settlements.csv", 6, "ekatte", "duplicate"),
        ("settlements.csv", 6, "kind", "kind"),
        ("settlements.csv", 6, "name_en", "empty"),
        ("settlements.csv", 6, "kmetstvo", "unknown_parent"),
        ("settlements.csv", 6, "category", "number"),
        ("settlements.csv", 6, "lat", "half_point"),
        ("settlements.csv", 7, "municipality", "unknown_parent"),
        ("settlements.csv", 7, "lon", "outside"),
        ("settlements.csv", 8, "lon", "number"),
    }


def test_missing_files_and_columns_are_named(folder: Folder) -> None:
    found = problems(folder(districts=None, kmetstva="code,name\n"))
    assert found == [
        ("districts.csv", None, "", "no_file"),
        ("kmetstva.csv", 1, "centre_ekatte", "no_column"),
        ("kmetstva.csv", 1, "municipality", "no_column"),
    ]


def test_a_file_in_another_encoding_is_named(folder: Folder) -> None:
    place = folder()
    (place / "districts.csv").write_bytes("code,name\nLOV,Ловеч\n".encode("cp1251"))
    assert problems(place) == [("districts.csv", None, "", "not_utf8")]


def test_a_centre_must_be_there_in_a_whole_edition_only(folder: Folder) -> None:
    place = folder(districts="code,name,nuts3,centre_ekatte\nLOV,Ловеч,BG315,43952\n")
    assert problems(place) == [("districts.csv", 2, "centre_ekatte", "unknown_parent")]
    assert read_edition(place, is_whole=False).districts[0]["code"] == "LOV"


def test_a_far_point_and_an_odd_postal_code_are_doubts(folder: Folder) -> None:
    text = FILES["settlements.csv"].replace("24.773747", "26.0").replace("5631", "липсва")
    edition = read_edition(folder(settlements=text))
    assert [(doubt.row, doubt.code) for doubt in edition.doubts] == [(3, "postal_code"), (3, "far")]
    assert edition.settlements[1]["postal_code"] == ""


@pytest.mark.parametrize("point", ["nan,nan", "inf,42.8", "1e999999,42.8"])
def test_a_point_that_is_no_number_is_refused(folder: Folder, point: str) -> None:
    text = FILES["settlements.csv"].replace("24.71297,42.890375", point)
    assert problems(folder(settlements=text))[0][:3] == ("settlements.csv", 4, "lon")


def test_every_problem_says_where_and_what(folder: Folder) -> None:
    with pytest.raises(Refused) as caught:
        read_edition(folder(settlements=FILES["settlements.csv"].replace("73198", "73199")))
    assert str(caught.value.problems[-1]).startswith("settlements.csv:4: ekatte „73199“: ")
    assert all(str(sentence) for sentence in SENTENCES.values())


def test_the_real_edition_is_read_with_its_doubts(shared: Path) -> None:
    edition = read_edition(shared / "data/bg-territory")
    assert len(edition.settlements) == 5256
    far = {doubt.value for doubt in edition.doubts if doubt.code == "far"}
    assert far == {"00850 Гълъбово", "06865 Буйновица", "21717 Добротич", "21811 Дойранци"}
