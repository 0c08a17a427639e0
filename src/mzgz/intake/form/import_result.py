"""A draft beside what stands already: the submission that results, what it changes, and the text to be written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from mzgz.intake.faults import LOSING, OF_FORM, form_faults
from mzgz.intake.faults.form_faults import fault
from mzgz.intake.form.draft import Draft
from mzgz.intake.form.import_diff import EntryChange, changes
from mzgz.intake.form.submission_yaml import entry_fields, submission_text
from mzgz.intake.form.three_way_merge import Clash, merge_changes
from mzgz.intake.form.yaml_merge import merged_text
from mzgz.intake.regular_file import read_regular, shown_path
from mzgz.intake.workspace.return_files import make_submission
from mzgz.intake.yaml.file import parse
from mzgz.intake.yaml.text_decoding import decode
from mzgz.language.finding_phrases import day
from mzgz.language.personal_data import masked
from mzgz.model import LARGEST_READ
from mzgz.model.findings import Diagnostic, Severity, Source
from mzgz.model.ledger import Ledger, Plan
from mzgz.model.submissions import Entry, Explanation, Submission
from mzgz.model.unit_tree import UnitTree

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Pending:
    """A file to be written; `text` is None where nothing would change."""

    path: str
    """Workspace-relative."""
    submission: Submission
    changes: tuple[EntryChange, ...]
    text: str | None
    is_new: bool
    before: Submission | None = None
    """What stood there when the changes were drawn up."""
    standing: bytes | None = None
    """The bytes of the file then; None where there was none."""
    source: str = ""
    """The file it was taken from."""
    content: str = ""
    """SHA-256 of that file."""

    @property
    def says_otherwise(self) -> bool:
        """Whether anything counts otherwise than what stood there; words beside a value may have been put right."""
        before = self.before.entries if self.before else {}
        now = self.submission.entries
        names = before.keys() | now.keys()
        return any(not now.get(name, Entry()).counts_as(before.get(name, Entry())) for name in names)

    def still_stands(self, root: Path) -> bool:
        """Whether the file is as it was when the changes were drawn up."""
        try:
            return read_regular(root / self.path, LARGEST_READ) == self.standing
        except FileNotFoundError:
            return self.standing is None


def prepare(
    draft: Draft, ledger: Ledger, root: Path, received: date, found: Collection[Diagnostic], *, stated: bool = False
) -> Pending | Diagnostic:
    """What importing a draft comes to; a finding where the standing file is not to be touched. What is handed in
    again unchanged was received when it first came: only an earlier day, `stated` by who imports, corrects that."""
    reported = draft.submission
    key = (reported.period, reported.unit)
    lock = ledger.locks(reported.period, reported.unit)
    if lock is not None and received > lock:
        words = {
            "month": reported.period.label,
            "lock": day(lock),
            "unit": reported.unit,
            "period": str(reported.period),
        }
        return fault(form_faults.form_file.month_locked, Source(draft.path), **words)
    plan = ledger.plans[reported.period.year]
    path = ledger.attempted.get(key)
    if path is None:
        path = f"submissions/{reported.period}/{reported.unit}.yaml"
        new = replace(reported, received=received)
        text = submission_text(new, plan, _origin(draft))
        proved = _proved(text, path, new, ledger.units)
        return Pending(path, new, changes(None, new, plan), proved, True, source=draft.path, content=draft.content)
    before = ledger.submissions.get(key)
    here = (item for item in found if item.source.path == path and item.severity is Severity.ERROR)
    broken = any(item.rule in LOSING for item in here)  # a value that cannot be read may be what the draft mends
    if before is None or broken:
        return fault(form_faults.form_file.standing_unreadable, Source(path), path=path)
    after = united(before, draft, plan)
    earlier = stated and (before.received is None or received < before.received)
    if not changes(before, after, plan) and not earlier:
        return Pending(path, before, (), None, False)
    return _over(path, before, replace(after, received=received), ledger, root, (draft.path, draft.content))


def _over(
    path: str, before: Submission, after: Submission, ledger: Ledger, root: Path, came: tuple[str, str]
) -> Pending | Diagnostic:
    """`after` into the file that says `before`."""
    plan = ledger.plans[after.period.year]
    standing = read_regular(root / path, LARGEST_READ)
    text, _ = decode(standing, path)
    merged = _proved(merged_text(text or "", before, after, plan), path, after, ledger.units)
    if merged is None:
        return fault(form_faults.form_file.standing_unreadable, Source(path), path=path)
    return Pending(path, after, changes(before, after, plan), merged, False, before, standing, *came)


def redrawn(pending: Pending, ledger: Ledger, root: Path) -> Pending | Diagnostic:
    """The same changes on what stands there now, since somebody else has written meanwhile: different cells of both
    are kept; where both changed the same one, or one removed the file, a finding that tells both values."""
    reported = pending.submission
    plan = ledger.plans[reported.period.year]
    now = ledger.submissions.get((reported.period, reported.unit))
    if now is None:
        gone = (reported.period, reported.unit) not in ledger.attempted
        rule = form_faults.form_file.removed_meanwhile if gone else form_faults.form_file.standing_unreadable
        return fault(rule, Source(pending.path), path=pending.path)
    merged = merge_changes(pending.before, reported, now, plan)
    if isinstance(merged, Clash):
        mine, theirs = merged
        words = {"what": mine.what, "mine": mine.after, "theirs": theirs.after, "before": mine.before}
        return fault(form_faults.form_file.changed_meanwhile, Source(pending.path), **words)
    path = ledger.attempted[reported.period, reported.unit]
    if not changes(now, merged, plan):
        return Pending(path, now, (), None, False)
    return _over(path, now, merged, ledger, root, (pending.source, pending.content))


def united(before: Submission, draft: Draft, plan: Plan) -> Submission:
    """The draft in place of what it speaks of; what it does not speak of stays."""
    if draft.fields is not None:
        return _supplemented(before, draft, draft.fields, plan)
    reported = draft.submission
    entries = {name: entry for name, entry in before.entries.items() if name not in draft.listed}
    entries |= {name: Entry() for name in draft.listed if name in before.entries and before.entries[name] == Entry()}
    entries |= reported.entries
    stays = tuple(item for item in before.explanations if item.target not in draft.listed) if draft.lists else ()
    return replace(
        before,
        filled_by=reported.filled_by or before.filled_by,
        approved_by=reported.approved_by or before.approved_by,
        signed_by=reported.signed_by or before.signed_by,
        entries=_ordered(entries, plan),
        explanations=_as_before(before.explanations, (*stays, *reported.explanations))
        if draft.lists
        else before.explanations,
        highlights=reported.highlights if draft.lists else before.highlights,
        honours=reported.honours if draft.lists else before.honours,
        problems=reported.problems if draft.lists else before.problems,
    )


def _supplemented(before: Submission, draft: Draft, fields: Mapping[str, frozenset[str]], plan: Plan) -> Submission:
    """With the single values of the draft; an entry that holds nothing any more is dropped."""
    reported = draft.submission
    entries = dict(before.entries)
    for target, names in fields.items():
        old, new = before.entries.get(target, Entry()), reported.entries.get(target, Entry())
        entries[target] = replace(old, **{name: getattr(new, name) for name in names})
        if entries[target] == Entry() and old != Entry():
            del entries[target]
    return replace(
        before,
        filled_by=reported.filled_by or before.filled_by,
        approved_by=reported.approved_by or before.approved_by,
        signed_by=reported.signed_by or before.signed_by,
        entries=_ordered(entries, plan),
        highlights=_more(before.highlights, reported.highlights),
        honours=_more(before.honours, reported.honours),
        problems=_more(before.problems, reported.problems),
    )


def _more(before: tuple[_Item, ...], said: tuple[_Item, ...]) -> tuple[_Item, ...]:
    return (*before, *(item for item in said if item not in before))


def _ordered(entries: Mapping[str, Entry], plan: Plan) -> dict[str, Entry]:
    order = {name: index for index, name in enumerate(plan.targets)}
    return dict(sorted(entries.items(), key=lambda item: order.get(item[0], len(order))))


def _as_before(before: tuple[Explanation, ...], after: tuple[Explanation, ...]) -> tuple[Explanation, ...]:
    """In the old order as far as they are old: the form keeps them in two places."""
    return (*(item for item in before if item in after), *(item for item in after if item not in before))


def _origin(draft: Draft) -> str:
    filled = f"，填报日期 {draft.filled_on.isoformat()}" if draft.filled_on else ""
    return f"由 {masked(shown_path(Path(draft.path).name))} 导入{filled}"


def _proved(text: str | None, path: str, submission: Submission, units: UnitTree) -> str | None:
    """The text, if reading it gives the same submission again: nothing is written that would be read otherwise."""
    file, faults = parse(text.encode(), path) if text else (None, [])
    built, misread = make_submission(file, units) if file else (None, [])
    sound = not any(each.rule in OF_FORM and each.severity is Severity.ERROR for each in (*faults, *misread))
    return text if built is not None and sound and _same(built, submission) else None


def _same(one: Submission, other: Submission) -> bool:
    names = (
        "unit",
        "period",
        "received",
        "filled_by",
        "approved_by",
        "signed_by",
        "explanations",
        "highlights",
        "honours",
        "problems",
    )
    return all(getattr(one, name) == getattr(other, name) for name in names) and _values_of(one) == _values_of(other)


def _values_of(submission: Submission) -> dict[str, dict[str, object]]:
    return {name: entry_fields(entry) for name, entry in submission.entries.items()}
