"""The bytes of a file as text: its encoding, and the characters in it that cannot be seen or only look like others."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from typing import Final

from mzgz.intake.faults import fault
from mzgz.intake.faults import yaml_text as text_faults
from mzgz.intake.yaml.places_in_text import line_starts, place
from mzgz.language.pattern_search import expression
from mzgz.model.findings import Diagnostic, Source

_HIDDEN = expression(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Control characters, those of no width, and those that turn the direction of what follows."""
_ODD = expression(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\u2e80-\u2fd5\uf900-\ufad9\xa0\u2002\u2003\u2009\u202f\u3000\ufeff\ufffe\uffff]"
)
_RADICAL = expression("[\u2e80-\u2fd5\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufad9]")
_SPACE_AFTER = expression("(?<=[A-Za-z0-9_-]:)[\xa0\u2002\u2003\u2009\u202f\u3000]")


def decode(raw: bytes, path: str) -> tuple[str | None, list[Diagnostic]]:
    """The characters of a file: UTF-8, or what the clerk's editor may have saved instead, told as a note."""
    found: list[Diagnostic] = []
    raw = raw.removeprefix(BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        encoding = _other_encoding(raw, problem)
        if encoding is None:
            before = raw[: problem.start].decode("utf-8")
            where = place(path, line_starts(before), len(before))
            return None, [fault(text_faults.undecodable, where, byte=raw[problem.start])]
        text = raw.decode(encoding).removeprefix("\ufeff")
        found.append(fault(text_faults.not_utf8, Source(path), encoding=encoding.upper(), path=path))
    if _ODD.search(text):
        text = _without_odd(text, path, found)
    return text, found


def _without_odd(text: str, path: str, found: list[Diagnostic]) -> str:
    """The text without characters that cannot be seen, and with the ones that only look like Chinese set right."""
    hidden = _HIDDEN.search(text)
    if hidden:
        many = len(_HIDDEN.findall(text))
        where = place(path, line_starts(text), hidden.start())
        found.append(fault(text_faults.hidden_character, where, codepoint=ord(hidden[0]), many=many))
        text = _HIDDEN.sub("\ufffd", text)
    radical = _RADICAL.search(text)
    if radical:
        many, right = len(_RADICAL.findall(text)), _written_out(radical[0])
        where = place(path, line_starts(text), radical.start())
        found.append(fault(text_faults.radical_character, where, codepoint=ord(radical[0]), right=right, many=many))
        text = _RADICAL.sub(lambda match: _written_out(match[0]) or match[0], text)
    wide = _SPACE_AFTER.search(text)
    if wide:
        where = place(path, line_starts(text), wide.start())
        many = len(_SPACE_AFTER.findall(text))
        found.append(fault(text_faults.space_after_colon, where, codepoint=ord(wide[0]), many=many))
        text = _SPACE_AFTER.sub(" ", text)
    return text


def _written_out(radical: str) -> str:
    """The character a radical stands for; empty where Unicode knows none."""
    import unicodedata

    plain = unicodedata.normalize("NFKC", radical)
    return plain if plain != radical else ""


def _other_encoding(raw: bytes, problem: UnicodeDecodeError) -> str | None:
    """GB18030 or UTF-16 if the bytes are that; not where Chinese in UTF-8 came before: then the file is damaged."""
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030"
    if (
        encoding == "gb18030"
        and len(re.findall("[\u4e00-\u9fff]", raw[: problem.start].decode("utf-8", "ignore"))) >= _SURE
    ):
        return None
    try:
        raw.decode(encoding).encode()
    except UnicodeError:
        return None
    return encoding


_SURE: Final = 3
"""So many Chinese characters of three bytes each do not come about by chance in a GBK text."""
