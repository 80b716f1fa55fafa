"""Who opens a scope, walks through a door between municipalities, or speaks SQL by hand, and why."""

import ast
from pathlib import Path

from tests.house.source import name, python, tree

# function -> {file: reason}
OPENED = {
    "scoped": {
        "chinar/foundation/territory/doors.py": "the doors themselves",
        "chinar/foundation/territory/middleware.py": "the municipality of a request",
        "chinar/foundation/people/views/telling.py": "sign-in is of the installation, at any host name",
        "chinar/foundation/identification/actions.py": "the same, with a proven identity",
        "chinar/foundation/people/terminal.py": "who is wrong at a terminal is told to the installation",
        "chinar/foundation/journal/actions.py": "the sealer walks its own chains",
        "chinar/foundation/core/statements.py": "of no municipality: there they are put together, not asked",
        "chinar/foundation/journal/queries.py": "each chain is proven in its own scope",
        "chinar/foundation/journal/management/commands/journal.py": "shows and exports one chain at a time",
    },
    "published_across": {"chinar/foundation/territory/doors.py": "the door of that name"},
    "inside": {
        "chinar/domain/applications/tasks.py": "old drafts are erased, answers of other municipalities entered",
        "chinar/domain/cases/views/everywhere.py": "one's own matters, one municipality after the other",
        "chinar/domain/visits/tasks.py": "visits that nobody finished go, town by town",
        "chinar/domain/reports/tasks.py": "photos of forms that nobody sent go, town by town",
        "chinar/foundation/conversation/tasks.py": "followers are told, town by town",
        "chinar/domain/registers/management/commands/regix.py": "an official asks a register for their municipality",
        "chinar/foundation/payments/tasks.py": "the payment portal is asked for each municipality as its own client",
        "chinar/domain/registers/tasks.py": "registers are asked for each municipality over its own connection",
        "chinar/domain/cases/tasks.py": "the watch, figures and destruction lists, town by town",
        "chinar/foundation/notifications/tasks.py": "messages of each municipality are sent",
        "chinar/foundation/documents/tasks.py": "a file goes when no document of any municipality has its content",
        "chinar/demo/seeding.py": "the demo's municipalities, one after the other",
        "chinar/demo/complex_service.py": "two towns of the demo, one after the other",
        "chinar/foundation/people/management/commands/keys.py": "every municipality's values get the new key",
        "chinar/foundation/people/adapter.py": "whether the desk of an official still opens",
        "chinar/foundation/people/management/commands/people.py": "the operator names the municipality",
        "chinar/foundation/time/management/commands/due.py": "the calendar of the named municipality",
        "chinar/foundation/time/management/commands/calendar.py": "the operator names the municipality",
        "chinar/domain/cases/management/commands/cases.py": "the due dates of each municipality are proven",
        "chinar/foundation/time/changes.py": "a national day off touches every municipality, one after the other",
        "chinar/domain/catalogue/management/commands/catalogue.py": "the operator names the municipality",
        "chinar/domain/questionnaires/management/commands/questions.py": "the operator names the municipality",
        "chinar/foundation/search/management/commands/search.py": "the operator names the municipality, or all",
        "chinar/foundation/documents/management/commands/documents.py": "every municipality's files are compared",
    },
    "hand_over": {
        "chinar/domain/cases/actions/handing_over.py": "a matter for which another municipality is competent",
        "chinar/domain/applications/complex/deciding.py": "what was decided goes to where it was filed, and back",
        "chinar/domain/registers/actions/asking_towns.py": "another municipality is asked for evidence",
        "chinar/domain/registers/actions/answering_towns.py": "and answers",
    },
    "public_across": {
        "chinar/domain/applications/views/complex_entering.py": "services of the municipality for which one applies",
    },
    "cursor": {
        "chinar/foundation/core/postgresql/base.py": "tells PostgreSQL the scope",
        "chinar/foundation/core/counters.py": "limits of rate, which are of the installation and of no municipality",
        "chinar/foundation/core/guards.py": "makes the guards",
        "chinar/foundation/core/tasks.py": "SQLite counts the rows of all tables, for its planner",
        "chinar/foundation/core/statements.py": "queries of the manager, put together once, each with its scope",
        "chinar/foundation/core/lanes.py": "several queries of the manager in one statement, each with its scope",
        "chinar/foundation/search/engines.py": "the full-text index of either database; its words begin with the town",
        "chinar/config/checks.py": "asks PostgreSQL whether the role passes by row-level security",
        "chinar/sites/portal/views/installation.py": "asks whether the database answers",
    },
    "raw": {},
    "extra": {},
    "RawSQL": {},
    "_default_manager": {},
    "_base_manager": {
        "chinar/foundation/core/reencryption.py": "any model's column; for rows of municipalities it is the scoped one",
        "chinar/foundation/journal/queries.py": "the list of municipalities, which are above",
        "chinar/foundation/journal/management/commands/journal.py": "a municipality by its slug",
    },
}


def uses(path: Path) -> set[str]:
    """Names among OPENED that a file calls or reads as an attribute."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            called = node.func
            found.add(called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", ""))
        elif isinstance(node, ast.Attribute) and node.attr.endswith("_manager"):
            found.add(node.attr)
    return found & OPENED.keys()


def test_every_use_is_listed_with_its_reason() -> None:
    unlisted = [
        f"{name(path)}: {use}"
        for path in python(product_only=True)
        if name(path).startswith("chinar/")
        for use in sorted(uses(path))
        if name(path) not in OPENED[use]
    ]
    assert unlisted == []


def test_no_listed_use_has_gone() -> None:
    known = {name(path): uses(path) for path in python(product_only=True)}
    gone = [f"{file}: {use}" for use, files in OPENED.items() for file in files if use not in known.get(file, set())]
    assert gone == [], "take it out of the list"


def test_no_test_but_the_houses_own_looks_past_the_scope() -> None:
    """`update_conflicts` and friends are refused at run time; `loaddata` and data migrations are the operator's."""
    past = [
        f"{name(path)}:{node.lineno}"
        for path in python(product_only=True)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "save_base"
    ]
    assert past == []
