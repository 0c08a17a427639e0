"""Whether the words between a name and a number leave no doubt that the number is said of the name.

Everything here is a list of what is allowed: a word nobody has thought of makes the number unknown, never right or wrong.
"""

from __future__ import annotations

import re
from typing import Final

from mzgz.language import Kind, Quantity, Role
from mzgz.language.pattern_search import expression
from mzgz.model.periods import Period

OTHER = "\ue010"
"""Stands for another number of the sentence."""

_BETWEEN: Final = expression(
    rf"(?:[，、\s（(]|{OTHER}|首次|一举|成功|已经?|现已?|目前|总体|整体|稳步|持续|逐步|进一步|明显|全市|截至目前|由|从|比|较|与|同比|上年同?期?|去年同?期?|"
    r"年初|相比|提高|提升|上升|增加|增长|增幅|增速|下降|降低|减少|降幅|达到?|高达|多达|仅达|低至|[增升降扩提涨攀跃压跌][至到]|攀升|跃升|回升|跌落|稳定|保持|维持|站稳|在|为|是|至|到|了|高于|低于|高出|超出|超过|超额|超|"
    r"距离?|离|仅|只|仅为|只有|仅有|还|仍|尚|差|目标|年度|全年|年末|年底|既定|预期|的|任务|要求|完成|实现|建成|建有|拥有|接入|形成|购买|申报|幅度|底|末)*"
)
_BEFORE: Final = expression(
    rf"(?:[，、；：:\s]|{OTHER}|全市|我市|本市|我们|目前|今年|本年|全年|年底|底|末|截至|其中|同时|另外|此外|一是|二是|三是|四是|五是|"
    r"如今|现在|累计|(?:已经?|共|累计)?(?:建成|建有|拥有|接入|形成|申报)了?|到|以来|一年来|年内|的)*"
)
_LEADS: Final = expression(
    r"(?:推动|促进|带动|使得?|促使|提高|提升|实现|统计|显示|数据显示|看|表明|表示|其中|，|：|；)$"
)
_SCOPES: Final = expression(
    r"全区|自治区|全国|全盟|农村|城镇|城市|牧区|农区|林区|市区|各地|部分|个别|有的|平均|最高|最低|试点|公办|民办|公建|"
    r"中位|其余|其他|另有|排名|前[一二三四五六七八九十0-9]|后[一二三四五六七八九十0-9]|分别|依次|[在对从按].{1,14}(?:中|里|内|看)"
)
_TIMES: Final = expression(
    r"[“《].{0,4}[三四五][”》]|上半年|下半年|季度|上年|去年|前年|明年|今后|下一?年|来年|下一?步|年初|期初|往年|历年|近年|未来|"
    r"[一二三四五六七八九十]月|[0-9]{1,2}月|(?:19|20)[0-9]{2}年|[二][〇零○]..年|前(?:[0-9]{1,2}|[两二三四五六七八九十]+)个月|半年"
)
_COMPARED: Final = expression(r"(?:比|较|与|同)(?:上年|去年|年初)(?:同期|底|末|年底|年末)?(?:相比)?")
_FROM: Final = expression(rf"[由从](?:上年|去年|年初)(?:同期|底|末|年底|年末)?的?{OTHER}")
_WORK_AHEAD: Final = expression(
    "(?:后三个季度|下半年|[四4]季度|下一步|下步|后[几一两二三四五六七八九十]+个月).*(?:工作|任务|打算|安排|措施)"
)
_FUTURE: Final = expression(
    r"力争|争取|确保|务必|计划|打算|预计|有望|将|拟|要(?!求|素|点|[高低多少快慢](?:出|于|得|些|[0-9一二三四五六七八九十]))|应当|应该|必须|(?<!共同)(?<!经过)(?<!不懈)(?<!通过)努力(?!下)|目标是|如果|假如|若|可达|预期"
)
_AFTER: Final = expression(
    r"起步|起家|的(?!目标|任务|要求|台阶|大关|关口|水平|高位|门槛)|[（(]|[及和]?以[上下内]的|者|左右的|~|—|-|不等|之间|的?(?:旗市区|单位|地区)"
)


_BEFORE_NOW: Final = expression(r"(?:^|[，；。])(?:前年|去年|上年)(?!同期|底|末|相比|[为是][0-9])")
_NOW_AGAIN: Final = expression("今年|本年|现在|目前|截至")
_WANTED: Final = expression(
    r"[^，。；]{0,30}是(?:我们|全市|今年|下一步|当前|各级)?[^，。；]{0,10}(?:目标|任务|责任|底线|方向|追求|心愿|期盼|要求)|"
    r"[，；](?:这)?(?:是(?:我们|全市|今年|下一步|当前|各级)?[^，。；]{0,10}(?:目标|任务|责任|底线|方向|追求|心愿|期盼|要求)|"
    r"(?:但|却)?(?:还|仍|就|尚|依然)?(?:需要?|须|必须|离不开|有赖|取决于|要靠|才|任重|要(?!求)))"
)


def wanted(text: str, end: int) -> bool:
    """Whether what stands up to a place is spoken of as something still to be reached: …全部达标，是我们的目标."""
    return bool(_WANTED.match(text, end))


_SO_MANY: Final = expression(r"(?:[0-9]|[一二三四五六七八九十两])个?(?:旗市区|旗县市区|旗县|地方|单位)(?:的)?$")
"""11个旗市区护理型床位占比达到55%: the number is of each of them, not of all."""


def said_of(text: str, name_end: int, others: list[tuple[int, int]], quantity: Quantity) -> bool:
    """Whether only allowed words stand between the name and the number, and nothing after it changes the subject."""
    between = _without(text, name_end, quantity.start, others)
    if not _BETWEEN.fullmatch(between):
        return False
    between = _FROM.sub("", _COMPARED.sub("", between))
    before_base = quantity.role is Role.FROM and re.search(r"[由从].{0,2}(?:上年|去年|年初)", between)
    if _TIMES.search(between) and not before_base:
        return False
    return not _AFTER.match(text, quantity.end)


def named_plainly(text: str, name_start: int, others: list[tuple[int, int]]) -> bool:
    """Whether the name stands alone: 农村养老机构… is not 养老机构…, and what is said of one place not said of all."""
    head = _without(text, 0, name_start, others)
    clause = re.split(r"[，；：。]", head)[-1]
    if _SO_MANY.search(text[:name_start]):
        return False
    return not _SCOPES.search(head) and bool(_BEFORE.fullmatch(clause) or _LEADS.search(clause))


def alone(text: str, start: int, name_start: int, others: list[tuple[int, int]]) -> bool:
    """As `named_plainly`, and from `start` on nothing leads up to the name either: 推动… is no fact."""
    quoted = text.count("“", 0, name_start) > text.count("”", 0, name_start)
    scoped = _SCOPES.search(_without(text, 0, name_start, others))
    return not quoted and not scoped and bool(_BEFORE.fullmatch(_without(text, start, name_start, others)))


def of_now(text: str, quantities: list[Quantity], place: int, period: Period) -> bool:
    """Whether the sentence speaks, up to `place`, of the time of the figure and of no other."""
    head = _COMPARED.sub("", text[:place])
    for quantity in quantities:
        if quantity.end > place or quantity.kind not in (Kind.YEAR, Kind.DATE):
            continue
        if not _same_time(quantity, period):
            return False
        head = head.replace(quantity.text, "")
    return not _TIMES.search(re.sub(r"[由从](?:上年|去年|年初)(?:同期|底|末|年底|年末)?的?", "", head))


def of_future(text: str, place: int) -> bool:
    """Whether what is said is wanted, planned or supposed."""
    return bool(_FUTURE.search(text[:place]))


def of_last_year(text: str, place: int) -> bool:
    """Whether the clauses before a place speak of last year for their own sake: 去年，… · 前年、去年均…, not 比上年."""
    return bool(_BEFORE_NOW.search(text[:place])) and not _NOW_AGAIN.search(text[:place])


def of_next_year(headings: tuple[str, ...], year: int) -> bool:
    """Whether a heading says that what stands under it is the work of the year after, or of what is left of this one."""
    return any(str(year + 1) in heading or bool(_WORK_AHEAD.search(heading)) for heading in headings[:1])


def _same_time(quantity: Quantity, period: Period) -> bool:
    if quantity.kind is Kind.YEAR:
        return quantity.value == period.year and period.month == 12
    year, rest = divmod(int(quantity.value), 10000)
    return year in (0, period.year) and rest // 100 == period.month


def _without(text: str, start: int, end: int, others: list[tuple[int, int]]) -> str:
    pieces, done = [], start
    for first, last in others:
        if first >= done and last <= end:
            pieces += [text[done:first], OTHER]
            done = last
    return "".join([*pieces, text[done:end]])
