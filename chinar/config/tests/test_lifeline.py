import subprocess
import sys
import time

import psutil
import pytest

CHILD = """
import os, sys, time
from chinar.config import lifeline
sys.platform = {platform!r}
lifeline.tie(os.getppid())
print(os.getpid(), flush=True)
time.sleep(60)
"""
PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=subprocess.PIPE, text=True)
print(child.stdout.readline(), flush=True)
child.wait()
"""
# The kernel's own way is there on Linux alone; the other one works everywhere.
PLATFORMS = ["linux", "darwin"] if sys.platform == "linux" else ["darwin"]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_process_tied_to_its_parent_ends_with_it_even_on_kill_9(platform: str) -> None:
    command = [sys.executable, "-c", PARENT, CHILD.format(platform=platform)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        deadline = time.monotonic() + 5
        while _lives(child):
            assert time.monotonic() < deadline, "the child outlived its parent"
            time.sleep(0.02)


def _lives(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
