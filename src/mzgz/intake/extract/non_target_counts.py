"""Counts that promise nothing: headings of the text, what is there already, a loose 一, ranks and copies."""

from __future__ import annotations

import re
from typing import Final

from mzgz.intake.extract.figure_scan import TIMES
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.non_counting_digits import FigureMention, MentionShape
from mzgz.intake.extract.phrase_parts import Left
from mzgz.language.pattern_search import expression

EACH_ONE: Final = "后面的数各算一个"
"""Of 三个 in 三个100%."""


_INDICATORS: Final = expression(
    r"(?:大)?(?:主要|核心|重点|具体|预期性|约束性|量化|考核|监测|统计)?(?:性)?指标(?!体系|完成)"
)
"""提出28个主要指标, 其中8个约束性指标."""
_INDICATORS_AHEAD: Final = expression(r"指标(?:体系)?(?:中|内)?(?:共有|共计|合计|总计|共|有|为)?$")
"""所列指标共22项."""
_LISTED: Final = expression(r"(?:项目|任务|事项)的?(?:具体)?(?:内容|情况|清单|名单|目录)|具体(?:项目|任务|事项)")
"""察看38个项目具体内容: the items of a list."""
_BY_MEANS: Final = expression(r"(?:^|[，、；])通过(?:实施|开展|推进|抓好)?$")
"""通过实施30项补短板工程: what is done is told by what follows."""
_DEEDS_AHEAD: Final = expression(
    r"(?:[0-9]{4}年)?(?:[一-鿿]{0,8}?|[^，。；：0-9]{0,40}的[一-鿿]{0,4})(?:实事|好事)(?:候选)?(?:项目|工程|$|[，。、）])"
)
"""票决出17项为民办实事项目."""
_QUOTED: Final = expression(r"(?<![率度数量])“(?:[一二三四五六七八九十]|[0-9])个$")
"""落实“三个80%”要求: a catchword, where no measure stands before it."""
_AT_LEAST: Final = expression(r"(?:至少|最少|不少于)[^，；0-9]{1,6}$")
_ABSTRACT: Final = 4
"""实施三个创新：…"""
_DEEDS_BEHIND: Final = expression(r"(?:实事|好事)(?:项目|工程)?(?:清单)?(?:共|合计|为)?$")
"""确定民生实事项目40项."""
_IN_ALL: Final = expression(r"[0-9]{1,3}(?:小?项|个子项|件)(?:[）)，。；、]|$)")
_DEEDS_COUNTED: Final = expression(r"(?:[0-9]|[一二三四五六七八九十])(?:件|大类)$")
"""共10件22项."""
_PRESENT: Final = expression(
    r"^[\s　（(]*(?:出席|列席|参会|参加人员|与会|主持|会议由)|(?:参会人员|与会人员|参加会议)[^。]*[0-9]|[0-9][余多]?[人名位]?(?:参会|参加|到会|出席|列席)"
)

_STEPS: Final = expression(r"(?:等次|等级|档次|层次|阶段|批次|步骤|类别)")
_HEADINGS: Final = expression(r"[大小](?!型|学|额|病|批|于|规模|桥|道|棚|队|厅|幅|范围|概|约|众|中城市)")


def enumeration(
    figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str
) -> tuple[str, str] | None:
    """Counts of headings and good deeds: 十方面实事, 六大行动."""
    if _QUOTED.search(head):
        return "slogan", "固定说法"
    if figure.unit == "次" and head.endswith("分") and re.match(r"付清|拨付|到位|缴清|支付", tail):
        return "enumeration", "只是说分几个方面"
    stepped = figure.unit in ("级", "档", "类", "期", "批", "步", "段") or _STEPS.match(tail)
    if stepped and re.search(r"分(?:为|成)?$", head):
        return "enumeration", "只是说分几个方面"
    listed = figure.hanzi and figure.unit == "个" and 0 < len(tail) <= _ABSTRACT and left.verb in ("", "实施", "做到")
    if listed and f"{figure.text}{tail}：" in sentence:
        return "enumeration", "只是说分几个方面"
    if _QUOTED.search(f"{head}{figure.text}") and re.match(r"[0-9]", tail):
        return "slogan", "固定说法"
    if figure.shape is MentionShape.BARE:
        if _HEADINGS.match(tail):
            return "enumeration", "只是说分几个方面"
        return None
    if figure.shape is not MentionShape.COUNT:
        return None
    if figure.unit in ("件", "项", "个") and (_DEEDS_AHEAD.match(tail) or (not right and _DEEDS_BEHIND.search(head))):
        return "enumeration", "只是说分几个方面"
    if figure.unit in ("个", "项", "大") and _BY_MEANS.search(head):
        return "enumeration", "只是说分几个方面"
    if figure.unit in ("个", "项") and (_INDICATORS.match(tail) or _LISTED.match(tail)):
        return "enumeration", "只是说分几个方面"
    if figure.unit in ("个", "项") and not right and _INDICATORS_AHEAD.search(head):
        return "enumeration", "只是说分几个方面"
    if figure.unit in ("件", "项") and (_IN_ALL.match(tail) or _DEEDS_COUNTED.search(head)):
        return "enumeration", "只是说分几个方面"
    if figure.unit in ("名", "位", "人", "个", "家") and _PRESENT.search(sentence):
        return "existing", "到会的人"
    rest = figure.unit + tail
    if figure.hanzi and figure.unit == "个" and re.match(r"[”“]?100%|百分之百", tail):
        return "enumeration", EACH_ONE
    if (word := lexicon("enumerations").starting(rest, 0)) and len(word) > len(figure.unit) - 1 and figure.value <= 60:
        asked = left.level or left.bound or _AT_LEAST.search(head)
        if word.endswith("重点") and rest[len(word) :]:
            return None
        if (word in ("类", "大类") and asked) or figure.high is not None:
            return None
        return "enumeration", "只是说分几个方面"
    return None


def lone(figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    """一个家庭, 每一项部署: a numeral 一 counts only after a building verb or at the end of its phrase."""
    if figure.shape is MentionShape.COUNT and figure.value == 1 and _ONE_DOOR.match(tail):
        return "slogan", "泛指的数"
    if figure.hanzi and figure.unit == "个" and figure.value == 1 and _IDEA.match(tail):
        return "slogan", "泛指的数"
    if not figure.hanzi or figure.shape is not MentionShape.COUNT or figure.value > 2 or _EACH_HAS.search(head):
        return None
    if figure.value == 1 and head.endswith(("发现", "查处", "处置", "整治")):
        return "slogan", "泛指的数"  # 发现一起、查处一起
    if _INDEFINITE.search(head):
        return "slogan", "泛指的数"
    at_end = not _WORD_BEHIND.match(tail)
    if figure.value == 2:
        reported = at_end or left.verb or left.bound or left.level or left.time
        return None if reported else ("enumeration", "泛指的数")
    return None if _one_counts(figure, left, at_end=at_end) else ("slogan", "泛指的数")


_IDEA: Final = expression(r"[一-鿿]{0,4}(?:品牌|机制|体系|格局|目标|底线|闭环|模式|名片|抓手|重点|中心任务)$")
"""一是打造一个品牌。 opens what follows."""
_ONE_DOOR: Final = expression(r"(?:平台|窗口|端口|入口|系统|号码|电话|大厅|部门|口子)[一-鿿]{0,4}[办受管出通登]")
"""1个平台一口办理: all through one door."""
_EACH_HAS: Final = expression(r"(?:每个?|各)[^，；]{1,14}(?:都|均|要|应|至少)[^，；]{0,4}[有建设配]\s*$")
_INDEFINITE: Final = expression(r"(?:每|这|那|同|某|任何|另|哪|统|唯|第|同为|下|上|进|漏|落|丢下|少|差)$")
_WORD_BEHIND: Final = expression(r"[一-鿿“]")
_VAGUE: Final = frozenset("批 种 类 点 面 层 片 口 步 套 支 块 届 件 条 项 名 位 份 张".split())
"""Measure words with which 一 as a rule means some: 一批企业, 一支队伍."""
_BUILT: Final = frozenset("座 所 家 处 条 个 栋 支 场 次".split())


def _one_counts(figure: FigureMention, left: Left, *, at_end: bool) -> bool:
    if left.bound:
        return True
    if figure.unit in _VAGUE and not at_end:
        return False
    if (left.time and figure.unit in ("次", "场", "期")) or (at_end and (left.verb or left.name)):
        return True
    return bool(left.verb) and lexicon("actions").has(left.verb, "build") and figure.unit in _BUILT


_FIRST: Final = expression(r"(?:的|排名|居|位列|列)(?:前|后|末|倒数)$")
"""效果好的前3个县."""


def rank(figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    """Places in a row: 前10名, 全球前1%."""
    if (
        figure.shape is MentionShape.PERCENT
        and head.endswith("前")
        and not head.endswith(("日前", "月前", "年前", "底前", "末前", "之前"))
    ):
        return "ordinal", "名次"
    if figure.shape is MentionShape.COUNT and _FIRST.search(head):
        return "ordinal", "名次"
    if (
        figure.shape in (MentionShape.COUNT, MentionShape.BARE)
        and figure.unit in ("位", "名", "强", "")
        and head.endswith(("前", "后", "排名", "末", "倒数", "第"))
    ):
        return "ordinal", "名次"
    return None


_ACTORS: Final = expression(r"(?:相关|有关|成员|责任|市直|县直|区直)?(?:部门|单位|委办局|科室)(?!预算)")
"""编办、财政等11个部门按职责落实."""
_FURTHERED: Final = ("支持", "推进", "推动", "加快", "促进", "加快推进")
"""支持科学岛等4个装置建设: examples of what is there or under way."""
_WORKED_ON: Final = expression(
    r"^[^，。；、0-9]{0,8}(?:(?:开展|实施|推行|推广|进行|启动)[^0-9，。；、]{3,}|(?:开设|设立|设置|安装|配备|建立|建设|建成|新建|打造|创建|布设)[^0-9，。；、]{2,})$"
)
"""在176个村开展生活污水治理: what is done in so many is the promise."""
_MANAGED: Final = expression(
    r"[^，；。0-9]{1,12}(?:实行|实施|进行)[月季周旬日]?(?:调度|通报|排名|考核|督导|约谈|挂牌|分类|差异|清单|台账|包保|包联)"
)
"""对16个县实行月调度: how those are managed that are there."""
_OVER_ALL: Final = expression(r"(?:^|[，、：一-鿿])(?:在|对全[市县区省]|覆盖全[市县区省])$")
_ABOUT: Final = expression(
    r"(?:^|[，、；：])[^，；]{0,4}(?:做[强大优]|围绕|聚焦|依托|发挥|用好|抓住|突出|锚定|瞄准|立足|服务好|巩固(?!提升))[^，；]{0,20}$"
)


def where(figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    """在14个市州新增学位; 做强稻米等7个产业; 围绕8条产业链: what is there already."""
    if figure.shape is not MentionShape.COUNT or left.level or left.bound or figure.behind:
        return None
    plain = head.rstrip(" 　")
    if plain.endswith("对") and _MANAGED.match(tail):
        return "existing", "已有的事物"
    inside = right and _OVER_ALL.search(plain) and not plain.endswith(("现在", "存在", "所在"))
    if inside and not _WORKED_ON.search(tail):
        return "existing", "已有的事物"
    if left.name.endswith("等") and right and (left.verb in _FURTHERED or _ACTORS.match(right)):
        return "existing", "已有的事物"
    if figure.unit not in TIMES and _TREATED.match(plain) and _JUST_NOUN.fullmatch(tail):
        return "existing", "已有的事物"
    if right and _ABOUT.search(plain) and not left.verb.startswith(("新", "建")) and not _builds(plain):
        return "existing", "已有的事物"
    return None


def _builds(head: str) -> bool:
    """围绕产业需求布局建设5条专线、26条产业路: a verb that makes something stands before the number."""
    actions = lexicon("actions")
    words = re.split(r"[，；：]", head)[-1]
    verbs = (actions.starting(words, at) for at in range(len(words)))
    return any(len(verb) > 1 and actions.has(verb, "build") for verb in verbs)


_TREATED: Final = expression(r"[\s　]*(?:[一二三四五六七八九十]是)?(?:对|针对)[^，；]{0,24}$")
_JUST_NOUN: Final = expression(
    r"(?:以上|左右)?(?:(?!实施|进行|开展|改造|整治|更新|安装|给予|提供|修缮|治理)[一-鿿（）]){2,16}"
)
"""对复核发现的236户问题家庭，全部整改: whom the next clause is about."""


def after_headings(
    figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str
) -> tuple[str, str] | None:
    """A count right behind one of headings: 共十个方面32项."""
    if figure.unit in ("项", "件", "条", "个") and (re.search(r"(?:大类|个?方面)$", head)):
        return "enumeration", "只是说分几个方面"
    return None


_ENCLOSED: Final = expression(r"附(?:上|带|送|有)?[一-鿿]{0,4}$")
"""字数不超过1500字，附照片3至5张."""


def copies(
    figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str
) -> tuple[str, str] | None:
    """Copies of a paper: 一式两份, 印发50份."""
    if figure.unit == "字" or (figure.unit in ("张", "份", "页", "幅") and _ENCLOSED.search(head)):
        return "slogan", "文稿的要求"
    printed = figure.unit == "份" and head.endswith(("印发", "共印", "抄送"))
    return ("slogan", "份数的说法") if head.endswith("一式") or printed else None


def counts_headings(text: str, figure: FigureMention, before: FigureMention | None) -> bool:
    """6类22件（含票决8件）: what follows a count of headings counts headings too."""
    if before is None or before.sort != "enumeration" or figure.shape is not MentionShape.COUNT:
        return False
    if figure.unit not in ("件", "项", "个", "条", "类"):
        return False
    between = text[before.tail : figure.start]
    alone = text[figure.tail : figure.tail + 1] in ("，", "。", "；", "")
    if alone and before.unit in ("个", "方面", "类", "大") and _THEN_SO_MANY.fullmatch(between):
        return True  # 6个方面、24条，每条有数
    return not between or (figure.unit == before.unit and _INCLUDING.fullmatch(between) is not None)


_THEN_SO_MANY: Final = expression(r"(?:大?方面|大?类|领域|板块)?[、，]?")
_INCLUDING: Final = expression(r"(?:[一-鿿]{0,6}[（(，、]?(?:含|其中|包括)|[（(，、]?(?:共|合计)?)[一-鿿]{0,10}")
