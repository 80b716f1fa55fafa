"""What `chinar assets` makes of the packages."""

import gzip
import re

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from chinar.foundation.core.management.commands import assets

FACE = """@font-face {
  src: url(./files/sofia-sans-cyrillic-wght-normal.woff2) format('woff2-variations');
}
@font-face {
  src: url(./files/sofia-sans-greek-wght-normal.woff2) format('woff2-variations');
}"""


def test_the_british_typeface_and_crown_are_left_out():
    css = assets.adapted_styles(
        "@font-face{font-family:GDS Transport;src:url(/assets/fonts/x.woff2)}"
        ".a{font-family:GDS Transport,arial,sans-serif;font-size:1.1875rem}"
        ".b{width:100%;background-image:url(/assets/images/govuk-crest.svg);color:red}"
        "\n/*# sourceMappingURL=x.css.map */"
    )
    assert css == (
        ".a{font-family:Sofia Sans Variable,arial,sans-serif;font-size:var(--text)}.b{width:100%;color:red}\n"
    )


def test_only_our_alphabets_are_kept():
    faces = assets.font_faces(FACE)
    assert "url(sofia-sans-cyrillic-wght-normal.woff2)" in faces
    assert "greek" not in faces


def test_the_script_starts_itself_and_names_no_source_map():
    script = assets.adapted_script("export{initAll};//# sourceMappingURL=a.js.map\n")
    assert "sourceMapping" not in script
    assert script.endswith("initAll();\n")


def test_absent_packages_are_named_with_what_to_do(tmp_path):
    with pytest.raises(CommandError, match="npm ci"):
        call_command("assets", source=tmp_path)


def test_a_second_run_changes_nothing_and_a_stale_file_goes(tmp_path):
    (tmp_path / "old.css").write_text("")
    assert assets.write({"a.css": b"1"}, tmp_path) == 1
    assert assets.write({"a.css": b"1"}, tmp_path) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.css"]


def test_every_file_that_a_style_names_is_there():
    files = assets.front_end_files(settings.NODE_MODULES)
    for name, content in files.items():
        if name.endswith(".css"):
            named = re.findall(r"url\(([^)]+)\)", content.decode())
            assert [one for one in named if one not in files and not one.startswith("data:")] == []


def test_the_map_brings_its_licence_and_no_pictures():
    files = assets.front_end_files(settings.NODE_MODULES)
    assert b"BSD" in files["leaflet.LICENSE.txt"]
    assert b"url(" not in files["leaflet.css"]
    assert b".leaflet-container" in files["leaflet.css"]
    assert b"sourceMapping" not in files["leaflet.js"]
    assert len(gzip.compress(files["leaflet.js"] + files["leaflet.css"])) < 50_000


def test_the_first_page_loads_less_than_a_hundred_kilobytes():
    files = assets.front_end_files(settings.NODE_MODULES)
    later = re.compile(r"\.txt$|-ext-|^leaflet")
    first = {name: content for name, content in files.items() if not later.search(name)}
    own = [(assets.CORE / "static" / "core" / name).read_bytes() for name in ("chinar.css", "leaf.svg")]
    fonts = sum(len(content) for name, content in first.items() if name.endswith(".woff2"))
    texts = [content for name, content in first.items() if not name.endswith(".woff2")]
    assert fonts + sum(len(gzip.compress(text)) for text in [*texts, *own]) <= 100_000


def test_our_own_style_sheet_stays_small():
    assert (assets.CORE / "static" / "core" / "chinar.css").stat().st_size < 14_000
