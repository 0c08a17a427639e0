"""催报: what is missing, when it was due, how many days ago, and for which time it is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from mzgz.language.finding_phrases import day
from mzgz.model.periods import Period
from mzgz.model.unit import Unit
from mzgz.publishing.letters.letter import Addressee, Letter, LetterBody, addressee, official
from mzgz.publishing.letters.letter_context import LetterContext
from mzgz.workflow.returns_of_the_year import Return, return_of

KIND = "remind"


def letters(desk: LetterContext) -> Iterator[Letter]:
    for unit in desk.units:
        state = desk.states[unit.code]
        number = step(desk, state)
        if number:
            document = official(_draft(desk, unit, state, number), desk.ledger, desk.on)
            months = 1 + len(_earlier(desk, unit))
            late = f"补报{desk.month.month}月" if months == 1 else f"补报{months}个月"
            yield Letter(
                KIND, unit, desk.name(unit, "催报通知"), document, f"{late}，{desk.until(1)}前（第{number}次催报）"
            )


def step(desk: LetterContext, state: Return) -> int:
    """Which reminder this one is, counted from those that went out; 0 where none is due by the office's calendar."""
    if not state.owed:
        return 0
    due = sum(days <= state.late_days for days in set(desk.rules.remind_after))
    sent = desk.reminded(state.unit)
    return sent + 1 if sent < due else 0


def _draft(desk: LetterContext, unit: Unit, state: Return, number: int) -> LetterBody:
    to = addressee(unit, desk.words)
    return LetterBody(
        f"关于催报{desk.month.label}{desk.words.trade}工作数据的通知",
        to.name,
        tuple(_body(desk, unit, state, number, to)),
    )


def _body(desk: LetterContext, unit: Unit, state: Return, number: int, to: Addressee) -> Iterator[str]:
    asked = sum(1 for _ in desk.ledger.asked(unit.code, desk.month))
    yield (
        f"{desk.month.label}{desk.words.trade}工作数据应于{day(state.due)}前报送，{to.you}应报{asked}项。截至{day(desk.on)}，"
        f"{_nothing(state, to)}，已逾期{state.late_days}天。这是第{number}次催报。"
    )
    yield (
        f"请收到本通知后立即报送，最迟不晚于{desk.until(1)}。暂时报不出的项目，填“待核日期”，写明哪一天能报；"
        "没有这类对象的项目，填“不适用原因”；不要空着，也不要以0代替。"
    )
    if earlier := _earlier(desk, unit):
        yield f"另外，{_named(desk, unit, earlier)}的数据也没有报送，请一并补报。"
    if state.late_days >= desk.rules.escalate_after:
        yield f"逾期已超过{desk.rules.escalate_after}天，请{to.you}主要负责人督促报送。有关情况将列入通报。"


def _nothing(state: Return, to: Addressee) -> str:
    """What is not there: any return, or one that can be taken in."""
    if state.refused is None:
        return f"没有收到{to.you}报送的数据"
    return f"{to.you}{day(state.refused)}报来的表没有能收入，已经退回，没有收到改好的表"


def _named(desk: LetterContext, unit: Unit, earlier: list[Period]) -> str:
    """The months by their names; where nothing ever came, as the stretch they are."""
    asked = [month for month in desk.ledger.months_of(desk.month.year) if month < desk.month]
    asked = [month for month in asked if next(desk.ledger.asked(unit.code, month), None)]
    if len(earlier) > 2 and earlier == asked:
        return f"{earlier[0].month}月至{earlier[-1].month}月"
    return "、".join(f"{month.month}月" for month in earlier)


def _earlier(desk: LetterContext, unit: Unit) -> list[Period]:
    """Earlier months of the year that are missing too."""
    months = (month for month in Period.year_of(desk.month.year).months() if month < desk.month)
    return [month for month in months if return_of(desk.ledger, unit, month, desk.on).owed]
