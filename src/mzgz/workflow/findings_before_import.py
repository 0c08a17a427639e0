"""What the rules say of returns that are about to be written, or would be if they could be read, so that nobody learns
of it only after the fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from mzgz import validation
from mzgz.intake.form.draft import Draft
from mzgz.intake.form.import_result import Pending, prepare
from mzgz.model.findings import Diagnostic
from mzgz.model.ledger import Key, Ledger
from mzgz.model.targets.target import Locate, located
from mzgz.workflow.accept_and_return import of_record


def findings_before_import(
    pending: Sequence[Pending], drafts: Sequence[Draft], ledger: Ledger, as_of: date
) -> dict[Key, list[Diagnostic]]:
    """By period and unit, what would stand against a return if all of them were written, placed in the files they
    came in. Of a draft that was not read as a whole, what was read is judged; what the bureau has written down of an
    earlier one is no fault of a file."""
    returns = {(item.submission.period, item.submission.unit): item for item in pending if item.text is not None}
    if not returns:
        return {}
    by_key = {(each.submission.period, each.submission.unit): each for each in drafts}
    said = {
        key: located(replace(item.submission), _within(item.path, by_key[key].submission.locate))
        for key, item in returns.items()
    }
    there = replace(
        ledger,
        submissions={**ledger.submissions, **said},
        attempted={**ledger.attempted, **{key: item.path for key, item in returns.items()}},
    )
    months = {str(period) for period, _ in returns}
    only = validation.Selection(period=months.pop()) if len(months) == 1 else None
    by_name = {(str(period), unit): (period, unit) for period, unit in returns}
    found: dict[Key, list[Diagnostic]] = defaultdict(list)
    for finding in validation.run(there, (), as_of, only).findings:
        key = by_name.get((finding.period or "", finding.unit or ""))
        if key and finding.blocks and by_key[key].was_read(finding) and not of_record(finding):
            found[key].append(finding)
    return found


def refused_as_well(
    drafts: Sequence[Draft], ledger: Ledger, root: Path, received: date, loaded: Collection[Diagnostic], as_of: date
) -> Iterator[tuple[Draft, tuple[Diagnostic, ...]]]:
    """Of drafts that stay outside, what would stand against the rest of them: who sends them again mends all at once.
    The findings name the file and the target."""
    rest = [draft for draft in drafts if not draft.complete and draft.says_something]
    built = ((draft, prepare(draft, ledger, root, received, loaded)) for draft in rest)
    kept = {draft.path: item for draft, item in built if isinstance(item, Pending)}
    ahead = findings_before_import(list(kept.values()), rest, ledger, as_of)
    for draft in rest:
        reported = draft.submission
        own = ahead.get((reported.period, reported.unit), ())
        if own and draft.path in kept:
            yield draft, tuple(_in_file(finding, draft, ledger) for finding in own)


def _in_file(finding: Diagnostic, draft: Draft, ledger: Ledger) -> Diagnostic:
    target = ledger.plans[draft.submission.period.year].targets.get(finding.target or "")
    about = f"“{target.name}”：" if target and target.name not in finding.message else ""
    return replace(finding, source=replace(finding.source, path=draft.path), message=about + finding.message)


def _within(path: str, locate: Locate) -> Locate:
    """The cells of the file that came in, in the file that will stand."""
    return lambda *keys: replace(locate(*keys), path=path)
