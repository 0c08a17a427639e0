"""No message, page, letter or form says 全市, 市局 or 旗市区 to a bureau that has none: such words come from `words`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from goldens import ROOT

SOURCE = ROOT / "src" / "mzgz"
_LOCAL = re.compile("全市|市局|旗市区|市本级|市里")
_READS = ("publishing/verify", "intake/extract", "language", "intake/workspace/annual_return_files.py")
"""What reads other people's texts has to know these words."""
_NAMES_THEM = (
    "model/local_words.py",
    "model/honour_levels.py",
    "model/unit.py",
    "model/unit_tree.py",
    "intake/form/form_editions.py",
    "formats/disk/starter_workspace.py",
    "publishing/report/undated_claims.py",
    "publishing/claim_conditions.py",
    "validation/rule_names.py",
    "validation/rules/confidential_wording.py",
    "model/targets/target_clauses.py",
)
"""What maps them: the words themselves, their examples, and phrases that are looked for."""


def rendered(path: Path) -> Iterator[tuple[int, str]]:
    """The string literals of a module, without docstrings and comments."""
    tree = ast.parse(path.read_text("utf-8"))
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.lineno, node.value


def test_what_is_shown_names_no_land_of_its_own() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {text}"
        for path in sorted(SOURCE.rglob("*.py"))
        if not str(path.relative_to(SOURCE)).startswith((*_READS, *_NAMES_THEM))
        for line, text in rendered(path)
        if _LOCAL.search(text)
    ]
    assert found == []


def test_nor_does_a_page() -> None:
    found = [
        f"{path.name}: {match[0]}"
        for path in sorted(SOURCE.rglob("*.j2"))
        for match in _LOCAL.finditer(re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL))
    ]
    assert found == []
