"""Clauses of a plan that promise nothing whatever their words: requests, what a higher office or another place says, norms, tariffs, conditions."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.deadlines import DateRole
from mzgz.intake.extract.marked_paragraph import MarkedParagraph
from mzgz.language.pattern_search import expression

_STILL_PLANNED: Final = expression(r"的?基础上|要|确保|力争")
_PLANS: Final = expression(r"要|将|力争|确保|计划|拟|我们要|再")
_WHAT_WE_ARE: Final = expression(
    r"我[省市县区旗盟州](?:是|有|拥有|现有|共有)|全[省市县区旗盟州局系统](?:有|拥有|现有|共有)"
)
_PLACE_AHEAD: Final = expression(r"[一-鿿]{1,5}[区县市旗镇乡](?=20[0-9]{2}年)")
_AS_IT_IS: Final = expression(
    r"(?:其中)?(?:现)?已(?!经?成年)|目前|现有|现已|截[至止](?!今年|年底)|去年(?!同期)|上年末?(?:为|达|有|共)"
)
"""Words that open a clause on how things stand."""
_YEARS: Final = expression(r"(?:20[0-9]{2}年?[、和])+(?=20[0-9]{2}年)")
"""2023、2024年分别完成…."""
_THERE_NOW: Final = expression(r"[^，；0-9]{2,14}现有[^，；0-9]{0,8}[0-9][0-9.]*[万亿]?[一-鿿]{1,3}$")
"""市福利院现有床位260张."""
_REQUEST: Final = expression(
    r"(?:恳请|提请|商请|请求|建请|敬请|(?<![申邀聘宴])请(?!示|假|柬|大家|同志|务必|认真|各|相关|有关))[^，。；各]{1,14}?"
    r"(?:安排|增加|支持|协调|帮助|给予|解决|倾斜|追加|核增|调剂|拨付|批准|批复|研究)"
)
"""请区财政安排800万元, 征地27亩问题请国土部门支持."""
_HIGHER: Final = expression(
    r"[\s　]*(?:国家|中央|党中央|国务院|省委|省政府|省里|上级|省厅|自治区党委|自治区政府|自治区|民政部|部里|市里|文件|政策|国标|省定标准)[、一-鿿]{0,8}"
    r"(?:明确(?!了?我)|要求(?!我)|提出|规定|确定的|印发)"
)
"""省政府明确到2027年占比达到70%; 按照省里的要求… is how we do it."""
_NORM: Final = expression(
    r"[\s　]*(?:根据|依据|按照?|依照)《[^》]{2,30}(?:规范|标准|条例|规定|办法|法|指南|细则)》[^，。；]{0,6}，?|"
    r"[\s　]*(?:根据|依据|按照?|依照)[^，。；]{2,24}(?:文件|通知|规范|标准)(?:的?要求|精神)?，[^，。；]{0,12}(?:应|须|应当|不得)(?![急用对收届])"
)
_ELSEWHERE: Final = expression(
    r"[\s　]*(?:周边|邻近|相邻|兄弟|毗邻|外地|外省|先进地区|发达地区|全国(?:已|共|现)?有|从全[国省][看来])"
)
"""周边的临江市、江北市分别建成128个、96个."""
_TARIFF: Final = expression(
    r"[\s　]*(?:[（(]?[一二三四五六七八九十0-9]+[）)、.是])?对[^，。；]{2,40}的[^，。；]{0,16}，[^；。]{0,60}?(?:给予|发放|予以|享受)[^，；。]{0,20}(?:补贴|补助|奖励|奖补|资助|津贴)"
)
"""对满10张床位的机构，按每床1200元给予补贴，评为四星的再上浮10%."""
_PAID_OUT: Final = expression(
    r"(?![^，。；]*(?:提高|增加|上调|提标|达到|调整))[^，。；]{0,14}(?:补贴|补助|奖补|奖励|津贴)(?:资金|标准)?(?:按照?(?![季月时期年规周])|由|分|实行)[^，。；]{0,24}(?:执行|发放|拨付|计算|计发|，)"
)
"""床位补贴按入住人数发放，自理老人每月100元."""
_SAID_BY: Final = expression(
    r"[^，；。]{0,8}(?:代表|委员|群众|居民|专家|企业|有人)[^，；。]{0,4}(?:建议|反映|呼吁|希望|提议)，"
)
"""与会代表建议，补贴标准提高到200元."""
_SEEN: Final = expression(r"[\s　]*从[^，；。]{2,24}(?:情况|结果|实践|数据|经验)(?:来)?看")
"""从6个试点街道的情况看."""
_IN_CASE: Final = expression(
    r"[\s　]*(?:如遇|遇有|遇到|一旦|若遇|如(?=[^，。；]{0,12}(?:低于|超过|高于|连续|出现|发生)))|[^，。；]{0,10}[0-9一二三][^，。；]{0,8}以上(?:时|的情况下)，"
)
_MAY: Final = expression(r"[^，。；]{2,20}(?<![认许])可(?:以)?(?:申请|享受|领取|报销|购买|选择|减免|延长)")
_NEEDS: Final = expression(
    r"[^，。；]{0,12}(?:需|须|应|应当)(?:提供|提交|持有|携带|具有|具备)(?![^，；]{0,8}(?:服务|保障))"
)
_APPLICANT: Final = expression(
    r"[\s　]*(?:申请人|当事人|受助人员?|监护人|家属|本人|住户)[^，；。]{0,4}(?:应|须|应当|需)"
)
_MADE_OF: Final = expression(
    r"(?![^，。；]*(?:每|各|要|须|应|力争|确保))[^，。；0-9]{0,20}(?:下设|内设|分设|设有)[^，。；]{0,4}(?=[0-9一二两三四五六七八九十])|"
    r"[^，。；0-9]{2,16}由[0-9一二两三四五六七八九十]+[个名家][^，。；]{1,12}(?:组成|构成)"
)
"""专班由8个部门组成，下设4个工作组."""
_ASIDE: Final = (
    (_HIGHER, "baseline", "上级定的数"),
    (_NORM, "threshold", "规范、标准里的数"),
    (_ELSEWHERE, "past", "别的地方的数"),
    (_TARIFF, "money", "补助、奖励的标准"),
    (_PAID_OUT, "money", "补助、奖励的标准"),
    (_SEEN, "past", "说的是现状"),
    (_SAID_BY, "background", "别人的建议"),
    (_IN_CASE, "threshold", "说的是出现什么情况"),
    (_MAY, "threshold", "说的是谁可以享受"),
    (_NEEDS, "threshold", "说的是要什么条件、材料"),
    (_APPLICANT, "threshold", "说的是要什么条件、材料"),
    (_MADE_OF, "existing", "说的是怎样组成"),
)
_OURS: Final = expression(
    r"[\s　]*(?:但|而|我[们市县区省旗局盟州]|今年|年内|全[市县区省旗](?:要|将|力争|确保|新|再)|各[县旗市区乡地][^，。；]{0,6}要|确保|力争|要(?![求素点闻件])|新[建增]|再|到?20[0-9]{2}年)"
)
"""Words with which the clause after one put aside speaks of us again."""


_MORE_MONEY: Final = expression(r"[0-9]万?元|[上下]浮|拨付|自负|自付")


_SIGN: Final = expression(
    r"请|国家|中央|国务院|省委|省政府|省里|上级|省厅|自治区|民政部|部里|市里|文件|政策|国标|省定标准|根据|依据|依照|按照?《|周边|邻近|相邻|兄弟|毗邻|外地|外省|先进地区|发达地区|"
    r"全国[已共现有]|代表|委员|群众|居民|专家|企业|有人|从|补贴|补助|奖|津贴|资助|如遇|遇有|遇到|一旦|如|以上时|的情况下|可|需|须|应|[下内分设][设有]|由[0-9一二两三四五六七八九十]"
)


def speaks_of_others(text: str, start: int, end: int) -> bool:
    """Whether a sentence has a word that any of these clauses has, so that most are not looked at more closely."""
    return _SIGN.search(text, start, end) is not None


def put_aside(text: str, start: int, end: int, item_end: int, before: tuple[str, str] | None) -> tuple[str, str] | None:
    """Class and reason of a clause that promises nothing; `before` is that of the clause before in the same item, which holds on.

    `item_end` is where the part of the sentence up to the next semicolon ends.
    """
    if _REQUEST.search(text, start, end):
        return "request", "请别的单位办的事"
    for pattern, sort, why in _ASIDE:
        if pattern.match(text, start, item_end if pattern in (_TARIFF, _NORM, _SAID_BY) else end):
            return sort, why
    if before is None or (before[0] != "request" and _OURS.match(text, start, end)):
        return None
    if before[0] == "money" and not _MORE_MONEY.search(text, start, end):
        return None
    return before


def tells_of_past(paragraph: MarkedParagraph, start: int, end: int, *, past: bool) -> bool:
    """去年…达到35万户，今年要新增30万户: a clause that opens with an earlier year tells of it, until one that does not."""
    words = paragraph.text[start:end].lstrip(" 　、")
    start = end - len(words)
    years = _YEARS.match(words)
    lead = next(iter(paragraph.dates_in(start, start + 1)), None)
    lead = lead or (
        next(iter(paragraph.dates_in(start + years.end(), start + years.end() + 1)), None) if years else None
    )
    if lead is None and (place := _PLACE_AHEAD.match(words)):
        lead = next(iter(paragraph.dates_in(start + place.end(), start + place.end() + 1)), None)
        lead = lead if lead and lead.role is DateRole.PAST else None
    if lead and lead.role is DateRole.PAST and not _STILL_PLANNED.search(words):
        return True
    if place_now := _THERE_NOW.match(words):
        return not _PLANS.search(place_now[0])
    if _WHAT_WE_ARE.match(words) or (_AS_IT_IS.match(words) and not _PLANS.search(words)):
        return True
    return past and not (lead or _PLANS.match(words))
