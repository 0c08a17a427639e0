"""Clauses that tell how things are, weighed against what asks: who speaks, in which mood, of what.

A clause of a plan asks (要, 确保, 新建, 不低于, 6月底前) or it tells: what somebody says, what a rule allows, what a word
means, why it came so, what as a rule happens, what there is. Words of the first kind outweigh those that merely tell of
a state; a rule, a saying or a reason is none of ours whatever it asks, unless we take it up ourselves (我们要). The
words of each kind are in `grammar/telling.txt`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from mzgz.intake.extract.lexicon import phrases
from mzgz.language.pattern_search import expression

_WANT: Final = r"(?<![需主重必首])要(?![求素点闻件害不想]|面对|[多再另]?(?:支出|付出|花|掏|付|垫)|[管跑等养](?:近|约)?[0-9]|[0-9.]+[万多余]*(?:元|个?小时|分钟))|必须|务必|力争|争取|确保|保证(?!金)|坚决|年内|[底末月日]之?前|年底(?!的)|会议(?:要求|强调|明确|决定)"
_WANTS: Final = expression(
    rf"(?=[要必务力争确保坚年底末月日会须应将拟计预今本我])(?:{_WANT}|(?<![必无])须(?!知)|应(?![急用对收届有到参选]|[一-鿿]{{1,3}}尽)|将(?![军近])|拟|(?<!原)计划(?![生单的])|预期(?!寿命|性)|今年(?!以来|上半年|前)|本年度|我们(?=[^，；]{{0,6}}要))"
)
"""What we ask of ourselves."""
_BOUNDED: Final = expression(r"不低于|不少于|不超过|不高于|至少|(?<!岁)(?<!龄)以[上内]|控制在|全覆盖|达到(?!了)")
"""Bounds by which what is told as a rule is asked for after all."""
_ASKS: Final = expression(
    rf"{_WANTS.pattern}|{_BOUNDED.pattern}|预计|全年|不得|不大于|不小于|最少|[到至]位|(?:提高|提升|提标|降|降低|压[缩减]?|扩大|增加|增|拓展|缩短|缩减|稳定|保持|恢复)[到至在为]|"
    r"左右|上下|每[月季周年][0-9一两二]|[0-9]次|[一两二三四]次|应[一-鿿]尽|全部|力求|力促|继续|再|新[建增设招添开评培]|加快|推[进动行广]|开展(?!后|以来|情况)|实施(?!后|以来|情况)|完成(?!了|情况)|建成(?!了)|培育|打造|(?<!社会)(?<!慈善)(?<!党)(?<!志愿)(?<!服务)组织(?!机构|[，、由])|举办|落实|改造|创建|实现(?!了)|"
    r"建设(?!用地|标准)|建立|配备|安排|提供|争创|招[聘录]|引进|选[派聘]|增[加设派配]|压[缩减]|办结|办好|办完|上报|清零|消除|杜绝|不发生|走访|慰问|评选|选树|招募|选拔"
)
"""What asks at all: somebody does something, or something reaches a bound."""
_MUST: Final = expression(_WANT)
_BY_US: Final = expression(
    r"[\s　]*(?:但|而|我[们市县区省旗局盟州]|今年|年内|全[市县区省旗](?:要|将|力争|确保|新|再)|各[县旗市区乡地][^，。；]{0,6}要|确保|力争|要(?![求素点闻件])|新[建增]|再|继续|保持(?=在?[0-9])|稳定在|巩固在|到?20[0-9]{2}年)"
)
_OURS: Final = expression(r"我[们市县区省旗局盟州]|全[市县区旗盟州]")
_MORE_MONEY: Final = expression(r"[0-9]万?元|[上下]浮")
_ALL_OF_THEM: Final = expression(r"率|比例|占比|全部|全覆盖|应[一-鿿]尽|一律|不发生|零")
"""材料齐全的，5日内受理: what follows from a condition, unless it is asked for of all."""


class Telling(NamedTuple):
    """A kind of clause that tells: its class and reason, and what outweighs it: nothing, what we want, a bound too."""

    sort: str
    why: str
    outweighed: str = ""
    headed: bool = False
    """Whether it goes on until a clause begins with us."""


_WANT_, _BOUND_ = "want", "bound"
BEFORE: Final = "说的是前一段"
"""The reason of a clause that opens with a time gone by: a bare 新增 behind it does not turn to the plan."""
_OF_OTHERS: Final = "别的地方的数"
_USUAL: Final = "说的是平常的情况"
_NEEDED: Final = "说的是要什么条件、材料"
_PEOPLE: Final = "说的是人口"
_HOW_IT_IS: Final = "说的是情况"
KINDS: Final = {
    "request": Telling("request", "请别的单位办的事"),
    "seen": Telling("past", "从情况看到的", headed=True),
    "case": Telling("threshold", "说的是出现什么情况", headed=True),
    "higher": Telling("baseline", "上级定的数", headed=True),
    "norm": Telling("threshold", "规范、标准里的数", headed=True),
    "tariff": Telling("money", "补助、奖励的标准", headed=True),
    "made-of": Telling("existing", "说的是怎样组成", headed=True),
    "spent": Telling("money", "钱用在哪里", headed=True),
    "said": Telling("background", "别人的话"),
    "ruled": Telling("threshold", "规定、标准里的数", _WANT_),
    "meant": Telling("threshold", "说的是含义、范围", _WANT_),
    "needed": Telling("threshold", _NEEDED),
    "supposed": Telling("past", "假设的情况"),
    "people": Telling("past", _PEOPLE, _WANT_),
    "because": Telling("past", "说的是原因", _WANT_),
    "judged": Telling("past", "说的是看法", _WANT_),
    "usual": Telling("past", _USUAL, _WANT_),
    "elsewhere": Telling("past", _OF_OTHERS),
    "each-step": Telling("threshold", "每变动多少便怎样"),
    "any-one": Telling("past", _USUAL),
    "falls-short": Telling("past", _HOW_IT_IS),
    "quota": Telling("threshold", "名额的限制"),
    "computed": Telling("threshold", "说的是怎样计算"),
    "compared-behind": Telling("past", "比较的数", _BOUND_),
    "any-one-told": Telling("past", _USUAL, _BOUND_),
    "how-it-is": Telling("past", _HOW_IT_IS, _BOUND_),
    "earlier": Telling("past", BEFORE, _BOUND_),
    "borne": Telling("money", "钱由谁出", _BOUND_),
    "compared": Telling("past", "比较的数", _BOUND_),
    "counted-how": Telling("threshold", "说的是怎样计算", _BOUND_),
    "opinion": Telling("past", "说的是看法", _BOUND_),
}
_FURTHER: Final = ("norm", "tariff", "needed", "compared-behind")
"""Kinds whose words run on into the clauses behind."""
_HEADED: Final = frozenset(kind.why for kind in KINDS.values() if kind.headed)
_GO_ON: Final = frozenset(kind.why for kind in KINDS.values() if not kind.headed)
_IF_SO: Final = "说的是符合什么条件便怎样"
_SETTING: Final = "说的是背景"
"""“十四五”期间，…: a clause without a number, after which anything that asks is ours."""

_BEYOND: Final = expression(
    r"(?:这|此)(?:是|属)(?:硬性|强制性?|统一)(?:的?规定|要求|规范)|(?:^|[，；])(?:这|此|该|也|均|都)?(?:项|一|条|个)?(?:规定|标准|要求|比例|数)?(?:都|均|也)?(?:是|有)(?:国家|国标|全国|中央|省里?|省级|上级|自治区|条例|法律|法规|政策|文件|规范|行业)[^，。；]{0,14}(?:的|要求|规定|标准|底线)|"
    r"(?:^|[，；])(?:这|此)(?:是|一|也|正|就|说明|意味|样的)(?!项(?:工作|任务))(?![^，。；]*(?:目标|任务|底线|红线|硬|承诺|军令状|要|没有?(?:商量|余地|退路)|不[能可得容打含许]))[^，；]*$|值得|才算|(?:方|才|始)(?:为|可|能|算)[一-鿿]{0,6}$"
)
"""…不得超过0.5平方米，这是条例写死的; 须有三分之二以上会员到会，表决通过方为有效: said behind of what stands before."""
_STATE: Final = expression(
    r"(?:共|设|存|尚|还|仍|确)有|现有[^，。；]{0,12}[0-9]|(?<![每都均没惟唯所具享富要应须将含拥建配只仅才])有(?:近|约)?[0-9]|占(?:户籍|常住|总人|全[市县区省国])(?![^，；0-9]*(?:比例|比重|比)(?:要|应|须)?达)|前[两三四]年|自20[0-9]{2}年起|距[^，。；]{1,8}[0-9]|(?<!管)辖[0-9]|曾|多数|大多|不少(?!于)|"
    r"缺口|偏[贵低高少大小慢弱]|当前|(?<!项)目前|现阶段|如今|以来|期间|(?:同去年|与去年|与上年)相比|已(?![成婚故知])|仍|尚未|至今|近[两二三四五几]年|可容纳|成员[0-9]|结转|滞后|涉及(?!面)"
)
_DIGIT: Final = expression("[0-9]|(?:^|五”?的?)前[两三四]年|近[两三四五几]年")
_DID: Final = expression(
    r"[一-鿿]了(?:约|近)?[0-9一二两三四五六七八九十]|(?<!而)(?<!自)已经?(?:(?!的)[一-鿿]){1,4}(?:约|近)?[0-9]"
)
"""上半年只增加了210张: a deed that is done, whatever verb it is."""
_THEN: Final = expression(r"，(?:均|都|一律)?(?:可|需|须|应当|按|不|由|给予|予以|视|免|优先|享受|实行)")
_SPEECH: Final = expression(
    r"(?<![一二三四五六七八九十]|但)是|被|[这那谁哪我他她它您]|不(?![低少超高大小足得断留漏间动])|没|就(?![业近诊学餐地医读])|[也却但]|(?<!因)而(?!且)|多半|其余|逾|"
    r"可(?![支再持靠能行及见])|[一-鿿]了|过(?=[，。])|刚|连续|根据|会期|参会|(?<=[一-鿿])(?<![均都])为(?=[0-9])|分[上下成为]|好(?=[，。])(?<![办抓建管用]好)|(?:^|[，。；])[^，。；]{0,6}(?:里|中|间|前后|以来|上|下)，|占(?!比)(?![^，；0-9]*(?:比例|比重)(?:要|应)?达)"
)
"""Words of a whole sentence that speaks; 发放贷款180亿元, 巩固率96% have none of them."""
_FOR_EACH: Final = expression(r"每[个所家站县乡镇村]|各[^，；]{0,6}[有建配]")
_EACH: Final = expression(r"每|各")


@cache
def _by_kind() -> list[tuple[Telling, bool, re.Pattern[str]]]:
    """Each kind of the list in the order of `KINDS`, whether it is looked for in what follows too, and its words."""
    return [(kind, name in _FURTHER, phrases("telling", name)) for name, kind in KINDS.items()]


def told_behind(sentence: str) -> bool:
    """Whether a sentence says at its end that it is a rule of others or worth a thought: 这是条例写死的."""
    said = sentence.rstrip("。！ ")
    return _BEYOND.search(said) is not None and not _MUST.search(said)


def only_tells(sentence: str) -> bool:
    """Whether a sentence with nothing in it that asks is a sentence that speaks, and not the bare name of a thing to do."""
    return not (_ASKS.search(sentence) or _FOR_EACH.search(sentence)) and _SPEECH.search(sentence) is not None


def told_clause(words: str, rest: str, before: tuple[str, str] | None) -> tuple[str, str] | None:
    """Class and reason of a clause that tells; `before` is that of the clause before it, which goes on until one asks.

    `rest` is what follows it in its item.
    """
    wants = _WANTS.search(words)
    if before and before[1] == _IF_SO:
        return None if wants or _BY_US.match(words) or _ALL_OF_THEM.search(words) else before
    bounded = wants is not None or _BOUNDED.search(words) is not None
    for kind, further, pattern in _by_kind():
        if not (kind.outweighed == _BOUND_ and bounded) and pattern.search(words + rest if further else words):
            return None if wants and kind.outweighed else (kind.sort, kind.why)
    if not wants and "基础上" not in words and _DID.search(words):
        return "past", "说的是做过的事"
    if words.endswith("的") and not wants and _THEN.match(rest):
        return "threshold", "说的是出现什么情况"
    if before and before[0] == "request":
        return before
    if words.endswith("的") and rest.startswith("，") and not (wants or _DIGIT.search(words)):
        return "threshold", _IF_SO
    if before and (goes_on := _goes_on(words, before, wants=wants is not None, bounded=bounded)) is not None:
        return before if goes_on else None
    if _ASKS.search(words):
        return None
    if not _EACH.search(words) and _STATE.search(words):
        return "past", "说的是现状" if _DIGIT.search(words) else _SETTING
    return before


def _goes_on(words: str, before: tuple[str, str], *, wants: bool, bounded: bool) -> bool | None:
    """Whether what the clause before told goes on in this one; None where the clause has to say it itself."""
    sort, why = before
    if why in _HEADED:
        return (sort != "money" or _MORE_MONEY.search(words) is not None) and not _BY_US.match(words)
    if why in _GO_ON:
        if why == BEFORE:
            return not wants
        if why == _PEOPLE:
            return not _MUST.search(words)  # 老年人口占比已达24%，到2030年将突破30%
        ours = _OURS.search(words) if why == _OF_OTHERS else _BY_US.match(words) or _MUST.search(words)
        return not ours
    return None if why == _SETTING or bounded or _BY_US.match(words) else True
