"""What stands left and right of a figure once it is read: the name, the bound, the verb, the time it comes round."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(slots=True)
class Left:
    """What stands left of a figure. `start`..`end` is the name; `time` 每月, `who` 每人; `level` the word that set `op`."""

    start: int
    end: int
    name: str = ""
    op: str = ""
    mode: str = ""
    level: str = ""
    change: str = ""
    bound: str = ""
    verb: str = ""
    time: str = ""
    who: str = ""
    spread: str = ""
    duty: str = ""
    given: str = ""
    stripped: str = ""
    round: bool = False
    tokens: list[str] = field(default_factory=list)


class Right(NamedTuple):
    """The noun right of a figure, and whether a verb stands in it (N + 安装 + O)."""

    start: int
    end: int
    name: str
    of: bool = False
