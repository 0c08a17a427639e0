"""From where a goal starts, and whether it has to be met every month: 由310人增加到360人, 每月探访率100%."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from mzgz.intake.extract.promise import Promise
from mzgz.language.pattern_search import expression

if TYPE_CHECKING:
    from mzgz.intake.extract.drafted_target import Proposal

_FROM: Final = expression(
    r"(?:由|从)(?P<when>(?:(?P<year>20[0-9]{2}) ?年|上年|去年|目前|现在|年初|上年度)?(?:底|末)?)的?(?:每[^0-9，。；]{1,4}){0,2}"
    r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?) ?(?P<unit>[^0-9，。；]{0,6}?)(?:左右)?"
    r"(?:稳步|逐步|再|进一步)?(?:提高|提升|增加|增长|上升|扩大|扩充|缩短|压缩|压减|减少|降低|下降|降|升|增|减|调整|上调|下调|缩减|精简)(?:到|至|为)[^0-9，。；]{0,8}$"
)
_AMOUNT: Final = expression(r"^[0-9][0-9,.]* ?")
_SCALES: Final = {"万": 10_000, "亿": 100_000_000}
_ROUND: Final = expression(r"(?:每个?|按|逐)(?P<time>月|季)|月月")
_ONE_CLAUSE: Final = expression(r"[%，；、]")
_HELD: Final = (">=", "> ", "= ")


def start_and_hold(proposal: Proposal, promise: Promise, year: int) -> None:
    """Write into a draft what its clause says of the start and of every month; what cannot be written down is asked."""
    if promise.mode != "level" or promise.figure is None or promise.op == "none":
        return
    _hold(proposal, promise)
    if proposal.kind in ("count", "ratio"):
        _start(proposal, promise, year or _year_of(proposal.due))


def _year_of(due: str) -> int:
    return int(due[:4]) if due[:4].isdecimal() else 0


def _before(promise: Promise) -> str:
    """The words of the clause up to the figure."""
    at = promise.words.rfind(promise.text)
    return promise.words[:at] if at > 0 else ""


def _hold(proposal: Proposal, promise: Promise) -> None:
    comes = _ROUND.search(_ONE_CLAUSE.split(_before(promise))[-1])
    if proposal.kind != "ratio" or comes is None or not proposal.goal.startswith(_HELD):
        return
    proposal.cadence = "quarter" if comes["time"] == "季" else "month"
    proposal.written["hold"] = True
    proposal.proposed.append("hold")
    period = "季度" if proposal.cadence == "quarter" else "月"
    proposal.inherited.append(
        f"原文写“{comes[0]}”：每个{period}都要达到（hold: true），有一个{period}没达到，全年就不算达到；只看到期时的，删去 hold"
    )


def _start(proposal: Proposal, promise: Promise, year: int) -> None:
    found = _FROM.search(_before(promise))
    scaled = _scaled(found["number"], found["unit"], promise.text) if found else None
    if found is None or scaled is None or not year:
        return
    period = found["year"] or str(year - 1)
    said = f"{found['number']}{found['unit']}"
    assumed = "" if found["year"] else f"（按{period}年底算）"
    if proposal.kind == "ratio":
        proposal.doubts.append(
            f'原文的起点是{said}{assumed}，分子、分母各是多少，写成 baseline: {{period: "{period}", numerator: 分子, denominator: 分母}}'
        )
        proposal.note += f"原文的起点是{said}{assumed}，分子、分母待补。"
    elif proposal.measured == "level" or (proposal.judge == "pooled" and not promise.each) or len(proposal.scope) == 1:
        proposal.written["baseline"] = {"period": period, "value": scaled}
        proposal.proposed.append("baseline")
        if assumed:
            proposal.inherited.append(f"起点{said}没有写是哪一年的，按{period}年底算；不是的改 baseline 的 period")
    else:
        proposal.doubts.append(f"原文的起点是{said}{assumed}，各单位的起点写在 units 里各自的 baseline")
        proposal.note += f"原文的起点是{said}{assumed}。"


def _scaled(number: str, unit: str, goal: str) -> int | Decimal | None:
    """The number where it is counted as the goal is (0.9万人 against 1.2万人, 8000人 against 1万人); else None."""
    thing = _AMOUNT.sub("", goal)
    if not unit and thing[:1] in _SCALES:
        return None
    if unit and unit.lstrip("万亿") != thing.lstrip("万亿"):
        return None
    value = Decimal(number.replace(",", "")) * _SCALES.get(unit[:1], 1)
    return int(value) if value == value.to_integral_value() else value.normalize()
