"""What is wrong with the form of a file and of its records: the table of these rules, and the finding each makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from mzgz.intake.faults import record
from mzgz.intake.faults import yaml_text as text_faults
from mzgz.model.findings import Diagnostic, Rule, Severity, Source, Words

RULES: Final[tuple[Rule, ...]] = (
    Rule("S101", Severity.NOTE, text_faults.not_utf8, loses=True),
    Rule("S102", Severity.ERROR, text_faults.undecodable, loses=True),
    Rule("S103", Severity.ERROR, text_faults.hidden_character, loses=True),
    Rule("S104", Severity.ERROR, text_faults.file_too_large, loses=True),
    Rule("S105", Severity.ERROR, text_faults.cannot_open, loses=True),
    Rule("S106", Severity.ERROR, text_faults.empty_file, loses=True),
    Rule("S107", Severity.ERROR, text_faults.not_a_mapping, loses=True),
    Rule("S108", Severity.ERROR, text_faults.several_documents, loses=True),
    Rule("S109", Severity.ERROR, text_faults.radical_character, loses=True),
    Rule("S110", Severity.ERROR, text_faults.merge_conflict, loses=True),
    Rule("S111", Severity.ERROR, text_faults.syntax_error, loses=True),
    Rule("S112", Severity.ERROR, text_faults.tab_indent, loses=True),
    Rule("S113", Severity.ERROR, text_faults.wide_indent, loses=True),
    Rule("S114", Severity.ERROR, text_faults.fullwidth_colon, loses=True),
    Rule("S115", Severity.ERROR, text_faults.fullwidth_comma, loses=True),
    Rule("S116", Severity.ERROR, text_faults.colon_without_space, loses=True),
    Rule("S117", Severity.ERROR, text_faults.duplicate_key, loses=True),
    Rule("S118", Severity.ERROR, text_faults.strange_key, loses=True),
    Rule("S119", Severity.ERROR, text_faults.yaml_tag, loses=True),
    Rule("S120", Severity.ERROR, text_faults.alias_multiplies, loses=True),
    Rule("S121", Severity.ERROR, text_faults.too_deep, loses=True),
    Rule("S122", Severity.ERROR, text_faults.too_many_nodes, loses=True),
    Rule("S131", Severity.ERROR, text_faults.leading_zero),
    Rule("S132", Severity.ERROR, text_faults.number_form),
    Rule("S133", Severity.ERROR, text_faults.number_beyond_sense),
    Rule("S134", Severity.ERROR, text_faults.space_after_colon),
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
    Rule("S228", Severity.ERROR, record.special_file),
)
OF_FORM: Final = frozenset(rule.slug for rule in RULES)
"""The names of these rules."""
LOSING: Final = frozenset(rule.slug for rule in RULES if rule.loses)
"""Of these, the ones after which something may be missing from what was read."""


class Reporter:
    """Makes the finding of a fault: the rule's function words it, a table gives code and severity."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules: dict[Callable[..., Words], Rule] = {rule.check: rule for rule in rules}

    def __call__(self, check: Callable[..., Words], source: Source, /, **particulars: Any) -> Diagnostic:
        """The finding of `check` at `source`; raises KeyError for a function that stands in no table."""
        rule = self._rules[check]
        words = check(**particulars)
        return Diagnostic(rule.code, rule.slug, rule.severity, words.message, words.hint, source)


fault: Final = Reporter(RULES)
"""The finding a reader of YAML files makes."""
