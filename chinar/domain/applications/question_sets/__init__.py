"""Question sets that are shipped: what nine services ask, the general request, and the forms of their results."""

from pathlib import Path


def text_of(name: str) -> str:
    """`marital-status`, or `marital-status.result` for the form of the result."""
    return (Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8")


def names() -> list[str]:
    return sorted(path.name.removesuffix(".toml") for path in Path(__file__).parent.glob("*.toml"))
