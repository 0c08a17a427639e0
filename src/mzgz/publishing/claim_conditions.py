"""Words that must be earned: each strong word with its condition, and the figure that contradicts it when it is not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from mzgz.model.periods import Period
from mzgz.model.rounding import show_count
from mzgz.model.targets.aggregate import Amount, Share
from mzgz.progress import Board, Progress, ranks
from mzgz.progress.target_history import breaks_at, same_ground

Scope = Sequence[Progress]
"""Progress of what a claim speaks of: city progress of targets, or that of units."""

_MOST = Fraction(9, 10)
_MUCH_RELATIVE = Fraction(1, 5)
_MUCH_POINTS = Fraction(1, 20)
_TOP = Fraction(1, 4)
_QUARTERS = (3, 6, 9, 12)


class FalseClaim(Exception):  # noqa: N818 - told to the user as what it is
    """A strong word the data do not earn, and why."""

    def __init__(self, words: str, contradiction: str) -> None:
        super().__init__(words, contradiction)
        self.words = words
        self.contradiction = contradiction


def phrase_of(progress: Progress) -> str:
    """A figure with its goal and its light, and of a unit with the unit's name: what a claim is held against."""
    return f"{'' if progress.node.kind == 'city' else progress.node.name}{_phrase(progress)}"


def _phrase(progress: Progress) -> str:
    goal = progress.goal
    against = f"，目标{goal.label}" if goal else ""
    return f"{progress.target.name}{progress.display}{against}（{progress.words}）"


def all_done(scope: Scope, board: Board) -> str | None:
    """Every firm target in scope met by its date, none open; what was missed is told before what is open."""
    firm = [progress for progress in scope if progress.target.firm and progress.target.judges]
    if not firm:
        return "其中没有可以判定的刚性任务"
    lacking = [progress for progress in firm if not progress.settled]
    return next((phrase_of(progress) for progress in sorted(lacking, key=lambda each: each.met is not False)), None)


def mostly_done(scope: Scope, board: Board) -> str | None:
    """At least 90% of the firm targets in scope met, no redline broken."""
    firm = [progress for progress in scope if progress.target.firm and progress.target.judges]
    met = [progress for progress in firm if progress.settled]
    for progress in scope:
        if progress.target.irreparable and progress.met is False:
            return phrase_of(progress)
    if not firm or Fraction(len(met), len(firm)) < _MOST:
        return f"刚性任务完成{len(met)}项，共{len(firm)}项，不到九成"
    return None


def beyond(scope: Scope, board: Board) -> str | None:
    """Count goals only: above the goal by at least one unit of the measure."""
    for progress in scope:
        goal, value = progress.goal, progress.value
        if not progress.target.counted or goal is None or goal.threshold is None:
            return f"{progress.target.name}不是数量目标，不能说超额"
        if not progress.settled or value is None or value - goal.threshold < 1:
            return phrase_of(progress)
    return None


def in_time(scope: Scope, board: Board) -> str | None:
    """Reached within the due period, for good."""
    return next((phrase_of(progress) for progress in scope if not progress.settled), None)


def full_cover(scope: Scope, board: Board) -> str | None:
    """Every applicable unit at 100%; units it does not apply to are not counted."""
    for progress in scope:
        if not isinstance(progress.figure, Share) or progress.missing:
            return phrase_of(progress)
        for part in progress.judged_parts:
            if part.expected and part.value != 1:
                return f"{part.node.name}{progress.target.name}{part.display}"
    return None


def everywhere(scope: Scope, board: Board) -> str | None:
    """True of every applicable unit."""
    for progress in scope:
        for part in progress.judged_parts:
            if part.expected and part.met is not True:
                return f"{part.node.name}：{_phrase(part)}"
    return None


def none_happened(scope: Scope, board: Board) -> str | None:
    """All units, all periods, reported zero."""
    for progress in scope:
        for part in progress.judged_parts:
            if part.target.events and isinstance(part.figure, Amount) and part.figure.total:
                event = part.target.operand(part.target.operands[0])
                return f"{part.node.name}报了{show_count(part.figure.total)}{event.unit}{event.name}"
        if not isinstance(progress.figure, Amount) or progress.figure.total or progress.figure.gaps:
            return phrase_of(progress)
        asked = len(progress.target.asked(progress.period)) if progress.period else 0
        for part in progress.judged_parts:
            rendered = sum(entry.value == 0 for _, entry in part.entries)
            if part.expected and rendered < asked:
                return f"{part.node.name}{progress.target.name}只报了{rendered}期，应报{asked}期"
    return None


def _rank(progress: Progress, board: Board) -> tuple[int, int] | str:
    """The rank of a unit among those that can be compared, and how many they are; or why there is none."""
    city = board.city(progress.target.id)
    if city.missing:
        return f"{progress.target.name}还有{'、'.join(city.lacking_names)}未报，不能排名次"
    places = ranks(board.peers(progress.target.id, progress.node.key)) if progress.node.kind in ("unit", "tree") else {}
    if progress.node.key not in places or len(places) < 2:
        return f"{progress.node.name}{progress.target.name}没有可比的数"
    return places[progress.node.key], len(places)


def _at_rank(progress: Progress, board: Board, share: Fraction | None) -> str | None:
    place = _rank(progress, board)
    if isinstance(place, str):
        return place
    rank, of = place
    if rank == 1 or (share is not None and Fraction(rank, of) <= share):
        return None
    return f"{progress.node.name}{_phrase(progress)}，在{of}个单位中列第{rank}"


def first(scope: Scope, board: Board) -> str | None:
    """Rank 1 among comparable units, none unreported; ties share the rank."""
    return next((reason for progress in scope if (reason := _at_rank(progress, board, None))), None)


def foremost(scope: Scope, board: Board) -> str | None:
    """In the top quarter of comparable units, none unreported."""
    return next((reason for progress in scope if (reason := _at_rank(progress, board, _TOP))), None)


def rising(scope: Scope, board: Board) -> str | None:
    """No fall in any quarter of the year, at least three points."""
    last = board.reference
    for progress in scope:
        months = [Period.month_of(board.year, month) for month in _QUARTERS]
        ground = breaks_at(board, progress.target.id, progress.node)
        if last and not same_ground(ground, months[0], last):
            return f"{progress.target.name}年内区划有变动，前后不可比"
        points = [board.at(month).city(progress.target.id).value for month in months if last and month <= last]
        values = [value for value in points if value is not None]
        if len(values) < 3:
            return f"{progress.target.name}不足三个季度有数"
        if any(later < earlier for earlier, later in itertools.pairwise(values)):
            return f"{progress.target.name}年内有季度下降"
    return None


def much(scope: Scope, board: Board) -> str | None:
    """Relative change of at least 20%, or of at least 5 个百分点, against the baseline."""
    for progress in scope:
        base, value = progress.target.base_value, progress.value
        if base is None or value is None:
            return f"{progress.target.name}没有基期数或本期数"
        points = progress.target.quotient and abs(value - base) >= _MUCH_POINTS
        if not points and (not base or abs(value - base) / base < _MUCH_RELATIVE):
            return f"{phrase_of(progress)}，基期{progress.printed(base)}，变化不大"
    return None


CLAIMS: dict[str, Callable[[Scope, Board], str | None]] = {
    "全面完成": all_done,
    "全部完成": all_done,
    "基本完成": mostly_done,
    "超额完成": beyond,
    "如期": in_time,
    "按期": in_time,
    "全覆盖": full_cover,
    "均": everywhere,
    "全部": everywhere,
    "各旗市区": everywhere,
    "居首位": first,
    "位居前列": foremost,
    "零事故": none_happened,
    "未发生": none_happened,
    "稳步提高": rising,
    "持续提高": rising,
    "显著": much,
    "大幅": much,
}
"""The condition of each strong word: None where it is earned, otherwise the figure that contradicts it."""

_BARE = re.compile("全面完成|全部完成|超额完成|基本完成|居首位|位居前列|零事故|稳步提高|持续提高")
_WORDS = {word: re.compile({"均": "(?<![平人户年月日])均(?!衡|等)"}.get(word, word)) for word in CLAIMS}


def contradiction(words: str, scope: Scope, board: Board) -> str | None:
    """What keeps a strong word from being said of the targets in scope; None where it is earned."""
    for word in sorted(CLAIMS, key=len, reverse=True):
        if _WORDS[word].search(words):
            return CLAIMS[word](scope, board)
    return None


def needs_earning(words: str) -> bool:
    """Whether a wording holds a strong word."""
    return any(pattern.search(words) for pattern in _WORDS.values())


def bare_claims(text: str) -> list[str]:
    """Strong words asserted without a condition."""
    return _BARE.findall(text)
