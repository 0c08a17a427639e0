"""Imports point down: a module imports only from the folders above its own in the nine rows, or from its own folder."""

from __future__ import annotations

import ast
from pathlib import Path

from own_source import MODULES, statements

FLOORS = ("model", "language", "intake", "validation", "progress", "workflow", "publishing", "formats", "apps")
ROW = {name: row for row, name in enumerate(FLOORS)}


def _imports(file: Path, *, at_load: bool = False) -> set[str]:
    """Modules of ours imported in a file: anywhere, or only by what runs when it is loaded."""
    found: set[str] = set()
    for node, later in statements(file):
        if at_load and later:
            continue
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "mzgz":
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in MODULES else node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] == "mzgz"}
    return found - {"mzgz"}


def _folder(module: str) -> str:
    return module.split(".")[1]


def test_the_house_has_nine_folders_and_no_loose_module() -> None:
    assert {name.split(".")[1] for name in MODULES if "." in name} == {*FLOORS, "__main__"}


def test_imports_point_down() -> None:
    upward = [
        f"{module} imports {other}"
        for module, file in MODULES.items()
        if module.count(".") and _folder(module) in ROW
        for other in sorted(_imports(file))
        if ROW[_folder(other)] > ROW[_folder(module)]
    ]
    assert not upward


def test_no_module_imports_itself_by_way_of_others() -> None:
    edges = {module: _imports(file, at_load=True) - {module} for module, file in MODULES.items()}
    state: dict[str, int] = {}
    circles: list[str] = []

    def walk(module: str, path: tuple[str, ...]) -> None:
        state[module] = 1
        for other in sorted(edges[module]):
            if state.get(other) == 1:
                circles.append(" -> ".join((*path[path.index(other) :], other)) if other in path else other)
            elif other not in state:
                walk(other, (*path, other))
        state[module] = 2

    for module in edges:
        if module not in state:
            walk(module, (module,))
    assert not circles
