"""The code as the house tests read it: files, syntax trees, modules and their layers."""

import ast
import os
import subprocess
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("foundation", "domain", "sites", "demo", "config")


@cache
def tracked() -> tuple[Path, ...]:
    """Files of the repository; where there is no git, all but what the tools leave."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        ).stdout.splitlines()  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        hidden = {".git", ".venv", "node_modules", "var", "__pycache__"}
        found = (Path(folder, name) for folder, _, names in os.walk(ROOT) for name in names)
        listed = [str(path.relative_to(ROOT)) for path in found if not hidden & set(path.relative_to(ROOT).parts)]
    return tuple(ROOT / name for name in sorted(listed) if (ROOT / name).is_file())


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def python(product_only: bool = False) -> tuple[Path, ...]:
    """Python files of ours, without migrations; `product_only` leaves the tests out too."""
    return tuple(
        path
        for path in tracked()
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and not (product_only and ("tests" in path.relative_to(ROOT).parts or path.name == "conftest.py"))
    )


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def modules() -> dict[str, Path]:
    """`foundation.core` -> its folder, for every module that exists."""
    found = {}
    for floor in ("foundation", "domain", "sites"):
        for path in sorted((ROOT / "chinar" / floor).iterdir()):
            if (path / "__init__.py").exists():
                found[f"{floor}.{path.name}"] = path
    return {**found, "demo": ROOT / "chinar" / "demo"}


def module_of(path: Path) -> str:
    """The module that a file belongs to, as `foundation.core`, `demo` or `config`."""
    parts = path.relative_to(ROOT / "chinar").parts
    return parts[0] if parts[0] in ("demo", "config") else ".".join(parts[:2])


@cache
def ranks() -> dict[str, tuple[int, int]]:
    """(floor, height on it) of each module, from the import contracts in pyproject.toml."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    found = {"demo": (FLOORS.index("demo"), 0), "config": (FLOORS.index("config"), 0)}
    for contract in contracts:
        floor = contract.get("containers", [""])[0].removeprefix("chinar.")
        if floor in FLOORS:
            for height, layer in enumerate(reversed(contract["layers"])):
                for module in layer.replace("(", "").replace(")", "").split("|"):
                    found[f"{floor}.{module.strip()}"] = (FLOORS.index(floor), height)
    return found


def may_use(user: str, used: str) -> bool:
    """Down only, or one's own."""
    return user == used or ranks()[used] < ranks()[user]
