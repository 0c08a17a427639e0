"""What a plan asks for without a figure: papers, meetings and projects with a name, red lines in words, and duties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.marked_paragraph import MarkedParagraph, Setting
from mzgz.intake.extract.papers_and_meetings import Stretches, closing_day, opening_day, steps_of
from mzgz.intake.extract.promise import Promise
from mzgz.language.pattern_search import expression

_ITEM: Final = expression(r"(?<![0-9一二三四五六七八九十])[一二三四五六七八九十]{1,3}(?:是|要(?![求素点闻件]))")
_RED: Final = expression(
    r"(?=[不严决绝坚守兜防遏有])(?:(?P<no>(?:不得|严禁|决不允许|绝不能|坚决不|不允许)[^，。；]{2,40})|"
    r"(?P<line>(?:坚决)?(?:守住|兜住|守牢|兜牢|坚守)[^，。；]{2,30}?(?:底线|红线|防线|成果|关口|安全))|(?P<stop>(?:坚决)?(?:防止|遏制)[^，。；]{0,4}发生[^，。；]{2,20}|(?:坚决|有效|严格)遏制[^，。；]{2,20}))"
)
_ROUND: Final = expression(r"按[月季年周旬](?:足额)?|每(?:月|季度?|年|半年|周|天|日)|定期|常态化")
_SHORTEST: Final = 4
_OPENS: Final = expression(
    r"(?:以下|下列|如下|上述|[几0-9一二三四五六七八九十]+(?:件|个方面|项|方面|大))(?:[一-鿿]{0,4})(?:工作|大事|实事|任务|事项|措施)[”]?$"
)
"""抓好以下工作, 办好15件民生实事: what is promised follows, or stands elsewhere."""
_LABEL: Final = expression(
    r"[一-鿿]{2,4}时间(?:为|是)|(?:完成|办结|实施|建设)(?:时限|时间|期限|日期|进度)|制定(?:了)?[本此该]|现将|特制定"
)
_LEANS: Final = expression(r"[\s\u3000、—]*(?:依托|围绕|针对|按照|聚焦|以|根据|结合|为(?:进一步|了|做好|推动|加强))")
"""Clauses that only lead up to the next one."""
_BEFORE_IT: Final = expression(r"^[\s\u3000]*在[^，。；]{2,30}(?:中|方面|上|下|期间)$")
"""在“一老一小”服务保障方面，组织…: where it stands is no part of what is to be done."""
_PART: Final = expression(r"[^，；：。]+")
_HALF: Final = expression(r"；")
_RULED: Final = ("threshold", "background", "past", "baseline")
"""Classes of figures that are told: what they stand in is no red line of ours."""
_EMPTY: Final = expression(r"^[\s、，。；：—“”]*$")
_LEAD: Final = expression(
    r"^(?:[\s\u3000]|[一二三四五六七八九十]{1,3}[是要]|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[.、]|——|同时|并|也|我们|全市[一-鿿]{0,6}要)*"
)
_SUBJECT: Final = expression(
    r"^(?:(?:各|全[区市县旗])[一-鿿、]{1,14}?)?(?:都|均|也)?(?<![主必需重首])要(?![求素点闻件务害])"
)
"""各街道要加强队伍建设: who is told to, and 要."""
_SAYS_NOTHING: Final = expression(
    r"(?:务必|必须|切实|进一步|始终|充分|思想上)*(?:(?:高度|十分|引起|非常)?重视(?:[这此该]项)?(?:工作)?|(?:提高|增强|深化)(?:思想|政治)?认识|统一思想(?:认识)?|(?:提高|提升)(?:政治)?站位|认真对待)"
)
"""各街道要高度重视: nothing anybody could be asked about at the year's end."""
_WANTS: Final = expression(r"要(?![求素点闻件务])")
_QUOTES: Final = expression(r"指出：|强调：|决议|主要任务是|分别作了|下面，我|讲[一二三四五]点|讲[一二三四五]个方面")
_HOW: Final = expression(
    r"(?:坚持以|以)[^，]{2,40}为(?:指导|统领|引领|主线)|让我们|同志们|下面，我|这次会议|刚才|会议指出|^现将"
)


@dataclass(frozen=True, slots=True)
class DutyStretch:
    """A part of a paragraph under one 一是: where it lies and the number in front of it."""

    start: int
    end: int
    mark: str


def items_of(text: str) -> list[DutyStretch]:
    """The parts of a paragraph that 一是, 二是 or 一要 open; the part before them has no mark."""
    starts = [
        match
        for match in (_ITEM.finditer(text) if "是" in text or "要" in text else ())
        if match.start() == 0 or text[match.start() - 1] in "。；：，！ 　”、）"
    ]
    if not starts:
        return [DutyStretch(0, len(text), "")]
    parts = [DutyStretch(0, starts[0].start(), "")] if starts[0].start() else []
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return [*parts, *(DutyStretch(match.start(), end, match[0]) for match, end in zip(starts, ends, strict=True))]


def duties_of(
    paragraph: MarkedParagraph, wanted: list[bool], taken: list[tuple[int, int]], setting: Setting
) -> Iterator[Promise]:
    """Red lines, steps and one duty an item, out of the sentences that are wanted; `taken` are figures' clauses.

    Where no 一是 parts the paragraph, every sentence that asks for something else is a duty.
    """
    text, busy, line, due = paragraph.text, Stretches(taken), setting.line, setting.due
    for item in items_of(text):
        spans = [
            (max(one.start, item.start), min(one.end, item.end))
            for number, one in enumerate(paragraph.sentences)
            if wanted[number] and one.start < item.end and item.start < one.end
        ]
        spans = [(start, end) for start, end in spans if not _EMPTY.match(text[start:end])]
        if not spans:
            continue
        place = f"{setting.section}{item.mark}"
        found: list[Promise] = []
        for start, end in spans:
            found += _red_lines(paragraph, start, end, busy, line, place, due)
            found += steps_of(paragraph, start, end, busy, setting, place)
        yield from found
        said = Stretches([(one.start, one.end) for one in found])
        open_ = [span for span in spans if _asks_more(text, *span, busy, said)]
        for part in [spans] if item.mark and open_ else _parts(paragraph, open_, busy, said):
            opens = opening_day(paragraph, *part[0])
            day = closing_day(paragraph, part[0][0], part[-1][1]) or (
                opens.due.isoformat() if opens and opens.due else ""
            )
            if duty := _duty(text, item, part, line, place, day or due):
                duty.due_basis = "explicit" if day else duty.due_basis
                yield duty


def _parts(
    paragraph: MarkedParagraph, spans: list[tuple[int, int]], *spoken: Stretches
) -> Iterator[list[tuple[int, int]]]:
    """Sentences cut at their semicolons, those parts that ask for something not yet said."""
    for start, end in spans:
        begin = start
        for stop in [*(match.end() for match in _HALF.finditer(paragraph.text, start, end)), end]:
            if _asks_more(paragraph.text, begin, stop, *spoken):
                yield [(begin, stop)]
            begin = stop


def _red_lines(
    paragraph: MarkedParagraph, start: int, end: int, taken: Stretches, line: int, place: str, due: str
) -> Iterator[Promise]:
    for match in _RED.finditer(paragraph.text, start, end):
        told = any(one.sort in _RULED for one in paragraph.figures_in(match.start(), match.end()))
        if told or taken.meet(match.start(), match.end()):
            continue  # 条例规定，…不得低于上年收入的70%
        yield Promise(
            line=line, start=match.start(), end=match.end(), name=match[0], op="none", due=due, kind="redline", section=place,
            text=match[0], words=match[0], tense="", doubts=["由文字读出的底线，要定怎样算突破"],
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
    parts = [part for part in re.split(r"[，；：。]", first) if _clause_asks(part) and not _BEFORE_IT.match(part)]
    telling = [part for part in parts if not _SAYS_NOTHING.fullmatch(_SUBJECT.sub("", _LEAD.sub("", part)))]
    if parts and not telling:
        return None
    asking = telling[0] if telling and not item.mark else first
    name = re.sub(
        r"^(?:[\s\u3000]|[一二三四五六七八九十]{1,3}[是要]|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[.、]|——)*",
        "",
        asking,
    )
    name = re.split(r"[。；！]", name)[0].strip("，、 　")
    if len(name) > 40:
        name = re.split(r"[，：]", name)[0][:40]
    said = _SUBJECT.sub("", name)
    name = said if len(said) >= _SHORTEST else name
    name = name if "）" in name else name.partition("（")[0]
    if len(name) < _SHORTEST or _OPENS.search(name) or _LABEL.match(name):
        return None
    round_ = _ROUND.search(text[start:end])
    return Promise(
        line=line, start=start, end=end, name=name, op="none", due=due, kind="recurring" if round_ and len(worded) == 1 else "duty",
        section=place, text=text[start:end], words=text[start:end], firm="stretch" if re.search(r"鼓励|探索|力争", name) else "firm",
    )  # fmt: skip


def _asks_more(text: str, start: int, end: int, *spoken: Stretches) -> bool:
    """Whether a sentence asks for anything besides the targets, red lines and milestones in it."""
    for part in _PART.finditer(text, start, end):
        first, last = part.span()
        if any(one.meet(first, last) for one in spoken) or not _clause_asks(part[0]):
            continue
        if not (_LEANS.match(part[0]) and last < end and text[last] == "，"):
            return not _greets(text[start:end])
    return False


_CLAUSES: Final = expression(r"[，；：、]")
_IS_TO: Final = expression(
    r"[^，]{1,24}(?<![主必需重首])要(?![求素点闻件])|[^，]{0,16}主要(?:污染物|[一-鿿]{0,4}指标)[一-鿿]{0,6}(?:完成|达到|优于)"
)


def asks(sentence: str) -> bool:
    """Whether a sentence asks for something: it opens a clause with a verb of duty, and is no greeting."""
    return not _greets(sentence) and any(_clause_asks(clause) for clause in _CLAUSES.split(sentence))


def _greets(sentence: str) -> bool:
    """Whether a sentence opens a speech or tells in what spirit things are done."""
    told = _HOW.search(sentence[:60]) and not _WANTS.search(sentence)
    return bool(told or _QUOTES.search(sentence[:80]))


def _clause_asks(clause: str) -> bool:
    lead = _LEAD.match(clause)
    words = clause[lead.end() :] if lead else clause
    return bool(lexicon("duties").starting(words, 0) or _IS_TO.match(words))
