"""One thing to be done once by each of several days: 5月底前、11月底前各开展一次地名清查."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mzgz.intake.extract.deadlines import DateMark, DateRole
from mzgz.intake.extract.marked_paragraph import MarkedParagraph
from mzgz.language.pattern_search import expression

_EACH: Final = expression(
    r"(?:要|应|须)?(?:各(?:自|再)?|(?P<apart>分别))(?P<verb>组织开展|开展|组织|举办|召开|进行|完成|安排|实施)(?P<once>一[次场轮遍])?(?P<what>[^0-9，。；：！？]{2,30})"
)
_JOINED: Final = ("、", "和", "及", "以及", "")


_MORE_DAYS: Final = expression(
    r"(?:月|季度?|半年|学期|[底末旬日]前?)(?:、|和|及)[^，。；、]{1,10}?(?:月|季度?|半年|学期|[底末旬日]前?)(?P<each>分别|各)[^，。；]*[次场轮遍]"
)


def several_days(paragraph: MarkedParagraph, start: int, end: int) -> tuple[tuple[str, str], ...]:
    """3月、9月各开展1次: the days by each of which a clause asks for its figure; nothing where it names one or none."""
    each = _MORE_DAYS.search(paragraph.text, start, end)
    days = _days_before(paragraph, start, each.start("each")) if each else []
    return tuple((mark.due.isoformat(), mark.text) for mark in days if mark.due) if len(days) > 1 else ()


@dataclass(frozen=True, slots=True)
class RoundByDay:
    """One of the rounds: its day, where the words lie, and what it is called."""

    start: int
    end: int
    due: str
    name: str


def rounds_by_day(paragraph: MarkedParagraph, start: int, end: int) -> Iterator[RoundByDay]:
    """A round for each day of a list that stands before 各, where there are two or more."""
    for match in _EACH.finditer(paragraph.text, start, end):
        days = _days_before(paragraph, start, match.start())
        if len(days) < 2 or (match["apart"] and not match["once"]):  # 分别组织中期评估和总结评估: one thing a day
            continue
        for day in days:
            if day.due:
                name = f"{match['verb']}{match['what'].strip()}（{day.text}）"
                yield RoundByDay(day.start, match.end(), day.due.isoformat(), name)


def _days_before(paragraph: MarkedParagraph, start: int, at: int) -> list[DateMark]:
    days: list[DateMark] = []
    for mark in reversed(paragraph.dates_in(start, at)):
        joint = paragraph.text[mark.end : at].strip(" \u3000")
        if joint not in _JOINED or mark.role not in (DateRole.DEADLINE, DateRole.SPAN):
            break
        days.insert(0, mark)
        at = mark.start
    return days
