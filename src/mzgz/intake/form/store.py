"""A draft beside what stands already: the submission that results, what it changes, and the text to be written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mzgz.intake.faults import OF_FORM, form_faults
from mzgz.intake.faults.form_faults import fault
from mzgz.intake.form.diff import EntryChange, changes
from mzgz.intake.form.draft import Draft
from mzgz.intake.form.merge import merged_text
from mzgz.intake.form.submission_yaml import entry_fields, submission_text
from mzgz.intake.workspace.return_files import make_submission
from mzgz.intake.yaml.file import decode, parse
from mzgz.model.findings import Diagnostic, Severity, Source
from mzgz.model.ledger import Ledger, Plan
from mzgz.model.submissions import Entry, Explanation, Submission
from mzgz.model.units import UnitTree


@dataclass(frozen=True, slots=True)
class Pending:
    """A file to be written; `text` is None where nothing would change."""

    path: str
    """Workspace-relative."""
    submission: Submission
    changes: tuple[EntryChange, ...]
    text: str | None
    is_new: bool


def prepare(
    draft: Draft, ledger: Ledger, root: Path, received: date, found: Collection[Diagnostic], *, stated: bool = False
) -> Pending | Diagnostic:
    """What importing a draft comes to; a finding where the standing file is not to be touched. A day of receipt that
    was `stated` is written even where it is all that changes."""
    said = draft.submission
    key = (said.period, said.unit)
    plan = ledger.plans[said.period.year]
    path = ledger.attempted.get(key)
    if path is None:
        path = f"submissions/{said.period}/{said.unit}.yaml"
        new = replace(said, received=received)
        text = submission_text(new, plan, _origin(draft))
        return Pending(path, new, changes(None, new, plan), _proved(text, path, new, ledger.units), True)
    before = ledger.submissions.get(key)
    here = (item for item in found if item.source.path == path and item.severity is Severity.ERROR)
    broken = any(item.rule in OF_FORM for item in here)
    if before is None or broken:
        return fault(form_faults.form_file.standing_unreadable, Source(path), path=path)
    after = united(before, draft, plan)
    if not changes(before, after, plan) and not (stated and before.received != received):
        return Pending(path, before, (), None, False)
    after = replace(after, received=received)
    told = changes(before, after, plan)
    standing, _ = decode((root / path).read_bytes(), path)
    merged = _proved(merged_text(standing or "", before, after, plan), path, after, ledger.units)
    if merged is None:
        return fault(form_faults.form_file.standing_unreadable, Source(path), path=path)
    return Pending(path, after, told, merged, False)


def united(before: Submission, draft: Draft, plan: Plan) -> Submission:
    """The draft in place of what it speaks of; what it does not speak of stays."""
    said = draft.submission
    entries = {name: entry for name, entry in before.entries.items() if name not in draft.listed}
    entries |= {name: Entry() for name in draft.listed if name in before.entries and before.entries[name] == Entry()}
    entries |= said.entries
    order = {name: index for index, name in enumerate(plan.targets)}
    stays = tuple(item for item in before.explanations if item.target not in draft.listed) if draft.lists else ()
    return replace(
        before,
        filled_by=said.filled_by or before.filled_by,
        approved_by=said.approved_by or before.approved_by,
        entries=dict(sorted(entries.items(), key=lambda item: order.get(item[0], len(order)))),
        explanations=_as_before(before.explanations, (*stays, *said.explanations))
        if draft.lists
        else before.explanations,
        highlights=said.highlights if draft.lists else before.highlights,
        honours=said.honours if draft.lists else before.honours,
        problems=said.problems if draft.lists else before.problems,
    )


def _as_before(before: tuple[Explanation, ...], after: tuple[Explanation, ...]) -> tuple[Explanation, ...]:
    """In the old order as far as they are old: the form keeps them in two places."""
    return (*(item for item in before if item in after), *(item for item in after if item not in before))


def _origin(draft: Draft) -> str:
    filled = f"，填报日期 {draft.filled_on.isoformat()}" if draft.filled_on else ""
    return f"由 {Path(draft.path).name} 导入{filled}"


def _proved(text: str | None, path: str, submission: Submission, units: UnitTree) -> str | None:
    """The text, if reading it gives the same submission again: nothing is written that would be read otherwise."""
    file = parse(text.encode(), path)[0] if text else None
    made = make_submission(file, units)[0] if file else None
    return text if made is not None and _same(made, submission) else None


def _same(one: Submission, other: Submission) -> bool:
    names = (
        "unit",
        "period",
        "received",
        "filled_by",
        "approved_by",
        "explanations",
        "highlights",
        "honours",
        "problems",
    )
    return all(getattr(one, name) == getattr(other, name) for name in names) and _said(one) == _said(other)


def _said(submission: Submission) -> dict[str, dict[str, object]]:
    return {name: entry_fields(entry) for name, entry in submission.entries.items()}
