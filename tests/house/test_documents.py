"""The maps of the house are true: ARCHITECTURE.md and GLOSSARY.md."""

import re

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.utils.module_loading import import_string

from tests.house.source import ROOT, modules

PATH = re.compile(r"`((?:chinar|docs|tests|benchmarks|locale)/[\w./-]*|[A-Z][\w-]*\.md|Makefile|\.ci/run)`")
LINK = re.compile(r"\]\(([^)#:]+)\)")
TARGET = re.compile(r"\bmake ([a-z-]+)")
NAMES = "Издаване на удостоверение за наследници, Гражданска регистрация и административно обслужване"
"""Of a service and a department in the demo; everything else in quotes is a text of the interface."""
FOR_READERS = ["README.md", "README.bg.md", "CONTRIBUTING.md"]
FOR_READERS += sorted(f"docs/guides/{path.name}" for path in (ROOT / "docs/guides").glob("*.md"))
CLASS = re.compile(r"`((?:\w+\.)+[A-Z]\w+)`")


def text(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def test_every_path_on_the_map_exists() -> None:
    paths = PATH.findall(text("ARCHITECTURE.md"))
    assert len(paths) >= 10, "the map of where things are is missing"
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("module", modules())
def test_every_module_is_on_the_map(module: str) -> None:
    assert re.search(rf"`(?:chinar/)?{module.replace('.', '[./]')}/?`", text("ARCHITECTURE.md"))


def test_every_class_in_the_glossary_exists() -> None:
    """Written as `cases.Case` (a model) or by its whole path."""
    named = CLASS.findall(text("GLOSSARY.md"))
    assert len(named) >= 10, "the glossary names no classes"
    gone = []
    for path in named:
        try:
            import_string(path) if path.startswith("chinar.") else apps.get_model(path)
        except (ImportError, LookupError, ValueError):
            gone.append(path)
    assert gone == []


@pytest.mark.parametrize("file", FOR_READERS)
def test_every_link_leads_somewhere(file: str) -> None:
    assert [link for link in LINK.findall(text(file)) if not (ROOT / file).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("file", FOR_READERS)
def test_every_command_named_exists(file: str) -> None:
    there = set(re.findall(r"^([a-z-]+):.*##", text("Makefile"), re.MULTILINE))
    assert set(TARGET.findall(text(file))) - there == set()


def test_every_picture_is_shown_and_small() -> None:
    guides = [f"docs/guides/{path.name}" for path in (ROOT / "docs/guides").glob("*.md")]
    shown = {link.rpartition("/")[2] for file in {*FOR_READERS, *guides} for link in LINK.findall(text(file))}
    pictures = list((ROOT / "docs/pictures").glob("*.png"))
    assert pictures
    assert [path.name for path in pictures if path.name not in shown or path.stat().st_size > 150_000] == []


@pytest.mark.parametrize("file", [file for file in FOR_READERS if file.startswith("docs/guides")])
def test_a_guide_calls_things_as_the_screen_does(file: str) -> None:
    """Every name in quotes is a text of the interface, or the beginning of one."""
    with (ROOT / "locale/bg/LC_MESSAGES/django.po").open("rb") as catalogue:
        on_screen = " | ".join(str(message.string) for message in read_po(catalogue)) + NAMES
    named = [" ".join(name.split()) for name in re.findall(r"„([^“]+)“", text(file))]
    assert [name for name in named if name not in on_screen] == []
