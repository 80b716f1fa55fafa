import base64
import threading
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction

from chinar.foundation.core import reencryption, scope
from chinar.foundation.core.actor import Actor
from chinar.foundation.territory.actions import open_department
from chinar.foundation.territory.doors import AlreadyAnswered, accept, hand_over, inbox, inside, public_across, refuse
from chinar.foundation.territory.models import Department, HandOver, Municipality
from chinar.foundation.territory.tests.conftest import AT

MARIA = Actor(1, "official")
pytestmark = pytest.mark.django_db


def send(to: Municipality) -> HandOver:
    return hand_over(to=to, kind="signal", subject="TRO-2026-17", facts={"what": "a broken bridge"}, by=MARIA, at=AT)


@pytest.fixture
def message(troyan: Municipality, razlog: Municipality, told: list[Any]) -> HandOver:
    with inside(troyan):
        return send(razlog)


class TestInside:
    def test_a_municipality_is_in_scope_and_then_none(self, troyan: Municipality) -> None:
        with inside(troyan):
            assert scope.current() == troyan.pk
        assert scope.current_or_none() is None

    def test_the_same_one_again_is_harmless(self, troyan: Municipality) -> None:
        with inside(troyan), inside(troyan):
            assert scope.current() == troyan.pk

    def test_another_one_is_refused_and_the_first_stays(self, troyan: Municipality, razlog: Municipality) -> None:
        with inside(troyan):
            with pytest.raises(scope.OutOfScope), inside(razlog):
                pass
            assert scope.current() == troyan.pk

    def test_it_is_left_after_an_error(self, troyan: Municipality) -> None:
        with pytest.raises(ZeroDivisionError), inside(troyan):
            raise ZeroDivisionError
        assert scope.current_or_none() is None

    def test_it_is_left_in_a_broken_transaction(self, troyan: Municipality) -> None:
        with pytest.raises(DatabaseError), transaction.atomic(), inside(troyan):
            connection.cursor().execute("select nothing from nowhere")
        assert scope.current_or_none() is None

    def test_one_that_is_not_kept_is_refused(self) -> None:
        with pytest.raises(scope.OutOfScope), inside(Municipality(code="XXX99", slug="x")):
            pass

    def test_it_is_closed_while_rows_are_read_across(self, troyan: Municipality) -> None:
        with public_across(Department), pytest.raises(scope.OutOfScope), inside(troyan):
            pass

    def test_another_thread_is_not_inside(self, troyan: Municipality) -> None:
        seen: list[int | None] = []
        with inside(troyan):
            thread = threading.Thread(target=lambda: (seen.append(scope.current_or_none()), connections.close_all()))
            thread.start()
            thread.join()
        assert seen == [None]


class TestHandOver:
    def test_the_receiver_finds_the_message_and_the_sender_waits(
        self, message: HandOver, troyan: Municipality, razlog: Municipality
    ) -> None:
        with inside(razlog):
            assert [(found.subject, found.sender) for found in inbox()] == [("TRO-2026-17", troyan)]
        with inside(troyan):
            assert not inbox()
            assert HandOver.objects.get() == message

    def test_acceptance_is_told_in_both_scopes(
        self, message: HandOver, troyan: Municipality, razlog: Municipality, told: list[Any]
    ) -> None:
        with inside(razlog):
            accept(hand_over=inbox()[0], by=MARIA, at=AT)
            assert not inbox()
        assert [(row["verb"], row["scope"]) for row in told] == [
            ("handover.sent", troyan.pk),
            ("handover.accepted", razlog.pk),
        ]
        with inside(troyan):
            assert HandOver.objects.get().accepted_at == AT

    def test_what_it_says_is_encrypted_and_the_number_of_the_receiver_is_told(
        self, message: HandOver, troyan: Municipality, razlog: Municipality
    ) -> None:
        with connection.cursor() as cursor, inside(razlog):
            cursor.execute("select content from territory_handover")
            stored = cursor.fetchone()[0]
            assert stored.startswith("v1:")
            assert "bridge" not in stored
            assert inbox()[0].facts == {"what": "a broken bridge"}
            accept(hand_over=inbox()[0], number="RAZ-7", by=MARIA, at=AT)
        with inside(troyan):
            answered = HandOver.objects.get()
            assert (answered.accepted_as, answered.content, answered.facts) == ("RAZ-7", "", {})

    def test_a_change_of_keys_reaches_it(self, message: HandOver, razlog: Municipality, settings: Any) -> None:
        settings.DATA_KEYS = [f"next:{base64.b64encode(b'n' * 32).decode()}", *settings.DATA_KEYS]
        with inside(razlog):
            assert (HandOver, "content") in reencryption.encrypted_columns(of_municipalities=True)
            assert reencryption.rewrite(HandOver, "content") == 1
            assert inbox()[0].facts == {"what": "a broken bridge"}

    def test_a_second_answer_is_refused(self, message: HandOver, razlog: Municipality) -> None:
        with inside(razlog):
            first, second = inbox()[0], inbox()[0]
            refuse(hand_over=first, reason="Not our road.", by=MARIA, at=AT)
            with pytest.raises(AlreadyAnswered):
                accept(hand_over=second, by=MARIA, at=AT)
            assert HandOver.objects.get().refusal == "Not our road."

    def test_a_refusal_needs_a_reason(self, message: HandOver, razlog: Municipality) -> None:
        with inside(razlog), pytest.raises(ValueError, match="reason"):
            refuse(hand_over=message, reason=" ", by=MARIA, at=AT)

    def test_the_sender_cannot_accept_for_the_receiver(self, message: HandOver, troyan: Municipality) -> None:
        with inside(troyan), pytest.raises(scope.OutOfScope):
            accept(hand_over=message, by=MARIA, at=AT)

    def test_a_third_municipality_neither_sees_nor_answers(self, message: HandOver) -> None:
        montana = Municipality.objects.create(code="MON29", slug="montana", name="Монтана", name_en="Montana")
        with inside(montana):
            assert not HandOver.objects.exists()
            with pytest.raises(HandOver.DoesNotExist):
                HandOver.objects.get(pk=message.pk)
            with pytest.raises(scope.OutOfScope):
                accept(hand_over=message, by=MARIA, at=AT)

    def test_without_a_scope_nothing_is_asked_or_sent(self, message: HandOver, razlog: Municipality) -> None:
        for question in (HandOver.objects.count, inbox, lambda: send(razlog), message.refresh_from_db):
            with pytest.raises(scope.OutOfScope):
                question()

    def test_nobody_sends_to_themselves_or_to_one_not_served(self, troyan: Municipality, razlog: Municipality) -> None:
        razlog.is_active = False
        with inside(troyan):
            for receiver in (troyan, razlog):
                with pytest.raises(ValueError, match="cannot receive"):
                    send(receiver)

    def test_nobody_writes_in_the_name_of_another(
        self, message: HandOver, troyan: Municipality, razlog: Municipality
    ) -> None:
        facts = {"kind": "signal", "subject": "1", "sent_at": AT}
        with inside(troyan):
            with pytest.raises(scope.OutOfScope):
                HandOver.objects.create(sender=razlog, receiver=troyan, **facts)
            with pytest.raises(scope.OutOfScope):
                HandOver.objects.bulk_create([HandOver(sender=razlog, receiver=troyan, **facts)])
            with pytest.raises(scope.OutOfScope):
                message.save()
            with pytest.raises(scope.OutOfScope):
                message.delete()

    @pytest.mark.parametrize(
        "statement",
        [
            "update territory_handover set subject = 'x'",
            "update territory_handover set content = ''",
            "update territory_handover set accepted_at = '2026-01-01', refused_at = '2026-01-01', refusal = 'no'",
            "delete from territory_handover",
        ],
    )
    def test_the_database_itself_keeps_what_was_sent(
        self, message: HandOver, razlog: Municipality, statement: str
    ) -> None:
        with inside(razlog):
            assert not changes(statement)
            message = HandOver.objects.get()
            assert (message.subject, message.accepted_at) == ("TRO-2026-17", None)

    def test_the_database_itself_keeps_an_answer(self, message: HandOver, razlog: Municipality) -> None:
        with inside(razlog):
            accept(hand_over=message, by=MARIA, at=AT)
            assert not changes("update territory_handover set accepted_at = '2026-01-01'")
            assert HandOver.objects.get().accepted_at == AT

    def test_row_level_security_keeps_third_parties_and_the_sender_out(
        self, message: HandOver, troyan: Municipality, razlog: Municipality
    ) -> None:
        if connection.vendor != "postgresql":
            return  # an embedded database has no row-level security; the manager above is all there is
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from territory_handover")
            assert cursor.fetchone() == (0,)
        insert = (
            "insert into territory_handover (sender_id, receiver_id, kind, subject, content, sent_at) "
            f"values ({troyan.pk}, {razlog.pk}, 'signal', '1', '', now())"
        )
        with inside(razlog):
            assert not changes(insert)
        with inside(troyan):
            assert not changes("update territory_handover set accepted_at = now()")
            assert changes(insert)


def changes(statement: str) -> bool:
    """Whether SQL written by hand gets through."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.rowcount > 0
    except DatabaseError:
        return False


class TestPublicAcross:
    @pytest.fixture(autouse=True)
    def departments(self, troyan: Municipality, razlog: Municipality, told: list[Any]) -> None:
        for town in (troyan, razlog):
            with inside(town):
                for code in ("ESGRAON", "OLD"):
                    open_department(
                        code=code, name=town.name, name_en=code, kind="department", on=AT.date(), by=MARIA, at=AT
                    )
                Department.objects.filter(code="OLD").update(valid_until=AT.date())

    def test_published_rows_of_all_are_read(self) -> None:
        with public_across(Department) as rows:
            assert sorted((row.name, row.code) for row in rows) == [("Разлог", "ESGRAON"), ("Троян", "ESGRAON")]

    def test_it_is_closed_afterwards(self) -> None:
        with public_across(Department):
            pass
        with pytest.raises(scope.OutOfScope):
            Department.objects.count()

    def test_nothing_is_written_through_it(self) -> None:
        with public_across(Department) as rows:
            row = rows[0]
            row.name = "Other"
            with pytest.raises(scope.OutOfScope):
                row.save()

    def test_a_model_that_publishes_nothing_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Department, "published_sql", "")
        with pytest.raises(TypeError, match="publishes nothing"):
            public_across(Department)
