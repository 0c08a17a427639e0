"""Where it is said in free words how returns came in: who was late, who left one out, how often, and who alone.

The clause is read as a row of words; a few others may stand between them, none that could turn what is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Final

from mzgz.language import Kind, Quantity
from mzgz.model.periods import Period
from mzgz.progress.punctuality import Punctuality
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, MONTH, PERCENT, SOME, Clause
from mzgz.publishing.verify.assertions.how_many import HowMany, how_many
from mzgz.publishing.verify.assertions.pattern_fragments import UNITS, Assertion, Context, codes_in, matched

_TOPIC: Final = re.compile(
    "月报|报表|报数|报送|上报|填报|迟报|缺报|漏报|晚报|断报|补报|交表|报得|报齐|月度数据|没报|未报|没交|晚交|迟交|交得|报来"
)
_NOT: Final = (
    r"(?:没有?|未|从未|从没|不曾|从不|未曾|无|零|并未)(?:出现|发生|有|存在)?(?:过)?(?:一[次回期份]|任何|半点)?"
)
_WORDS: Final = (
    ("x", rf"除(?:了|开|去)?(?:{UNITS}(?:等)?(?:{SOME})?|{SOME})(?:以外|之外|外)?[，、]?"),
    ("u", rf"{UNITS}(?:等)?(?:{SOME}|一[家地])?"),
    ("a", ALL),
    ("s", SOME),
    ("o", "其余|其他|其它|剩下|余下"),
    ("z", r"(?:没有?|无)(?:一个|一家|任何|哪一?个)(?:旗市区|地方|单位)?|无一"),
    ("y", r"只有|仅有?|唯有|唯独|就只?|只"),
    ("m", MONTH),
    ("k", r"最(?:多|频繁|勤|严重)"),
    ("p", r"(?:[按准]时|及时|如期|按期|准点|如约|按点)(?:率)?"),
    ("c", r"(?:[一]?[期份次月]?|[期份月]{2}|全)(?:都|均|也|就)?(?:不缺|不少|没缺|没有缺|未缺|不落|不差|不漏|齐全|没落|没少|没漏|没断)|报齐|交齐|齐全|完整|一应俱全"),
    ("l", rf"(?P<nl>{_NOT})?(?:迟报|晚报|晚交|迟交|拖报|报晚|交晚|报迟|迟到|逾期报送|逾期|拖延|超期)(?:现象|情况|问题|记录|月报)?了?"),
    ("g", rf"(?P<ng>{_NOT})?(?:缺报|漏报|断报|断档|空报|缺交|漏交|缺了|漏了|少报|缺失|缺口|缺(?=[{COUNT}])|缺)(?:现象|情况|问题|月报)?了?|(?:没有?|未|没能)(?:报送?|交|上报|填报)(?:上来?|来|齐)?"),
    ("b", r"补(?:报|交|上|齐|来)(?:上|了|齐|到位)*"),
    ("n", f"[{COUNT}]"),
    ("%", f"[{PERCENT}]"),
    ("", r"[的了都均也，、；在中里内有是为于共把将从“”又再还过到能则]|全部|全都|悉数|一律|统统|全年|每月|月月|各月|每个月|12个月|这一年|一年|今年|月度|月报|报表|数据|报数|报送|上报|填报|交来|交上来|报来|报上来|报了|交了|[报交]|"
         r"材料|这件事|这项工作|方面|工作|情况|旗市区|地方|单位|家|全市|我市|份|期|次|回|底|末|年底|截至|累计|总共|共计|出现|存在|发生|有过|一次|一直|始终|做到|保持|完成|民政局|按月|方案|当月|那个月|目前|后来|事后|最后|最终|已经?|很|非常|十分|规范|有序"),
)  # fmt: skip


@dataclass
class _Said:
    parts: list[str] = field(default_factory=list)
    at: dict[str, tuple[int, int]] = field(default_factory=dict)
    denied: bool = False


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((part, re.compile(pattern)) for part, pattern in _WORDS)


def read_reporting(clause: Clause, context: Context) -> Iterator[Assertion]:
    if not _TOPIC.search(clause.code):
        return
    said = _said(clause)
    if said is None:
        return
    verdict = _judged(said, clause, context)
    if verdict is not None:
        holds, reason = verdict
        yield matched(clause, 0, len(clause.code.rstrip("。！")), holds, reason)


def _said(clause: Clause) -> _Said | None:
    code, place, said = clause.code.rstrip("。！"), 0, _Said()
    while place < len(code):
        for part, pattern in _patterns():
            match = pattern.match(code, place)
            if match and match.end() > place:
                if part in said.at and part not in ("n", "l", "g", "u"):
                    return None
                if part:
                    said.parts.append(part)
                    said.at.setdefault(part, match.span())
                said.denied = said.denied or any(match.groupdict().get(key) for key in ("nl", "ng"))
                place = match.end()
                break
        else:
            return None
    return said


Verdict = tuple[bool | None, str]


def _judged(said: _Said, clause: Clause, context: Context) -> Verdict | None:
    districts = {unit.code for unit in context.board.level}
    rows = [row for row in context.reports.rows if row.code in districts]
    shape = "".join(part for part in said.parts if part not in "yk")
    named = set(codes_in(clause, *said.at["u"])) if "u" in said.at else set()
    spared = set(codes_in(clause, *said.at["x"])) if "x" in said.at else set()
    those = [row for row in rows if row.code in named] if named else [row for row in rows if row.code not in spared]
    fault = "l" if "l" in said.at else "g" if "g" in said.at else ""
    if (
        "b" in said.at
        or "%" in said.at
        or ("o" in said.at and not spared)
        or (fault and len(set(shape) & set("lg")) > 1)
    ):
        return None
    if "x" in said.at and not spared:
        return None
    if not fault and "n" in said.at and not _whole_year(clause):
        return _on_time(said, clause, rows, named) if "p" in said.at else None
    if not fault and ("p" in said.at or "c" in said.at):
        faults = "lg" if "p" in said.at else "g"
        counted = "s" in said.at and not named
        return _so_many_without(said, clause, those, faults) if counted else _none(those, faults, named)
    if not fault:
        return None
    if "z" in said.at and not said.denied:
        return _none(those, fault, named)
    if said.denied:
        return None if "s" in said.at or "n" in said.at else _none(those, fault, named)
    if "m" in said.at:
        return _in_month(said, clause, rows, named, fault)
    if "n" in said.at:
        return _times(said, clause, those, fault)
    if "s" in said.at:
        return _how_many(said, clause, rows, fault)
    return _these(said, rows, named, fault)


def _whole_year(clause: Clause) -> bool:
    """全年12个月, 12期: all of them."""
    counted = [token.what for token in clause.all_of(COUNT)]
    return all(isinstance(each, Quantity) and each.value == 12 for each in counted)


def _on_time(said: _Said, clause: Clause, rows: list[Punctuality], named: set[str]) -> Verdict | None:
    """按时报送11个月: of one unit."""
    what = clause.tokens[said.at["n"][0]].what
    row = next((row for row in rows if {row.code} == named), None)
    if row is None or not isinstance(what, Quantity) or said.parts.count("n") > 1 or said.denied:
        return None
    if (what.thing or what.unit) not in ("次", "期", "份", "回", "月"):
        return None
    return Fraction(row.on_time) in what.range, f"{row.name}按时报送{row.on_time}次"


def _faults(row: Punctuality, fault: str) -> int:
    return (len(row.late) if "l" in fault else 0) + (len(row.missing) if "g" in fault else 0)


def _told(rows: list[Punctuality]) -> str:
    words = []
    for row in rows:
        parts = [f"迟报{len(row.late)}次"] if row.late else []
        parts += [f"缺报{len(row.missing)}次"] if row.missing else []
        words += [row.name + "、".join(parts)] if parts else []
    return "，".join(words[:3])


def _none(those: list[Punctuality], fault: str, named: set[str]) -> Verdict | None:
    if named and len(those) < len(named):
        return None
    behind = [row for row in those if _faults(row, fault)]
    return not behind, _told(behind)


def _in_month(said: _Said, clause: Clause, rows: list[Punctuality], named: set[str], fault: str) -> Verdict | None:
    month = clause.tokens[said.at["m"][0]].what
    if not isinstance(month, Period) or not named or "n" in said.at:
        return None
    row = next((row for row in rows if row.code in named), None)
    if row is None or len(named) > 1:
        return None
    return month in (row.late if fault == "l" else row.missing), _told([row]) or f"{row.name}没有迟报、缺报"


def _times(said: _Said, clause: Clause, those: list[Punctuality], fault: str) -> Verdict | None:
    """迟报6次: of one unit, or of all together."""
    what = clause.tokens[said.at["n"][0]].what
    if not isinstance(what, Quantity) or what.kind is not Kind.COUNT or said.parts.count("n") > 1:
        return None
    if (what.unit or what.thing) not in ("次", "期", "份", "回", "个月", "月", "个", ""):
        return None
    times = sum(_faults(row, fault) for row in those)
    return Fraction(times) in what.range, _told(those) or "没有迟报、缺报"


def _how_many(said: _Said, clause: Clause, rows: list[Punctuality], fault: str) -> Verdict | None:
    number = _counted(said, clause)
    behind = [row for row in rows if _faults(row, fault)]
    if number is None or "u" in said.at:
        return None
    return number.of(len(behind), len(behind), len(rows)), _told(behind)


def _so_many_without(said: _Said, clause: Clause, those: list[Punctuality], faults: str) -> Verdict | None:
    """12个旗市区全年按时报送; of all but some, 其余13个, it only says how many these are."""
    number = _counted(said, clause)
    behind = [row for row in those if _faults(row, faults)]
    without = len(those) - len(behind)
    if number is None:
        return None
    if "x" in said.at:
        return _none(those, faults, set()) if number.of(len(those), len(those), len(those)) else None
    return number.of(without, without, len(those)), _told(behind) or "没有迟报、缺报"


def _counted(said: _Said, clause: Clause) -> HowMany | None:
    tokens = clause.tokens[slice(*said.at["s"])]
    return next((how_many(token.what) for token in tokens if token.sign == SOME), None)


def _these(said: _Said, rows: list[Punctuality], named: set[str], fault: str) -> Verdict | None:
    """根河有迟报, 缺报的只有新右旗, 迟报最多的是根河."""
    if not named:
        return None
    behind = {row.code: _faults(row, fault) for row in rows if _faults(row, fault)}
    told = _told([row for row in rows if row.code in behind])
    if "k" in said.at:
        return len(named) == 1 and behind.get(next(iter(named)), 0) == max(behind.values(), default=0) > 0, told
    if not named <= set(behind):
        return False, told
    return (named == set(behind) if "y" in said.at else True), told
