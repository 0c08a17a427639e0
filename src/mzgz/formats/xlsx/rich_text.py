"""Texts with formatting inside: what is left of one where parts are struck out, or stand above or below the line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from mzgz.formats.xlsx.package_parts import local

_ESCAPE: Final = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
_NO: Final = ("0", "false", "off")


@dataclass(slots=True)
class RichText:
    """One text of a workbook."""

    plain: list[str] = field(default_factory=list)
    """The pieces that count."""
    struck: list[str] = field(default_factory=list)
    """Pieces somebody struck out."""
    raised: list[str] = field(default_factory=list)
    """Pieces above or below the line: a note's number, an exponent."""
    whole: list[str] = field(default_factory=list)

    def add(self, text: str, *, struck: bool = False, raised: bool = False) -> None:
        """A piece. Its escapes are resolved when the text is asked for: programs cut them in two."""
        self.whole.append(text)
        (self.struck if struck else self.raised if raised else self.plain).append(text)


def resolved(pieces: list[str]) -> str:
    """`_x4E2D_` is how a workbook writes a sign that XML may not hold, or a program did not want to write."""
    return _ESCAPE.sub(_signs, "".join(pieces))


def _signs(match: re.Match[str]) -> str:
    codes = [int(code, 16) for code in re.findall(r"_x([0-9A-Fa-f]{4})_", match[0])]
    units = b"".join(code.to_bytes(2, "little") for code in codes)
    return units.decode("utf-16-le", "ignore")


class RunReader:
    """Takes the runs of one text as their XML goes by: `t` within `r`, with the `rPr` that comes before."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.held = RichText()
        self._struck = self._raised = self._inside = False
        self._phonetic = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "rPh":
                self._phonetic += 1
            case "r":
                self._struck = self._raised = False
            case "strike":
                self._struck = attributes.get("val", "1") not in _NO
            case "vertAlign":
                self._raised = attributes.get("val") in ("superscript", "subscript")
            case "t":
                self._inside = not self._phonetic

    def text(self, text: str) -> None:
        if self._inside:
            self.held.add(text, struck=self._struck, raised=self._raised)

    def end(self, name: str) -> None:
        match name:
            case "rPh":
                self._phonetic -= 1
            case "r":
                self._struck = self._raised = False
            case "t":
                self._inside = False


class SharedTexts:
    """Walks through the table of texts that cells refer to by number."""

    def __init__(self) -> None:
        self.texts: list[RichText] = []
        self._runs = RunReader()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if local(name) == "si":
            self._runs.reset()
        self._runs.start(local(name), attributes)

    def text(self, text: str) -> None:
        self._runs.text(text)

    def end(self, name: str) -> None:
        self._runs.end(local(name))
        if local(name) == "si":
            self.texts.append(self._runs.held)
