"""The program's own modules, each parsed once for all tests that look at how it is built."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import mzgz

SOURCE = Path(mzgz.__file__).parent


def _modules() -> dict[str, Path]:
    names = {}
    for file in sorted(SOURCE.rglob("*.py")):
        parts = file.relative_to(SOURCE).with_suffix("").parts
        names[".".join(("mzgz", *parts)).removesuffix(".__init__")] = file
    return names


MODULES = _modules()


class Statement(NamedTuple):
    """A statement of a module, and whether it is not run when the module is loaded."""

    node: ast.stmt
    later: bool


@cache
def statements(file: Path) -> tuple[Statement, ...]:
    """Every statement of a file, however deep it stands. Expressions hold none, and are not searched."""
    return tuple(_below(ast.parse(file.read_text(encoding="utf-8")), False))


def _below(node: ast.AST, later: bool) -> Iterator[Statement]:
    for field in ("body", "orelse", "handlers", "finalbody", "cases"):
        for inner in getattr(node, field, ()):
            deferred = later or isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) or _for_types_only(inner)
            if isinstance(inner, ast.stmt):
                yield Statement(inner, deferred)
            yield from _below(inner, deferred)


def _for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
