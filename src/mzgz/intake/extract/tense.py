"""What each part of a document speaks of: work done, work to do, a later horizon; by headings, then paragraphs, then sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from mzgz.intake.extract.deadlines import DateMark, DateRole
from mzgz.intake.extract.lexicon import choice, lexicon
from mzgz.intake.extract.outline import PlanHeading, years_in
from mzgz.language.pattern_search import expression


class Tense(StrEnum):
    PAST = "过去"
    PLAN = "计划"
    STANDING = "通行"
    """What holds whatever the year: conditions, tariffs, definitions."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A tense, what it rests on in Chinese, and how many signals agree."""

    tense: Tense
    because: str
    signals: int = 1
    weak: bool = False
    """Whether a heading that says otherwise is believed instead."""


_COMPLETE: Final = expression(
    r"完成了|取得了|实现了|建成了|荣获|获评|获得|累计|同比(?:增长|下降|提高|减少)|增长了|下降了|提高了|超额|圆满|顺利完成|全部完成|"
    r"成功(?:创建|举办|入选|申报|承办)|位居|居全[省国市区]|位列|排名|入选|首次突破|再创|跃升|惠及|先后|有力|有效|明显|显著|不断|达[0-9.]+[%万亿]|了[0-9一二]|稳步|持续"
)
_AHEAD: Final = expression(
    r"(?:^|[，。；、：])(?:我们)?(?:要|将|力争|确保|争取|加快|推进|推动|深入|全面|大力|积极|着力|扎实|坚持|加强|强化|支持|年内|年底前|不少于|不低于|不超过|至少|控制在|再|鼓励|实施|落实|抓好|深化|完善|健全|优化|提升|打造|培育|启动|做好|统筹|开展|新建|严格)|力争|确保|要(?=[加推深全大积着扎坚新再])|(?:不低于|不少于|不超过|至少)[0-9一二三四五六七八九十]|(?:^|[。；])今年(?!以来|[一二三四上前][季半])"
)
_OPENING: Final = 14
"""Characters at the start of a paragraph in which a word about time opens it."""
_LABEL: Final = expression(r"[\s\u3000]*([一-鿿]{2,8}(?:（[^（）]{1,10}）)?)：")
_CALLS: Final = expression(
    r"[^，。：]{0,12}(?:会议|会上|负责人|领导|[局市省区县厅旗]长|书记|主任|主席|报告|讲话|大会)[^，。：]{0,10}(?:强调|要求|提出|明确|部署|指出)[，：]"
)
_TITLE_BOTH: Final = expression(
    r"总结.{0,12}(?:计划|安排|打算|要点)|回顾.{0,16}(?:安排|展望|计划)|情况.{0,14}(?:计划|安排|打算)|执行情况(?:与|和|及).{0,12}(?:计划|草案)"
)
_PASSING: Final = ("今年", "目前", "截至", "截止", "近年来", "近几年", "去年", "上年")
"""Words that open a paragraph and say less of it than a heading does: they may be said of one sentence alone."""


_STANDING: Final = expression(
    r"(?!.*(?:提高|调整|落实|完善|健全|规范|优化|明确|制定|严格))[一-鿿“”、]{0,10}(?:申报|申请|参评|评选|评定|认定|准入|基本|资格|入围|补助|奖补|补贴|资助|奖励|收费|发放|保障|救助|服务|适用|办理)"
    r"(?:条件|标准|对象|范围|程序|流程|材料)(?:及(?:标准|程序|范围|流程|材料))?|.*(?:名词解释|用语说明|有关标准|政策问答|办事指南|申报指南)"
)


_REQUEST: Final = expression(
    r"(?:[一二三四五几0-9]+(?:点|项|个|条))?(?:有关|主要)?(?:请求|恳请|提请)(?!示)[^，]{0,16}|(?:需|需要|请|恳请|提请)[^，]{0,14}(?:支持|协调|帮助|解决|研究)[^，]{0,4}的?(?:问题|事项|困难)"
)
"""三、几点请求; 需市政府协调解决的问题."""
_SHORT_OF: Final = expression(r"(?:存在|清醒|正视|认清|看到|面临|直面)[^，]{0,8}(?:差距|短板|不足|问题|困难|挑战|弱项)")
"""二、清醒认识存在的差距."""


_HOW_FAR: Final = expression(
    r"(?:进展|推进|进度)?(?:较快|较慢|较好|顺利|滞后|缓慢|落后|领先|正常)[^，]{0,4}(?:任务|工作|项目|指标|事项|单位)|(?:已|未|已经|尚未|基本)(?:完成|办结|落实)[^，]{0,4}(?:任务|工作|项目|指标|事项)|进展[^，]{1,4}的[^，]{2,4}"
)
"""进展较快的任务, 已完成的事项: how far one has come."""
_MINUTES: Final = expression(r"会议(?:还)?(?:听取|审议|研究|讨论|原则|通过|决定|传达|学习)")
"""（五）会议听取了重点项目情况。 opens a minute and heads nothing."""


def heading_tense(heading: PlanHeading, year: int, over: Stand | None) -> Stand | None:
    """What a heading says of the part below it; None where it says nothing of its own."""
    text = heading.text
    if _TITLE_BOTH.search(text):
        return None
    if _SHORT_OF.search(text):
        return Stand(Tense.PAST, f"标题“{text[:20]}”")
    if _STANDING.fullmatch(text.strip("。： ")) or _REQUEST.fullmatch(text.strip("。： ")):
        return Stand(Tense.STANDING, f"标题“{text[:20]}”")
    if _HOW_FAR.fullmatch(text.strip("。： ")):
        return Stand(Tense.PAST, f"标题“{text[:20]}”")
    if _MINUTES.match(text):
        return None
    past, plan = _last_cue(text, "heading-past"), _last_cue(text, "heading-plan")
    years = years_in(text)
    if years and max(years) < year and not plan:
        past = max(past, 0)
    elif years and max(years) < year and len(years) == 1 and past < 0 and not re.search(r"[-—至]", text):
        past, plan = 0, -1
    if over is not None and heading.level > 2:
        return None
    if heading.level > 2 and "，" in text and not years:
        return None
    if past < 0 and plan < 0:
        return None
    if past >= 0 and plan >= 0:
        past_wins = past > plan or bool(
            re.search(r"(?:回顾|总结|完成情况|执行情况|落实情况|进展|成效显著|圆满完成|圆满收官)$", text)
        )
        return Stand(Tense.PAST if past_wins else Tense.PLAN, f"标题“{text[:20]}”", 1)
    return Stand(Tense.PAST if past >= 0 else Tense.PLAN, f"标题“{text[:20]}”", 1 + bool(years))


_REPORTS: Final = expression(
    r"(?:总结|小结|回顾|综述|纪实|公报|快报|简报|成效|情况(?:的?(?:通报|汇报|报告|总结))?|总结(?:的?报告))(?:（[^（）]{1,12}）)?$"
)


_ACHIEVED_TITLE: Final = expression(r"(?:超额|圆满|顺利|提前)(?:完成|实现)")
"""某县超额完成民生实事任务."""


_PROGRESS: Final = expression(r"(?:进展|推进|完成|落实|执行|办理|开展|实施)情况(?:的?(?:通报|汇报|报告))?$")
"""某县重点工作推进情况通报."""


def turns_to_plan(text: str) -> bool:
    """Whether a heading in a document that calls itself a review opens the part on what is to come: 下一步打算, 2024年重点任务."""
    return bool(years_in(text) or _NEXT.search(text) or not _PART_OF_REVIEW.search(text))


_PART_OF_REVIEW: Final = expression(r"方面|情况")
"""民生实事方面 parts a review by fields."""
_NEXT: Final = expression(r"下一?步|打算|计划|安排|思路|谋划|明年|今年|目标|要求|部署|展望|建议")


def title_tense(title: str) -> Stand | None:
    """A document that calls itself a summary or a bulletin tells what was done, until a heading or a word says otherwise."""
    text = title.strip(" \u3000")
    told = _REPORTS.search(text) or _ACHIEVED_TITLE.search(text)
    if len(text) > 60 or "。" in text:
        return None
    if _STANDING.fullmatch(text):
        return Stand(Tense.STANDING, f"标题“{text[:20]}”")
    if not told or _TITLE_BOTH.search(text):
        return None
    if _last_cue(text, "heading-plan") >= 0 and not (_ACHIEVED_TITLE.search(text) or _PROGRESS.search(text)):
        return None
    return Stand(Tense.PAST, f"标题“{text[:20]}”")


def _last_cue(text: str, mark: str) -> int:
    found = [cue.start() for cue in _cues(mark).finditer(text)]
    return found[-1] if found else -1


@cache
def _cues(mark: str) -> re.Pattern[str]:
    """The places where a word of the list with this mark begins; the longest word there is the group."""
    return expression(f"(?=({choice(lexicon('tenses').marked(mark))}))")


_TURN: Final = expression(
    r"(?:下面|接下来|下边|首先|先|现在|最后|然后|这里|今天)(?:，|我们?|想|就|着重|重点|再|来|主要|简单|围绕|向大家|给大家|跟大家|和大家)*"
    r"(?:讲讲?|说说?|谈谈?|部署|安排|通报|回顾|明确)(?:一?[讲说谈]|一下)?"
    r"(?:(?P<ahead>今年|明年|新一年|下一?步|下一?阶段|下半年|后几个月)|去年|过去|前一?阶段|上半年|上一年|前几个月)(?![^，。]{0,8}(?:完成|取得)了)"
)
"""下面讲今年怎么干: the speaker says of what the next words are."""


def opening(text: str, year: int, dates: Sequence[DateMark]) -> Stand | None:
    """What the first words of a paragraph say of it and of those after it."""
    head = text.lstrip(" \u3000")[:_OPENING]
    shift = len(text) - len(text.lstrip(" \u3000"))
    head = re.sub(r"^(?:各位代表[！，!]|同志们[：，:]|据介绍，|[（(][一二三四五六七八九十]+[）)])", "", head)
    for mark in ("opens-plan", "opens-past"):
        if cue := _cues(mark).search(head):
            word = cue[1]
            if mark == "opens-past" and word in ("截至", "截止", "去年", "上年", "目前") and not head.startswith(word):
                continue
            return Stand(
                Tense.PLAN if mark == "opens-plan" else Tense.PAST, f"段首“{word}”", weak=word.startswith(_PASSING)
            )
    if turn := _TURN.search(text):
        return Stand(Tense.PLAN if turn["ahead"] else Tense.PAST, f"“{turn[0]}”")
    if label := _LABEL.match(text):
        if _last_cue(label[1], "heading-past") >= 0 or re.search(r"进展|完成情况", label[1]):
            return Stand(Tense.PAST, f"“{label[1]}”", 2)
        if re.search(r"内容|目标|任务", label[1]):
            return Stand(Tense.PLAN, f"“{label[1]}”", 2)
    if _CALLS.match(text.lstrip(" \u3000")):
        return Stand(Tense.PLAN, "段首“要求”", weak=True)
    lead = next((date for date in dates if date.start <= shift + 2), None)
    if lead and lead.due:
        if lead.role is DateRole.PAST and lead.due.year < year:
            return Stand(Tense.PAST, f"段首“{lead.text}”", weak=True)
        if lead.due.year == year and lead.bare:
            return Stand(Tense.PLAN, f"段首“{lead.text}”", weak=True)
    return None


def leaning(text: str) -> int:
    """How far a paragraph without any other sign sounds like work done (below 0) or work to do (above 0)."""
    return len(_AHEAD.findall(text)) * 2 - len(_COMPLETE.findall(text)) * 2
