"""Numbers of what is looked after: 35家养老机构的监管, 第二批3个试点镇, 按月为1.1万名老人发放津贴. None of them is made anew.

A number in front of its noun is a goal by a verb that makes or does so many (新建, 完成, 实施, 安装), by a bound or by a day.
"""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.non_counting_digits import FigureMention, MentionShape
from mzgz.intake.extract.phrase_parts import Left
from mzgz.intake.extract.recurring_names import TURNS
from mzgz.language.pattern_search import expression

_NOUN: Final = expression(r"[\s\u3000]*[一-鿿“]")
_ASKED: Final = expression(
    r"(?<![需主重必])要(?![求素点闻件])|力争|(?:确保|保证)(?!$)|争取|必须|务必|今年|年内|全年|[底末月日]之?前|每[^，；]{0,8}$|[把将]$"
)
_NTH: Final = expression(r"(?:第[一二三四五六七八九十0-9]+|首|[前上][一二两三]?)(?:批次?|轮次?|期|届)的?$")
"""第二批3个试点镇: they are known by their batch."""
_UPKEEP: Final = expression(
    r".*(?:开展|进行|实施|实行|加强|强化|做好|落实)[一-鿿]{0,6}(?:监管|监督|监控|管理|管护|养护|维护|看护|跟踪|指导|辅导|督导)"
)
_PAID: Final = expression(
    r"[^，；。0-9]*(?:按[时月季年期]度?|足额|及时|继续|持续|逐月|定期)+(?:(?:足额|精准|社会化)|、)*(?:发放|兑现|代缴|缴纳|领取|享受|拨付|支付)"
)
_PAYS: Final = expression(r"按[时月季年期]度?|足额|及时|继续|持续|逐月|定期")
_PAYS_SO_MANY: Final = expression(
    r"(?:按[时月季年期]度?|足额|及时|逐月|定期)(?:发放|兑现|拨付|支付)(?:好|全[市县区旗])?$"
)
"""按时足额发放4.6万名退休人员养老金."""
_ENTITLED: Final = expression(
    r"[^，；。0-9]{2,}(?:补助|补贴|津贴|待遇|保障金|救助金|生活费|工资|报酬|养老金)(?:政策|标准)?"
)
_HONOURS: Final = expression(r"(?:落实|兑现|保障)好?(?:全[市县区旗])?$")
"""落实好326名村医生活补助."""
_PAID_LATER: Final = expression(
    r"[^，；。0-9]*(?:发放|兑现|代缴|缴纳|支付|落实[一-鿿]{0,6}(?:保障|待遇|补贴|津贴|生活费))(?!到)"
)
_RULES: Final = expression(r"[一-鿿]{0,12}(?:政策|措施|要求|部署)")
"""用足3项扶持政策: what others have decided, where nobody makes it (出台, 制定)."""
_DAILY: Final = expression(r"[一-鿿]{2,16}(?:日常|后续|常态化|动态)[一-鿿]{2,6}")
"""抓实52个网格的日常巡查."""
_CARES: Final = expression(
    r"[\s\u3000、（）0-9.．一二三四五六七八九十是]*(?:继续|持续|全力|妥善|积极|切实|认真|主动|着力|依法|及时|扎实|有效|不断|进一步|全面|统筹|稳妥|深入)*"
    r"(?:(?:配合|协助|协调)?(?:做好|抓好|管好|用好|办好|护好|守好|服务好|联系好|处理好|调处好?|维护好?|管护好?|看护好?|指导|督促|督导|监督|监管|监测|"
    r"关注|关心|关爱|联系|跟踪|跟进|处理|接续|发挥|依托|利用|加强|强化|深化|规范|配合|协助|协调|压实|盯紧|紧盯))"
)
"""Verbs that look after what is there."""
_DONE_TO_THEM: Final = expression(r"审计|落实|监测|联系|处理|评估|考核|帮带")
"""跟踪审计16个项目: a deed behind the verb that looks after."""
_DOERS: Final = expression(r"(?:组织|联合|会同|发动|动员|协同|对接|借助|依托|督促|指导|引导|鼓励|抽调)$")
"""组织16个单位开展执法: who does it, and not what is done."""


def in_care(
    figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str
) -> tuple[str, str] | None:
    """对35家机构开展日常监管, 调处2起婚姻纠纷, 第二批3个试点镇有序推进."""
    counted = figure.shape is MentionShape.COUNT and _NOUN.match(tail)
    if not counted or left.level or left.bound or left.change or figure.behind or _ASKED.search(head):
        return None
    if _ASKED.search(tail) or figure.unit in TURNS:
        return None
    if left.given == "对" and _UPKEEP.fullmatch(tail):
        return "existing", "照管着的事物，没有说新做多少"
    if _PAID.match(tail) or (_PAYS.match(head) and _PAID_LATER.match(tail)) or _PAYS_SO_MANY.search(head):
        return "existing", "领取待遇的人数"
    if _HONOURS.search(head) and _ENTITLED.fullmatch(tail):
        return "existing", "领取待遇的人数"
    if makes(head):
        return None
    if _RULES.fullmatch(tail) or _DAILY.fullmatch(tail):
        return "existing", "照管着的事物，没有说新做多少"
    if makes(tail):
        return None
    if _NTH.search(head):
        return "existing", "已有的事物"
    cares = _CARES.match(head)
    if cares is None or _DONE_TO_THEM.search(head, cares.end()) or deeds(head[cares.end() :]) or deeds(tail):
        return None
    return "existing", "照管着的事物，没有说新做多少"


def deeds(words: str) -> bool:
    """Whether anything is done in the words: 帮扶, 培训, 改造; 落实 and 提升 say how things are to be."""
    actions = lexicon("actions")
    verbs = (actions.starting(words, at) for at in range(len(words)))
    return any(len(verb) > 1 and not actions.has(verb, "stand") for verb in verbs)


def makes(words: str, mark: str = "mid") -> bool:
    """Whether a verb that makes so many, or one with the mark, stands in the words."""
    actions = lexicon("actions")
    verbs = {actions.starting(words, at) for at in range(len(words) - 1)} | {actions.ending(words)}
    making = (verb for verb in verbs if len(verb) > 1 or words.endswith(verb))  # 做好 makes nothing, 建5座 does
    return any(actions.has(verb, mark) or actions.has(verb, "build") for verb in making)


def is_paid(words: str, figure: str) -> bool:
    """为1.1万名困难群众发放补贴: so many have a right to it, or so many are to get it."""
    head, found, tail = words.partition(figure)
    return bool(found and head.endswith(("为", "给", "向")) and _PAID_LATER.match(tail) and not _ASKED.search(head))


def unasked(words: str, figure: str) -> bool:
    """Whether a number in front of its noun is neither made nor asked for in its clause."""
    head, found, tail = words.partition(figure)
    if not found or not _NOUN.match(tail) or _ASKED.search(head) or _ASKED.search(tail):
        return False
    if _DOERS.search(head):
        return not (makes(head) or makes(tail, "keep"))
    return not (makes(head) or deeds(tail))
