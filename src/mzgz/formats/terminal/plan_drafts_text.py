"""Drafts for a person to decide on: doubtful ones first, each with its line of the source and the figure marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mzgz.formats.terminal.text_width import printable, wrap
from mzgz.intake.extract.drafted_target import Proposal

_RANK = {"存疑": 0, "推断": 1, "明确": 2}
_KINDS = {"ratio": "占比", "count": "数量", "milestone": "节点", "recurring": "经常", "redline": "底线", "duty": "任务"}
_MEASURED = {"cumulative": "本年累计数", "stock": "期末数", "period": "当期数", "level": "水平数"}
_COLUMNS = 78


def in_order(proposals: list[Proposal]) -> list[Proposal]:
    """Doubtful ones first, then inferred, then clear; within each as the text has them, duties last."""
    return sorted(
        proposals,
        key=lambda one: (one.kind == "duty", _RANK.get(one.confidence, 0), one.place.paragraph, one.place.span),
    )


def draft_text(proposal: Proposal, places: Mapping[str, str] | None = None) -> Iterator[str]:
    """A few lines: what was read, where, and what is to be decided; `places` are the names of the units by their codes."""
    yield f"[{proposal.confidence}] {proposal.id}  {printable(proposal.name)}"
    yield from _wrapped(f"{_kind(proposal)}  {_goal(proposal, places or {})}")
    place = f"第{proposal.place.paragraph}段" + (f" {proposal.place.section}" if proposal.place.section else "")
    yield from _wrapped(f"{place}：{marked(proposal)}")
    if counted := _MEASURED.get(proposal.measured):
        ours = "，本程序拟的" if "measured" in proposal.proposed else ""
        yield from _wrapped(f"口径：{counted}（measured: {proposal.measured}{ours}）")
    for doubt in proposal.doubts:
        yield from _wrapped(f"要定：{printable(doubt)}")
    for origin in proposal.inherited:
        yield from _wrapped(f"推断：{printable(origin)}")
    if proposal.compared:
        yield from _wrapped(f"已有目标 {proposal.target}：{proposal.compared}")


def _kind(proposal: Proposal) -> str:
    """数量; of what does not add up over units that it is so."""
    label = _KINDS.get(proposal.kind, proposal.kind)
    return f"{label}（水平数，各单位不相加）" if proposal.measured == "level" else label


def _goal(proposal: Proposal, places: Mapping[str, str]) -> str:
    reported = f"“{printable(proposal.goal_text)}”" if proposal.goal_text else ""
    goal = f" → {proposal.goal}" if proposal.goal else ("（goal 还写不出来）" if proposal.goal_text else "")
    basis = {"explicit": "原文写明", "inherited": "承前", "ambiguous": "有歧义", "section": "按本栏"}.get(
        proposal.place.basis, "按年度"
    )
    scope = "、".join(places.get(code, code) for code in proposal.scope)
    firm = "" if proposal.firm else "；力争"
    return f"{reported}{goal}；{proposal.due}（{basis}）{'；' + scope if scope else ''}{firm}".lstrip("；")


def marked(proposal: Proposal) -> str:
    """The words of the clause with the figure between 【 and 】."""
    words = printable(proposal.place.text)
    reported = printable(proposal.goal_text)
    for figure in (reported, reported.lstrip("达到提高升至不少低于超过约为")):
        if figure and words.count(figure) >= 1 and proposal.kind not in ("duty", "milestone"):
            return words.replace(figure, f"【{figure}】", 1)
    return words if len(words) <= 90 else words[:88] + "……"


def _wrapped(text: str) -> Iterator[str]:
    return (f"    {line}" for line in wrap(text, _COLUMNS - 4))
