"""Whoever acts on a matter in an absent colleague's place is named so: the journal then says in whose."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OF_A_MATTER = {"number", "case", "report", "enquiry", "appeal", "application", "against", "evidence"}
"""What a view that has a matter in hand is given. `actor_on` then says who acts; `actor_of` knows of no matter."""


def _slips(path: Path) -> list[str]:
    tree = ast.parse(path.read_text())
    return [
        f"{path.relative_to(ROOT)}:{call.lineno} {function.name}"
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        and OF_A_MATTER & {one.arg for one in (*function.args.args, *function.args.kwonlyargs)}
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "actor_of"
    ]


def test_a_view_of_one_matter_asks_who_acts_on_it_and_in_whose_place() -> None:
    views = [path for path in (ROOT / "chinar/domain").glob("*/views/*.py") if path.name != "__init__.py"]
    assert len(views) > 40
    slips = [slip for path in views for slip in _slips(path)]
    assert not slips, "actor_of where actor_on would name the absent one: " + "; ".join(slips)
