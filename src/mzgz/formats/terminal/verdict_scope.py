"""Whose verdict the one on a unit's figure is: its own, or the one all units together get."""

from __future__ import annotations

from collections.abc import Iterator

from mzgz.progress import REACHED, Board, Progress


def verdict_scope(board: Board, progress: Progress) -> Iterator[str]:
    """Beside the verdict on one of several units; nothing where the figure is the sum, or the unit is alone."""
    target, node = board.plan.targets[progress.target.id], progress.node
    units = [unit.code for unit in board.ledger.applicable(target)]
    if node.kind != "unit" or node.key not in units or len(units) < 2:
        return
    city, whole = board.city(target.id), board.whole.name
    now = f"{whole}{REACHED[city.met]}（{city.display}）"
    if not target.pooled:
        yield f"{target.judge_words}：这是这个单位自己的判定，{whole}的判定里算它一个"
    elif target.shared(node.key) and progress.goal:
        yield f"这是拿这个单位自己的数和{whole}目标比；{whole}按合计判定：{now}"
    elif progress.goal:
        yield f"这是另外给这个单位定的目标；{whole}的目标仍按合计判定：{now}"
