"""The papers that a story brings home."""

import re
import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from chinar.foundation.documents.tests.pdfs import text_of
from tests.journeys.browser import pictures_folder


def words_of(content: bytes) -> str:
    """Its words, blanks and line ends evened."""
    return re.sub(r"\s+", " ", text_of(content))


def shown(context: BrowserContext, address: str) -> bytes:
    """The PDF that this visitor's browser would show at an address."""
    answer = context.request.get(address)
    assert answer.headers["content-type"] == "application/pdf", answer.status
    return answer.body()


def linked(page: Page, name: str) -> bytes:
    href = page.get_by_role("link", name=name, exact=True).first.get_attribute("href")
    return shown(page.context, str(page.evaluate("href => new URL(href, location).href", href)))


def photograph(content: bytes, name: str) -> None:
    """Its first page among the pictures, where poppler's tool is installed."""
    folder, tool = pictures_folder(), shutil.which("pdftoppm")
    if folder is None or tool is None:
        return
    pdf: Path = folder / f"{name}.pdf"
    pdf.write_bytes(content)
    subprocess.run([tool, "-r", "70", "-png", "-f", "1", "-singlefile", str(pdf), str(folder / name)], check=True)
    pdf.unlink()
