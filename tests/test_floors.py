"""Imports point down: a module imports only from lower floors or a lower row of its own floor."""

from __future__ import annotations

import ast
from pathlib import Path

import mzgz

SOURCE = Path(mzgz.__file__).parent

FLOORS = (
    # 0 values
    ("diagnostics",),
    ("periods",),
    ("quantities",),
    ("wording",),
    ("units",),
    ("bureau",),
    ("targets",),
    ("submissions",),
    ("acceptance",),
    ("ledger",),
    # 1 doors in
    ("reading",),
    ("yamlplain",),
    ("yamlwalk",),
    ("mending",),
    ("yamlfile",),
    ("loader",),
    ("importers",),
    # 2 judgement
    ("checks",),
    # 3 arithmetic
    ("progress",),
    ("returns",),
    ("deciding",),
    # 4 telling
    ("manual", "schemas", "document", "printed"),
    ("figures",),
    ("claims",),
    ("report",),
    ("slips",),
    ("verify",),
    # 5 doors out
    ("starter",),
    ("writers",),
    # 6 roof
    ("cli",),
)
ROW = {name: row for row, names in enumerate(FLOORS) for name in names}


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def _imports(file: Path) -> set[str]:
    """Rooms imported anywhere in a file, in functions and under TYPE_CHECKING too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "mzgz":
            names = [f"mzgz.{alias.name}" for alias in node.names] if node.module == "mzgz" else [node.module]
            found |= {_room(name) for name in names}
        elif isinstance(node, ast.Import):
            found |= {_room(alias.name) for alias in node.names if alias.name.startswith("mzgz.")}
    return found - {"__version__", ""}


def test_imports_point_down() -> None:
    upward = []
    for file in sorted(SOURCE.rglob("*.py")):
        room = file.relative_to(SOURCE).with_suffix("").parts[0]
        if room in ("__init__", "__main__"):
            continue
        assert room in ROW, f"{room} has no floor"
        upward += [
            f"{file.relative_to(SOURCE)} imports {other}"
            for other in _imports(file)
            if other != room and ROW.get(other, 99) >= ROW[room]
        ]
    assert not upward
