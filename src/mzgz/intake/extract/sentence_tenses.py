"""What a sentence, or a part of it between semicolons, speaks of where it goes its own way: facts told inside a plan, plans inside a review."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from mzgz.intake.extract.deadlines import DateMark, DateRole
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.tense import Stand, Tense
from mzgz.language.pattern_search import expression

_FACT: Final = expression(
    r"(?=[全我户常发建开办用花存换抽查治决务助离低高快慢落只仅才占已截去上目现累今一二三五几多两近圆荣获居位排完实取新增下提解突达汇听通暴都均进举超共比减萎净反检少问调顺成还尚亏仍])(?:"
    r"(?:全|我)[省市县区旗盟州](?:共|现|总共)?下?辖[0-9]|(?:户籍|常住)人口[约近]?[0-9]|全[市县区旗](?:现|共)?(?:登记|注册|备案|在册)[^，。；]{0,8}[0-9]|"
    r"(?:发|建|开|办|用|花|存|换|抽|查|治|决|务|助)了[一-鿿]{1,8}[0-9]|(?:离|低于|高于|快于|慢于|落后)[^，。对]{0,8}序时进度|(?:只有|仅有|才有|仅为)[0-9]|"
    r"我[省市县区旗盟州](?:现|共)?(?:有|是)[^，]{0,12}[0-9]|占全[国省区市]的?(?:[0-9]|[一二三四五六七八九十]+分之)|(?<!而)(?<!自)已(?:经|于|有|在(?!建)|成(?!年)|建成|完成|达|由|通过|纳入|全部|全面|投|实现|连续|获|超|基本|累计|顺利|启动|开工|竣工|下达|印发|出台)|截[至止](?!今年(?:底|末)|年底)|去年(?!同期水平|水平|底水平)|(?<![于过按以照])上年度?(?:全[市县省区]|底|末|实际|完成)|(?<!项)目前|(?<![对将把用托在])现有(?=[^，。；]{0,12}[0-9])|累计(?:完成|建成|投入|发放|实现|培训|帮扶|服务|救助)|"
    r"今年以来|[一二三五几多两近]年来|圆满(?:完成|收官)|荣获|获评|(?<!稳)居全[国省区市]|位居|排名第|(?:完成|实现|建成|取得|新增|增长|下降|提高|解决|发放|突破|达到|汇报|听取|通报|暴露|查出)了|都已|均已|(?:进行|完成|建立|实现|开展|取得|举办|解决|提供|发放)了|超额[一-鿿]{0,2}(?:完成|实现)|(?:累计|共)(?:安排|投入|下达|拨付|争取)[一-鿿]{0,6}资金|比(?:去年|上年)同期[多少增减高低]|上一?轮|(?<!以)上次|现行(?![^，。；]{0,2}(?:政策|办法|规定|做法))[^，。；]{2,12}(?:为|是)|[还尚]差[0-9]|亏损|仍(?:在|有|为|达|处于)[0-9]|下滑|减收|萎缩|净流出|(?:反馈|查出|检出)[^，。；]{0,8}(?:问题|隐患|线索)[0-9]|(?:高|低|多|少)于(?:省定|国定|规定)[^，；。]{0,10}(?:要求|标准|水平)[。，；]|问卷(?:回收|调查)|调查显示|高达(?!标)|多达(?=[0-9])|(?<!降)低至(?=[0-9])|(?<!在)(?<!对)(?<!而)(?<!自)已(?:(?!的)[一-鿿]){2,8}?[0-9]|顺利(?:完成|实现|通过)|成功(?:创建|举办|入选|申报))|"
    r"[一-鿿]了[0-9]|(?:^|[，；])[^，；]{0,24}[作做]了|^刚才|^[\s　]*(?:眼下|眼前|现阶段|时下)"
)
"""The first characters in front spare most places the whole of the list."""
NOW_IN_BRACKETS: Final = expression(
    r"（(?:其中)?(?:现|目前|已|去年|上年|截至|20[0-9]{2}年(?:底|末)?(?:为|是|有|已))[^（）]*）"
)
"""床位占比62%（现为55%）: what a bracket tells of how things stand makes no fact of what stands around it."""
_SO_FAR: Final = expression(
    r"(?:完成|占|为|达到?)(?:年度|全年|年初|年|目标)(?:投资)?(?:计划|目标|任务)?(?:任务|目标|计划)?(?:数|量|总量)?的(?:[0-9]|一半)|对照[^。]{0,60}(?:仍有|还有|尚有|尚未|还差)|(?:仍|还|尚)有[0-9一二三四五六七八九十]+[个家户所处]"
)
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


_SHORTFALL: Final = expression(
    r"(?<!针对)(?<!解决)(?<!围绕)(?<!聚焦)(?:暴露出?|存在|反映出?|反映了|面临|看到|查找出|梳理出|主要有)[^。；：，]{0,14}(?:问题|短板|不足|差距|困难|弱项|风险)[^。；：，]{0,4}[：:]"
)
"""暴露出三个方面的短板：一是…: what follows is how things stand."""
_HOW_IT_IS: Final = expression(
    r"(?:有利条件|有利因素|基础条件|良好机遇)[：:]|^[\s\u3000]*(?:但|同时|我们)?(?:也|还|又)(?:要|应|应当|必须|必须)?(?:清醒)?(?:地)?看到|"
    r"^[\s\u3000]*(?:今年)?(?:[1一] ?月?(?:[-—–~至到]{1,2}) ?[0-9]{1,2}月|上半年|一季度|二季度|三季度|前三季度)(?![^。]{0,40}(?:力争|确保|计划|(?<![需主重必])要(?![求素点])))[^。；]{0,40}(?:同比|环比|了)"
)
"""有不少有利条件：…, 1至6月…同比下降2.7%."""
_STATE: Final = expression(
    r"[，；][^，。；0-9]{0,10}(?:旺盛|较大|偏大|很大|[难压缺任][度力口务]大|任务[很较]?重|繁重|突出|薄弱|滞后|偏低|偏高|短缺|不足|不高|不强|不够|不平衡|不均衡|较差|较弱|较低|较高|严峻|紧张|走在[^，。]{0,8}前列)[。；]?$"
)
"""老龄化率达23.6%，养老服务需求旺盛: how things stand, as its end says."""
_COUNTED: Final = expression(
    r"核定编制|实有[^，。；]{0,6}[0-9]|缺口(?:约|为|达|还有)?[0-9]|^[^，。；]{0,24}(?:测算|估算|推算)，|^[\s　]*据[^，。；]{2,20}(?:普查|统计|调查|监测|了解|反映|测算)|(?:^|，)[\s　]*(?:据此)?预计[^。；]{0,20}(?:人口|老龄化|需求)[^，。；]{0,8}(?:达|突破|超过|增)|的有[0-9]+[多余]?[个家户名所处人位]|的占[0-9.]+%(?!以上)|(?:人口|老龄化|老年人)[^，；。]{0,8}预计(?:将|会|达|超|突破|占|为)|^[^，。；]{0,8}[0-9]+[家个所户名位][^，。；0-9]{2,12}(?:中|里)，|^[^，。；]{0,6}(?:活动|会议)?现场(?:发放|接受|吸引)"
)
"""核定编制86名; 132家机构中，公办54家; 用餐不足10人的有41个."""
_DEFINES: Final = expression(
    r"[^，。；：]{2,16}(?:标准|条件)(?:为|是|如下|包括)：|"
    r"[\s\u3000]*(?:其中|所称|本[^，。]{1,6}所称)?[一-鿿“”（）]{2,14}(?:是指|系指|指(?=[0-9一-鿿]{3})(?![导定引向挥标数示南]))"
)
"""老旧小区指2000年以前建成的小区."""
_CHOSEN: Final = expression(
    r"(?:征集|梳理|海选|筛选|提出)(?:到|出|了)?[^。；]{0,40}(?:候选|建议|意见|项目)[^。；]{0,60}(?:票决|确定|形成|产生|选出|推选)"
)
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


def _aside(text: str, fact: re.Match[str], bare: str) -> bool:
    """要在30日内办完，去年查出的91人…: a clause of the past behind one of the plan; clauses are told apart later on."""
    at = max(bare.rfind("，", 0, fact.start()), bare.rfind("；", 0, fact.start()))
    clause = bare[at + 1 :]
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
