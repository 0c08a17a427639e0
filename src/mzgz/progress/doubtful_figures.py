"""Which reported figures stand under an open 强制 finding: numbers that cannot be true, shown with a mark until corrected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mzgz.model.findings import Severity
from mzgz.model.ledger import Ledger

Doubts = Mapping[tuple[str, str], frozenset[int]]
"""By target and unit: the months (`Period.index`) whose entry cannot stand."""

_ABOUT_RETURNS = frozenset({"submission", "month", "target"})
_RAISED = frozenset({"ledger"})
"""What is looked at of rules the workspace makes errors: limits to single numbers lie with the settings."""
_ABOUT_VALUES = _ABOUT_RETURNS | {"entry", "series", "peers"}


def open_doubts(ledger: Ledger, day: date) -> Doubts:
    """The figures under an error no correction has answered by `day`."""
    from mzgz.validation import RULES  # heavy: only who shows figures needs the rules
    from mzgz.validation.engine.case_batches import Cases
    from mzgz.validation.engine.case_index import Index
    from mzgz.validation.engine.doubt_tally import DoubtTally
    from mzgz.validation.engine.rule_run import OF_ANSWERS, Narrowed, raised

    grave = [
        rule
        for rule in (raised(rule, ledger.workspace.severities) for rule in RULES)
        if rule.severity is Severity.ERROR and (rule.over in _ABOUT_VALUES or (rule.declared and rule.over in _RAISED))
    ]
    cases, tally = Cases(Index(ledger, day), grave), DoubtTally(Narrowed.of(grave, ledger))
    of_answers = [rule for rule in grave if rule.over in OF_ANSWERS]
    for target in list(cases.answers):  # each is let go of as soon as it is judged: together they outgrow the figures
        tally.judge_answers(of_answers, cases.answers.pop(target))
    for rule in grave:
        if rule.over in _ABOUT_RETURNS | _RAISED:
            for batch in cases.batches(rule):
                tally.judge(rule, batch)
    return tally.doubts
