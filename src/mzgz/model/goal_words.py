"""How every goal is said, in one place: what stands before its number and after it, in a sentence, a table, a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from mzgz.model.goal_notation import points_word

if TYPE_CHECKING:
    from mzgz.model.goals import Goal

_SENTENCE: Final = {">=": "不低于", ">": "高于", "=": "等于", "<=": "不高于", "<": "低于"}
_TABLE: Final = {">=": "≥", ">": ">", "=": "=", "<=": "≤", "<": "<"}


Standing = Literal["unknown", "below", "there", "above"]
Kind = Literal["share", "level", "stock", "flow"]


class Around(NamedTuple):
    """What stands before and after the number of a goal."""

    before: str
    after: str

    def said(self, figure: str) -> str:
        return f"{self.before}{figure}{self.after}"


def in_sentence(goal: Goal, measure: str = "", since: str = "") -> Around:
    """不低于…张/千人, 在…台之间, 约…%, 比基期增长…, 比基期提高…个百分点, 达到基期的…倍; `measure` stands behind a
    number of things and never behind a change, which is one against `since`."""
    if goal.spread is not None and not goal.spread.about:
        return Around("在", f"{measure}之间")
    return _changed(goal, measure, since) or Around(_SENTENCE[goal.sign], measure)


def in_table(goal: Goal, measure: str = "", since: str = "") -> Around:
    """≥…张/千人, …台, 约…%（±…）, and a change as in a sentence."""
    around = _changed(goal, measure, since)
    if around is None:
        around = Around("" if goal.spread else _TABLE[goal.sign], measure)
    return around._replace(after=around.after + goal.tolerance)


def asked(
    goal: Goal, measure: str = "", since: str = "", *, standing: Standing = "unknown", kind: Kind = "level"
) -> Around:
    """What is asked of the coming year, behind the name of the thing: 提高到…人, 不少于…户, 控制在…%以内, 比上年增长….

    `standing` is where it starts from. What `flows` begins at none each year: it is neither kept up nor raised to."""
    since = since or "上年"
    if goal.spread is not None and goal.spread.about:
        return Around("保持在" if standing == "there" and kind != "flow" else "达到", f"{measure}左右")
    if goal.spread is not None:
        if kind == "flow":
            return Around("达到", measure)
        return Around(
            "控制在" if standing == "above" else "保持在" if standing == "there" else "达到", f"{measure}之间"
        )
    if goal.step is None and goal.threshold is None and kind in ("flow", "stock"):
        return Around(f"比{since}{'增加' if goal.rises else '减少'}", "")
    if (change := _changed(goal, measure, since)) is not None:
        return change
    if goal.sign in ("<=", "<") or (goal.sign == "=" and not goal.threshold):
        return Around(*{"<=": ("控制在", f"{measure}以内"), "<": ("低于", measure)}.get(goal.sign, ("控制在", measure)))
    if goal.sign == ">":
        return Around("超过", measure)
    if kind == "flow":
        return Around("不少于" if goal.sign == ">=" else "达到", measure)
    if standing == "there":
        return Around("保持在", measure + ("以上" if goal.sign == ">=" else ""))
    return Around("提高到" if standing == "below" else "达到", measure)


def _changed(goal: Goal, measure: str, since: str) -> Around | None:
    """About a number, a direction, or a change against where it stood; None of a plain level and of a range."""
    if goal.spread is not None:
        return Around("约", measure) if goal.spread.about else None
    since = since or ("基期" if goal.step else "上年")
    if goal.step is not None:
        up = goal.step.amount >= 0
        return {
            "share": Around(f"比{since}{'增长' if up else '下降'}", ""),
            "points": Around(f"比{since}{'提高' if up else '降低'}", points_word(goal.step.share)),
            "times": Around(f"达到{since}的" if goal.rises else f"降到{since}的", "倍"),
        }[goal.step.kind]
    if goal.threshold is None:
        return Around(f"比{since}{'提高' if goal.rises else '下降'}", "")
    return None
