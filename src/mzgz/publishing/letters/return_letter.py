"""退回修改: what is to be mended, where in the form, what it says, what to do, by when, and for which time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from mzgz.intake.form.layout import FIGURES
from mzgz.language.finding_phrases import day
from mzgz.model.acceptance import Reason
from mzgz.model.findings import slug_of
from mzgz.model.unit import Unit
from mzgz.publishing.letters.letter import Addressee, Letter, LetterBody, addressee, official, stopped
from mzgz.publishing.letters.letter_context import LetterContext
from mzgz.validation.rule_names import name_of, takes_reason
from mzgz.validation.rules.missing import blank_entry
from mzgz.workflow.accept_and_return import reasons_of, standing
from mzgz.workflow.returns_of_the_year import Stage

KIND = "return"

_BLANK: Final = slug_of(blank_entry)
_QUOTED: Final = re.compile("“[^“”]*(?:“[^“”]*”[^“”]*)*”")
"""A name in quotation marks, with what it quotes itself."""


@dataclass(frozen=True, slots=True)
class Sending:
    """A return to be sent back: `recorded` where `mzgz return` has been run on what is in now."""

    unit: Unit
    number: int
    reasons: tuple[Reason, ...]
    due: date
    on: date
    """The day it was sent back; today where that is still to be recorded."""
    recorded: bool


def letters(desk: LetterContext) -> Iterator[Letter]:
    for sending in sendings(desk):
        document = official(_draft(desk, sending), desk.ledger, sending.on)
        count = len(sending.reasons)
        asks = f"改正或者说明{count}处，{day(sending.due)}前（第{sending.number}次退回{'' if sending.recorded else '，还没有登记'}）"
        yield Letter(KIND, sending.unit, desk.name(sending.unit, "退回修改通知"), document, asks)


def sendings(desk: LetterContext) -> Iterator[Sending]:
    """Units that were sent back and have not mended it, and those whose findings call for it."""
    for unit in desk.units:
        state = desk.states[unit.code]
        record = desk.ledger.acceptance.get((desk.month, unit.code))
        record = record.known_by(desk.on) if record else None
        last = record.last if record else None
        if state.stage is Stage.RETURNED and last and last.due:
            yield Sending(unit, state.returns, last.reasons, last.due, last.on, True)
        elif state.stage in (Stage.RECEIVED, Stage.LATE, Stage.CHANGED):
            reasons = reasons_of(desk.ledger, standing(desk.findings, unit.code, desk.month))
            until = desk.on + timedelta(days=desk.rules.mend_within)
            if reasons:
                yield Sending(unit, state.returns + 1, reasons, until, desk.on, False)


def _draft(desk: LetterContext, sending: Sending) -> LetterBody:
    to = addressee(sending.unit, desk.words)
    return LetterBody(
        f"关于退回修改\n{desk.month.label}{desk.words.trade}工作数据的通知",
        to.name,
        (_opening(desk, sending, to), *_points(desk, sending.reasons), *_closing(desk, sending, to)),
    )


def _opening(desk: LetterContext, sending: Sending, to: Addressee) -> str:
    submission = desk.ledger.submission(sending.unit.code, desk.month)
    came = f"{day(submission.received)}报来" if submission and submission.received else "报来"
    came += "、由我局代录的" if submission and submission.entered_for else "的"
    return (
        f"{to.you}{came}{desk.month.label}{desk.words.trade}工作数据，经审核有{len(sending.reasons)}处需要修改或者说明，"
        f"现予退回（第{sending.number}次退回）。具体问题如下："
    )


def _points(desk: LetterContext, reasons: tuple[Reason, ...]) -> list[str]:
    """One numbered paragraph for each reason; what was left blank is named together, last."""
    blank = [reason for reason in reasons if reason.rule == _BLANK]
    apart = reasons if len(blank) < 2 else tuple(reason for reason in reasons if reason.rule != _BLANK)
    points = [_point(reason) for reason in apart]
    if len(blank) > 1:
        names = "、".join(_name(desk, reason) for reason in blank)
        points.append(f"“{FIGURES}”表中有{len(blank)}项没有填：{names}。{stopped(blank[0].hint or '')}")
    return [f"{number}.{point}" for number, point in enumerate(points, 1)]


def _point(reason: Reason) -> str:
    """Place, value, what is wrong, what to do; the value only where the words do not say it anyway."""
    place, text = _told_once(reason.place or "", reason.text)
    reported = reason.said or ""
    rendered = f"所报为：{reported}。" if not all(piece in reason.text for piece in reported.split("、")) else ""
    return f"{place}{rendered}{stopped(text + _named(reason))}{stopped(reason.hint or '')}"


def _told_once(place: str, text: str) -> tuple[str, str]:
    """The place and what is wrong there, without the name the place ends with at the head of the words again."""
    if not place:
        return "", text
    for name in _QUOTED.findall(place)[-1:]:
        if text.startswith(name):
            return "", place + text[len(name) :]
    return f"{place}。", text


def _named(reason: Reason) -> str:
    """What to choose in the sheet of explanations, where the words do not have it; a blank is filled, not explained."""
    if not reason.rule or reason.rule == _BLANK or not takes_reason(reason.rule):
        return ""
    name = name_of(reason.rule)
    return "" if name in reason.text else f"（{name}）"


def _name(desk: LetterContext, reason: Reason) -> str:
    target = desk.ledger.target(reason.target or "", desk.month.year)
    return target.name if target else reason.target or ""


def _ways(reasons: tuple[Reason, ...]) -> str:
    """What can be done: a reason is asked for only where one can help."""
    if any(reason.rule is None or takes_reason(reason.rule) for reason in reasons):
        return "需要改正的，改正数据；核实无误的，在“情况说明”表中写明原因。"
    return "以上各处请改正数据，不需要写情况说明。"


def _closing(desk: LetterContext, sending: Sending, to: Addressee) -> Iterator[str]:
    yield (
        f"请于{day(sending.due)}前逐项处理，用原填报表重新报送，其余各项不要改动。"
        f"{_ways(sending.reasons)}到期没有重新报送的，将列入通报。"
    )
    if sending.number >= desk.rules.escalate_returns:
        yield f"本期数据已经退回{sending.number}次，请{to.you}主要负责人审核把关后再行报送。"
