"""What a sentence, or a part of it between semicolons, speaks of where it goes its own way: facts told inside a plan, plans inside a review."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from mzgz.intake.extract.deadlines import DateMark, DateRole
from mzgz.intake.extract.lexicon import lexicon, phrases
from mzgz.intake.extract.tense import Stand, Tense
from mzgz.language.pattern_search import expression

_FACT: Final = phrases("facts", "fact")
NOW_IN_BRACKETS: Final = expression(
    r"（(?:其中)?(?:现|目前|已|去年|上年|截至|20[0-9]{2}年(?:底|末)?(?:为|是|有|已))[^（）]*）"
)
"""床位占比62%（现为55%）: what a bracket tells of how things stand makes no fact of what stands around it."""
_SO_FAR: Final = phrases("facts", "so-far")
"""完成年度任务的57%: how far one has come."""
_BY_THEN: Final = expression(r"(?<![当目])前|要|力争|确保|必须|底")
_IN_YEARS: Final = expression(r"(?<![近过去])[两三四五2-5]年(?:内)?$")
"""三年累计培训1800人次: what is to be reached in so many years."""
_WANTED: Final = expression(
    r"(?:(?<![需主重])要(?![求素点闻件])|将|力争|争取|确保|必须|拟|预期|计划|努力|年内|年底前|今年[要将再继]|到[0-9]{4}年)"
)
_RESOLVED: Final = expression(r"[\s\u3000]*(?:我们|全市[一-鿿]{0,6}|各地|各级)?(?:要|必须)(?![求素点闻件])")
_TURNS: Final = expression(
    r"[，；](?:剩下|剩余|其余|余下)[^，；。]{0,12}(?:[底末月日]之?前|年内)|[，；](?:但|而|不过)?(?:[0-9]{1,2}月底?前?|年底前?|年内|下半年|下一?步|接下来|今年)?(?:务必|必须|要(?![求素点闻件])|要求(?=[0-9]|年底|年内)|确保|力争|一个不落|全部)|[，；](?:今年|本年度?|明年)(?!以来|[一二三四上前][季半])[^，。；]{0,6}(?:预计|预期|再|新|不|达|保持|稳定|巩固|至少|完成|建成|改造|提高|坚决|确保|力争|务必|增加|开工|继续)|[，；](?:并|仍要)?(?:继续)?(?:保持|稳定|巩固|维持)[^，。；]{0,4}[0-9]"
)
"""去年救助2.6万人次，今年预计不超过2.4万人次: the later clause is of the plan."""
_OPENING_WORDS: Final = 40
"""Characters in which a word like 要 or 力争 makes a sentence one of the plan, whatever facts follow."""
_COMING: Final = expression(
    r"务必|力争|下半年(?:要|将|再|还|力争|确保|计划)|(?<!完成)(?<!年度)计划(?!生育|单列|的[0-9]|任务|数)|未来|(?<![0-9一二两三四五])年内|年底前|今年(?!以来|[一二三四上前][季半])"
)
_BASELESS: Final = expression(
    r"在[^，。；]{0,30}基础上|(?:不低于|不少于|高于|超过|多于)(?:去年|上年)的?|(?:去年|上年)(?:结转|遗留|续建|(?:建成|新建|完成|立项|启动|开工|整改|改造|评定|入选|培训|排查出)[一-鿿]{0,6}的(?=[0-9一-鿿]))|(?:以|按|比|较|与)(?:去年|上年|20[0-9]{2}年)|(?:去年|上年)(?:水平|同期)?(?:提高|增长|增加|下降)"
)
_DIGIT: Final = expression("[0-9零全应]")


def _looks_ahead(text: str, dates: Sequence[DateMark], year: int) -> bool:
    """Whether a sentence among those on the past speaks of what is to come: 务必, 年内, 2024年，… in the year of the plan."""
    coming = _COMING.search(text)
    if coming and _DIGIT.search(text, coming.end()):
        return True
    return any(
        mark.due
        and mark.due.year >= year
        and mark.role is not DateRole.BASE
        and (mark.bare or mark.due.year > year)
        and _DIGIT.search(text, max(text.find(mark.text), 0) + len(mark.text))
        for mark in dates
    )


def _yet_to_come(date: DateMark, year: int) -> bool:
    """11月底前累计建成80个: a day in the year of the plan or later."""
    return date.role is DateRole.DEADLINE and date.due is not None and date.due.year >= year and not date.bare


_GOES_ON: Final = expression(r"[\s\u3000]*其中[，：]")
_HEARD: Final = expression(r"(?:听取|通报|汇报|传达)了[^。]*(?:汇报|情况|通报|报告|进展)[^，。；]{0,6}[。：]?$")
_TOLD_THERE: Final = "会上听到的情况"
_ASKED: Final = expression(r"会议(?:要求|强调|明确|决定|议定(?!的)|同意|指出要)|(?<![需主重必])要(?![求素点闻件])")
"""会议听取了汇报。全县夏粮总产8.6万吨…: what was heard, until the meeting asks for something."""
_WHOLE: Final = expression(r"[\s\u3000]*全[市县区旗省盟州](?!面)")
"""县里已下拨资金340万元。全县农机总动力38.7万千瓦: a bare number of the whole goes on with how things stand."""
_NUMBERED: Final = expression(r"[\s\u3000]*[一二三四五六]是")
_OF_SHORTFALL: Final = expression(r"(?:问题|短板|不足|差距|困难|弱项)[：。]?$")


def goes_on(text: str, before: Stand | None, said: str = "") -> Stand | None:
    """其中，26项已完成: a sentence that parts what the one before (`said`) has told of speaks of the same time."""
    if before is None or before.tense is not Tense.PAST:
        return None
    listed = _NUMBERED.match(text) and _OF_SHORTFALL.search(said.rstrip())
    if (_HEARD.search(said) or before.because == _TOLD_THERE) and not (_ASKED.search(text) or _BOUND.search(text)):
        return Stand(Tense.PAST, _TOLD_THERE)
    bare = (_WHOLE.match(text) and not _PLANNED.search(text) and before.because.startswith("句中")) or (
        before.because.startswith(_OPENED) and _signless(text)
    )
    return before if listed or bare or _GOES_ON.match(text) else None


_SHORTFALL: Final = phrases("facts", "shortfall")
"""暴露出三个方面的短板：一是…: what follows is how things stand."""
_HOW_IT_IS: Final = phrases("facts", "as-it-is")
"""有不少有利条件：…, 1至6月…同比下降2.7%."""
_STATE: Final = phrases("facts", "state")
"""老龄化率达23.6%，养老服务需求旺盛: how things stand, as its end says."""
_COUNTED: Final = phrases("facts", "counted")
"""核定编制86名; 132家机构中，公办54家; 用餐不足10人的有41个."""
_DEFINES: Final = expression(
    r"[^，。；：]{2,16}(?:标准|条件)(?:为|是|如下|包括)：|"
    r"[\s\u3000]*(?:其中|所称|本[^，。]{1,6}所称)?[一-鿿“”（）]{2,14}(?:是指|系指|指(?=[0-9一-鿿]{3})(?![导定引向挥标数示南]))"
)
"""老旧小区指2000年以前建成的小区."""
_CHOSEN: Final = phrases("facts", "chosen")
"""征集建议1632条，梳理候选项目15件，确定10件: how the deeds were chosen."""


def _told(text: str) -> Stand | None:
    """Sentences that tell of no time to come by what they are about: shortfalls, definitions, how a list was made."""
    for pattern, because, tense in (
        (_SHORTFALL, "说的是问题", Tense.PAST),
        (_HOW_IT_IS, "说的是现状", Tense.PAST),
        (_STATE, "说的是现状", Tense.PAST),
        (_COUNTED, "说的是现状", Tense.PAST),
        (_CHOSEN, "说的是怎样选出来的", Tense.PAST),
    ):
        if pattern.search(text):
            return Stand(tense, because)
    return Stand(Tense.STANDING, "说的是含义、范围") if _DEFINES.match(text) else None


def _so_far(text: str) -> re.Match[str] | None:
    """完成年度计划的57%, unless it is to be so by a day or must be."""
    so_far = _SO_FAR.search(text)
    return so_far if so_far and not _BY_THEN.search(text, 0, so_far.start()) else None


_STRONG: Final = (
    r"会议(?:要求|强调|明确|决定|议定(?!的))|(?<![不需主重必])要(?![求素点闻件])|将(?!军)|力争|确保|争取|不少于|不低于|不超过|不得|至少|"
    r"每(?:半年|[月季年周])|[天日]内|年底|月底|年内"
)
_PLANNED: Final = expression(rf"{_STRONG}|以上|以内|达到(?!了)|提高到|新[建增]|建成(?!了)|完成(?!了)|培育|打造")
"""Words by which a part of a sentence that also tells facts promises something."""
_PROMISED: Final = expression(_STRONG)
"""Those that hold behind a fact too: 完成 and 达到 go on telling there."""
_NOW: Final = ("去年", "上年", "目前", "现有", "截至", "截止")
_ALREADY: Final = ("其中已", "已", "现已")


def told_items(items: Sequence[str]) -> list[bool]:
    """Which parts between semicolons tell what was: 已消除216户；…每月不少于1次; one without a sign is as those around it."""
    told: list[bool] = []
    for item in items:
        bare = _BASELESS.sub("", NOW_IN_BRACKETS.sub("", item))
        fact = _FACT.search(bare) or _so_far(item)
        if (
            fact
            and not fact[0].startswith("累计")
            and not _WANTED.search(item[:_OPENING_WORDS])
            and not _TURNS.search(item)
        ):
            told.append(not _aside(item, fact, bare))
        else:
            told.append(bool(told) and told[-1] and not _PROMISED.search(item))
    if any(told):
        told = [
            one or (not _PLANNED.search(item) and bool(_DIGIT.search(item)))
            for one, item in zip(told, items, strict=True)
        ]
    return told


_BOUND: Final = expression(
    r"会议(?:要求|强调|明确|决定|议定(?!的))|不少于|不低于|不超过|至少|力争|确保|(?<![需主重必])要(?![求素点闻件])|前(?:完成|建成|实现|达到)"
)


_OPENED: Final = ("句中", "句首", "段首")
_CLAUSE: Final = expression(r"[，；、：。（）]")
_SIGNS: Final = expression(
    rf"{_PLANNED.pattern}|{_WANTED.pattern}|全覆盖|应[一-鿿]尽|全部|[年月日]底?之?前|不发生|零|控制在|左右"
)
_ASKING: Final = frozenset("要 应 须 加快 全面 大力 深入 推动 推进 实现 提高 提升 降低 落实".split())


def _signless(text: str) -> bool:
    """全县卫生技术人员4129人，其中医师1567人: nothing in the sentence says that anybody is to do anything."""
    if not _DIGIT.search(text) or _SIGNS.search(text):
        return False
    actions, duties, leads = lexicon("actions"), lexicon("duties"), lexicon("leads")
    for clause in _CLAUSE.split(text):
        words = clause.strip(" \u3000")
        if duties.starting(words, 0) or leads.starting(words, 0) in _ASKING:
            return False
        if any(len(actions.starting(words, at)) > 1 for at in range(len(words))):
            return False
    return True


def _mixed(text: str) -> bool:
    """Whether a part behind a semicolon asks for something, in a sentence that opened with what was."""
    items = text.split("；")
    return any(_BOUND.search(item) and not told for item, told in zip(items, told_items(items), strict=True))


_THERE_NOW: Final = expression(r"[^，；]{0,14}现有[^，；]{0,10}[0-9]")
"""新建机构3所，市福利院现有床位260张."""


_BY_COUNT: Final = expression(r"^[经据](?:初步)?(?:统计|摸底|排查|测算|核实)，?")


def _aside(text: str, fact: re.Match[str], bare: str) -> bool:
    """要在30日内办完，去年查出的91人…: a clause of the past behind one of the plan; clauses are told apart later on."""
    at = max(bare.rfind("，", 0, fact.start()), bare.rfind("；", 0, fact.start()))
    clause = _BY_COUNT.sub("", bare[at + 1 :])
    if at < 0:
        return False
    now = clause.startswith(_NOW) and fact[0].startswith(_NOW) and _PLANNED.search(bare, 0, at)
    there = _THERE_NOW.match(clause) and fact[0].startswith("现有") and _PLANNED.search(bare, 0, at)
    already = clause.startswith(_ALREADY) and fact[0].startswith("已") and _BOUND.search(bare, 0, at)
    return bool(now or already or there)


_SUCCESS: Final = expression(r"(?:成功|圆满|顺利)(?![一-鿿]{2,4}了)")


def _of_success(fact: re.Match[str], text: str) -> bool:
    """新增体验店50家，成功创建国家级步行街: in a part on what is to be done a success may be one to come."""
    clause = text.rfind("，", 0, fact.start())
    return clause > 0 and _SUCCESS.match(fact[0]) is not None and not _FACT.search(text, 0, clause)


def _planned_in_all(text: str, fact: re.Match[str], over: Stand) -> bool:
    """三年累计培训1800人次, or a bare 累计培训8000人次 under a heading of the plan: what is to be reached in all."""
    under = over.tense is Tense.PLAN and over.because.startswith("标题") and not fact.start()
    return under or _IN_YEARS.search(text, 0, fact.start()) is not None


def sentence_tense(text: str, dates: Sequence[DateMark], year: int, over: Stand) -> Stand | None:
    """A sentence that goes its own way inside its paragraph."""
    if over.tense is Tense.PAST and not over.because.startswith("标题") and _RESOLVED.match(text):
        return Stand(Tense.PLAN, "句首“要”")
    if _DIGIT.search(text) and (told_of := _told(text)):
        return told_of
    if over.tense is Tense.PAST and not over.because.startswith("标题") and "；" in text and _mixed(text):
        return Stand(Tense.PLAN, "分号后面说的是以后")
    bare = NOW_IN_BRACKETS.sub("", text) if "（" in text else text
    bare = _BASELESS.sub("", bare) if "年" in text or "基础上" in text else bare
    fact = _FACT.search(bare)
    told = fact is not None and not _WANTED.search(text[:_OPENING_WORDS])
    if (
        over.tense is Tense.PAST
        and not over.because.startswith("标题")
        and not told
        and _looks_ahead(text, dates, year)
    ):
        return Stand(Tense.PLAN, "句中说的是以后")
    if (
        fact
        and fact[0].startswith("累计")
        and (any(_yet_to_come(date, year) for date in dates) or _planned_in_all(bare, fact, over))
    ):
        fact = None
    if fact and (_TURNS.search(text) or _aside(text, fact, bare)):
        fact = None
    if fact and over.because.startswith("标题") and over.tense is Tense.PLAN and _of_success(fact, bare):
        fact = None
    if fact and over.tense is Tense.PLAN and "；" in text and not all(told_items(text.split("；"))):
        return None
    if fact and not _WANTED.search(text[:_OPENING_WORDS]):
        return Stand(Tense.PAST, f"句中“{fact[0]}”")
    if over.tense is Tense.PLAN and (so_far := _so_far(text)) and not _TURNS.search(text):
        mixed = "；" in text and not all(told_items(text.split("；")))
        return None if mixed else Stand(Tense.PAST, f"句中“{so_far[0]}”")
    lead = next((date for date in dates if date.role is DateRole.PAST), None)
    if (
        lead
        and not (_WANTED.search(text) or _TURNS.search(text))
        and text.lstrip(" \u3000").startswith((lead.text, "（" + lead.text))
    ):
        return Stand(Tense.PAST, f"句首“{lead.text}”")
    return None
