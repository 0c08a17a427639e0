"""What a plan asks for without a figure: papers, meetings and projects with a name, red lines in words, and duties."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from mzgz.intake.extract.clauses_in_text import SentenceSpan
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.promise import Promise

_ITEM: Final = re.compile(r"(?<![0-9一二三四五六七八九十])[一二三四五六七八九十]{1,3}(?:是|要(?![求素点闻件]))")
_RED: Final = re.compile(
    r"(?P<no>(?:不得|严禁|决不允许|绝不能|坚决不|不允许)[^，。；]{2,40})|"
    r"(?P<line>(?:坚决)?(?:守住|兜住|守牢|兜牢|坚守)[^，。；]{2,30}?(?:底线|红线|防线|成果|关口|安全))|(?P<stop>(?:坚决)?(?:防止|遏制)[^，。；]{0,4}发生[^，。；]{2,20}|(?:坚决|有效|严格)遏制[^，。；]{2,20})"
)
_PAPER: Final = re.compile(
    r"《|办法|方案|规划|意见|细则|目录|指南|规范|标准(?!化)|制度|通知|预案|清单|规程|条例|章程|公约|机制"
)
_MEETING: Final = re.compile(r"会(?:议)?(?:$|[，。；、])|会议|交流会|推进会|培训|大赛|竞赛|座谈|论坛|仪式|比武")
_PROJECT: Final = re.compile(r"[一-鿿“”]{3,}")
_ROUND: Final = re.compile(r"按[月季年周旬](?:足额)?|每(?:月|季度?|年|半年|周|天|日)|定期|常态化")
_SOFT: Final = re.compile(r"适时|尽快|近期|近日|逐步|力争|争取|努力|探索|鼓励|积极")
_EMPTY: Final = re.compile(r"^[\s、，。；：—“”]*$")
_LEAD: Final = re.compile(
    r"^(?:[\s\u3000]|[一二三四五六七八九十]{1,3}[是要]|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[.、]|——|同时|并|也|我们|全市[一-鿿]{0,6}要)*"
)
_WANTS: Final = re.compile(r"要(?![求素点闻件务])")
_QUOTES: Final = re.compile(r"指出：|强调：|决议|主要任务是|分别作了|下面，我|讲[一二三四五]点|讲[一二三四五]个方面")
_HOW: Final = re.compile(
    r"(?:坚持以|以)[^，]{2,40}为(?:指导|统领|引领|主线)|让我们|同志们|下面，我|这次会议|刚才|会议指出|^现将"
)


@dataclass(frozen=True, slots=True)
class DutyStretch:
    """A part of a paragraph under one 一是: where it lies and the number in front of it."""

    start: int
    end: int
    mark: str


class _Stretches:
    """Stretches of a paragraph, asked whether one of them meets another: a paragraph may be a whole report."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def meet(self, start: int, end: int) -> bool:
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start


def items_of(text: str) -> list[DutyStretch]:
    """The parts of a paragraph that 一是, 二是 or 一要 open; the part before them has no mark."""
    starts = [
        match for match in _ITEM.finditer(text) if match.start() == 0 or text[match.start() - 1] in "。；：，！ 　”、）"
    ]
    if not starts:
        return [DutyStretch(0, len(text), "")]
    parts = [DutyStretch(0, starts[0].start(), "")] if starts[0].start() else []
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return [*parts, *(DutyStretch(match.start(), end, match[0]) for match, end in zip(starts, ends, strict=True))]


def duties_of(
    text: str,
    sentences: list[SentenceSpan],
    wanted: list[bool],
    taken: list[tuple[int, int]],
    line: int,
    section: str,
    due: str,
) -> Iterator[Promise]:
    """Red lines, milestones and one duty an item, out of the sentences that are wanted; `taken` are figures' clauses."""
    busy = _Stretches(taken)
    for item in items_of(text):
        spans = [
            (max(one.start, item.start), min(one.end, item.end))
            for number, one in enumerate(sentences)
            if wanted[number] and one.start < item.end and item.start < one.end
        ]
        spans = [(start, end) for start, end in spans if not _EMPTY.match(text[start:end])]
        if not spans:
            continue
        place = f"{section}{item.mark}"
        found = [
            one
            for start, end in spans
            for way in (_red_lines, _milestones)
            for one in way(text, start, end, busy, line, place, due)
        ]
        yield from found
        said = _Stretches([(one.start, one.end) for one in found])
        open_ = [span for span in spans if _asks_more(text, *span, busy, said)]
        if duty := _duty(text, item, spans if open_ else [], line, place, due):
            yield duty


def _red_lines(
    text: str, start: int, end: int, taken: _Stretches, line: int, place: str, due: str
) -> Iterator[Promise]:
    for match in _RED.finditer(text, start, end):
        if taken.meet(match.start(), match.end()):
            continue
        yield Promise(
            line=line, start=match.start(), end=match.end(), name=match[0], op="none", due=due, kind="redline", section=place,
            text=match[0], words=match[0], tense="", doubts=["由文字读出的底线，要定怎样算突破"],
        )  # fmt: skip


def _milestones(
    text: str, start: int, end: int, taken: _Stretches, line: int, place: str, due: str
) -> Iterator[Promise]:
    verbs = lexicon("duties")
    for match in re.finditer(r"[^，。；：！？]+", text[start:end]):
        first, words = start + match.start(), match[0]
        lead = re.match(
            r"(?:[一二三四五六七八九十]{1,3}[是要]|[\s、]|要|适时|尽快|加快|将|年内|今年|积极|近日|全面|普遍|各地|抓紧|及时|努力)*",
            words,
        )
        shift = lead.end() if lead else 0
        verb = verbs.starting(words, shift)
        kind = next((mark for mark in verbs.marks.get(verb, ()) if mark in ("paper", "meeting", "project")), "")
        rest = words[shift + len(verb) :]
        if not kind or taken.meet(first, first + len(words)):
            continue
        if not ({"paper": _PAPER, "meeting": _MEETING, "project": _PROJECT}[kind].search(rest) and len(rest) >= 3):
            continue
        soft = _SOFT.search(words)
        yield Promise(
            line=line, start=first, end=first + len(words), name=words[shift:].strip(" 　"), op="none", due=due, kind="milestone",
            section=place, text=words, words=words, firm="stretch" if soft else "firm",
            proof={"paper": "document"}.get(kind, kind),
            doubts=[f"只说“{soft[0]}”，没有写期限"] if soft and soft[0] in ("适时", "尽快", "近期", "近日", "逐步") else [],
        )  # fmt: skip


def _duty(
    text: str, item: DutyStretch, spans: list[tuple[int, int]], line: int, place: str, due: str
) -> Promise | None:
    """The item as a whole, named by its first sentence."""
    worded = [(start, end) for start, end in spans if asks(text[start:end])]
    if not worded:
        return None
    start, end = worded[0][0], worded[-1][1]
    first = text[start : worded[0][1]]
    asking = (
        next((part for part in re.split(r"[，；：。]", first) if _clause_asks(part)), first) if not item.mark else first
    )
    name = re.sub(
        r"^(?:[\s\u3000]|[一二三四五六七八九十]{1,3}[是要]|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[.、]|——)*",
        "",
        asking,
    )
    name = re.split(r"[。；！]", name)[0].strip("，、 　")
    if len(name) > 40:
        name = re.split(r"[，：]", name)[0][:40]
    round_ = _ROUND.search(text[start:end])
    return Promise(
        line=line, start=start, end=end, name=name, op="none", due=due, kind="recurring" if round_ and len(worded) == 1 else "duty",
        section=place, text=text[start:end], words=text[start:end], firm="stretch" if re.search(r"鼓励|探索|力争", name) else "firm",
    )  # fmt: skip


def _asks_more(text: str, start: int, end: int, *spoken: _Stretches) -> bool:
    """Whether a sentence asks for anything besides the targets, red lines and milestones in it."""
    if not asks(text[start:end]):
        return False
    for part in re.finditer(r"[^，；：。]+", text[start:end]):
        first, last = start + part.start(), start + part.end()
        if _clause_asks(part[0]) and not any(one.meet(first, last) for one in spoken):
            return True
    return False


def asks(sentence: str) -> bool:
    """Whether a sentence asks for something: it opens a clause with a verb of duty, and is no greeting."""
    if (_HOW.search(sentence[:60]) and not _WANTS.search(sentence)) or _QUOTES.search(sentence[:80]):
        return False
    return any(_clause_asks(clause) for clause in re.split(r"[，；：、]", sentence))


def _clause_asks(clause: str) -> bool:
    words = _LEAD.sub("", clause)
    return bool(lexicon("duties").starting(words, 0) or re.match(r"[^，]{1,24}要(?![求素点闻件])", words))
