"""Templates obey the same layers as imports, and their addresses exist."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import TypeGuard

import pytest
from django.conf import settings
from django.urls import get_resolver

from tests.house.source import ROOT, may_use, module_of, modules, name, python, tracked, tree

USES = re.compile(r"""{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")
TOWN_ADDRESS = re.compile(r"""\burl\(\s*["']([^"']+)["']""")
ROOT_ADDRESS = re.compile(r"""\broot_url\(\s*["']([^"']+)["']""")
LIBRARIES = {"govuk_frontend_jinja"}


@cache
def templates() -> tuple[Path, ...]:
    return tuple(path for path in tracked() if "jinja2" in path.parts and path.suffix in (".html", ".txt"))


@cache
def owners() -> dict[str, str]:
    """Template name -> the module that has it."""
    return {path.as_posix().rpartition("/jinja2/")[2]: module_of(path) for path in templates()}


def addresses(urlconf: str) -> set[str]:
    """Every name that can be reversed, with its namespace."""
    found = set()

    def walk(resolver: object, prefix: str) -> None:
        for pattern in resolver.url_patterns:  # type: ignore[attr-defined]
            if hasattr(pattern, "url_patterns"):
                walk(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
            elif pattern.name:
                found.add(f"{prefix}{pattern.name}")

    walk(get_resolver(urlconf), "")
    return found


def owner_of_address(address: str) -> str | None:
    """The module of `journal:list` is the one called journal; names without a namespace are of the installation."""
    space = address.partition(":")[0] if ":" in address else ""
    return next((module for module in modules() if module.rpartition(".")[2] == space), None)


@pytest.mark.parametrize("path", templates(), ids=name)
def test_a_template_stands_only_on_lower_ones(path: Path) -> None:
    wrong = []
    for used in USES.findall(path.read_text(encoding="utf-8")):
        if used.partition("/")[0] in LIBRARIES:
            continue
        owner = owners().get(used)
        if owner is None:
            wrong.append(f"{used} does not exist")
        elif not may_use(module_of(path), owner):
            wrong.append(f"{used} is of {owner}, which is not below {module_of(path)}: register a panel in a slot")
    assert wrong == []


@pytest.mark.parametrize("path", templates(), ids=name)
def test_addresses_in_a_template_exist_and_are_of_lower_modules(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    wrong = [f"{used} does not exist" for used in _absent(text)]
    for used in TOWN_ADDRESS.findall(text):
        owner = owner_of_address(used)
        if owner and not may_use(module_of(path), owner):
            wrong.append(f"{used} is of {owner}, which is not below {module_of(path)}")
    assert wrong == []


def _absent(text: str) -> list[str]:
    town = addresses(settings.TOWN_URLCONF) | addresses(settings.HOST_URLCONF)
    root = addresses(settings.ROOT_URLCONF)
    return [a for a in TOWN_ADDRESS.findall(text) if a not in town] + [
        a for a in ROOT_ADDRESS.findall(text) if a not in root
    ]


def test_addresses_in_python_are_of_lower_modules() -> None:
    """`reverse`, `redirect`, entries of the navigation and friends with a namespace; the tests may name any."""
    asking = {"reverse", "reverse_lazy", "redirect", "url", "town_url", "Way"}
    wrong = []
    for path in python(product_only=True):
        if not path.is_relative_to(ROOT / "chinar"):
            continue
        for node in ast.walk(tree(path)):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in asking):
                continue
            for argument in node.args[:2]:
                owner = owner_of_address(argument.value) if _is_text(argument) else None
                if owner and not may_use(module_of(path), owner):
                    wrong.append(f"{name(path)}:{node.lineno} {argument.value}")  # type: ignore[attr-defined]
    assert wrong == []


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and ":" in node.value


def _is_entry(node: ast.AST) -> TypeGuard[ast.Call]:
    """Of the officials' navigation (people/ways.py)."""
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Way"


def test_no_two_entries_of_the_desk_have_the_same_key() -> None:
    written = [path for path in python(product_only=True) if "Way(" in path.read_text(encoding="utf-8")]
    entries = [node for path in written for node in ast.walk(tree(path)) if _is_entry(node)]
    keys = [ast.literal_eval(one.value) for entry in entries for one in entry.keywords if one.arg == "key"]
    assert len(keys) > 5
    assert sorted(keys) == sorted(set(keys))
