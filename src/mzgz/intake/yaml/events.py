"""One walk over the events of a YAML text, building plain data and the marks of every key and value together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import islice
from typing import Any, Final, TypeAlias

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from mzgz.intake.faults import yaml_text as text_faults
from mzgz.intake.yaml.fast import SHIFT, Plain
from mzgz.language.pattern_search import expression
from mzgz.model.findings import Words

Soft: TypeAlias = tuple[int, Callable[..., Words], dict[str, Any]]
"""A fault that does not end the reading: offset, rule function, particulars."""

DEPTH_LIMIT: Final = 32
NODE_LIMIT: Final = 200_000
ALIAS_LIMIT: Final = 1_000
DIGIT_LIMIT: Final = 18

WIDE_BLANKS: Final = "\u3000\xa0\u2002\u2003\u2009\u202f"
"""Blanks that look like indentation and are not."""

_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_SUSPECTS: Final = "0123456789+-.~nNtTfF"
"""First characters of everything that may be other than text."""
_INTEGER = expression(r"[-+]?[0-9]+")
_LEADING_ZERO = expression(r"0[0-9]+")
_BASED = expression(r"0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL = expression(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)")
_SENSELESS = expression(rf"{_DECIMAL.pattern}[eE][-+]?[0-9]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_THOUSANDS = expression(r"[0-9]{3}")
_GLUED = expression(r"([A-Za-z][A-Za-z0-9_-]*):(\S.*)")
_WIDE_PAIR = expression(r"([^\s：]+)\s*：\s*(.*)", re.DOTALL)
_WIDE_KEY = expression(r"([a-z][a-z0-9_-]*)\s*：\s*")
_WIDE_COMMA = expression(r"([^，]*)，\s*([A-Za-z][A-Za-z0-9_-]*)\s*[:：]\s*([^，:：]*)")


class Stop(Exception):  # noqa: N818 - never an error of ours: the way out of the loop, caught where the walk is started
    """What the walk stopped at."""

    def __init__(self, check: Callable[..., Words], offset: int, **particulars: Any) -> None:
        super().__init__()
        self.check, self.offset, self.particulars = check, offset, particulars


class _PureParser(Reader, Scanner, Parser):
    """The same events without libyaml: twenty times slower, for a PyYAML that came without its C part."""

    def __init__(self, stream: str) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)


try:
    from yaml._yaml import CParser as _Parser
except ImportError:
    _Parser = _PureParser  # type: ignore[assignment, misc]

EVENTS: Final[Callable[[str], Any]] = _Parser


class Walk:
    """The state of one walk that outlives a single event; `soft` are the faults met that did not end it."""

    def __init__(self, text: str) -> None:
        self.soft: list[Soft] = []
        self._text = text
        self._wide = "：" in text or "，" in text
        self._blanks = any(blank in text for blank in WIDE_BLANKS)
        self._special = any(sign in text for sign in "&*!")
        self._anchors: dict[str, tuple[Plain, Any, int] | None] = {}
        self._expanded = 0
        self._stack: list[tuple[Any, Any, bool, tuple[str, int] | None]] = []

    def run(self, events: Iterable[Any]) -> tuple[list[Any], list[Any]]:
        """The roots found (none or one) and their marks. Raises `Stop`, and what the parser raises."""
        # It sees some 460 events a file, most of them scalars: these are dealt with in place, a call for each would
        # double the time.
        wide, blanks, special = self._wide, self._blanks, self._special
        holder: Any = []
        marks: Any = []
        roots, root_marks = holder, marks
        key: str | None = None
        keyed = count = 0
        mapping = False
        stack = self._stack
        for count, event in enumerate(islice(events, NODE_LIMIT + 1)):
            kind = event.__class__
            if kind is ScalarEvent:
                at = event.start_mark.index
                text = event.value
                if mapping and key is None:
                    if special:
                        self._decorations(event, at)
                    key, keyed = text, at << SHIFT
                    continue
                style = event.style
                if style or text[:1] not in _SUSPECTS:
                    value: Any = text
                elif text.isdecimal() and text[0] != "0" and text.isascii() and len(text) <= DIGIT_LIMIT:
                    value = int(text)
                else:
                    value = self._resolve(text, at)
                if special:
                    value = self._decorated(event, at, value)
                if not mapping:
                    self._item(holder, marks, value, at, style)
                elif not text or key in holder or blanks or (wide and value.__class__ is str and not style):
                    self._pair(holder, marks, (key or "", keyed), value, at, style or "")
                else:
                    holder[key] = value
                    marks[key] = keyed | at
                key = None
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                child: Any = {} if kind is MappingStartEvent else []
                child_marks: Any = {} if kind is MappingStartEvent else []
                at = self._hang(holder, marks, mapping, key, keyed, event, child, child_marks)
                anchor = self._anchor(event, at, count) if special else None
                stack.append((holder, marks, mapping, anchor))
                holder, marks, mapping, key = child, child_marks, kind is MappingStartEvent, None
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                done, done_marks = holder, marks
                holder, marks, mapping, anchor = stack.pop()
                if anchor is not None:
                    self._anchors[anchor[0]] = (done, done_marks, count + self._expanded - anchor[1])
            elif kind is AliasEvent:
                self._alias(holder, marks, mapping, key, keyed, event)
                key = None
            elif kind is DocumentStartEvent and roots:
                self.soft.append((event.start_mark.index, text_faults.several_documents, {}))
                break
        if count >= NODE_LIMIT:
            raise Stop(text_faults.too_many_nodes, event.start_mark.index, limit=NODE_LIMIT)
        return roots, root_marks

    def _item(self, holder: Any, marks: Any, value: Any, at: int, style: str | None) -> None:
        """A scalar in a list, or alone in its file."""
        mark: Any = at << SHIFT | at
        if self._wide and not style and isinstance(value, str):
            value, mark = self._spread(value, mark, at, not self._stack)
        holder.append(value)
        marks.append(mark)

    def _hang(
        self,
        holder: Any,
        marks: Any,
        mapping: bool,
        key: str | None,
        keyed: int,
        event: Any,
        child: Any,
        child_marks: Any,
    ) -> int:
        """Put in a mapping or list that begins here, and say where it begins."""
        at: int = event.start_mark.index
        if len(self._stack) >= DEPTH_LIMIT:
            raise Stop(text_faults.too_deep, at, limit=DEPTH_LIMIT)
        if not mapping:
            holder.append(child)
            marks.append((at << SHIFT | at, child_marks))
        elif key is None:
            raise Stop(text_faults.strange_key, at)
        else:
            self._attach(holder, marks, (key, keyed), child, (keyed | at, child_marks))
        return at

    def _anchor(self, event: Any, at: int, count: int) -> tuple[str, int] | None:
        """The name under which what begins here may be used again, and how much had been read before it."""
        self._decorations(event, at)
        if event.anchor is None:
            return None
        self._anchors[event.anchor] = None
        return event.anchor, count + self._expanded

    def _alias(self, holder: Any, marks: Any, mapping: bool, key: str | None, keyed: int, event: Any) -> None:
        """Put in again what was read under a name."""
        at = event.start_mark.index
        if mapping and key is None:
            raise Stop(text_faults.strange_key, at)
        value, known = self._known(event.anchor, at)
        place = keyed | at if mapping else at << SHIFT | at
        mark = place if known is None else (place, known)
        if mapping:
            self._attach(holder, marks, (key or "", keyed), value, mark)
        else:
            holder.append(value)
            marks.append(mark)

    def open_flow(self) -> int | None:
        """After the parser gave up: where the innermost bracket stands that was still open."""
        for _, marks, _, _ in reversed(self._stack):
            last = (marks[next(reversed(marks))] if isinstance(marks, dict) else marks[-1]) if marks else 0
            offset = last[0] & ((1 << SHIFT) - 1) if isinstance(last, tuple) else 0
            if offset and self._text[offset] in "{[":
                return int(offset)
        return None

    def _resolve(self, text: str, at: int) -> bool | int | Decimal | str | None:
        """A plain scalar by the core schema of YAML 1.2, exact; what is doubtful stays text and is told."""
        if text in _WORDS:
            return _WORDS[text]
        if _LEADING_ZERO.fullmatch(text):
            self.soft.append((at, text_faults.leading_zero, {"text": text}))
        elif _SENSELESS.fullmatch(text):
            self.soft.append((at, text_faults.number_beyond_sense, {"text": text}))
        elif _DECIMAL.fullmatch(text):
            if sum(c.isdecimal() for c in text) > DIGIT_LIMIT:
                self.soft.append((at, text_faults.number_beyond_sense, {"text": text}))
            else:
                return int(text) if _INTEGER.fullmatch(text) else Decimal(text)
        elif _BASED.fullmatch(text) and len(text) <= DIGIT_LIMIT:
            return int(text, 0)
        return text

    def _decorations(self, event: Any, at: int) -> None:
        if event.tag is not None:
            self.soft.append((at, text_faults.yaml_tag, {"tag": event.tag.replace("tag:yaml.org,2002:", "!!")}))

    def _decorated(self, event: Any, at: int, value: Plain) -> Plain:
        """The scalar with its tag refused (the text stays text) and its anchor remembered."""
        self._decorations(event, at)
        if event.tag is not None:
            value = event.value
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, None, 1)
        return value

    def _known(self, name: str, at: int) -> tuple[Plain, Any]:
        known = self._anchors.get(name)
        if known is None and name not in self._anchors:
            raise Stop(
                text_faults.syntax_error,
                at,
                problem=f"引用“*{name}”指向的内容不存在",
                remedy="请把内容直接写出来；以“*”开头的文字要加引号",
            )
        self._expanded += known[2] if known else 0
        if known is None or self._expanded > ALIAS_LIMIT:
            raise Stop(text_faults.alias_multiplies, at, name=name, limit=ALIAS_LIMIT)
        return known[0], known[1]

    def _attach(
        self, holder: dict[str, Any], marks: dict[str, Any], key: tuple[str, int], value: Any, mark: Any
    ) -> None:
        """Put a pair in, unless its key was used before: the first stays, the second is told."""
        name = self._plain_key(*key) if self._blanks else key[0]
        if name in holder:
            first = marks[name] if isinstance(marks[name], int) else marks[name][0]
            self.soft.append(
                (key[1] >> SHIFT, text_faults.duplicate_key, {"key": name, "first_offset": first >> SHIFT})
            )
        else:
            holder[name] = value
            marks[name] = mark

    def _plain_key(self, key: str, keyed: int) -> str:
        """A key without the blanks that look like none; at the start of a line they were meant as indentation."""
        if key[:1] and key[0] in WIDE_BLANKS:
            offset = keyed >> SHIFT
            before = self._text[:offset].rstrip(" \t")
            if not before or before[-1] in "\r\n":
                raise Stop(text_faults.wide_indent, offset)
        return key.strip(WIDE_BLANKS)

    def _pair(self, holder: Any, marks: Any, key: tuple[str, int], value: Any, at: int, style: str) -> None:
        """A pair that may be two things run together: mended to what was meant, and told, so that it is told once."""
        name, keyed = key
        if value is None and not style:
            if not self._rejoin(holder, marks, name):
                self._part(holder, marks, key, at)
            return
        mark: Any = keyed | at
        if isinstance(value, str) and not style:
            if comma := _WIDE_COMMA.fullmatch(value):
                self._split(holder, marks, key, at, comma)
                return
            if "\n" in self._text[keyed >> SHIFT : at]:
                value, mark = self._spread(value, mark, at, False)
        self._attach(holder, marks, key, value, mark)

    def _part(self, holder: Any, marks: Any, key: tuple[str, int], at: int) -> None:
        """A key without a value: `numerator：812` and `numerator:812` are a key and its value."""
        name, keyed = key[0], key[1]
        offset = keyed >> SHIFT
        wide = _WIDE_PAIR.fullmatch(name.strip(WIDE_BLANKS))
        match = wide or _GLUED.fullmatch(name)
        if match is None:
            self._attach(holder, marks, key, None, keyed | at)
            return
        check = text_faults.fullwidth_colon if wide else text_faults.colon_without_space
        self.soft.append((offset, check, {"text": name, "corrected": f"{match[1]}: {match[2]}".rstrip()}))
        begin = offset + match.start(2)
        self._attach(holder, marks, (match[1], keyed), self._resolve(match[2], begin), keyed | begin)

    def _split(self, holder: Any, marks: Any, key: tuple[str, int], at: int, comma: re.Match[str]) -> None:
        """`{numerator: 812，denominator:1450}` reads as one value: parted into the two pairs that were meant."""
        corrected = f"{comma[1]}, {comma[2]}: {comma[3]}"
        self.soft.append((at + comma.end(1), text_faults.fullwidth_comma, {"text": comma[0], "corrected": corrected}))
        self._attach(holder, marks, key, self._resolve(comma[1].strip(), at), key[1] | at)
        begin = at + comma.start(2)
        mark = begin << SHIFT | (at + comma.start(3))
        self._attach(holder, marks, (comma[2], begin << SHIFT), self._resolve(comma[3].strip(), begin), mark)

    def _spread(self, text: str, mark: int, at: int, root: bool) -> tuple[Any, Any]:
        """Text that stands where pairs were meant, every line of it with a full-width colon: the pairs."""
        if root and "：" in text:
            self.soft.append(
                (at, text_faults.fullwidth_colon, {"text": text, "corrected": text.replace("：", ": ", 1)})
            )
            return None, mark
        first, *parts = _WIDE_KEY.split(text)
        if first or not parts:
            return text, mark
        pairs = dict(zip(parts[::2], parts[1::2], strict=True))
        corrected = "，".join(f"{key}: {value.strip()}" for key, value in pairs.items())
        self.soft.append((at, text_faults.fullwidth_colon, {"text": text, "corrected": corrected}))
        place = at << SHIFT | at
        return {key: self._resolve(value.strip(), at) for key, value in pairs.items()}, (
            mark,
            dict.fromkeys(pairs, place),
        )

    def _rejoin(self, holder: Any, marks: Any, group: str) -> bool:
        """`{numerator: 1,204}` reads as numerator 1 and a key 204: joined again, and told once."""
        last = next(reversed(holder), None)
        if last is None or type(holder[last]) is not int or not _THOUSANDS.fullmatch(group):
            return False
        offset = marks[last] & ((1 << SHIFT) - 1)
        text = str(holder[last])
        if self.soft and self.soft[-1][:2] == (offset, text_faults.number_form):
            text = self.soft.pop()[2]["text"]
        elif holder[last] > 999 or self._text[offset + len(text) : offset + len(text) + 4] != f",{group}":
            return False
        holder[last] = int(f"{holder[last]}{group}")
        self.soft.append((offset, text_faults.number_form, {"text": f"{text},{group}", "number": str(holder[last])}))
        return True
