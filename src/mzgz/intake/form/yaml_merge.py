"""A new submission into the file that stands already: values change, comments and layout written by hand survive."""

from __future__ import annotations

import io
from datetime import date
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from mzgz.intake.form.import_diff import changes
from mzgz.intake.form.submission_yaml import entry_fields, item_fields, scalar
from mzgz.model.ledger import Plan
from mzgz.model.submissions import Entry, Submission

_LISTS: Final = ("explanations", "highlights", "honours", "problems")
_WIDE: Final = 100_000
"""No line is folded."""


def merged_text(text: str, before: Submission, after: Submission, plan: Plan) -> str | None:
    """The file with the new values; None where it cannot be taken apart and put together again."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        root = yaml.load(text)
    except YAMLError:
        return None
    if not isinstance(root, CommentedMap):
        return None
    _apply(root, before, after, plan)
    stream = io.StringIO()
    yaml.dump(root, stream)
    return stream.getvalue()


def _apply(root: CommentedMap, before: Submission, after: Submission, plan: Plan) -> None:
    for change in changes(before, after, plan):
        name = change.path[0]
        if name == "entries":
            continue
        if name in _LISTS:
            _put_list(root, name, getattr(before, name), getattr(after, name))
        else:
            _put_head(root, name, getattr(after, name))
    _put_entries(root, before, after, plan)


def _put_head(root: CommentedMap, name: str, value: Any) -> None:
    if value is None:
        root.pop(name, None)
    elif name in root:
        root[name] = _node(value)
    else:
        place = next((index for index, key in enumerate(root) if key == "entries"), len(root))
        root.insert(place, name, _node(value))


def _put_entries(root: CommentedMap, before: Submission, after: Submission, plan: Plan) -> None:
    if root.get("entries") is None:
        root["entries"] = CommentedMap()
    entries = root["entries"]
    for target in [name for name in before.entries if name not in after.entries]:
        del entries[target]
    for target, entry in after.entries.items():
        if target not in before.entries and target in entries:
            entries[target] = _flow(entry_fields(entry))  # what stood there could not be read
        elif target not in before.entries:
            entries.insert(_place(entries, target, plan), target, _flow(entry_fields(entry)))
        elif entry != before.entries[target]:
            entries[target] = _updated(entries[target], before.entries[target], entry)


def _place(entries: CommentedMap, target: str, plan: Plan) -> int:
    """After the entry that precedes it in the plan."""
    order = {name: index for index, name in enumerate(plan.targets)}
    earlier = [index for index, name in enumerate(entries) if order.get(name, -1) < order[target]]
    return max(earlier, default=-1) + 1


def _updated(node: Any, old: Entry, new: Entry) -> Any:
    """The entry's own mapping with only what differs replaced."""
    if not isinstance(node, CommentedMap):
        return _flow(entry_fields(new))
    rendered, tells = entry_fields(old), entry_fields(new)
    for name in rendered:
        if name not in tells:
            del node[name]
    for name, value in tells.items():
        if rendered.get(name) != value or name not in rendered:
            node[name] = _node(value)
    return node


def _put_list(root: CommentedMap, name: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> None:
    """Items that stay keep their own nodes, and with them their comments."""
    if not new:
        root.pop(name, None)
        return
    nodes = list(root.get(name) or ())
    kept = {index: old.index(item) for index, item in enumerate(new) if item in old}
    built = CommentedSeq(
        [nodes[kept[index]] if index in kept else _flow(item_fields(item)) for index, item in enumerate(new)]
    )
    if name in root and isinstance(root[name], CommentedSeq):
        root[name][:] = list(built)
    else:
        root[name] = built


def _flow(values: dict[str, Any]) -> CommentedMap:
    node = CommentedMap((name, _node(value)) for name, value in values.items())
    node.fa.set_flow_style()
    return node


def _node(value: Any) -> Any:
    """A value as ruamel writes it in our style."""
    match value:
        case bool() | int() | date():
            return value
        case str():
            return value if not scalar(value).startswith('"') else DoubleQuotedScalarString(value)
        case dict():
            return _flow(value)
        case tuple():
            node = CommentedSeq(_node(item) for item in value)
            node.fa.set_flow_style()
            return node
    return YAML().load(scalar(value))
