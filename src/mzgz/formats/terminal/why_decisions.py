"""`mzgz why`: what the bureau decided on the returns a figure is made of: accepted, sent back, changed since, waived."""

from __future__ import annotations

from collections.abc import Iterator

from mzgz.language.finding_phrases import day
from mzgz.model.acceptance import Acceptance
from mzgz.model.submissions import Submission
from mzgz.progress import Board, Progress

_MOST_NAMED = 4


def decided_texts(board: Board, progress: Progress) -> Iterator[str]:
    """How many of the returns are accepted, which are not, and every waiver that concerns the target; nothing where
    the bureau has decided on none of them."""
    records = board.known.acceptance
    used = [item for part in progress.parts or (progress,) for item, _ in part.used]
    pairs = [(item, records.get((item.period, item.unit))) for item in used]
    if not any(record and record.last for _, record in pairs):
        return
    stages: dict[str, list[str]] = {}
    for item, record in pairs:
        unit = board.ledger.units.by_code.get(item.unit)
        stages.setdefault(_stage(item, record), []).append(f"{unit.label if unit else item.unit}{item.period.month}月")
    for words, named in stages.items():
        few = "、".join(named[:_MOST_NAMED]) + (f"等{len(named)}份" if len(named) > _MOST_NAMED else "")
        yield f"{words}{len(named)}份" if words == "已受理" else f"{words}：{few}"
    for item, record in pairs:
        yield from _waivers(board, progress.target.id, item, record)


def _stage(item: Submission, record: Acceptance | None) -> str:
    last = record.last if record else None
    if record is None or last is None:
        return "还没有受理"
    decided = record.decided(item)
    if decided is None:
        return "受理以后又改动过" if last.action == "accepted" else "退回以后改好，还没有受理"
    return "已受理" if decided == "accepted" else "退回以后还没有改"


def _waivers(board: Board, target: str, item: Submission, record: Acceptance | None) -> Iterator[str]:
    last = record.last if record else None
    if record is None or last is None:
        return
    unit = board.ledger.units.by_code.get(item.unit)
    for place, waiver in enumerate(last.waivers):
        if waiver.target in (None, target):
            until = f"暂缓到{day(waiver.until)}" + ("，已经到期" if waiver.until < board.as_of else "")
            yield (
                f"{unit.label if unit else item.unit}{item.period.month}月的 {waiver.rule} {until}：{waiver.reason}，"
                f"{waiver.approved_by}批准  {record.at_last('waivers', place)}"
            )
