"""A new reading held against the last one and against the targets of the year: same, changed, new, gone."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from mzgz.intake.extract.drafted_target import Proposal, plain_name

if TYPE_CHECKING:
    from mzgz.intake.extract.draft_files import DraftFolder
    from mzgz.model.goals import Goal
    from mzgz.model.ledger import Plan
    from mzgz.model.targets import Target

SAME: Final = "相同"
CHANGED: Final = "有变"
_NEAR: Final = 0.8
"""Likeness of two names from which on they are taken for the same measure."""


@dataclass(slots=True)
class DraftRevision:
    """What a second run found: drafts to keep in hand, those only told apart, and what is gone."""

    proposals: list[Proposal] = field(default_factory=list)
    kept: int = 0
    changed: int = 0
    new: int = 0
    gone: list[Proposal] = field(default_factory=list)
    missing: list[Target] = field(default_factory=list)


def revise(proposals: list[Proposal], before: DraftFolder | None) -> DraftRevision:
    """Decisions of the last run, if there was one, carried over where the words or what they promise are the same."""
    revision = DraftRevision()
    if before is None:
        revision.proposals, revision.new = proposals, len(proposals)
        return revision
    old = [*before.proposals, *before.settled]
    matched = _matched(proposals, old)
    settled = {id(proposal) for proposal in before.settled}
    for proposal in proposals:
        match = matched.get(id(proposal))
        if match is None:
            revision.new += 1
            revision.proposals.append(proposal)
        elif _unchanged(proposal, match):
            revision.kept += 1
            if id(match) not in settled:
                revision.proposals.append(
                    replace(match, id=proposal.id, place=proposal.place, section=proposal.section)
                )
        else:
            revision.changed += 1
            was = f"上一稿读到的是“{match.goal_text or match.place.text[:30]}”，期限{match.due}"
            ours, theirs = proposal.written.get("baseline"), match.written.get("baseline")
            start = ["起点也变了，baseline 还是上一稿的，请核对"] if ours and theirs and ours != theirs else []
            revision.proposals.append(
                replace(
                    proposal, doubts=[*proposal.doubts, was, *start], confidence="存疑",
                    written={**proposal.written, **match.written},
                )
            )  # fmt: skip
    found = {id(match) for match in matched.values()} | settled
    revision.gone = [proposal for proposal in old if id(proposal) not in found]
    return revision


def _unchanged(proposal: Proposal, match: Proposal) -> bool:
    return proposal.read == (match.read or "；".join(match.content))


def _matched(proposals: list[Proposal], before: list[Proposal]) -> dict[int, Proposal]:
    """The draft of the last run for each proposal (by its identity) that has one, each draft taken once.

    The surest go first, for all: same name, section and goal; same name and section; same name and kind; likeness
    of the name within the section.
    """
    pairs: dict[int, Proposal] = {}
    taken: set[int] = set()
    for told in (_to_the_word, _by_place, _by_name):
        met: dict[tuple[str, ...], deque[Proposal]] = {}
        for one in before:
            if id(one) not in taken:
                met.setdefault(told(one), deque()).append(one)
        for proposal in proposals:
            if id(proposal) not in pairs and (alike := met.get(told(proposal))):
                pairs[id(proposal)] = alike.popleft()
                taken.add(id(pairs[id(proposal)]))
    left: dict[tuple[str, str], list[Proposal]] = {}
    for one in before:
        if id(one) not in taken:
            left.setdefault((one.key[1], one.kind), []).append(one)
    for proposal in proposals:
        near = left.get((proposal.key[1], proposal.kind), []) if id(proposal) not in pairs else []
        if match := next((one for one in near if _like(one.key[0], proposal.key[0])), None):
            pairs[id(proposal)] = match
            near.remove(match)
    return pairs


def _to_the_word(proposal: Proposal) -> tuple[str, ...]:
    return (*proposal.key, proposal.goal_text)


def _by_place(proposal: Proposal) -> tuple[str, ...]:
    return proposal.key


def _by_name(proposal: Proposal) -> tuple[str, ...]:
    return proposal.key[0], proposal.kind


def _like(one: str, other: str) -> bool:
    if not one or not other:
        return False
    if min(len(one), len(other)) * 2 < max(len(one), len(other)):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _NEAR


def compare(proposals: list[Proposal], plan: Plan | None) -> list[Target]:
    """Mark each draft that a target of the year already holds; the targets no draft speaks of."""
    if plan is None:
        return []
    left = dict(plan.targets)
    for proposal in proposals:
        names = _called(proposal)
        match = next((one for one in left.values() if _part_of(proposal, one)), None)
        match = match or next((one for one in left.values() if plain_name(one.name) in names), None)
        match = match or next(
            (one for one in left.values() if any(_like(plain_name(one.name), name) for name in names)), None
        )
        if match is None:
            continue
        del left[match.id]
        proposal.target = match.id
        proposal.compared = SAME if not (differences := _differences(proposal, match)) else CHANGED
        if differences:
            proposal.doubts.append(f"与已有目标 {match.id} 不同：{'；'.join(differences)}")
    covered = {proposal.place.section for proposal in proposals if proposal.kind == "duty"}
    return [target for target in left.values() if target.operands or target.origin.section not in covered]


def _part_of(proposal: Proposal, target: Target) -> bool:
    """社区食堂（海拉尔） is what was made of the draft of the same noun for that unit alone."""
    return (
        bool(proposal.scope) and target.scope == tuple(proposal.scope) and target.name.startswith(f"{proposal.name}（")
    )


def _called(proposal: Proposal) -> tuple[str, ...]:
    """The names a target may have for what a draft calls by its bare noun: 返贫 → 不发生返贫, 覆盖 → 覆盖率."""
    name = proposal.key[0]
    more = {
        "redline": (f"不发生{name}", f"{proposal.goal_text}{name}"),
        "ratio": (f"{name}率", f"{name}{proposal.goal_text}"),
    }
    return (name, *(plain_name(one) for one in more.get(proposal.kind, ())))


def _differences(proposal: Proposal, target: Target) -> list[str]:
    """How a draft differs from the target of the same name; what a draft leaves empty is no difference."""
    found = []
    goal = getattr(target, "goal", None)
    drafted = proposal.goal.strip()
    alike = [drafted, f"= {drafted[2:].strip()}"] if "goal" in proposal.proposed else [drafted]
    if drafted and goal is not None and not any(_one_goal(goal, text) for text in alike):
        found.append(f"目标{goal.text}，草稿{proposal.goal}")
    if proposal.due != target.due.isoformat() and proposal.place.basis != "default":
        found.append(f"期限{target.due.isoformat()}，草稿{proposal.due}")
    return found


def _one_goal(goal: Goal, text: str) -> bool:
    """Whether both ask for the same, however they are written: within 600..800 is 600..800."""
    try:
        other = type(goal).parse(text)
    except ValueError:
        return False
    return _asked(goal) == _asked(other)


def _asked(goal: Goal) -> tuple[object, ...]:
    spread, step = goal.spread, goal.step
    edges = (spread.low, spread.high, spread.open_end) if spread else ()
    return (goal.sign, goal.threshold, goal.percent, edges, (step.kind, step.amount) if step else ())
