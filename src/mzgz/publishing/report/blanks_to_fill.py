"""Places of a draft the office has still to fill: shown there as 【待补：…】 and 【待写：…】, listed, refused when final."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

OPENING: Final = "【待补"
_TO_WRITE: Final = "待写："


def as_shown(what: str) -> str:
    """A blank as it stands in the draft."""
    return f"【{what}】" if what.startswith(_TO_WRITE) else f"{OPENING}：{what}】"


@dataclass
class BlanksToFill:
    """The blanks of one document, in the order they were met."""

    met: list[str] = field(default_factory=list)

    def fill(self, what: str) -> str:
        """A number, a name, a reason that is missing."""
        self.met.append(what)
        return as_shown(what)

    def write(self, what: str) -> str:
        """A passage that is missing: what it is, how long, and what it should hold."""
        return self.fill(f"{_TO_WRITE}{what}")

    @property
    def listed(self) -> tuple[str, ...]:
        """Each once."""
        return tuple(dict.fromkeys(self.met))
