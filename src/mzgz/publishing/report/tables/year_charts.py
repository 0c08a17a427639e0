"""The charts of the tables: sections against the time gone by, units in order, results beside what was promised."""

from __future__ import annotations

from fractions import Fraction

from mzgz.model.document import Chart, ChartSeries
from mzgz.model.goals import Goal
from mzgz.model.ledger import PlanSection
from mzgz.model.rounding import show_share
from mzgz.progress import Progress, on_its_date, standings
from mzgz.publishing.report.tables.table_builder import TableContext
from mzgz.publishing.report.tables.year_tables import ranked_ends, sections_of


def sections_chart(desk: TableContext, number: int) -> Chart:
    """Share of judged tasks reached in each section, against the share of the year gone by."""
    rows = [(number, part) for number, part in sections_of(desk) if any(target.judges for target in part.targets)]
    month = desk.board.reference.month if desk.board.reference else 0
    elapsed = _percent(Fraction(month, 12))
    shares = [_share(desk, part) for _, part in rows]
    return Chart(
        f"图{number}　各板块已完成任务占比与时间进度对比",
        tuple(part.section.title for _, part in rows),
        (ChartSeries("已完成任务占比", tuple(shares)), ChartSeries("时间进度", (elapsed,) * len(rows))),
        "%",
        "条形图：每个板块已完成任务占可评判任务的百分比，与全年时间进度对比。"
        + "；".join(f"{part.section.title}{_told(share)}" for (_, part), share in zip(rows, shares, strict=True)),
        key="sections",
    )


def _share(desk: TableContext, part: PlanSection) -> str | None:
    stands = standings(desk.board.city(target.id) for target in part.targets)
    return _percent(Fraction(stands.met, stands.judged)) if stands.judged else None


def _percent(share: Fraction) -> str:
    return show_share(share, 1).removesuffix("%")


def _told(share: str | None) -> str:
    return "—" if share is None else f"{share}%"


def districts_chart(desk: TableContext, number: int) -> Chart:
    rows = ranked_ends(desk)
    shares = tuple(_percent(row.score.share) if row.score.share is not None else None for row in rows)
    names = tuple(row.score.name for row in rows)
    rendered = "；".join(f"{name}{_told(share)}" for name, share in zip(names, shares, strict=True))
    return Chart(
        f"图{number}　各{desk.words.units}达标任务占适用任务的比重",
        names,
        (ChartSeries("达标任务占比", shares),),
        "%",
        f"条形图：{desk.words.units}达标任务占比由高到低。{rendered}",
        key="districts",
    )


def results_chart(desk: TableContext, number: int) -> Chart | None:
    """What was promised beside what came of it: shares in %, counts as the share of their goal reached. The same things
    whatever the data say; a gap where a result is not known, and no chart where none is."""
    ends = [desk.board.city(target) for target in desk.board.plan.targets]
    shown = [on_its_date(desk.board, progress) or progress for progress in ends]
    rows = [(progress.target.name, *against) for progress in shown if (against := _against_goal(progress))][:_MOST_BARS]
    if all(result is None for _, _, result in rows):
        return None
    rendered = "；".join(f"{name}目标{goal}%，完成{_told(result)}" for name, goal, result in rows)
    return Chart(
        f"图{number}　主要指标目标与完成对比",
        tuple(name for name, _, _ in rows),
        (ChartSeries("目标", tuple(goal for _, goal, _ in rows)), ChartSeries("完成", tuple(r for _, _, r in rows))),
        "%",
        f"条形图：主要指标的目标和完成情况，数量指标按完成目标的百分比。{rendered}",
        key="results",
    )


_MOST_BARS = 20


def _against_goal(progress: Progress) -> tuple[str, str | None] | None:
    """Goal and result in %, the result None where it is not known; None where there is no number to hold it against,
    and for numbers of things and shares in ‰ that are to stay low: more of them is no more done."""
    goal, value, target = progress.goal, progress.value, progress.target
    if goal is None or not goal.threshold or not target.adds_to_goal or not (target.quotient or target.counted):
        return None
    if target.quotient and goal.share == "%":
        return _percent(goal.number or goal.threshold), None if value is None else progress.printed(value).removesuffix(
            "%"
        )
    if not goal.rises:
        return None
    return "100", None if value is None else _percent(_reached(goal, value))


def _reached(goal: Goal, value: Fraction) -> Fraction:
    """How much of its goal a value comes to: of `about 3000` of the 3000, of a range all of it between the edges, short
    of it of the lower, beyond it of the upper one."""
    stated = goal.number if goal.spread and goal.spread.about else goal.stated(value)
    return value / stated if stated else Fraction(1)
