"""How a progress is said on the terminal: the colour of its light, its bar, its gap, its trend."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from mzgz.formats.terminal.text_table import Cell
from mzgz.model.numbers import show_count, show_points
from mzgz.model.periods import Period
from mzgz.model.targets.aggregate import Share
from mzgz.model.targets.pace import Gap, Pace
from mzgz.progress import Light, Moment, Progress

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


def gap_words(gap: Gap | None, *, long: bool = False, rises: bool = True) -> str:
    """差63张; in full: the two ways to close it."""
    if gap is None:
        return ""
    things = f"{show_count(gap.things)}{gap.unit}"
    if not long:
        return f"差{things}" if rises else f"超{things}"
    if not rises:
        return f"要减少{things}"
    added = f"；或者新增达标的{gap.added}{gap.unit}" if gap.added is not None else ""
    return f"现有的里面要再有{things}达标{added}" if gap.points is not None else f"还差{things}"


def lacking_words(progress: Progress) -> str:
    """What is lacking, in full; a single thing is simply not done."""
    if progress.gap and not progress.target.operands and progress.expected == 1:
        return "还没有完成"
    goal = progress.goal
    return gap_words(progress.gap, long=True, rises=goal.rises if goal else True)


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
    known = progress.last_known
    return f"{progress.display} 原报{known.display}" if known else f"{progress.display}{progress.mark}"


def last_note(progress: Progress) -> str:
    """What the unit wrote of it last, and in which month."""
    told = [(submission.period, entry.note) for submission, entry in progress.entries if entry.note]
    if not told or not progress.period or told[-1][0] > progress.period:
        return ""
    month, note = told[-1]
    return f"{month.month}月填报说明：{note.rstrip('。')}。"


def silent_months(progress: Progress) -> list[Period]:
    """For one unit's figure of several months: which of them are missing."""
    spans = progress.target.spans(progress.period) if progress.period and not progress.parts else None
    given = {item.period.index for item, entry in progress.entries if entry.state in ("reported", "not_applicable")}
    return [Period(index, 1) for index in spans or () if index not in given]
