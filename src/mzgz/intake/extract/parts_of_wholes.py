"""Drafts that part another one: 新建60个，其中甲县12个 is counted as the sixty are, and is a part of them."""

from __future__ import annotations

from mzgz.intake.extract.drafted_target import Proposal, plain_name


def meet_wholes(proposals: list[Proposal]) -> None:
    """Give each part the measure of its whole, which stands before it in the same paragraph under the same name."""
    for place, part in enumerate(proposals):
        if part.kind != "count" or not part.scope or "value" not in part.operands:
            continue
        whole = next((one for one in reversed(proposals[:place]) if _holds(one, part)), None)
        if whole is None:
            continue
        part.measured, part.part_of = whole.measured, whole.id
        part.inherited.append(
            f"是 {whole.id}“{whole.goal_text}”里的一部分，口径随它；两条都采纳的，同一个数两处要报得一样"
        )


def _holds(whole: Proposal, part: Proposal) -> bool:
    alike = (
        plain_name(whole.name) == plain_name(part.name)
        and whole.operands.get("value", ("", ""))[1] == part.operands["value"][1]
    )
    return alike and not whole.scope and whole.kind == "count" and whole.place.paragraph == part.place.paragraph
