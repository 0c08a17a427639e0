"""What the plan declares and nobody could read: left out of every sum, list and form, hence named wherever one stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mzgz.model.findings import Source

_MOST_NAMES: Final = 5


@dataclass(frozen=True, slots=True)
class UnreadTarget:
    """A declaration with an error in it; or a whole file, of which it is not known what else it declares."""

    source: Source
    name: str = ""
    """As the file calls it; empty for a file."""
    id: str = ""

    @property
    def label(self) -> str:
        return f"“{self.name or self.id or '没有名称的一项'}”"


def unread_names(unread: Sequence[UnreadTarget]) -> str:
    """What is missing, for whoever cannot look into the files: “甲”、“乙”等7项任务、目标文件 … 里的任务."""
    return "、".join(_listed(unread, with_place=False))


def form_words(unread: Sequence[UnreadTarget]) -> str:
    """The same for a unit that fills in a form; empty where everything was read."""
    return f"这张表还缺：{unread_names(unread)}，上级的目标文件没有改好；改好后会重新发表。" if unread else ""


def unread_words(unread: Sequence[UnreadTarget], year: int) -> str:
    """The same for the bureau, with the places and what to do; empty where everything was read."""
    if not unread:
        return ""
    listed = "、".join(_listed(unread, with_place=True))
    return f"没有算在内：{listed}。目标文件有强制问题，没有读入；请先改正：mzgz check targets/{year}"


def _listed(unread: Sequence[UnreadTarget], *, with_place: bool) -> Iterator[str]:
    named = [each for each in unread if each.name or each.id]
    for place, each in enumerate(named[:_MOST_NAMES], 1):
        more = f"等{len(named)}项任务" if place == _MOST_NAMES < len(named) else ""
        yield each.label + (f"（{each.source.path}:{each.source.line}）" if with_place else "") + more
    for path, line in {each.source.path: each.source.line for each in unread if not (each.name or each.id)}.items():
        yield f"{path} 里的任务（从第{line}行起读不全）"
