"""A quantity as a sentence says it: exact value, unit, hedge and the part it plays in the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from fractions import Fraction


class Kind(StrEnum):
    PERCENT = auto()
    """A share: 55%, 五成五, 五分之三. The value is 11/20, not 55."""
    POINTS = auto()
    """A difference of two shares, in 百分点. The value of 5.2个百分点 is 0.052."""
    COUNT = auto()
    """Things counted: 14个旗市区; also a number without any unit."""
    AMOUNT = auto()
    """Something measured: 元, 平方米, 分钟. 万 and 亿 are multiplied out: 8.67亿元 is 867000000 元."""
    DATE = auto()
    """A month or a day; the value is year × 10000 + month × 100 + day, 0 for what is not said."""
    YEAR = auto()
    ORDINAL = auto()
    RATIO = auto()
    """So much for each N: 每千名老年人拥有床位32张."""
    MULTIPLE = auto()
    """So many times: 1.5倍; 翻一番 is 2."""


class Role(StrEnum):
    LEVEL = "level"
    DIFFERENCE = "difference"
    FROM = "from"
    TO = "to"
    SHARE_OF_GOAL = "share-of-goal"
    GOAL = "goal"
    """What is wanted, not what is: 要达到55%, 55%的目标."""


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"


class Against(StrEnum):
    """What a difference is measured against."""

    LAST_YEAR = "last-year"
    LAST_PERIOD = "last-period"
    GOAL = "goal"
    PACE = "pace"
    AVERAGE = "average"


class Hedge(StrEnum):
    NONE = ""
    ODD = "余"
    OVER = "超"
    AT_LEAST = "以上"
    NEAR = "近"
    UNDER = "不足"
    AT_MOST = "以内"
    ABOUT = "约"
    BETWEEN = "至"


@dataclass(frozen=True, slots=True)
class Interval:
    """The values between two ends; None is no end on that side."""

    low: Fraction | None
    high: Fraction | None
    low_in: bool = True
    high_in: bool = False

    def __contains__(self, value: Fraction) -> bool:
        above = self.low is None or value > self.low or (self.low_in and value == self.low)
        below = self.high is None or value < self.high or (self.high_in and value == self.high)
        return above and below


@dataclass(frozen=True, slots=True)
class Per:
    """For each how many of what: 每千人 is Per(1000, 人), 每人每月 and 元/人·月 are Per(1, 人·月)."""

    number: Fraction
    unit: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a sentence. `start`..`end` is its place in the string that was read, hedge words included.

    `decimals` are those printed before 万, 亿 or %; `step` is the worth of the last printed digit in the scale of
    `value`. `range` holds every value the words allow, `sure` (None: nothing) those a careful writer would have put
    this way; between the two nothing is certain.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: Fraction
    decimals: int
    step: Fraction
    range: Interval
    sure: Interval | None
    unit: str = ""
    thing: str = ""
    hedge: Hedge = Hedge.NONE
    role: Role = Role.LEVEL
    direction: Direction | None = None
    against: Against | None = None
    per: Per | None = None
    whole: bool = False
    """Said of all of them: 14个旗市区全部, 全部14个."""

    @property
    def measured(self) -> bool:
        """Whether it measures something, rather than naming a day, a year or a place in a row."""
        return self.kind not in (Kind.DATE, Kind.YEAR, Kind.ORDINAL)

    @property
    def signed(self) -> Fraction:
        """The value of a difference, negative where the words say that it fell or falls short."""
        return -self.value if self.direction is Direction.DOWN else self.value


@dataclass(frozen=True, slots=True)
class Skipped:
    """Digits or numerals that are not a quantity, and why, in Chinese."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class NumberSurvey:
    quantities: tuple[Quantity, ...]
    skipped: tuple[Skipped, ...]
