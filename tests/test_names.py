"""One word, one meaning: no two classes share a name, nor two modules."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from mzgz.apps.cli import COMMANDS
from own_source import MODULES, SOURCE, statements


def classes(module: Path) -> Iterator[str]:
    return (node.name.lstrip("_") for node, _ in statements(module) if isinstance(node, ast.ClassDef))


def shared(places: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: sorted(held) for name, held in places.items() if len(held) > 1}


def test_no_class_name_twice() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for module in MODULES.values():
        for name in classes(module):
            places[name].append(module.relative_to(SOURCE).as_posix())
    assert shared(places) == {}


def test_no_module_name_twice() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for module in MODULES.values():
        place = module.relative_to(SOURCE).as_posix()
        # the door of a package is known by its folder; a command is called what people type, a page what they open
        typed = place.startswith("apps/cli/") and module.stem in COMMANDS
        if module.stem != "__init__" and not typed and not place.startswith("apps/web/routes/"):
            places[module.stem].append(place)
    assert shared(places) == {}
