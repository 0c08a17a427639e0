"""One word, one meaning: no two classes share a name, nor two modules."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from mzgz.apps.cli import COMMANDS

HOUSE = Path(__file__).parent.parent / "src" / "mzgz"
MODULES = sorted(HOUSE.rglob("*.py"))


def classes(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            yield node.name.lstrip("_")


def shared(places: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: sorted(held) for name, held in places.items() if len(held) > 1}


def test_no_class_name_twice() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for module in MODULES:
        for name in classes(module):
            places[name].append(module.relative_to(HOUSE).as_posix())
    assert shared(places) == {}


def test_no_module_name_twice() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for module in MODULES:
        place = module.relative_to(HOUSE).as_posix()
        # the door of a package is known by its folder; a command is called what people type, a page what they open
        typed = place.startswith("apps/cli/") and module.stem in COMMANDS
        if module.stem != "__init__" and not typed and not place.startswith("apps/web/routes/"):
            places[module.stem].append(place)
    assert shared(places) == {}
