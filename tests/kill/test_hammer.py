from tests.kill.client import Client
from tests.kill.hammer import submit_in_parallel
from tests.kill.installation import Installation


def test_a_kill_in_the_middle_leaves_some_answered_and_some_not(on_sqlite: Installation) -> None:
    def ask(client: Client, number: int) -> str:
        assert client.get("/healthz").text == "ok\n"
        return str(number)

    on_sqlite.start()
    acknowledged = submit_in_parallel(on_sqlite, ask, total=2000, kill_after=100, kill=on_sqlite.kill_parent)
    assert 100 <= len(acknowledged) < 2000
    assert len(set(acknowledged)) == len(acknowledged)
