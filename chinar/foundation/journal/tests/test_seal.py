"""The seal: order and digests come later, and whatever is done to a sealed entry is found."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.timezone import now

from chinar.foundation.core import guards
from chinar.foundation.core.actor import SYSTEM
from chinar.foundation.core.scope import scoped
from chinar.foundation.journal import actions, queries, rules, tasks
from chinar.foundation.journal.models import Chain, Entry
from chinar.foundation.journal.tests.conftest import AT


@pytest.fixture
def three(town: Any) -> list[Entry]:
    """Three entries of the town, sealed."""
    actions.open_chain(town.pk)
    entries = [actions.record("matter.opened", by=SYSTEM, at=AT, subject=f"A-{n}") for n in (1, 2, 3)]
    assert actions.seal(town.pk) == 3
    return entries


def tamper(sql: str) -> None:
    """What somebody with the rights of the database's owner could do."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
    guards.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql)
        if connection.vendor == "postgresql":
            cursor.execute("set constraints all immediate")
    guards.install(connection)


def test_entries_get_positions_and_digests_in_order(three: list[Entry], town: Any) -> None:
    sealed = list(Entry.objects.sealed())
    assert [entry.position for entry in sealed] == [1, 2, 3]
    assert sealed[0].digest == rules.digest(rules.GENESIS, sealed[0].content())
    assert sealed[1].digest == rules.digest(sealed[0].digest, sealed[1].content())
    assert Chain.objects.get(municipality=town).last_digest == sealed[2].digest
    assert actions.seal(town.pk) == 0


def test_a_seal_goes_on_from_the_last_one_in_bounded_steps(three: list[Entry], town: Any) -> None:
    for n in range(5):
        actions.record("matter.opened", by=SYSTEM, at=AT, subject=f"B-{n}")
    assert [actions.seal(town.pk, limit=2) for _ in range(4)] == [2, 2, 1, 0]
    verdict = queries.check(town.pk)
    assert (verdict.sealed, verdict.wrong, verdict.unsealed) == (8, "", 0)


def test_every_chain_is_sealed_by_itself(town: Any, other_town: Any) -> None:
    for home in (town.pk, other_town.pk, None):
        actions.open_chain(home)
        with scoped(home):
            actions.record("matter.opened", by=SYSTEM, at=AT, subject="A")
    assert tasks.seal_all() == 3
    assert [queries.check(home).sealed for home in (town.pk, other_town.pk, None)] == [1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_leave_no_gap_and_no_double() -> None:
    actions.open_chain(None)
    for number in range(40):
        actions.record("matter.opened", by=SYSTEM, at=AT, subject=f"A-{number}")

    def seal() -> int:
        try:
            return sum(actions.seal(None, limit=5) for _ in range(8))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        sealers = [pool.submit(seal) for _ in range(2)]
        assert sum(sealer.result() for sealer in sealers) == 40
    verdict = queries.check(None)
    assert (verdict.sealed, verdict.unsealed, verdict.wrong) == (40, 0, "")


def test_a_chain_is_opened_once(town: Any) -> None:
    assert actions.open_chain(town.pk) == actions.open_chain(town.pk)
    assert actions.open_chain(None) == actions.open_chain(None)


@pytest.mark.parametrize(
    ("sql", "wrong", "at"),
    [
        ("update journal_entry set subject = 'A-9' where position = 2", "changed", 2),
        ('update journal_entry set facts = \'{"a": "b"}\' where position = 3', "changed", 3),
        ("delete from journal_entry where position = 2", "missing", 2),
        ("delete from journal_entry where position = 3", "missing", 3),
        ("delete from journal_entry", "missing", 1),
        ("update journal_chain set last_position = 2", "changed", 2),
        ("update journal_entry set position = 9 where position = 2", "missing", 2),
    ],
)
def test_tampering_is_found_and_named(three: list[Entry], town: Any, sql: str, wrong: str, at: int) -> None:
    tamper(sql)
    verdict = queries.check(town.pk)
    assert (verdict.wrong, verdict.wrong_at) == (wrong, at)


def test_entries_that_changed_places_are_found(three: list[Entry], town: Any) -> None:
    for sql in (
        "position = 9 where position = 1",
        "position = 1 where position = 2",
        "position = 2 where position = 9",
    ):
        tamper(f"update journal_entry set {sql}")
    assert (queries.check(town.pk).wrong, queries.check(town.pk).wrong_at) == ("changed", 1)


def test_an_entry_put_behind_the_last_seal_is_found(three: list[Entry], town: Any) -> None:
    entry = actions.record("matter.opened", by=SYSTEM, at=AT)
    Entry.objects.filter(pk=entry.pk).update(position=4, digest="0" * 64)
    assert (queries.check(town.pk).wrong, queries.check(town.pk).wrong_at) == ("added", 4)


def test_a_chain_written_anew_from_a_changed_entry_has_another_head(three: list[Entry], town: Any) -> None:
    head = queries.check(town.pk).head
    tamper("update journal_entry set subject = 'A-9', position = null, digest = null")
    tamper("update journal_chain set last_position = 0, last_digest = '" + rules.GENESIS + "'")
    actions.seal(town.pk)
    assert queries.check(town.pk).wrong == ""
    assert queries.check(town.pk).head != head


def test_an_unsealed_tail_is_told_with_its_age(three: list[Entry], town: Any) -> None:
    actions.record("matter.opened", by=SYSTEM, at=AT)
    verdict = queries.check(town.pk)
    assert (verdict.unsealed, verdict.oldest_unsealed_at) == (1, AT)
    assert not verdict.is_late(AT + timedelta(minutes=10))
    assert verdict.is_late(AT + timedelta(minutes=11))


def run(*arguments: str) -> str:
    out = StringIO()
    with scoped(None):
        call_command("journal", *arguments, stdout=out)
    return out.getvalue()


def test_verify_tells_how_much_is_proven(three: list[Entry], town: Any) -> None:
    head = queries.check(town.pk).head
    assert f"{town.slug}: 3 sealed, head {head}" in run("verify")
    [line] = run("verify", "--town", town.slug, "--json").splitlines()
    found = json.loads(line)
    assert (found["chain"], found["sealed"], found["wrong"], found["late"]) == (town.slug, 3, None, False)


def test_verify_fails_when_the_chain_is_broken(three: list[Entry], town: Any) -> None:
    tamper("delete from journal_entry where position = 2")
    out = StringIO()
    with pytest.raises(CommandError) as failure, scoped(None):
        call_command("journal", "verify", stdout=out)
    assert failure.value.returncode == 1
    assert "BROKEN: entry 2 is missing" in out.getvalue()


def test_verify_fails_when_the_sealer_does_not_run(three: list[Entry], town: Any) -> None:
    actions.record("matter.opened", by=SYSTEM, at=now() - timedelta(minutes=11))
    out = StringIO()
    with pytest.raises(CommandError), scoped(None):
        call_command("journal", "verify", stdout=out)
    assert "LATE" in out.getvalue()
    assert "BROKEN" not in out.getvalue()


def test_verify_fails_when_entries_have_no_chain(town: Any) -> None:
    actions.record("matter.opened", by=SYSTEM, at=now())
    with pytest.raises(CommandError):
        run("verify")


def test_show_tells_the_story_of_one_matter(three: list[Entry], town: Any) -> None:
    assert "A-2" in run("show", "--subject", "A-2")
    with pytest.raises(CommandError, match="A-9"):
        run("show", "--subject", "A-9", "--town", town.slug)


def test_an_export_is_sealed_first_and_can_be_proven_by_anybody(three: list[Entry], town: Any) -> None:
    actions.record("matter.opened", by=SYSTEM, at=AT, subject="A-4")
    lines = [json.loads(line) for line in run("export", "--town", town.slug).splitlines()]
    assert [line["position"] for line in lines] == [1, 2, 3, 4, 5]
    assert lines[-1]["verb"] == "journal.exported"
    previous = rules.GENESIS
    for line in lines:
        found = line.pop("digest")
        text = json.dumps(line, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert found == rules.sha256(f"{previous}\n{text}".encode()).hexdigest()
        previous = found


def test_memory_does_not_grow_with_the_chain(town: Any) -> None:
    """Rows are proven one at a time: nothing asks for the list of them."""
    seen: list[int] = []

    def rows() -> Any:
        previous = rules.GENESIS
        for position in range(1, 4):
            content = {"at": AT, "position": position}
            previous = rules.digest(previous, content)
            seen.append(position)
            yield position, previous, content

    proven = rules.prove(rows())
    next(proven)
    assert seen == [1]
