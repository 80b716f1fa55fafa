"""A child of `chinar serve`: python -m chinar.config.child PARENT web HOST PORT WORKERS, PARENT work, PARENT simulator
PORT (of the registers), PARENT portal PORT (the simulated payment portal), or PARENT identity PORT (the simulated
identity provider).

It ties its life to the parent before anything slow is imported.
"""

import sys

from chinar.config import lifeline


def main(parent: str, what: str, *arguments: str) -> None:
    lifeline.tie(int(parent))
    if what == "web":
        host, port, workers = arguments
        serve_web(host, int(port), int(workers))
    else:
        commands = {
            "simulator": ["regix", "simulator", "--port"],
            "portal": ["payments", "simulator", "--port"],
            "identity": ["identification", "simulator", "--port"],
        }
        sys.argv = ["chinar", *commands.get(what, ["work"]), *arguments]
        from chinar.config.cli import main as chinar

        chinar()


def serve_web(host: str, port: int, workers: int) -> None:
    """One blocking thread in each process: more threads make pages slower, as Python runs one at a time."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    Granian(
        "chinar.config.web:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        blocking_threads=1,
        respawn_failed_workers=True,
        workers_kill_timeout=8,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
