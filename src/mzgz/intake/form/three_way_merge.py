"""Two changes of one return, drawn from the same state: both where they concern different cells, a clash where not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from mzgz.intake.form.import_diff import EntryChange, changes
from mzgz.model.ledger import Plan
from mzgz.model.submissions import Entry, Submission


class Clash(NamedTuple):
    """What both sides changed, each in its own way."""

    mine: EntryChange
    theirs: EntryChange


def merge_changes(base: Submission | None, mine: Submission, theirs: Submission, plan: Plan) -> Submission | Clash:
    """`theirs` with what `mine` changed since `base`; the first clash where one cell was changed by both to different
    values, or where one side reports what the other calls not applicable or pending. Of two days of receipt the later
    one counts."""
    own = {change.path: change for change in changes(base, mine, plan)}
    other = {change.path: change for change in changes(base, theirs, plan)}
    for path, change in own.items():
        if path in other and other[path].value != change.value and path != ("received",):
            return Clash(change, other[path])
    merged = _applied(theirs, mine, list(own))
    for target in {path[1] for path in own if path[0] == "entries"}:
        if not _agrees(merged.entries.get(target, Entry())):
            one = next(change for path, change in own.items() if path[:2] == ("entries", target))
            two = next((change for path, change in other.items() if path[:2] == ("entries", target)), one)
            return Clash(one, two)
    days = [day for day in (mine.received, theirs.received) if day]
    return replace(merged, received=max(days, default=None))


def _applied(onto: Submission, source: Submission, paths: list[tuple[str, ...]]) -> Submission:
    entries: dict[str, Entry] = dict(onto.entries)
    heads: dict[str, Any] = {}
    for path in paths:
        if path[0] == "entries":
            _, target, name = path
            value = getattr(source.entries.get(target, Entry()), name)
            entries[target] = replace(entries.get(target, Entry()), **{name: value})
        else:
            heads[path[0]] = getattr(source, path[0])
    for target in [target for target, entry in entries.items() if entry == Entry() and target not in source.entries]:
        del entries[target]
    return replace(onto, entries=entries, **heads)


def _agrees(entry: Entry) -> bool:
    """Whether it says one thing: a value, or why there is none, or when there will be one."""
    value = any(getattr(entry, name) is not None for name in ("numerator", "denominator", "value", "done", "stage"))
    return value + (entry.not_applicable is not None) + (entry.pending is not None) <= 1
