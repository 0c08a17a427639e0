"""What a clause promises without a figure: a paper, meeting or project, a piece of work by a day, a thing that comes round."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from mzgz.intake.extract.deadlines import DateMark, DateRole
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.marked_paragraph import MarkedParagraph, Setting
from mzgz.intake.extract.promise import Promise
from mzgz.intake.extract.rounds_by_day import rounds_by_day
from mzgz.intake.extract.unit_names import each_of, named
from mzgz.language.pattern_search import expression

_PAPER: Final = expression(
    r"《|办法|方案|规划|意见|细则|目录|指南|规范|标准(?!化)|制度|通知|预案|清单|规程|条例|章程|公约|机制|汇编|手册|读本|图册|年鉴|白皮书|蓝皮书|倡议书"
)
_MEETING: Final = expression(
    r"会(?:议)?(?:$|[，。；、])|会议|交流会|推进会|培训|大赛|竞赛|座谈|论坛|仪式|比武|比赛|展演|文化节|运动会|晚会|开放日|宣传[月周日]"
)
_PROJECT: Final = expression(r"[一-鿿“”]{3,}")
_SHOWN_BY: Final = {"paper": _PAPER, "meeting": _MEETING, "project": _PROJECT, "done": _PROJECT}
_PROOFS: Final = {"paper": "document", "meeting": "meeting"}
_SOFT: Final = expression(r"适时|尽快|近期|近日|逐步|力争|争取|努力|探索|鼓励|积极")
_OPEN: Final = ("适时", "尽快", "近期", "近日", "逐步")
_PIECE: Final = expression(r"[^，。；：！？\t｜|]+")
_LEAD: Final = expression(
    r"(?:[一二三四五六七八九十]{1,3}[是要]|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]{1,2}[.．、](?![0-9])|——|[\s\u3000、①-⑳]|要|适时|尽快|加快|将|年内|今年|积极|近日|全面|普遍|各地|抓紧|及时|努力|"
    r"并|同时|确保|力争|争取|务必|必须|须|应|按期|如期|全部|率先|分批|集中|拟|计划|于|在|到|至)*"
)
_VERB_BEHIND: Final = expression(
    r"(?:全面|全部|基本|正式|按期|如期|要|须|应|前)*(?P<verb>出台|印发|发布|召开|举办|启动|开工|完工|竣工|建成|投用|投入使用|投入运[行营]|试运[行营]|投运|启用|上线|完成|到位|挂牌|办结)(?:运行|使用|实施)?$"
)
_BEHIND: Final = {"出台": "document", "印发": "document", "发布": "document", "召开": "meeting", "举办": "meeting"}
_ROUND: Final = expression(
    r"按(?P<by>[月季周旬]|半年|年(?!度|龄|级|均|初|底|末))(?:度)?|每(?:个)?(?P<each>月|季度?|半年|半月|年|周|天|日|旬)(?!度)"
)
_PERIODS: Final = {"季度": "季", "天": "日"}
_LEAST: Final = 4
"""Characters besides the time that a thing which comes round, or stands before its verb, must have."""
_DOES: Final = expression(
    r"发放|拨付|报送|上报|通报|调度|公示|公布|公开|巡查|巡访|慰问|更新|轮训|例会|碰头|演练|盘点|分析|讲评|约谈|兑现|给付"
)
_HAPPENED: Final = expression(r"已(?:经|于|在|有|建|完|出|印|启|召|全|基|顺)|截至")
_STAGES: Final = r"招标|选址|采购|安装|验收|主体(?:工程|建设)?|封顶|开工|竣工|完工|投用|投入(?:使用|运行|运营)|试运行|建成|启用|交付|搬迁|装修|设计|立项|征地|上线|调试|挂牌"
_CLOSES: Final = expression(
    rf"(?:并|且|均|都|全部|全面|项目|工程|任务|工作|以上|上述|各项|其中|于|在|要|须|确保|力争|务必|按期|如期|前|底|基本|正式|，)*(?:(?:完成|通过|进行)(?:{_STAGES}|建设|改造|任务|整改|全部任务|目标任务)?|{_STAGES}|到位|落实|落实到位|结束|见效|达标|办结|整改到位)(?:(?:并|和|、)?(?:{_STAGES}|到位|完成|工作|任务|建设|见效|实施))*"
)
_SHORTEST: Final = 3
_MOST_NAME: Final = 60
_WORK: Final = expression(
    r"(?:改造|建设|验收|换届|普查|勘界|联检|搬迁|编制|修订|整改|认定|评定|核查|清理|选址|招标|移交|登记|测评|评估|改革)(?:工作|任务)?$"
)
_NO_NAME: Final = expression(r"^(?:任务|工作|以上|上述|目标|改造|建设|整改|任务目标|目标任务|各项任务)?$")


class Stretches:
    """Stretches of a paragraph, asked whether one of them meets another: a paragraph may be a whole report."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def meet(self, start: int, end: int) -> bool:
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start


def steps_of(
    paragraph: MarkedParagraph, start: int, end: int, taken: Stretches, setting: Setting, place: str
) -> list[Promise]:
    """The steps of a sentence, clause by clause, each with its own day; a day behind a list reaches back over its item."""
    steps: list[Promise] = []
    item, ends = 0, _StepStages(paragraph, start)
    front = opening_day(paragraph, start, end)
    rounds = [one for one in rounds_by_day(paragraph, start, end) if not taken.meet(one.start, one.end)]
    for one in rounds:
        held = _promise(paragraph.text, (one.start, one.end), one.name, "milestone", (one.due, "explicit"))
        held.line, held.section = setting.line, place
        held.proof = "document" if _PAPER.search(one.name) else "meeting" if _MEETING.search(one.name) else "project"
        steps.append(held)
    item, told = len(steps), Stretches([(one.start, one.end) for one in rounds])
    for begin, stop in _pieces(paragraph, start, end):
        if paragraph.text[begin - 1 : begin] == "；":
            _reach_back(steps[item:], ends)
            steps += ends.steps(setting, place)
            item, ends = len(steps), _StepStages(paragraph, begin)
            front = opening_day(paragraph, begin, end)
        dates = paragraph.dates_in(begin, stop)
        days = _days(paragraph, begin, stop)
        past = any(mark.role is DateRole.PAST for mark in dates) or _HAPPENED.search(paragraph.text, begin, stop)
        if not past and days and only_closes(paragraph.text, begin, stop, days[0]):
            ends.met.append((begin, stop, days[0]))
            continue
        step = (
            None
            if past or taken.meet(begin, stop) or told.meet(begin, stop)
            else _step(paragraph, begin, stop, days, setting)
        )
        if step:
            step.line, step.section = setting.line, place
            if front and front.due and not step.due:
                step.due, step.due_basis = front.due.isoformat(), "inherited"
            step.due, step.due_basis = step.due or setting.due, step.due_basis or setting.due_basis
            steps.append(step)
    _reach_back(steps[item:], ends)
    return [*steps, *ends.steps(setting, place)]


@dataclass(slots=True)
class _StepStages:
    """The stages a thing goes through by days of their own: 6月底前完成招标，11月底前投用; one alone is the day of the thing."""

    paragraph: MarkedParagraph
    start: int
    met: list[tuple[int, int, DateMark]] = field(default_factory=list)

    def steps(self, setting: Setting, place: str) -> list[Promise]:
        if len(self.met) < 2:
            return []
        text = self.paragraph.text
        before = text[self.start : self.met[0][0]].rstrip("，、：； \u3000")
        thing = _LEAD.sub("", re.split(r"[，：]", before)[-1], count=1)
        thing = thing.removeprefix(lexicon("duties").starting(thing, 0)).strip(" \u3000")
        found: list[Promise] = []
        for begin, stop, day in self.met:
            said = _LEAD.sub("", text[begin : day.start] + text[day.end : stop], count=1)
            step = _promise(
                text, (begin, stop), f"{thing}{said}", "milestone", (day.due.isoformat() if day.due else "", "explicit")
            )
            step.line, step.section, step.proof = setting.line, place, "project"
            step.inherited.append("名称承前一分句")
            found.append(step)
        return found


def _reach_back(steps: list[Promise], ends: _StepStages) -> None:
    """…，11月末前完成: the day of what stands before it in its item."""
    for begin, _, day in ends.met[:1] if len(ends.met) == 1 else ():
        for one in steps:
            if one.start < begin and one.due_basis in ("default", "section") and day.due:
                one.due, one.due_basis = day.due.isoformat(), "inherited"


def only_closes(text: str, begin: int, stop: int, day: DateMark) -> bool:
    """11月末前完成, 项目9月底前全部落实到位: a day and that the thing before is done by it, no thing of its own."""
    return (
        _CLOSES.fullmatch(text[begin : day.start].strip(" \u3000、") + text[day.end : stop].strip(" \u3000、"))
        is not None
    )


def closing_day(paragraph: MarkedParagraph, start: int, end: int) -> str:
    """The day of …，11月末前完成 in a stretch, the last of several; nothing without one."""
    last = ""
    for begin, stop in _pieces(paragraph, start, end):
        days = _days(paragraph, begin, stop)
        if len(days) == 1 and days[0].due and only_closes(paragraph.text, begin, stop, days[0]):
            last = days[0].due.isoformat()
    return last


def _days(paragraph: MarkedParagraph, begin: int, stop: int) -> list[DateMark]:
    """The deadlines of a clause; 《“十四五”规划》 is a name."""
    text = paragraph.text
    return [
        mark
        for mark in paragraph.dates_in(begin, stop)
        if mark.role in (DateRole.DEADLINE, DateRole.SPAN)
        and mark.due
        and text.count("《", begin, mark.start) <= text.count("》", begin, mark.start)
    ]


def opening_day(paragraph: MarkedParagraph, start: int, end: int) -> DateMark | None:
    """9月底前，…: a day alone in front of a sentence, which holds for all that follows in it."""
    match = _PIECE.search(paragraph.text, start, end)
    days = _days(paragraph, match.start(), match.end()) if match else []
    return days[0] if match and days and _stands_alone(paragraph, match.start(), match.end()) else None


def _stands_alone(paragraph: MarkedParagraph, begin: int, stop: int) -> bool:
    """Whether a clause is a day and no more, with the comma behind it."""
    return (
        paragraph.text[stop : stop + 1] == "，"
        and len(_days(paragraph, begin, stop)) == 1
        and _behind_lead(paragraph, begin, stop) == stop
    )


def _pieces(paragraph: MarkedParagraph, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Clauses; 3月底前完成招标、9月底前建成 are two, 9月底前，完成复核 is one."""
    alone: int | None = None
    for match in _PIECE.finditer(paragraph.text, start, end):
        begin = match.start() if alone is None else alone
        alone = None
        if _stands_alone(paragraph, match.start(), match.end()):
            alone = begin
            continue
        for mark in paragraph.dates_in(match.start() + 1, match.end()):
            if paragraph.text[mark.start - 1] == "、" and mark.role is DateRole.DEADLINE:
                yield begin, mark.start - 1
                begin = mark.start
        yield begin, match.end()


_TOLD_ROUND: Final = expression(r"的(?:做法|经验|模式)$|时间(?:为|是)每")
"""学习外省每周开放40小时的做法, 开馆时间为每天…: nothing that is to be done each time."""


def _step(paragraph: MarkedParagraph, begin: int, stop: int, days: list[DateMark], setting: Setting) -> Promise | None:
    text, verbs = paragraph.text, lexicon("duties")
    first = at = _behind_lead(paragraph, begin, stop)
    verb = verbs.starting(text[:stop], at)
    if not verb and days and days[0].start > at:
        at = _behind_lead(paragraph, days[0].end, stop)
        verb = verbs.starting(text[:stop], at)
    words, rest = text[begin:stop], text[at + len(verb) : stop]
    marks = [mark for mark in verbs.marks.get(verb, ()) if mark in _SHOWN_BY]
    if (comes := _comes_round(words)) and not _TOLD_ROUND.search(words):
        return _promise(text, (begin, stop), text[first:stop], "recurring", (f"每{comes}", "explicit"))
    own = (days[0].due.isoformat(), "explicit") if days and days[0].due else ("", "")
    scope = named(text, first, at, setting.known) or each_of(text, first, at) if at > first else None
    subject = "" if at == first or scope else text[first : days[0].start].strip(" \u3000、到于在") if days else ""
    kind = next((mark for mark in marks if _SHOWN_BY[mark].search(rest) and len(rest) >= _SHORTEST), "")
    if kind == "done" and (_NO_NAME.fullmatch(rest) or not (days or _WORK.search(rest))):
        kind = ""
    if kind:
        step = _promise(text, (begin, stop), subject + text[at:stop], "milestone", own)
        step.proof = _PROOFS.get(kind, "project")
    elif days and (done := _VERB_BEHIND.search(text[begin:stop])) and (name := _thing(text, begin, done, days[0])):
        step = _promise(text, (begin, stop), f"{name}{done['verb']}", "milestone", own)
        step.proof = _BEHIND.get(done["verb"], "project")
    elif days and verb and len(rest) >= _SHORTEST - 1 and not _NO_NAME.fullmatch(rest):
        step = _promise(text, (begin, stop), subject + text[at:stop], "duty", own)
    else:
        return None
    if scope:
        step.scope, step.each, step.open_scope = scope.names, scope.each, scope.open
    soft = _SOFT.search(words)
    step.firm = "stretch" if soft else "firm"
    if soft and soft[0] in _OPEN and not days:
        step.doubts.append(f"只说“{soft[0]}”，没有写期限")
    return step


def _behind_lead(paragraph: MarkedParagraph, begin: int, stop: int) -> int:
    """Where a clause begins to say what is done: behind list numbers, adverbs and the day."""
    at = begin
    while at < stop:
        lead = _LEAD.match(paragraph.text, at, stop)
        at = lead.end() if lead else at
        day = next(iter(paragraph.dates_in(at, at + 1)), None)
        if day is None or day.end > stop or day.end == at:
            return at
        at = day.end + (paragraph.text[day.end : min(day.end + 1, stop)] == "，")
    return at


def _comes_round(words: str) -> str:
    """按月 and 每季度 with something that is done then: the time."""
    match = _ROUND.search(words)
    if match is None or len(words) - len(match[0]) < _LEAST:
        return ""
    verbs = lexicon("duties")
    doing = _DOES.search(words) or any(len(verbs.starting(words, place)) > 1 for place in range(len(words)))
    time = match["by"] or match["each"]
    return _PERIODS.get(time, time) if doing else ""


def _thing(text: str, begin: int, done: re.Match[str], day: DateMark) -> str:
    """县级福利院消防改造6月底前完成: what stands before the day, or between the day and the verb."""
    last = begin + done.start()
    before = _LEAD.sub("", text[begin : min(day.start, last)], count=1)
    name = (before.rstrip("于在") + text[min(day.end, last) : last]).strip(" \u3000、的")
    return name if len(name) >= _LEAST and not _NO_NAME.fullmatch(name) else ""


def _promise(text: str, span: tuple[int, int], name: str, kind: str, day: tuple[str, str]) -> Promise:
    words = text[slice(*span)]
    return Promise(
        line=0, start=span[0], end=span[1], name=name.strip(" \u3000、")[:_MOST_NAME], op="none", due=day[0], due_basis=day[1], kind=kind,
        text=words, words=words,
    )  # fmt: skip
