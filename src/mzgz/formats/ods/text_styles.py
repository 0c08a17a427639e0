"""Of the styles of an .ods document what bears on a value: which texts are struck out, which stand off the line, which
sheets are not shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from mzgz.formats.xlsx.package_parts import local

_MOST_PARENTS: Final = 8


@dataclass(frozen=True, slots=True)
class TextLook:
    """What a style says; None where it leaves that to its parent."""

    parent: str = ""
    strikes: bool | None = None
    raises: bool | None = None

    @property
    def struck(self) -> bool:
        return self.strikes is True

    @property
    def raised(self) -> bool:
        return self.raises is True


class TextStyles:
    """Walks through a part with styles, and remembers them by name."""

    def __init__(self) -> None:
        self._looks: dict[str, TextLook] = {}
        self._name: str | None = None
        self.unseen_tables: set[str] = set()
        """Names of the styles under which a sheet is not shown."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag == "style":
            self._name = attributes.get("style:name", "")
            self._looks[self._name] = TextLook(attributes.get("style:parent-style-name", ""))
        elif tag == "table-properties" and self._name is not None and attributes.get("table:display") == "false":
            self.unseen_tables.add(self._name)
        elif tag == "text-properties" and self._name is not None:
            look = self._looks[self._name]
            line = attributes.get("style:text-line-through-style") or attributes.get("style:text-line-through-type")
            place = attributes.get("style:text-position")
            if line is not None:
                look = replace(look, strikes=line != "none")
            if place is not None:
                look = replace(look, raises=place.split(" ")[0] not in ("0%", "0"))
            self._looks[self._name] = look

    def text(self, text: str) -> None:
        """Not looked at."""

    def end(self, name: str) -> None:
        if local(name) == "style":
            self._name = None

    def look(self, name: str) -> TextLook:
        """Of a style with all it takes over from its parents."""
        look = found = self._looks.get(name, TextLook())
        for _ in range(_MOST_PARENTS):
            found = self._looks.get(found.parent, TextLook())
            strikes = found.strikes if look.strikes is None else look.strikes
            look = replace(look, strikes=strikes, raises=found.raises if look.raises is None else look.raises)
        return look
