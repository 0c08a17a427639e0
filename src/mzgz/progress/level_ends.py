"""The lowest and the highest of levels that do not add up, with whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from mzgz.model.targets.aggregate import Levels
from mzgz.progress.target_progress import Progress

_MOST_HOLDERS: Final = 3


@dataclass(frozen=True, slots=True)
class LevelEnd:
    """One end of the levels of several places."""

    value: Fraction
    printed: str
    holders: Sequence[Progress]
    """The units that stand there, in code order."""

    @property
    def whose(self) -> str:
        """甲、乙 · 甲、乙、丙等5个单位."""
        names = [f"{one.node.name}{one.mark}" for one in self.holders]
        rest = f"等{len(names)}个单位" if len(names) > _MOST_HOLDERS else ""
        return "、".join(names[:_MOST_HOLDERS]) + rest


def level_ends(progress: Progress) -> tuple[LevelEnd, LevelEnd] | None:
    """The lowest and the highest among those who reported; None of a single unit, and where numbers add up."""
    figure = progress.figure
    if not isinstance(figure, Levels) or figure.told < 2 or figure.lowest is None or figure.highest is None:
        return None
    standing = [part for part in progress.parts if part.value is not None]
    low, high = (
        LevelEnd(end, progress.printed(end), [part for part in standing if part.value == end])
        for end in (Fraction(figure.lowest), Fraction(figure.highest))
    )
    return low, high


def ends_words(progress: Progress, *, whose: bool = True) -> str:
    """最低790元/月（河口街道），最高850元/月（芦花镇） · 3个单位都是820元/月; with gaps, of how many that is."""
    ends = level_ends(progress)
    if ends is None:
        return ""
    low, high = ends
    measure = progress.target.measure
    among = "" if progress.state == "reported" else f"已报的{progress.reported}个单位里"
    if low.value == high.value:
        return f"{among or f'{progress.reported}个单位'}都是{low.printed}{measure}"
    between = "，" if among else ""
    names = (f"（{low.whose}）", f"（{high.whose}）") if whose else ("", "")
    return f"{among}{between}最低{low.printed}{measure}{names[0]}，最高{high.printed}{measure}{names[1]}"
