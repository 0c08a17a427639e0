"""退回修改: what is to be mended, where in the form, what it says, what to do, by when, and for which time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mzgz.acceptance import Reason
from mzgz.checks.phrases import day
from mzgz.deciding import reasons_of, standing
from mzgz.returns import Stage
from mzgz.slips.desk import Desk
from mzgz.slips.letter import Addressee, Draft, Letter, addressee, official
from mzgz.units import Unit

KIND = "return"


@dataclass(frozen=True, slots=True)
class Sending:
    """A return to be sent back: `recorded` where `mzgz return` has been run on what is in now."""

    unit: Unit
    number: int
    reasons: tuple[Reason, ...]
    due: date
    recorded: bool


def letters(desk: Desk) -> Iterator[Letter]:
    for sending in sendings(desk):
        document = official(_draft(desk, sending), desk.ledger, desk.on)
        yield Letter(KIND, sending.unit, desk.name(sending.unit, "退回修改通知"), document)


def sendings(desk: Desk) -> Iterator[Sending]:
    """Units that were sent back and have not mended it, and those whose findings call for it."""
    for unit in desk.units:
        state = desk.states[unit.code]
        record = desk.ledger.acceptance.get((desk.month, unit.code))
        record = record.known_by(desk.on) if record else None
        last = record.last if record else None
        if state.stage is Stage.RETURNED and last and last.due:
            yield Sending(unit, state.returns, last.reasons, last.due, True)
        elif state.stage in (Stage.RECEIVED, Stage.LATE, Stage.CHANGED):
            reasons = reasons_of(desk.ledger, standing(desk.findings, unit.code, desk.month))
            until = desk.on + timedelta(days=desk.rules.mend_within)
            if reasons:
                yield Sending(unit, state.returns + 1, reasons, until, False)


def _draft(desk: Desk, sending: Sending) -> Draft:
    to = addressee(sending.unit)
    return Draft(
        f"关于退回修改{desk.month.label}民政工作数据的通知",
        to.name,
        (_opening(desk, sending, to), *_points(sending.reasons), *_closing(desk, sending, to)),
    )


def _opening(desk: Desk, sending: Sending, to: Addressee) -> str:
    submission = desk.ledger.submission(sending.unit.code, desk.month)
    came = f"{day(submission.received)}报来的" if submission and submission.received else "报来的"
    return (
        f"{to.you}{came}{desk.month.label}民政工作数据，经审核有{len(sending.reasons)}处需要修改或者说明，"
        f"现予退回（第{sending.number}次退回）。具体问题如下："
    )


def _points(reasons: tuple[Reason, ...]) -> Iterator[str]:
    for number, reason in enumerate(reasons, 1):
        place = f"{reason.place}。" if reason.place else ""
        said = f"所报为：{reason.said}。" if reason.said else ""
        hint = f"{_stopped(reason.hint)}" if reason.hint else ""
        yield f"{number}.{place}{said}{_stopped(reason.text)}{hint}"


def _stopped(sentence: str) -> str:
    """With exactly one full stop at its end."""
    return sentence.rstrip("。；;. ") + "。"


def _closing(desk: Desk, sending: Sending, to: Addressee) -> Iterator[str]:
    yield (
        f"请于{day(sending.due)}前逐项处理，用原填报表重新报送，其余各项不要改动。"
        "需要改正的，改正数据；核实无误的，在“情况说明”表中写明原因。到期没有重新报送的，将列入通报。"
    )
    if sending.number >= desk.rules.escalate_returns:
        yield f"本期数据已经退回{sending.number}次，请{to.you}主要负责人审核把关后再行报送。"
