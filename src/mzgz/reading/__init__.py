"""What is wrong with the form of a file and of its records: the table of these rules, and the finding each makes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from mzgz.diagnostics import Diagnostic, Rule, Severity, Source, Words
from mzgz.reading import form, record

RULES: Final[tuple[Rule, ...]] = (
    Rule("S101", Severity.NOTE, form.not_utf8),
    Rule("S102", Severity.ERROR, form.undecodable),
    Rule("S103", Severity.ERROR, form.hidden_character),
    Rule("S104", Severity.ERROR, form.file_too_large),
    Rule("S105", Severity.ERROR, form.cannot_open),
    Rule("S106", Severity.ERROR, form.empty_file),
    Rule("S107", Severity.ERROR, form.not_a_mapping),
    Rule("S108", Severity.ERROR, form.several_documents),
    Rule("S111", Severity.ERROR, form.syntax_error),
    Rule("S112", Severity.ERROR, form.tab_indent),
    Rule("S113", Severity.ERROR, form.wide_indent),
    Rule("S114", Severity.ERROR, form.fullwidth_colon),
    Rule("S115", Severity.ERROR, form.fullwidth_comma),
    Rule("S116", Severity.ERROR, form.colon_without_space),
    Rule("S117", Severity.ERROR, form.duplicate_key),
    Rule("S118", Severity.ERROR, form.strange_key),
    Rule("S119", Severity.ERROR, form.yaml_tag),
    Rule("S120", Severity.ERROR, form.alias_multiplies),
    Rule("S121", Severity.ERROR, form.too_deep),
    Rule("S122", Severity.ERROR, form.too_many_nodes),
    Rule("S131", Severity.ERROR, form.leading_zero),
    Rule("S132", Severity.ERROR, form.number_form),
    Rule("S133", Severity.ERROR, form.number_beyond_sense),
    Rule("S201", Severity.ERROR, record.unknown_key),
    Rule("S202", Severity.ERROR, record.missing_key),
    Rule("S203", Severity.ERROR, record.wrong_type),
    Rule("S204", Severity.ERROR, record.unquoted_code),
    Rule("S205", Severity.ERROR, record.bad_date),
    Rule("S206", Severity.ERROR, record.bad_period),
    Rule("S207", Severity.ERROR, record.bad_choice),
    Rule("S208", Severity.ERROR, record.bad_pattern),
    Rule("S209", Severity.ERROR, record.out_of_range),
    Rule("S210", Severity.ERROR, record.wrong_shape),
    Rule("S211", Severity.ERROR, record.unknown_unit),
    Rule("S212", Severity.ERROR, record.unknown_target),
    Rule("S213", Severity.ERROR, record.unknown_registry),
    Rule("S214", Severity.ERROR, record.unknown_section),
    Rule("S215", Severity.ERROR, record.bad_goal),
    Rule("S216", Severity.ERROR, record.bad_scope),
    Rule("S221", Severity.ERROR, record.duplicate_target),
    Rule("S222", Severity.ERROR, record.duplicate_item),
    Rule("S223", Severity.ERROR, record.unit_mismatch),
    Rule("S224", Severity.ERROR, record.period_mismatch),
    Rule("S225", Severity.QUERY, record.stray_file),
    Rule("S226", Severity.ERROR, record.both_spellings),
    Rule("S227", Severity.ERROR, record.outside_workspace),
)

_BY_FUNCTION: Final[dict[Callable[..., Words], Rule]] = {rule.check: rule for rule in RULES}


def fault(check: Callable[..., Words], source: Source, /, **particulars: Any) -> Diagnostic:
    """The finding a reader makes of a fault: the rule's function says it, the table gives code and severity."""
    rule = _BY_FUNCTION[check]
    words = check(**particulars)
    return Diagnostic(rule.code, rule.slug, rule.severity, words.message, words.hint, source)


_NOISE: Final = str.maketrans("", "", ",_ '、")
_MEASURES: Final = "个张所家户人次件处项名套块点"


def suggest_number(text: str) -> str | None:
    """The number a person most likely meant, in plain digits: `１，２０４` gives `1204`; None where it is not clear."""
    plain = unicodedata.normalize("NFKC", text).translate(_NOISE).rstrip(_MEASURES)
    if not plain.isascii() or not any(character.isdigit() for character in plain):
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return format(value, "f") if value.is_finite() and abs(value.adjusted()) < 18 else None
