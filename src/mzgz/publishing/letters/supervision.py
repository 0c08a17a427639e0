"""督办: targets past their date and not reached, with the gap counted in things and the division that answers for them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mzgz.language.finding_phrases import day
from mzgz.language.gap_phrases import come_down, thing_counted
from mzgz.model.periods import Period
from mzgz.model.rounding import show_count
from mzgz.model.unit import Unit
from mzgz.progress import (
    Edge,
    Light,
    Progress,
    difference_measure,
    difference_of_shares,
    ends_words,
    history,
    measure_of,
    promised,
    since_base,
)
from mzgz.progress.target_history import month_by_month
from mzgz.publishing.letters.letter import Letter, LetterBody, addressee, official
from mzgz.publishing.letters.letter_context import LetterContext

KIND = "supervise"

_ADDED: Final = "张"
"""Beds can be added to reach a share; communities and people cannot."""


def letters(desk: LetterContext) -> Iterator[Letter]:
    """To the units directly below the bureau: they answer for all below them."""
    for unit in desk.addressed:
        late = overdue(desk, unit)
        if late:
            document = official(_draft(desk, unit, late), desk.ledger, desk.on)
            asks = f"{len(late)}项任务逾期，{desk.until(desk.rules.answer_within)}前书面报告原因、措施和完成时间"
            yield Letter(KIND, unit, desk.name(unit, "督办通知"), document, asks)


def overdue(desk: LetterContext, unit: Unit) -> list[Progress]:
    """What the unit with all below it owes past its date, in the order of the plan."""
    if desk.month.year not in desk.ledger.plans:
        return []
    owed = (desk.board.owed(target, unit.code) for target in desk.board.plan.targets)
    return [progress for progress in owed if progress and progress.light is Light.OVERDUE]


def _draft(desk: LetterContext, unit: Unit, late: list[Progress]) -> LetterBody:
    to = addressee(unit, desk.words)
    opening = (
        f"根据{desk.month.label}报送的数据，截至{day(desk.on)}，{to.you}有{len(late)}项重点任务超过完成期限、"
        "没有达到目标，现予督办："
    )
    contact = "" if unit.is_bureau else f"工作中需要协调的问题，请与上列责任{desk.words.divisions}联系。"
    closing = (
        f"请于{desk.until(desk.rules.answer_within)}前书面报告没有完成的原因、补救措施和完成时间，"
        f"并在下一期数据中反映进展。{contact}"
    )
    points = (f"{number}.{_point(desk, progress)}" for number, progress in enumerate(late, 1))
    return LetterBody(
        f"关于督办{desk.month.year}年{desk.words.trade}重点任务\n逾期事项的通知", to.name, (opening, *points, closing)
    )


def _point(desk: LetterContext, progress: Progress) -> str:
    target = progress.target
    division = desk.board.plan.division(target)
    return f"{target.name}。{_state(desk, progress)}{_below(desk, progress)}责任{desk.words.divisions}：{division}。"


def _below(desk: LetterContext, progress: Progress) -> str:
    """Who among those below it is short."""
    target, here = progress.target.id, progress.node.key
    short = [
        part.node.name for part in progress.below if part.node.key != here and desk.board.owed(target, part.node.key)
    ]
    return f"没有做到的是{'、'.join(short)}。" if short else ""


def _state(desk: LetterContext, progress: Progress) -> str:
    """The deadline and how far it is past; what was promised, what there is, and what is lacking."""
    target = progress.target
    if progress.edge is Edge.BROKEN:
        return f"全年应为{promised(progress) or f'0{target.measure}'}，{happened(progress)}，底线已经突破。"
    days = (desk.on - target.due).days
    past = f"完成期限为{day(target.due)}，已逾期{days}天。" if days > 0 else f"完成期限为{day(target.due)}。"
    if target.completes:
        return f"{past}至今没有完成。"
    if target.lasting:
        return f"{past}{lapses(desk, progress)}"
    measure = measure_of(progress) if progress.value is not None else ""
    now = ends_words(progress, whose=False) or f"{progress.display}{measure}{since_base(progress)}"
    return f"{past}目标为{promised(progress)}，现为{now}。{_lacking(progress)}"


def lapses(desk: LetterContext, progress: Progress) -> str:
    """What must hold every time: how often it did not, and when."""
    months = _not_kept(desk, progress)
    named = "、".join(f"{month.month}月" for month in months)
    goal = f"每期都应为{promised(progress)}" if progress.goal else "每期都应完成"
    return f"{goal}，{named}没有做到。" if months else f"{goal}。"


def _not_kept(desk: LetterContext, progress: Progress) -> list[Period]:
    """The months of which it was not kept, by what was said of each alone."""
    if not progress.target.recurs:
        return [month for month, _, met in month_by_month(desk.board, progress) if met is False]
    spoken = [pair for part in progress.parts or (progress,) for pair in part.entries]
    told = {submission.period for submission, entry in spoken if entry.done is False}
    moments = history(desk.board, progress.target.id, progress.node)
    return [moment.period for moment in moments if moment.period in told]


def happened(progress: Progress) -> str:
    """The events of a broken red line told so far, also where not everybody has reported: 已发生1起."""
    return f"已发生{show_count(progress.figure.so_far or 0)}{progress.target.measure}"


def _lacking(progress: Progress) -> str:
    """How far it is from the goal, as its kind is told: a rate in points, what only grows by how much it is beyond, a
    level by how much it is to come down."""
    gap, target = progress.gap, progress.target
    if gap is None:
        return ""
    number, things = show_count(gap.things), f"{show_count(gap.things)}{gap.unit}"
    more = f"，或者新增{gap.added}{gap.unit}并全部达标" if gap.added and gap.unit == _ADDED else ""
    if gap.points is not None:
        what = thing_counted(target.operand(target.operands[0]).name)
        far = f"{'高' if gap.over else '差'}{_distance(progress, gap.points)}，" if gap.points else ""
        return f"{far}{what}{'多' if gap.over else '还差'}{things}{more}。"
    if progress.over_for_good:
        return f"超出{things}，减不下来。"
    return f"{come_down(number, gap.unit, adds=target.adds)}。" if gap.over else f"还差{things}{more}。"


def _distance(progress: Progress, points: Fraction) -> str:
    """A share lies so many points from its goal, a number per thousand so much of itself."""
    return f"{difference_of_shares(progress, points)}{difference_measure(progress)}"
