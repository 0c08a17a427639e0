"""The comments on the cells of a sheet, as their part goes by."""

from __future__ import annotations

import re
from typing import Final

from mzgz.formats.xlsx.package_parts import local
from mzgz.formats.xlsx.rich_text import resolved

_ANNOUNCED: Final = re.compile(r"\[[^\]\n]*\]\s*\n.*?\n\s*(?:注释|批注|评论|Comment)\s*[:：]\s*", re.DOTALL)
"""What Excel puts before the text of a thread, for programs that know no threads."""


class CommentTexts:
    """Texts by cell; several on one cell, as in a thread, follow each other."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self._cell = ""
        self._pieces: list[str] = []
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "comment" | "threadedComment":
                self._cell, self._pieces = attributes.get("ref", ""), []
            case "t" | "text":
                self._inside = True

    def text(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        match local(name):
            case "t" | "text":
                self._inside = False
            case "comment" | "threadedComment":
                reported = _ANNOUNCED.sub("", resolved(self._pieces).strip())
                before = self.texts.get(self._cell)
                self.texts[self._cell] = f"{before}\n{reported}" if before and before != reported else reported
