"""`chinar assets`: copies the front-end files of the npm packages into the static folder, as this project may use them.

The design system's code is free (MIT), its typeface and the British crown are not: both are left out.
Its type sizes become variables, so that one style sheet serves large public pages and dense officials' pages.
"""

import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

CORE = Path(__file__).resolve().parents[2]
TARGET = CORE / "static" / "core" / "vendor"
LICENCES = CORE / "data" / "licences"

FONT = "Sofia Sans Variable"
# Latin carries the digits, the euro sign and the Bulgarian quotation marks; the two extended files are
# fetched by a browser only when a page has such a letter.
SUBSETS = ("cyrillic", "cyrillic-ext", "latin", "latin-ext")

# Its own start-up script is an inline one, which our content security policy forbids.
START = 'document.body.classList.add("js-enabled","govuk-frontend-supported");initAll();\n'


class Command(BaseCommand):
    help = "Copies styles, script and typeface from node_modules into the static folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="source", type=Path, default=settings.NODE_MODULES, metavar="NODE_MODULES")

    def handle(self, *args: Any, source: Path, **options: Any) -> None:
        try:
            files = front_end_files(source)
        except FileNotFoundError as missing:
            raise CommandError(f"{missing.filename} is not there: run `npm ci --ignore-scripts` first.") from missing
        changed = write(files, TARGET)
        self.stdout.write(f"{len(files)} front-end files, {changed} changed, in {TARGET}")


def front_end_files(source: Path) -> dict[str, bytes]:
    """Name below the vendor folder -> content. Raises FileNotFoundError when a package is not installed."""
    govuk = source / "govuk-frontend" / "dist" / "govuk"
    sofia = source / "@fontsource-variable" / "sofia-sans"
    leaflet = source / "leaflet"
    files = {
        "govuk-frontend.min.css": adapted_styles((govuk / "govuk-frontend.min.css").read_text()).encode(),
        "govuk-frontend.min.js": adapted_script((govuk / "govuk-frontend.min.js").read_text()).encode(),
        "govuk-frontend.LICENSE.txt": (LICENCES / "govuk-frontend.txt").read_bytes(),
        "leaflet.css": without_pictures((leaflet / "dist" / "leaflet.css").read_text()).encode(),
        "leaflet.js": without_map((leaflet / "dist" / "leaflet.js").read_text()).encode(),
        "leaflet.LICENSE.txt": (leaflet / "LICENSE").read_bytes(),
        "sofia-sans.css": font_faces((sofia / "index.css").read_text()).encode(),
        "sofia-sans.LICENSE.txt": (sofia / "LICENSE").read_bytes(),
    }
    for subset in SUBSETS:
        name = font_file(subset)
        files[name] = (sofia / "files" / name).read_bytes()
    return files


def font_file(subset: str) -> str:
    return f"sofia-sans-{subset}-wght-normal.woff2"


def adapted_styles(css: str) -> str:
    """The design system's styles with our typeface, sizes as variables, and no reference to a file left."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = css.replace("GDS Transport,arial", f"{FONT},arial")
    css = re.sub(r"[-\w]+:url\(/assets/[^)]*\);?", "", css)
    css = css.replace("font-size:1.1875rem", "font-size:var(--text)").replace(
        "font-size:1rem", "font-size:var(--small)"
    )
    return without_map(css)


def adapted_script(script: str) -> str:
    return without_map(script) + START


def without_pictures(css: str) -> str:
    """The styles of the map without its pictures: ours draws with type and lines."""
    return re.sub(r"[-\w]+:\s*url\([^)]*\);?", "", css)


def without_map(text: str) -> str:
    return re.sub(r"(/\*|//)# sourceMappingURL=.*", "", text).rstrip() + "\n"


def font_faces(css: str) -> str:
    """Only the rules of our subsets, pointing at the files beside."""
    rules = re.findall(r"@font-face \{[^}]*\}", css)
    kept = [rule for rule in rules if any(f"/{font_file(subset)})" in rule for subset in SUBSETS)]
    return "\n".join(rule.replace("./files/", "") for rule in kept) + "\n"


def write(files: dict[str, bytes], target: Path) -> int:
    """Makes the folder hold exactly these files; answers how many differed."""
    target.mkdir(parents=True, exist_ok=True)
    for stale in target.iterdir():
        if stale.name not in files:
            stale.unlink()
    changed = 0
    for name, content in files.items():
        path = target / name
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
            changed += 1
    return changed
