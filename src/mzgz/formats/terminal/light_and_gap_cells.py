"""How a progress is said on the terminal: the colour of its light, its bar, its gap, its trend."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from mzgz.formats.terminal.text_table import Cell
from mzgz.language.gap_phrases import amount_phrase, share_phrase, short_gap
from mzgz.model.periods import Period
from mzgz.model.rounding import show_count, show_points
from mzgz.model.targets.aggregate import Share
from mzgz.model.targets.gap import Gap
from mzgz.model.targets.pace import Pace
from mzgz.progress import Light, Moment, Progress, last_known

STYLES = {
    Light.DONE: "green",
    Light.AHEAD: "green",
    Light.ON_PACE: "green",
    Light.BEHIND: "bold yellow",
    Light.OVERDUE: "bold red",
    Light.UNREPORTED: "bold magenta",
    Light.NOT_APPLICABLE: "dim",
    Light.UNKNOWN: "cyan",
}
_BLOCKS = "▁▂▃▄▅▆▇█"
"""In GBK, unlike shades and ticks."""


def units_count(progress: Progress) -> bool:
    """Whether "k of n units" says anything: the goal must be one for each unit, and there must be several."""
    target = progress.target
    return bool(progress.decided) and target.judges and target.speaks_of(whole=False) and len(progress.parts) > 1


def light_cell(progress: Progress, *, short: bool = False) -> Cell:
    """The light as told; done but reported late is not green (red memory)."""
    words = progress.short_words if short else progress.words
    return Cell(words, "yellow" if progress.late else STYLES[progress.light])


def bar(pace: Pace | None, cells: int) -> str:
    """`#` done, `.` not done, `|` where it should be by now; empty where no pace is defined."""
    if pace is None:
        return ""
    done = max(0, min(cells, int(pace.actual * cells)))
    mark = max(0, min(cells, int(pace.expected * cells)))
    line = "#" * done + "." * (cells - done)
    return f"{line[:mark]}|{line[mark:]}"


def gap_words(gap: Gap | None) -> str:
    """差63张, in a narrow column."""
    if gap is None:
        return ""
    return short_gap(show_count(gap.things), gap.unit, over=gap.over)


def reach_words(progress: Progress, more: str = "") -> str:
    """What it takes to reach the goal, `more` behind it; of what nothing brings back only how far it is beyond."""
    lacking = lacking_words(progress)
    if not lacking or progress.over_for_good:
        return lacking
    return f"要达标{'（照没有更正的数算）' if progress.doubts else ''}：{lacking}{more}"


def lacking_words(progress: Progress) -> str:
    """What is lacking, in the thing's own words; a single thing is simply not done."""
    gap, target = progress.gap, progress.target
    if gap is None:
        return ""
    if not target.operands:
        return "还没有完成" if progress.expected == 1 else f"还差{show_count(gap.things)}{gap.unit}"
    first, *others = [target.operand(role).name for role in target.operands]
    things = show_count(gap.things)
    if progress.over_for_good:
        return f"{first}超出{things}{gap.unit}，减不下来"
    if gap.points is None or len(others) != 1:
        return amount_phrase(first, gap.unit, things, over=gap.over, adds=target.adds)
    if gap.over:
        return f"{first}要减少{things}{gap.unit}"
    return share_phrase(first, others[0], gap.unit, things, None if gap.added is None else str(gap.added))


def points_words(difference: Fraction | None, decimals: int = 1) -> str:
    """A difference of two shares in 百分点 with its sign, without the unit."""
    if difference is None:
        return ""
    return f"{'+' if difference > 0 else ''}{show_points(difference, decimals)}"


def to_city(unit: Progress, city: Progress) -> Fraction | None:
    """The difference to the city's share; only shares compare."""
    if not isinstance(unit.figure, Share) or not unit.target.operands or unit.value is None or city.value is None:
        return None
    return unit.value - city.value


def sparkline(moments: Sequence[Moment]) -> str:
    """One block a month, the lowest value lowest; a month without a value is a dot."""
    values = [moment.now.value for moment in moments]
    known = [value for value in values if value is not None]
    if not known:
        return "." * len(values)
    low, span = min(known), max(known) - min(known)
    steps = len(_BLOCKS) - 1
    return "".join(
        "." if value is None else _BLOCKS[int((value - low) * steps / span) if span else steps // 2] for value in values
    )


def figure_words(progress: Progress) -> str:
    """The figure, or beside its absence which months it lacks, or what was last known."""
    months = "、".join(str(month.month) for month in silent_months(progress))
    if progress.state == "partial" and months:
        return f"{progress.display} 缺{months}月"
    known = last_known(progress)
    return f"{progress.display} 原报{known.display}" if known else f"{progress.display}{progress.mark}"


def last_note(progress: Progress) -> str:
    """What the unit wrote of it last, and in which month."""
    rendered = [(submission.period, entry.note) for submission, entry in progress.entries if entry.note]
    if not rendered or not progress.period or rendered[-1][0] > progress.period:
        return ""
    month, note = rendered[-1]
    return f"{month.month}月填报说明：{note.rstrip('。')}。"


def silent_months(progress: Progress) -> list[Period]:
    """For one unit's figure of several months: which of them are missing."""
    spans = progress.target.spans(progress.period) if progress.period and not progress.parts else None
    given = {item.period.index for item, entry in progress.entries if entry.state in ("reported", "not_applicable")}
    return [Period(index, 1) for index in spans or () if index not in given]
