"""Sizes, names and words of the files."""

import ast

import pytest

from tests.house.source import ROOT, modules, name, python, tracked, tree

RESERVED = {"services", "signals", "utils", "helpers", "common", "manager"}
# Left open, or true on one machine only. Written in two halves, so that this list does not find itself.
NO_PLACE_IN_THE_CODE = ("TO" "DO", "FIX" "ME", "XX" "X:", "/ho" "me/", "/Use" "rs/", "/ro" "ot/")  # fmt: skip
TEXT = {".py", ".html", ".md", ".toml", ".txt", ".lock", ".json", ".css", ".js", ".yml", ".yaml", ".typ", ".cfg", ".po"}


def test_no_file_is_longer_than_400_lines() -> None:
    kinds = {".py", ".html", ".css", ".js", ".typ"}
    lengths = {
        name(path): path.read_text(encoding="utf-8").count("\n")
        for path in tracked()
        if path.suffix in kinds and "migrations" not in path.parts
    }
    assert {file: length for file, length in lengths.items() if length > 400} == {}


def test_no_function_is_longer_than_60_lines() -> None:
    long = {
        f"{name(path)}:{node.lineno} {node.name}": length
        for path in python()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > 60
    }
    assert long == {}


def test_no_file_has_a_name_that_says_nothing() -> None:
    ours = [path for path in tracked() if path.is_relative_to(ROOT / "chinar") or path.is_relative_to(ROOT / "tests")]
    assert [name(path) for path in ours if RESERVED & {path.stem, *path.parts[len(ROOT.parts) : -1]}] == []


def test_djangos_case_is_not_taken_for_a_case() -> None:
    taken = [
        f"{name(path)}:{node.lineno}"
        for path in python()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("django.")
        and any(alias.name == "Case" for alias in node.names)
    ]
    assert taken == [], "write models.Case"


@pytest.mark.parametrize("word", NO_PLACE_IN_THE_CODE)
def test_no_file_mentions(word: str) -> None:
    texts = (path for path in tracked() if path.suffix in TEXT or path.name in ("Makefile", "run"))
    is_code_word = word.isupper()
    found = []
    for path in texts:
        text = path.read_text(encoding="utf-8", errors="replace")
        if word in text if is_code_word else word.lower() in text.lower():
            found.append(name(path))
    assert found == []


@pytest.mark.parametrize("module", modules())
def test_a_module_has_a_short_readme(module: str) -> None:
    readme = modules()[module] / "README.md"
    assert readme.exists(), f"{name(readme)} is missing"
    assert len(readme.read_text(encoding="utf-8").splitlines()) <= 15


@pytest.mark.parametrize("path", [p for p in python(product_only=True) if p.name == "rules.py"], ids=name)
def test_rules_are_pure(path: object) -> None:
    """import-linter looks at imports between files; here also at what stands inside functions."""
    imported = {
        alias.name if isinstance(node, ast.Import) else node.module or ""
        for node in ast.walk(tree(path))  # type: ignore[arg-type]
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert not {m for m in imported if m.split(".")[0] == "django" or m.endswith((".models", ".actions"))}
