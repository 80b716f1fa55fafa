"""Many citizens at once, and a kill in the middle of it."""

import http.client
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.kill.client import Client
from tests.kill.installation import Installation

LOST = (OSError, http.client.HTTPException)


def submit_in_parallel(
    installation: Installation,
    submit: Callable[[Client, int], str],
    *,
    total: int = 200,
    citizens: int = 8,
    kill_after: int,
    kill: Callable[[], None],
) -> list[str]:
    """What the citizens hold in their hands: the answer of each `submit(client, number)` that came to its end.

    `kill` is called when `kill_after` answers are there; submissions then under way break off, later ones find nobody.
    Raises whatever else a submission raises, since a page that says no is a fault and no broken line.
    """
    acknowledged: list[str] = []
    enough, lock = threading.Event(), threading.Lock()

    def one(number: int) -> None:
        client = Client(installation.url)
        try:
            answer = submit(client, number)
        except LOST:
            return
        finally:
            client.close()
        with lock:
            acknowledged.append(answer)
            if len(acknowledged) >= kill_after:
                enough.set()

    with ThreadPoolExecutor(citizens) as pool:
        futures = [pool.submit(one, number) for number in range(total)]
        assert enough.wait(120), f"only {len(acknowledged)} of {kill_after} answers came: {installation.output()}"
        kill()
        for future in futures:
            future.result()
    return acknowledged
