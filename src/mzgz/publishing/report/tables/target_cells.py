"""How a target is told in a cell: what was promised, what came of it, and the verdict."""

from __future__ import annotations

from mzgz.language.gap_phrases import short_word
from mzgz.language.hanzi_numerals import to_hanzi
from mzgz.model.document import Cell
from mzgz.model.goal_words import in_table
from mzgz.model.targets.target import AtLeast
from mzgz.progress import Progress, change_since_base, level_ends, measure_of, on_its_date
from mzgz.progress.target_history import month_by_month
from mzgz.publishing.figures.figure_aspects import STAGE_ASPECTS
from mzgz.publishing.report.tables.table_builder import NONE, TableContext, Task, joined

_SPOKEN = 10
"""So many places are written as they are spoken: 至少六地."""


def measured(progress: Progress) -> bool:
    """Whether it is told in numbers of things or shares."""
    return bool(progress.target.operands)


def goal(desk: TableContext, task: Task) -> Cell:
    """What was promised: ≥55%, 比上年提高, 按期完成, 每月开展."""
    progress, target = task.city, task.city.target
    if target.recurs:
        return (f"{target.cadence.every}开展",)
    if not measured(progress):
        return ("按期完成",) if target.judges else ("推进落实",)
    promised = progress.goal
    if promised is None or promised.threshold is None:
        return (promised.label if promised else "—",)
    change = change_since_base(progress) if desk.sheet else None
    since = f"基期{change.base}{measure_of(progress)}" if change else ""
    around = in_table(promised, measure_of(progress), since)
    rendered = desk.cell(progress, "goal", around.before.removeprefix("="), around.after + _judged_by(desk, progress))
    return (_text(rendered),) if desk.sheet else rendered


def _judged_by(desk: TableContext, progress: Progress) -> str:
    """Who must reach it, where that is not the sum."""
    judge = getattr(progress.target, "judge", "pooled")
    if isinstance(judge, AtLeast):
        places = desk.words.everyone.removeprefix("各")
        if judge.at_least > _SPOKEN and places == "地":
            return f"（至少{judge.at_least}个单位）"
        return f"（至少{to_hanzi(judge.at_least)}{'' if places == '地' else '个'}{places}）"
    every = judge == "every" and len(progress.parts) > 1 and not progress.target.events
    return f"（{desk.words.everyone}都要）" if every else ""


def result(desk: TableContext, progress: Progress) -> Cell:
    """What came of it: 56.1%, 135个, 应办24次、办成24次, 13个已报、1个没有报, 应完成14个、完成7个, 推进中2、已完成12."""
    if progress.period is None:
        return ("未到报送时间",)
    if progress.target.staged:
        return stages(desk, progress)
    if progress.awaited and progress.reported and progress.expected > 1:
        return (
            *desk.cell(progress, "units-expected", "应完成", "个，"),
            *desk.cell(progress, "units-met", "完成", "个"),
        )
    if progress.state == "partial" and progress.expected > 1:
        return so_far(desk, progress)
    if (between := ends(desk, progress)) is not None:
        return between
    if progress.state != "reported" or progress.value is None:
        return (progress.display,)
    if "/" in progress.display:
        return _done_of_due(desk, progress)
    if (then := _earlier(desk, progress)) is not None:
        return _by_its_date(desk, progress, then)
    after = _after(progress) + progress.mark + _lapses(desk, progress)
    return (*desk.cell(progress, "value", "", after), *_since_base(desk, progress))


def _earlier(desk: TableContext, progress: Progress) -> Progress | None:
    """The figure of the month the date was kept by, where it is another than the one of today."""
    then = on_its_date(desk.board, progress)
    return None if then is None or then.value is None or then.value == progress.value else then


def _by_its_date(desk: TableContext, progress: Progress, then: Progress) -> Cell:
    """173户（6月）, and under it the later figure where it is another: it is June's that the verdict is on."""
    month = f"（{then.period.month}月）" if then.period else ""
    rendered = desk.cell(then, "value", "", _after(then) + then.mark + month)
    if desk.sheet or progress.period is None:
        return rendered
    later = f"{_after(progress)}{progress.mark}（{progress.period.month}月）"
    return (*rendered, *desk.cell(progress, "value", "\n", later))


def _since_base(desk: TableContext, progress: Progress) -> Cell:
    """（较基期412人增长10.2%）, where a change was promised; the sheet has the base beside the goal."""
    change = change_since_base(progress)
    if change is None or desk.sheet:
        return ()
    measure = measure_of(progress)
    if not change.word:
        return desk.cell(progress, "base", "\n（基期", f"{measure}）")
    if change.word == "持平":
        return desk.cell(progress, "base", "\n（与基期", f"{measure}持平）")
    if change.after == "倍":
        return (
            *desk.cell(progress, "base", "\n（为基期", f"{measure}的"),
            *desk.cell(progress, "of-base", "", "倍）"),
        )
    if change.after:
        aspect = "rise" if change.word == "提高" else "fall"
    else:
        aspect = "growth" if change.word == "增长" else "decline"
    return (
        *desk.cell(progress, "base", "\n（较基期", f"{measure}{change.word}"),
        *desk.cell(progress, aspect, "", f"{change.after}）"),
    )


def ends(desk: TableContext, progress: Progress) -> Cell | None:
    """最低6天（青山镇），最高16天（白水乡）; 均为820元/月; None of what adds up, and of a single unit."""
    found = level_ends(progress)
    if found is None:
        return None
    low, high = found
    if desk.sheet:
        return (progress.display if progress.state == "reported" else f"{low.printed}～{high.printed}",)
    measure = _unit(progress)
    if low.value == high.value:
        return desk.cell(progress, "lowest", "均为", measure + progress.mark)
    return (
        *desk.cell(progress, "lowest", "最低", f"{measure}（{low.whose}），"),
        *desk.cell(progress, "highest", "\n最高", f"{measure}（{high.whose}）"),
    )


def span(desk: TableContext, progress: Progress) -> Cell | None:
    """790～820, where there is no room for more; None as above."""
    found = level_ends(progress)
    if found is None:
        return None
    low, high = found
    if desk.sheet:
        return (progress.display,)
    if low.value == high.value:
        return desk.cell(progress, "lowest", "均为", progress.mark)
    return (*desk.cell(progress, "lowest", "", "～"), *desk.cell(progress, "highest", "", progress.mark))


def _done_of_due(desk: TableContext, progress: Progress) -> Cell:
    """应办28次，办成27次, 28次全部办成 of what comes round; 应完成14个，完成13个 of things done once."""
    measure, due, done = ("次", "应办", "办成") if progress.target.recurs else ("个", "应完成", "完成")
    if progress.numerator == progress.denominator:
        return desk.cell(progress, "denominator", "", f"{measure}全部{done}{progress.mark}")
    held = desk.cell(progress, "numerator", done, measure + progress.mark)
    return (*desk.cell(progress, "denominator", due, f"{measure}，"), *held)


def gap(desk: TableContext, progress: Progress) -> Cell:
    """What is lacking, in things, and what would have to be added instead; a dash where nothing is."""
    if progress.gap is None:
        return NONE
    short = desk.cell(progress, "gap", short_word(over=progress.gap.over), progress.gap.unit)
    added = desk.cell(progress, "added", "；或新增", progress.gap.unit) if progress.gap.added else ()
    return short if desk.sheet else (*short, *added)


def _lapses(desk: TableContext, progress: Progress) -> str:
    """The months that fell short of what must hold all year, where the last one does not show it."""
    at, target = progress.period, progress.target
    if at is None or not target.quotient or not target.lasting or progress.met is not False:
        return ""
    short = [month for month, _, met in month_by_month(desk.board, progress) if met is False]
    return f"\n（{'、'.join(f'{month.month}月' for month in short)}未达标）" if short else ""


def operands(desk: TableContext, progress: Progress) -> Cell:
    """The exact numbers a share is made of."""
    if not progress.target.quotient or progress.state != "reported" or progress.value is None:
        return NONE
    return (*desk.cell(progress, "numerator", "", "，共"), *desk.cell(progress, "denominator"))


def with_operands(desk: TableContext, progress: Progress) -> Cell:
    """The result, and under a share the numbers it is made of."""
    then = _earlier(desk, progress)
    built = operands(desk, then or progress)
    rendered = result(desk, progress)
    month = f"{then.period.month}月" if then and then.period else ""
    return rendered if built == NONE else (*rendered, f"\n（{month}", *built, "）")


def _after(progress: Progress) -> str:
    if measured(progress):
        return _unit(progress)
    return ""


def so_far(desk: TableContext, progress: Progress) -> Cell:
    """With gaps: how many reported, and the value among them, never as the value."""
    rendered: Cell = desk.cell(progress, "units-reported", "", "个已报")
    if progress.missing:
        rendered = (*rendered, *desk.cell(progress, "units-missing", "、", "个没有报全"))
    if (between := ends(desk, progress)) is not None:
        return rendered if desk.sheet else (*rendered, "，\n已报的", *between)
    if not measured(progress) or progress.so_far is None:
        return rendered
    told = (*rendered, "，\n暂为", *desk.cell(progress, "so-far", "", _unit(progress) + progress.mark))
    if desk.sheet or progress.met is not True or progress.least is None:
        return told
    return (*told, *desk.cell(progress, "at-least", "，\n连同以前报的至少", _unit(progress)))


def _unit(progress: Progress) -> str:
    """What stands after the number; a share has its % within."""
    return measure_of(progress)


def stages(desk: TableContext, progress: Progress) -> Cell:
    """Units at each stage of a duty; the stage itself where there is but one unit."""
    if progress.expected <= 1:
        return (progress.display,)
    rendered = [(word, desk.cell(progress, aspect)) for aspect, word in STAGE_ASPECTS]
    held = [(word, *cell) for word, cell in rendered if cell != NONE and _text(cell) != "0"]
    missing = [("未报", *desk.cell(progress, "units-missing"))] if progress.missing else []
    return joined([*held, *missing], "、\n") or (progress.display,)


def _text(cell: Cell) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in cell)


def reached(desk: TableContext, progress: Progress) -> Cell:
    """k of n units that reach the goal; a dash where the goal is not one for a unit or nothing was asked yet."""
    if progress.period is None or not speaks_of_units(progress):
        return NONE
    return (*desk.cell(progress, "units-expected", "", "个中"), *desk.cell(progress, "units-met", "", "个"))


def speaks_of_units(progress: Progress) -> bool:
    return progress.target.judges and any(part.speaks for part in progress.parts if part.expected)


def lit(progress: Progress) -> str:
    """The light in words; work without a verdict has none."""
    return progress.words if progress.target.judges else "—"
