"""What to do about a YAML text the parser gives up on: name the fault, and mend or leave out the one record that has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from yaml import YAMLError

from mzgz.intake.faults import yaml_text as text_faults
from mzgz.intake.yaml.events import Stop
from mzgz.intake.yaml.parser_complaints import complaint
from mzgz.language.pattern_search import expression
from mzgz.model.findings import Words


@dataclass(frozen=True, slots=True)
class Trouble:
    """Where and why the parser gave up; `check` is set where the fault is known already."""

    offset: int
    context: int
    """Where the bracket, quote or key opened that the parser could not finish; `offset` if none."""
    problem: str = ""
    check: Callable[..., Words] | None = None
    particulars: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Mended:
    """The fault to tell, and a text to read on with. `left_out` is the stretch that was blanked, if any."""

    check: Callable[..., Words]
    offset: int
    particulars: dict[str, Any]
    text: str
    left_out: tuple[int, int] | None = None


_KEY: Final = r"[A-Za-z0-9_][A-Za-z0-9_-]*"
_WIDE_COLON = expression(
    r"(?m)^[ ]*(?:- +)*(?P<key>[^\s：:{}\[\],#-][^\s：:{}\[\],#]*)[ ]*(?P<sign>：)[ \t]*(?P<rest>[^\r\n]*)"
)
_GLUED = expression(r"(?m)^[ ]*(?:- +)*(?P<key>[A-Za-z_][A-Za-z0-9_-]*)(?P<sign>:)(?P<rest>[^\s][^\r\n]*)")
_BARE_WORD = expression(r"[ ]*(?:- +)*(?P<key>[a-z][a-z0-9_-]*)[ ]*(?=\r?$)", re.MULTILINE)
_WIDE_COMMA = expression(rf"(?P<sign>，)[ ]*(?={_KEY}\s*[:：])")
_TABS = expression(r"(?m)^[ \t]*\t[ \t]*(?=[^\s])")
_WIDE_LEAD = expression(r"^[ \t]*[\u3000\xa0\u2002\u2003\u2009\u202f][\u3000\xa0\u2002\u2003\u2009\u202f \t]*(?=\S)")
_CONTENT = expression(r"(?m)^(?P<lead>[ ]*)(?P<first>[^\s#])")

_QUOTE = expression(r'(?m)^[^"#\r\n]*(?:"[^"\r\n]*"[^"#\r\n]*)*[:,\[{-] *"')
"""A line up to a quote that opens a value."""


def mend(text: str, problem: Stop | YAMLError, flow: int | None) -> Mended:
    """The first remedy that knows the trouble; otherwise the record is left out, so that the others can be read."""
    trouble = _trouble(problem, flow)
    for remedy in (
        _known,
        _open_quote,
        _tabs,
        _wide_lead,
        _wide_colon,
        _wide_comma,
        _glued,
        _bare_word,
        _fallen_out,
        _misaligned,
    ):
        if mended := remedy(text, trouble):
            return mended
    start, end = _line(text, trouble.offset)
    reported, hint = complaint(trouble.problem, text[start:end])
    return _leave_out(text, trouble, text_faults.syntax_error, {"problem": reported, "remedy": hint})


def _trouble(problem: Stop | YAMLError, flow: int | None) -> Trouble:
    """What the exception says; only where a bracket, quote or key was left open does its start matter."""
    if isinstance(problem, Stop):
        return Trouble(problem.offset, problem.offset, check=problem.check, particulars=problem.particulars)
    mark = getattr(problem, "problem_mark", None)
    opened = getattr(problem, "context_mark", None)
    offset = mark.index if mark else 0
    context = getattr(problem, "context", None) or ""
    blamed = opened.index if opened and "block" not in context else offset
    if "flow node" in context and flow is not None:
        blamed = flow
    return Trouble(offset, blamed, f"{getattr(problem, 'problem', '')} {context}")


def _known(text: str, trouble: Trouble) -> Mended | None:
    if trouble.check is None:
        return None
    if trouble.check is text_faults.wide_indent:
        return _wide_lead(text, trouble)
    return _leave_out(text, trouble, trouble.check, trouble.particulars or {})


def _open_quote(text: str, trouble: Trouble) -> Mended | None:
    """A quote that opens and finds its other half only where the next quote opens was meant to end with its line."""
    at = 0
    while opening := _QUOTE.search(text, at):
        start = opening.end() - 1
        if start > trouble.offset:
            return None
        close = text.find('"', start + 1)
        while close > 0 and text[close - 1] == "\\":
            close = text.find('"', close + 1)
        _, end = _line(text, start)
        if (close < 0 or close > end) and (close < 0 or _QUOTE.match(text, _line(text, close)[0], close + 1)):
            open_brackets = sum(text.count(sign, opening.start(), start) for sign in "[{")
            end = len(text[:end].rstrip())
            end -= min(open_brackets, len(text[:end]) - len(text[:end].rstrip("]}")))
            words = {"problem": "引号没有收住，这一行少了另一半", "remedy": "请在这段文字的末尾补上引号"}
            return Mended(text_faults.syntax_error, start, words, f'{text[:end]}"{text[end:]}')
        at = (close if close > 0 else start) + 1
    return None


def _tabs(text: str, trouble: Trouble) -> Mended | None:
    """Two blanks for each tab is what was most likely meant; if it was not, the next fault says so."""
    if not any(_TABS.match(text, start, end) for start, end in _suspects(text, trouble)):
        return None
    found = list(_TABS.finditer(text))
    mended = _TABS.sub(lambda match: match[0].replace("\t", "  "), text)
    return Mended(text_faults.tab_indent, found[0].start() + found[0][0].index("\t"), {"many": len(found)}, mended)


def _wide_lead(text: str, trouble: Trouble) -> Mended | None:
    lines = text.splitlines(keepends=True)
    start = text.rfind("\n", 0, trouble.offset) + 1
    match = _WIDE_LEAD.match(text[start : _line(text, trouble.offset)[1]])
    if match is None:
        return None
    indent = 0
    for number, line in enumerate(lines):
        body = line.lstrip("\u3000\xa0\u2002\u2003\u2009\u202f \t")
        if _WIDE_LEAD.match(line):
            lines[number] = " " * indent + body
        if body.strip() and not body.startswith("#"):
            indent = len(lines[number]) - len(body) + (2 if body.rstrip().endswith(":") else 0)
    character = next(sign for sign in match[0] if sign not in " \t")
    return Mended(text_faults.wide_indent, start + match[0].index(character), {"character": character}, "".join(lines))


def _wide_colon(text: str, trouble: Trouble) -> Mended | None:
    return _parted(text, trouble, _WIDE_COLON, text_faults.fullwidth_colon)


def _glued(text: str, trouble: Trouble) -> Mended | None:
    return _parted(text, trouble, _GLUED, text_faults.colon_without_space)


def _parted(text: str, trouble: Trouble, pattern: re.Pattern[str], check: Callable[..., Words]) -> Mended | None:
    """Part key and value on a suspect line: the sign becomes a colon and a blank."""
    for start, end in _suspects(text, trouble):
        if match := pattern.match(text, start, end):
            shown = match["key"] + match["sign"] + match["rest"]
            right = f"{match['key']}: {match['rest']}".rstrip()
            at = match.start("sign")
            blank = "" if text[at + 1 : at + 2].isspace() or not match["rest"] else " "
            return Mended(
                check, match.start("key"), {"text": shown, "corrected": right}, f"{text[:at]}:{blank}{text[at + 1 :]}"
            )
    return None


def _wide_comma(text: str, trouble: Trouble) -> Mended | None:
    for start, end in _suspects(text, trouble):
        line = text[start:end]
        if match := _WIDE_COMMA.search(line):
            right = _WIDE_COMMA.sub(", ", line)
            particulars = {"text": line.strip(), "corrected": right.strip()}
            return Mended(
                text_faults.fullwidth_comma, start + match.start(), particulars, text[:start] + right + text[end:]
            )
    return None


def _bare_word(text: str, trouble: Trouble) -> Mended | None:
    """A line of one word, with more indented under it, lacks its colon."""
    for start, end in _suspects(text, trouble):
        match = _BARE_WORD.match(text, start)
        if match and text[start:end].strip() == match[0].strip():
            words = {"problem": f"“{match['key']}”后面缺少冒号", "remedy": f"请写成 {match['key']}:"}
            at = match.end("key")
            return Mended(text_faults.syntax_error, match.start("key"), words, f"{text[:at]}:{text[at:]}")
    return None


def _fallen_out(text: str, trouble: Trouble) -> Mended | None:
    """A line with a value that stands further out than the lines before and after it lost its indent."""
    lines = [match for match in _CONTENT.finditer(text) if match.start() <= trouble.offset][-3:]
    if len(lines) < 3:
        return None
    before, fallen, after = (len(match["lead"]) for match in lines)
    start, end = _line(text, lines[1].start())
    if not before == after > fallen or text[start:end].rstrip().endswith(":"):
        return None
    words = {"problem": "这一行没有和上下同级的各行对齐", "remedy": f"请把行首的空格从 {fallen} 个改成 {after} 个"}
    return Mended(text_faults.syntax_error, start + fallen, words, text[:start] + " " * (after - fallen) + text[start:])


def _misaligned(text: str, trouble: Trouble) -> Mended | None:
    """Where the first line of a block stands further in than most of its fellows, it is the one to blame."""
    lines = [(match.start(), len(match["lead"])) for match in _CONTENT.finditer(text)]
    here = next((indent for start, indent in lines if start + indent == trouble.offset), None)
    if here is None:
        return None
    above = [line for line in lines if line[0] < trouble.offset - here]
    parent = max((index for index, (_, indent) in enumerate(above) if indent < here), default=-1)
    start, indent = above[parent + 1] if parent + 1 < len(above) else (0, here)
    indents = [each for _, each in lines]
    if any(each <= here for _, each in above[parent + 1 :]) or indents.count(here) <= indents.count(indent):
        return None
    words = {"problem": "这一行没有和下面同级的各行对齐", "remedy": f"请把行首的空格从 {indent} 个改成 {here} 个"}
    return Mended(text_faults.syntax_error, start + indent, words, text[:start] + text[start + indent - here :])


def _suspects(text: str, trouble: Trouble) -> Iterator[tuple[int, int]]:
    """The lines that may have caused the trouble: the place itself, where it opened, and the line above."""
    seen = [_line(text, trouble.offset), _line(text, trouble.context)]
    above = text.rstrip() if trouble.offset >= len(text) else text[: seen[0][0]].rstrip()
    yield from (*seen, _line(text, max(len(above) - 1, 0)))


def _line(text: str, offset: int) -> tuple[int, int]:
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    end = text.find("\n", offset)
    return start, len(text) if end < 0 else end


def _leave_out(text: str, trouble: Trouble, check: Callable[..., Words], particulars: dict[str, Any]) -> Mended:
    """Blank the record the trouble is in, so that every other offset stays what it was."""
    start, end = _record(text, min(trouble.context, max(len(text.rstrip()) - 1, 0)))
    same_line = _line(text, trouble.context) == _line(text, trouble.offset)
    rendered = trouble.offset if same_line else trouble.context
    blanked = text[:start] + re.sub(r"[^\r\n]", " ", text[start:end]) + text[end:]
    return Mended(check, min(rendered, end), particulars, blanked, (start, end))


def _record(text: str, offset: int) -> tuple[int, int]:
    """The stretch of the record around an offset: a member of a top-level collection, or a top-level pair."""
    lines = [(match.start(), len(match["lead"]), match["first"] in "-:") for match in _CONTENT.finditer(text)]
    here = max((index for index, line in enumerate(lines) if line[0] <= offset), default=None)
    if here is None:
        return 0, len(text)
    top = next((index for index in range(here, -1, -1) if lines[index][1] == 0 and not lines[index][2]), 0)
    below = lines[top + 1] if top + 1 < len(lines) else None
    inner = below is not None and here > top and (below[1] > 0 or below[2])
    depth = below[1] if inner and below is not None else 0
    first = top if not inner else next((i for i in range(here, top, -1) if lines[i][1] <= depth), top + 1)
    dash_ends = not inner
    for index in range(max(here, first) + 1, len(lines)):
        start, indent, dash = lines[index]
        if indent <= depth and not (dash_ends and dash):
            return lines[first][0], start
    return lines[first][0], len(text)
