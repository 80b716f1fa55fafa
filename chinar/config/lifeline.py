"""A process that must not outlive its parent, not even one killed with -9.

A web server whose parent is gone would keep the port, and with it the next start from working.
"""

import ctypes
import os
import signal
import sys
import threading
import time

PR_SET_PDEATHSIG = 1
LOOK_EVERY_SECONDS = 0.5


def tie(parent: int) -> None:
    """Ends this process at once when the process `parent` ends, or has ended already.

    Linux's kernel does it by itself (prctl(2), PR_SET_PDEATHSIG); elsewhere a thread looks who the parent is.
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    else:
        threading.Thread(target=_watch, args=(parent,), name="lifeline", daemon=True).start()
    _leave_without(parent)  # it may have died between our birth and the line above


def _watch(parent: int) -> None:
    while True:
        _leave_without(parent)
        time.sleep(LOOK_EVERY_SECONDS)


def _leave_without(parent: int) -> None:
    if os.getppid() != parent:
        os._exit(1)
