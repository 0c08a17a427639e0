"""The plain shape nearly all returns have, read line by line: a strict subset of YAML, eight times faster than events."""

from __future__ import annotations

import re
from decimal import Decimal
from sys import intern
from typing import Any, Final, TypeAlias

from mzgz.yamlwalk import SHIFT, Marks

Scalar: TypeAlias = "bool | int | Decimal | str"

LENGTH_LIMIT: Final = 100_000
"""Characters; longer texts have more events than the walk may see, or are no returns."""

# Text starts with nothing that could be a number, a word of YAML or a sign of it, and holds no ASCII sign that could end
# it. Whatever lies beyond ASCII may stand anywhere: the reader of the bytes has sorted out what may not.
_START = r"[^\x00-@\[-`{-\x7fFfNnTt]"
_INNER = r"""[^\x00-\x20!"#$&'*,:;<>?@\[\\\]^`{|}\x7f]"""
_TEXT = rf"(?:[0-9]++[^\x00-\x7f]|{_START}){_INNER}*+(?: {_INNER}++)*+"
_NUMBER = r"(?:0|[1-9][0-9]{0,11}+)(?:\.[0-9]{1,6}+)?+"
_DATE = r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?+"
_QUOTED = r'"[^"\\\t\r\n]*+"'
_SCALAR = rf"(?:{_TEXT}|{_DATE}|{_NUMBER}|true|false|{_QUOTED})"
_KEY = r"[A-Za-z0-9_][A-Za-z0-9_-]{0,60}+"
_VALUE = rf"(?:{_SCALAR}|\[(?:{_SCALAR}(?:, (?!\])|(?=\])))++\])"

_TOP = re.compile(rf"({_KEY}):(?: ({_SCALAR}))?")
_ITEM = re.compile(rf"  (?:({_KEY}):|-) \{{((?:{_KEY}: {_VALUE}(?:, (?!\}})|(?=\}}$)))++)\}}")
_COUNT = r"(0|[1-9][0-9]{0,11}+)"
_COUNTED = re.compile(
    rf"  ({_KEY}): \{{(?:numerator: {_COUNT}, denominator: {_COUNT}|value: {_COUNT})(?:, note: ({_TEXT}))?+\}}"
)
"""An `_ITEM` of whole numbers, as most are: half the time is saved by not taking it apart again."""
_SILENT = re.compile(r" *+(?:#[^\r]*)?")
_WIDE_KEY = re.compile(r"[A-Za-z0-9_-]\s*：")
"""A wide colon after what may be meant as a key: the walk over events takes such pairs apart."""
_PAIRS = re.compile(r'([^:]+): (?:("[^"]*"|[^",\[]+)|\[((?:"[^"]*"|[^"\]])+)\])(?:, |$)')
_SCALARS = re.compile(r'"[^"]*"|[^", ][^",]*')
"""These two part what has matched before."""


_PLACED = re.compile(rf"^(?:  (?:({_KEY}):|-) \{{([^\r\n]*)\}}|({_KEY}):(?: ([^\r\n]))?)", re.MULTILINE)
"""An item with what stands in its braces, or a key with the first character of its value, in a text that was read."""

_SUSPECTS: Final = "0123456789tf"
"""First characters of all but text and quotes."""


class _Intricate(Exception):  # noqa: N818 - no error: the text is for the walk over events
    """The text is not of the plain shape."""


def read_plain(text: str) -> tuple[dict[str, Any], int] | None:
    """The data of a text and the offset of its first key; None for a text of another shape, right or wrong."""
    if len(text) > LENGTH_LIMIT or ("：" in text and _WIDE_KEY.search(text)):
        return None
    try:
        root, first = _lines(text.replace("\r\n", "\n").split("\n"))
    except _Intricate:
        return None
    # counted in the text itself, where a line may end in two characters
    at = re.compile(rf"^{re.escape(first)}:", re.MULTILINE).search(text)
    return (root, at.start()) if at else None


def _lines(lines: list[str]) -> tuple[dict[str, Any], str]:
    root: dict[str, Any] = {}
    held: Any = root
    match_item, match_counted = _ITEM.fullmatch, _COUNTED.fullmatch
    pairs: dict[str, Any]
    for line in lines:
        if (counted := match_counted(line)) is not None:
            name, part, whole, value, note = counted.groups()
            pairs = {"numerator": int(part), "denominator": int(whole)} if value is None else {"value": int(value)}
            if note is not None:
                pairs["note"] = note
        elif (item := match_item(line)) is not None:
            name, body = item.groups()
            pairs = _pairs(body)
        else:
            if not _SILENT.fullmatch(line):
                held = _top(line, root, held)
            continue
        if held is None:
            held = root[next(reversed(root))] = [] if name is None else {}
        if name is None:
            if held.__class__ is not list:
                raise _Intricate
            held.append(pairs)
        else:
            if held is root or held.__class__ is list or name in held:
                raise _Intricate
            held[intern(name)] = pairs
    if held is None or not root:
        raise _Intricate
    return root, next(iter(root))


def _top(line: str, root: dict[str, Any], held: Any) -> Any:
    """A key at the start of a line; what the following lines belong to: None until the first tells what it is."""
    match = _TOP.fullmatch(line)
    if match is None or held is None or match[1] in root:
        raise _Intricate
    root[match[1]] = None if match[2] is None else _value(match[2])
    return None if match[2] is None else root


def _pairs(body: str) -> dict[str, Any]:
    pairs: dict[str, Any] = {}
    if '"' in body or "[" in body:
        found = _PAIRS.findall(body)
        for key, single, several in found:
            pairs[key] = _value(single) if single else [_value(each) for each in _SCALARS.findall(several)]
    else:
        found = body.split(", ")
        for pair in found:
            key, _, text = pair.partition(": ")
            if text[0] not in _SUSPECTS:
                pairs[key] = text
            elif text.isdecimal() and text.isascii():  # as `_value` has it, without the call
                pairs[key] = int(text)
            else:
                pairs[key] = _value(text)
    if len(pairs) < len(found):
        raise _Intricate
    return pairs


def _value(text: str) -> Scalar:
    if text.isascii():
        if text.isdecimal():
            return int(text)
        if text in ("true", "false"):
            return text == "true"
        if text.replace(".", "", 1).isdecimal():
            return Decimal(text)
    return text[1:-1] if text[0] == '"' else text


def marks_of(text: str) -> Marks:
    """The places of a text that `read_plain` has read, as the walk over events gives them, in a third of its time."""
    root: dict[str, Any] = {}
    held: Any = None
    name = ""
    for line in _PLACED.finditer(text):
        if line[3] is not None:
            name, held = line[3], None
            root[name] = line.start(3) << SHIFT | max(line.start(4), 0)
            continue
        brace = line.start(2) - 1
        at = brace - 2 if line[1] is None else line.start(1)
        if held is None:
            held = [] if line[1] is None else {}
            root[name] = (root[name] | at, held)
        inner = _marks_in(line[2], line.start(2))
        if line[1] is None:
            held.append((brace << SHIFT | brace, inner))
        else:
            held[line[1]] = (at << SHIFT | brace, inner)
    at = next(iter(_PLACED.finditer(text))).start()
    return at << SHIFT | at, root


def _marks_in(body: str, start: int) -> dict[str, Marks]:
    marks: dict[str, Marks] = {}
    for pair in _PAIRS.finditer(body):
        keyed = start + pair.start(1) << SHIFT
        if pair[3] is None:
            marks[pair[1]] = keyed | start + pair.start(2)
            continue
        first = start + pair.start(3)
        places = [first + each.start() for each in _SCALARS.finditer(pair[3])]
        marks[pair[1]] = (keyed | first - 1, [place << SHIFT | place for place in places])
    return marks
