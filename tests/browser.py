"""Which browser the stories run in, and what to say when there is none."""

import os
import shutil
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
CACHES = (
    Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright"),
    Path.home() / "Library/Caches/ms-playwright",
)
FETCHED_NAMES = ("chrome", "Chromium", "Google Chrome for Testing")
HOW_TO_GET_ONE = (
    "No browser found, so the browser stories did not run. Install one:\n"
    "  Debian, Ubuntu:  apt-get install chromium\n"
    "  anywhere:        .venv/bin/playwright install --with-deps chromium\n"
    "or name yours:     CHINAR_BROWSER=/path/to/chrome make test"
)


def find() -> str | None:
    """The path of a Chromium: CHINAR_BROWSER, the system's, or the one that Playwright fetched."""
    if named := os.environ.get("CHINAR_BROWSER"):
        return named if Path(named).exists() else None
    for name in NAMES:
        if path := shutil.which(name):
            return path
    if MAC.exists():
        return str(MAC)
    found = (path for cache in CACHES for path in cache.glob("chromium-*/chrome-*/**/*"))
    fetched = [path for path in found if path.name in FETCHED_NAMES and path.is_file()]
    return str(max(fetched)) if fetched else None


def launch(playwright: Any) -> Any:
    """A browser without a window. Chromium's own sandbox refuses to run as root, as in a container."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=find(), args=arguments)
