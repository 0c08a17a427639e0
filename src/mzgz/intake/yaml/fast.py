"""The plain shape nearly all files have, read line by line: a strict subset of YAML, several times faster than events.

Keys at the margin; below one of them keys two columns in, or items, each in braces or with its keys four columns in;
as values what fits on the line: text, numbers, quotes without escapes, lists of these and pairs in braces, which may
hold such pairs once more.
"""

from __future__ import annotations

import re
from decimal import Decimal
from sys import intern
from typing import Any, Final, TypeAlias

from mzgz.language.pattern_search import expression

Scalar: TypeAlias = "bool | int | Decimal | str"
Plain: TypeAlias = "Scalar | list[Plain] | dict[str, Plain] | None"
Marks: TypeAlias = "int | tuple[int, dict[str, Marks] | list[Marks]]"
"""Where a value stands: key offset << SHIFT | value offset, in characters; with a collection, its members' marks."""

SHIFT: Final = 22
"""Bits of an offset; the size limit of a file keeps every offset below it."""
LENGTH_LIMIT: Final = 100_000
"""Characters; longer texts have more events than the walk may see, or are no returns."""

# Text starts with nothing that could be a number, a word of YAML or a sign of it, and holds no ASCII sign that could end
# it. Whatever lies beyond ASCII may stand anywhere: the reader of the bytes has sorted out what may not.
_START = r"[^\x00-@\[-`{-\x7fFfNnTt]"
_WORD = r"(?i:true|false|null)(?![0-9A-Za-z_-])"
_INNER = r"""[^\x00-\x20!"#$&'*,:;?@\[\\\]^`{|}\x7f]"""
_TEXT = rf"(?:[0-9]++[^\x00-\x7f]|{_START}|(?!{_WORD})[fFnNtT]){_INNER}*+(?: {_INNER}++)*+"
_NUMBER = r"(?:0|[1-9][0-9]{0,11}+)(?:\.[0-9]{1,6}+)?+"
_DATE = r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?+"
_QUOTED = r'"[^"\\\t\r\n]*+"'
_SCALAR = rf"(?:{_TEXT}|{_DATE}|{_NUMBER}|true|false|{_QUOTED})"
_KEY = r"[A-Za-z0-9_][A-Za-z0-9_-]{0,60}+"
_VALUE = rf"(?:{_SCALAR}|\[(?:{_SCALAR}(?:, (?!\])|(?=\])))++\])"

_BRACED = rf"\{{(?:{_KEY}: {_VALUE}(?:, (?!\}})|(?=\}}$)))++\}}"
_INSIDE: Final = "  "
_DASH: Final = "  - "
_LINE = re.compile(rf"(|{_INSIDE}|{_DASH}|    )({_KEY}):(?: ({_VALUE}|{_BRACED}|\{{\}}))?+")
_ITEM = re.compile(rf"  (?:({_KEY}):|-) ({_BRACED})")
_COUNT = r"(0|[1-9][0-9]{0,11}+)"
_COUNTED = re.compile(
    rf"  ({_KEY}): \{{(?:numerator: {_COUNT}, denominator: {_COUNT}|value: {_COUNT})(?:, note: ({_TEXT}))?+\}}"
)
"""An `_ITEM` of whole numbers, as most are: half the time is saved by not taking it apart again."""
_SILENT = re.compile(r" *+(?:#[^\r]*)?")
_WIDE_KEY = expression(r"[A-Za-z0-9_-]\s*：")
"""A wide colon after what may be meant as a key: the walk over events takes such pairs apart."""
_PAIRS = re.compile(r'([^:]+): (?:("[^"]*"|[^",\[{]+)|\[((?:"[^"]*"|[^"\]])+)\]|\{((?:"[^"]*"|[^"}])+)\})(?:, |$)')
_SCALARS = re.compile(r'"[^"]*"|[^", ][^",]*')
"""These two part what has matched before."""


_PLACED = expression(rf"^( *)(?:(- )?({_KEY}):(?: ([^\r\n]+))?|- (\{{[^\r\n]*))", re.MULTILINE)
"""A line of a text that was read: indentation and dash, key and value, or what an item has in its braces."""

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
    return root, 0 if text.startswith(f"{first}:") else text.index(f"\n{first}:") + 1


def _lines(lines: list[str]) -> tuple[dict[str, Any], str]:
    """The data and its first key. One loop, flat for speed: returns are nearly all lines of whole numbers."""
    root: dict[str, Any] = {}
    held: Any = root
    item: dict[str, Any] | None = None
    match_item, match_counted = _ITEM.fullmatch, _COUNTED.fullmatch
    pairs: dict[str, Any]
    for line in lines:
        if (counted := match_counted(line)) is not None:
            name, part, whole, value, note = counted.groups()
            pairs = {"numerator": int(part), "denominator": int(whole)} if value is None else {"value": int(value)}
            if note is not None:
                pairs["note"] = note
        elif braced := match_item(line) or (line.endswith("}") and _nested(line)):
            name, pairs = braced[1], _pairs(line[braced.start(2) + 1 : -1])
        else:
            if not _SILENT.fullmatch(line):
                held, item = _other(line, root, held, item)
            continue
        item = None
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


def _nested(line: str) -> re.Match[str] | None:
    """An item with pairs in braces among its own, as an explanation has the values it explains: what it is with a word
    in place of each of them."""
    own = place = line.find("{")
    flat = line[:own]
    while (at := line.find(": {", place + 1)) >= 0:
        end = line.find("}", at) + 1
        if not _ITEM.fullmatch(f"{_DASH}{line[at + 2 : end]}") or line[end : end + 1] not in (",", "}"):
            return None
        flat, place = f"{flat}{line[place : at + 2]}x", end
    return _ITEM.fullmatch(flat + line[place:]) if place > own else None


def _other(
    line: str, root: dict[str, Any], held: Any, item: dict[str, Any] | None
) -> tuple[Any, dict[str, Any] | None]:
    """A key with its value. Gives what the following lines belong to (the root after a value at the margin, None after
    a key alone, until the next line tells what it is), and the item they may go on with."""
    match = _LINE.fullmatch(line)
    if match is None:
        raise _Intricate
    lead, key, text = match.groups()
    value = None if text is None else _any(text)
    if not lead:
        if held is None:
            raise _Intricate
        _put(root, key, value)
        return (None if text is None else root), None
    if held is None:
        held = root[next(reversed(root))] = [] if lead == _DASH else {}
    if text is None or held is root or (held.__class__ is list) is (lead == _INSIDE):
        raise _Intricate
    if lead == _DASH:
        item = {}
        held.append(item)
    holder = held if lead == _INSIDE else item
    if holder is None:
        raise _Intricate
    _put(holder, key, value)
    return held, item


def _put(holder: dict[str, Any], key: str, value: Any) -> None:
    if key in holder:
        raise _Intricate
    holder[key] = value


def _any(text: str) -> Any:
    if text[0] == "{":
        return _pairs(text[1:-1]) if text != "{}" else {}
    return [_value(each) for each in _SCALARS.findall(text[1:-1])] if text[0] == "[" else _value(text)


def _pairs(body: str) -> dict[str, Any]:
    pairs: dict[str, Any] = {}
    if '"' in body or "[" in body or "{" in body:
        found = _PAIRS.findall(body)
        for key, single, several, inner in found:
            if inner:
                pairs[key] = _pairs(inner)
            else:
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
    item: dict[str, Marks] = {}
    name = ""
    for line in _PLACED.finditer(text):
        indent, dash, key, _, braces = line.groups()
        if not indent:
            name, held = key, None
            root[name] = _mark(line)
            continue
        if held is None:
            held = {} if dash is None and braces is None else []
            root[name] = (root[name] | line.end(1), held)
        if braces is not None:
            at = line.start(5)
            held.append((at << SHIFT | at, _marks_in(braces[1:-1], at + 1)))
        elif dash is not None:
            at = line.start(3)
            item = {key: _mark(line)}
            held.append((at << SHIFT | at, item))
        elif len(indent) == 4:
            item[key] = _mark(line)
        else:
            held[key] = _mark(line)
    at = next(_PLACED.finditer(text)).start()
    return at << SHIFT | at, root


def _mark(line: re.Match[str]) -> Marks:
    """The mark of a key and its value; of a key alone, where it holds what follows, one without the value."""
    keyed, text, at = line.start(3) << SHIFT, line[4], line.start(4)
    if text is None:
        return keyed
    if text[0] == "{":
        return keyed | at, _marks_in(text[1:-1], at + 1)
    return (keyed | at, _marks_listed(text[1:-1], at + 1)) if text[0] == "[" else keyed | at


def _marks_in(body: str, start: int) -> dict[str, Marks]:
    marks: dict[str, Marks] = {}
    for pair in _PAIRS.finditer(body):
        keyed = start + pair.start(1) << SHIFT
        if pair[2] is not None:
            marks[pair[1]] = keyed | start + pair.start(2)
            continue
        first = start + max(pair.start(3), pair.start(4))
        inner = _marks_listed(pair[3], first) if pair[4] is None else _marks_in(pair[4], first)
        marks[pair[1]] = (keyed | first - 1, inner)
    return marks


def _marks_listed(items: str, start: int) -> list[Marks]:
    places = [start + each.start() for each in _SCALARS.finditer(items)]
    return [place << SHIFT | place for place in places]
