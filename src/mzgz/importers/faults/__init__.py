"""The words for a filled form that cannot be taken as it is: one function per fault, its docstring the manual."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from mzgz.diagnostics import Diagnostic, Rule, Source, Words
from mzgz.importers.faults import contents, files, forms

RULES: Final[tuple[Rule, ...]] = (*files.RULES, *forms.RULES, *contents.RULES)
_BY_FUNCTION: Final[dict[Callable[..., Words], Rule]] = {rule.check: rule for rule in RULES}


def fault(check: Callable[..., Words], source: Source, /, **particulars: Any) -> Diagnostic:
    """The finding of a fault: the rule's function says it, the table gives code and severity."""
    rule = _BY_FUNCTION[check]
    words = check(**particulars)
    return Diagnostic(rule.code, rule.slug, rule.severity, words.message, words.hint, source)


__all__ = ["RULES", "contents", "fault", "files", "forms"]
