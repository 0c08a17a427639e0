"""What an import would change in a submission, said line by line before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mzgz.intake.form.submission_yaml import entry_fields, item_fields
from mzgz.model.hints import FIELD_LABELS, NO, YES
from mzgz.model.ledger import Plan
from mzgz.model.submissions import Entry, Submission

_HEAD: Final = {"received": "收到日期", "filled_by": "填报人", "approved_by": "审核人", "signed_by": "签发人"}
_LISTS: Final = {"explanations": "情况说明", "highlights": "亮点", "honours": "荣誉", "problems": "问题"}
_SHOWN: Final = 40
_ITEMS: Final = 6
_BLANK: Final = "（空）"


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One thing that would be different; `path` leads to it in the file."""

    path: tuple[str, ...]
    what: str
    before: str
    after: str
    value: Any = None
    """What is written, where `after` may show no more than its beginning."""

    def __str__(self) -> str:
        return f"{self.what}：{self.before} → {self.after}"


def changes(before: Submission | None, after: Submission, plan: Plan) -> tuple[EntryChange, ...]:
    """All differences, in the order of the file."""
    return tuple(_changes(before, after, plan))


def _changes(before: Submission | None, after: Submission, plan: Plan) -> Iterator[EntryChange]:
    for name, label in _HEAD.items():
        old, new = getattr(before, name, None), getattr(after, name)
        if old != new:
            yield EntryChange((name,), label, shown(old), shown(new), new)
    reported = before.entries if before else {}
    for target in dict.fromkeys((*after.entries, *reported)):
        yield from _entry(target, reported.get(target, Entry()), after.entries.get(target, Entry()), plan)
    for name, label in _LISTS.items():
        old_items, new_items = getattr(before, name, ()), getattr(after, name)
        if old_items != new_items:
            yield EntryChange((name,), label, _items(old_items), _items(new_items), new_items)


def _entry(target: str, old: Entry, new: Entry, plan: Plan) -> Iterator[EntryChange]:
    known = plan.targets.get(target)
    label = known.name if known else target
    rendered, tells = entry_fields(old), entry_fields(new)
    for name in FIELD_LABELS:
        if rendered.get(name) != tells.get(name):
            what = f"{label} {FIELD_LABELS[name]}"
            old_value, new_value = rendered.get(name), tells.get(name)
            yield EntryChange(("entries", target, name), what, shown(old_value), shown(new_value), new_value)


def shown(value: Any) -> str:
    """A value as a person reads it."""
    match value:
        case None | ():
            return _BLANK
        case bool():
            return YES if value else NO
        case date():
            return value.isoformat()
        case tuple():
            return _cut("；".join(value))
    return _cut(str(value))


def _cut(text: str) -> str:
    """A long text by its beginning: the list of changes is looked through, not read."""
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…（共{len(text)}字）"


def _items(items: tuple[Any, ...]) -> str:
    if not items:
        return "没有"
    texts = [_cut(str(list(item_fields(item).values())[-1])) for item in items[:_ITEMS]]
    more = "；等" if len(items) > _ITEMS else ""
    return f"{len(items)}条（{'；'.join(texts)}{more}）"
