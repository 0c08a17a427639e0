"""The lights of 序时进度: which one a conclusion earns, and the edge that decided it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import overload

from mzgz.model.settings import Lights
from mzgz.model.targets import Target
from mzgz.model.targets.pace import Pace
from mzgz.model.targets.reported_facts import State


class Light(StrEnum):
    """What the clerk sees. The order is from best to worst, then those that say nothing of progress."""

    DONE = "已完成"
    AHEAD = "超进度"
    ON_PACE = "达进度"
    BEHIND = "欠进度"
    OVERDUE = "逾期"
    UNREPORTED = "未报"
    NOT_APPLICABLE = "不适用"
    UNKNOWN = "无法判断"

    @property
    def rank(self) -> int:
        """0 is the best."""
        return tuple(Light).index(self)

    @property
    def green(self) -> bool:
        return self.rank <= Light.ON_PACE.rank

    @property
    def red(self) -> bool:
        return self in (Light.BEHIND, Light.OVERDUE, Light.UNREPORTED)


class Edge(StrEnum):
    """What decided the light."""

    REACHED = "已经达到目标"
    MISSED = "期限已到，没有达到目标"
    MADE_GOOD = "期限内没有达到，后来补齐"
    BROKEN = "底线已经突破，全年有效"
    BOUNDED = "没有报全，但缺的怎么报，进度都在这一档"
    UNPROVEN = "报了完成，缺完成日期或凭据"
    DOUBTED = "所用的数有强制问题没有改正"
    EXCUSED = "报了不适用，但本年别的月份报过，待核实"
    HELD = "每期都应做到，至今每期都做到了"
    WITHIN = "至今没有超过，到期限才能定"
    SO_FAR = "至今达到目标，后几期还要加进来，到期限才能定"
    OVERRUN = "已经超过，减不下来了"
    LAPSED = "每期都应做到，有的期没有做到"
    AHEAD = "实达减应达，不小于超进度线"
    BETWEEN = "实达减应达，在欠进度线和超进度线之间（含欠进度线）"
    BEHIND = "实达减应达，低于欠进度线"
    NOT_DUE = "未到完成时间"
    UNITS = "按各单位的进度判定"
    UNREPORTED = "没有报"
    PENDING = "待核"
    GAPS = "没有报全，结论未定"
    NOT_APPLICABLE = "不适用"
    NOT_ASKED = "还没有到报送的时候"
    WHOLE_ONLY = "目标是全部单位合计的数，不单独判定一个单位"
    NO_VALUE = "分母为0，没有数值"
    BEFORE_RECORD = "期限在开始报送以前，那时有没有达到没有数"
    NO_BASELINE = "没有基期数，不能计算序时进度"
    NO_PACE = "这一类任务不计算序时进度"
    NO_VERDICT = "职责类任务不作达标判定"


Lit = tuple[Light, Edge]
_SILENT: dict[State, Lit] = {
    "unreported": (Light.UNREPORTED, Edge.UNREPORTED),
    "pending": (Light.UNKNOWN, Edge.PENDING),
    "partial": (Light.UNKNOWN, Edge.GAPS),
    "not_applicable": (Light.NOT_APPLICABLE, Edge.NOT_APPLICABLE),
}


class UnitLights(Sequence[Light]):
    """The lights of the units it applies to, looked at only where they decide: of many units that is a long way."""

    def __init__(self, tell: Callable[[], Sequence[Light]]) -> None:
        self._tell = tell
        self._told: tuple[Light, ...] | None = None

    @property
    def _lights(self) -> tuple[Light, ...]:
        if self._told is None:
            self._told = tuple(one for one in self._tell() if one is not Light.NOT_APPLICABLE)
        return self._told

    @overload
    def __getitem__(self, place: int) -> Light: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Light]: ...
    def __getitem__(self, place: int | slice) -> Light | Sequence[Light]:
        return self._lights[place]

    def __len__(self) -> int:
        return len(self._lights)


@dataclass(frozen=True, slots=True)
class Case:
    """All a light depends on. `state` is that of the month that decides."""

    target: Target
    state: State
    met: bool | None
    past_due: bool
    made_good: bool
    speaks: bool
    value: Fraction | None
    pace: Pace | None
    doubtful: bool = False
    """Whether a number of it cannot be true as it stands."""
    unproven: bool = False
    excused: bool = False
    voided: bool = False
    """Whether a 不适用 of it cannot stand as it is."""
    capped: bool = False
    """Whether the goal is a limit on what grows through the year."""
    overrun: bool = False
    """Whether such a number is beyond its goal already."""
    ends: Sequence[tuple[bool | None, Pace | None]] = ()
    """With gaps: verdict and pace of the least and the greatest value still possible."""
    units: Sequence[Light] = ()
    """The lights of the units, where the verdict is on each of them and not on their sum."""
    least: int = 0
    """How many of them must reach the goal."""
    floor: Light | None = None
    """The worst light a unit can have that has not said anything yet; None where it may be any."""


def light(case: Case, bands: Lights) -> Lit:
    """The due date decides; before it, the pace; what nobody said earns no colour."""
    lit = _earned(case, bands)
    unsure = (
        lit[0].green
        or lit[1] is Edge.OVERRUN
        or (lit[0] is Light.UNKNOWN and (case.state == "reported" or case.voided))
    )
    if case.doubtful and unsure:
        return Light.UNKNOWN, Edge.DOUBTED
    return lit


def _earned(case: Case, bands: Lights) -> Lit:
    if case.target.due_unseen and case.state != "not_applicable":
        return Light.UNKNOWN, Edge.BEFORE_RECORD
    if case.past_due or case.target.lasting:
        return _final(case) or _without_verdict(case)
    if case.met:
        if case.capped:
            return Light.ON_PACE, Edge.SO_FAR if case.target.quotient else Edge.WITHIN
        return Light.DONE, Edge.REACHED
    if case.overrun and case.speaks:
        return Light.BEHIND, Edge.OVERRUN
    if case.unproven:
        return Light.UNKNOWN, Edge.UNPROVEN
    if case.state == "unreported" and case.target.cadence.months is None and case.pace:
        return Light.ON_PACE, Edge.NOT_DUE
    if case.state in ("reported", "partial") and case.units:
        return _kth_best(case.units, case.least, case.floor), Edge.UNITS
    if case.state == "reported" and case.speaks and case.pace:
        return _paced(case.pace, bands)
    return _bounded(case.ends, bands) or _without_verdict(case)


def _bounded(ends: Sequence[tuple[bool | None, Pace | None]], bands: Lights) -> Lit | None:
    """The light that stands whatever the missing ones report; none where it depends on them."""
    lights = {Light.DONE if met else _paced(pace, bands)[0] if pace else None for met, pace in ends}
    one = lights.pop() if len(lights) == 1 else None
    return (one, Edge.BOUNDED) if one else None


def _final(case: Case) -> Lit | None:
    if case.met:
        return (Light.DONE, Edge.REACHED) if case.past_due else (Light.ON_PACE, Edge.HELD)
    if case.made_good and case.speaks:
        return Light.OVERDUE, Edge.MADE_GOOD
    if case.met is None or not case.speaks:
        return None
    if case.target.irreparable:
        return Light.OVERDUE, Edge.BROKEN
    return (Light.OVERDUE, Edge.MISSED) if case.past_due else (Light.BEHIND, Edge.LAPSED)


def _paced(pace: Pace, bands: Lights) -> Lit:
    """Edges are shared: at the upper edge it is ahead already, at the lower one it still keeps pace."""
    if not pace.expected and not pace.actual:
        return Light.ON_PACE, Edge.NOT_DUE
    if pace.difference >= Fraction(bands.ahead):
        return Light.AHEAD, Edge.AHEAD
    if pace.difference >= -Fraction(bands.behind):
        return Light.ON_PACE, Edge.BETWEEN
    return Light.BEHIND, Edge.BEHIND


def _without_verdict(case: Case) -> Lit:
    if case.speaks and not case.target.judges and case.state in ("reported", "partial"):
        return Light.UNKNOWN, Edge.NO_VERDICT
    if case.unproven:
        return Light.UNKNOWN, Edge.UNPROVEN
    if case.excused and case.state != "reported":
        return Light.UNKNOWN, Edge.EXCUSED
    if case.state in _SILENT:
        return _SILENT[case.state]
    if not case.speaks:
        return Light.UNKNOWN, Edge.WHOLE_ONLY
    if not case.target.judges:
        return Light.UNKNOWN, Edge.NO_VERDICT
    if case.value is None:
        return Light.UNKNOWN, Edge.NO_VALUE
    if case.target.lasting:
        return Light.UNKNOWN, Edge.GAPS
    return Light.UNKNOWN, Edge.NO_BASELINE if case.pace is None and case.target.from_baseline else Edge.NO_PACE


def _kth_best(lights: Sequence[Light], least: int, floor: Light | None) -> Light:
    """The group stands where its k-th best unit stands; unknown where that depends on those that say nothing."""
    known = sorted((one for one in lights if one.rank <= Light.OVERDUE.rank), key=lambda one: one.rank)
    silent = len(lights) - len(known)
    feared = known if floor is None else sorted([*known, *[floor] * silent], key=lambda one: one.rank)
    worst = feared[least - 1] if least <= len(feared) else Light.UNKNOWN
    best = known[least - silent - 1] if 0 < least - silent <= len(known) else Light.DONE
    if worst is Light.UNKNOWN and best.red:
        return best
    return worst if worst is best else Light.UNKNOWN
