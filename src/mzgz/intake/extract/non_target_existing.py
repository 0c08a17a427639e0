"""Counts of what is there already: a stock left over, those who have to do something, the number before what is asked of it."""

from __future__ import annotations

import re
from typing import Final

from mzgz.intake.extract.figure_phrase import read_left
from mzgz.intake.extract.figure_scan import MONEY
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.non_counting_digits import FigureMention, MentionShape
from mzgz.intake.extract.phrase_parts import Left, Right
from mzgz.language.pattern_search import expression

_CONTINUES: Final = expression(r"^[^，。；]{1,14}(?:继续|免费|已|仍|正在|保持不变|持续)")
ONE_BY_ONE: Final = expression(r"(?:逐[一个户人项条村家件所处]|全员|挨家|一一)")
_HAS_TO: Final = expression(
    r"(?!.{0,20}(?:全部|均|都|全覆盖))[^，。；、0-9的]{2,12}(?:要|须|必须|得(?=[一-鿿]{2}))(?![求素点闻件])(?:[在于]?[0-9]{1,2}月(?:[0-9]{1,2}日)?[底末]?前|在|于|按|再|提前|同步|做到)*(?!建|达|完成|实现|创|新|改造|开展|取得|通过|配|设|全|基本|率先|[0-9年月])[一-鿿]{2}"
)
"""7家养老机构要备足物资: who has to do something else; 8个乡镇要建成… counts those that are to have it."""
_EACH_OF: Final = expression(
    r"各(?:管|行其|司其|说)[一-鿿]|[一-鿿（）]{1,6}各(?=[一-鿿])(?![类项种级界方])[^，。；]*[0-9一二两三]"
)
"""沿河8个乡镇各储备编织袋2万条."""
_DOING_WELL: Final = expression(
    r"[^，。；0-9]{2,16}(?:[一-鿿]得[一-鿿]{1,2}(?=[、，。；]|$)|(?:安全|平稳|正常|有序)(?:度汛|过冬|越冬|运行|运转)|安居乐业|稳定增收)"
)
"""确保5个安置点群众搬得出、稳得住: how those fare that are there already."""
_RAISED_FOR: Final = expression(
    r"(?:提高|调整|提升|落实|稳步提高)(?:全[市县区省]|我[市县区省])?$|(?:提高|调整|提升)[^，；]*、$"
)
_STANDARD_OF: Final = expression(r"[^，。；]{2,40}(?:标准|待遇|水平|质量)(?=[，。；]|$)")
"""提高6.5万名低保对象的保障标准: so many have it already."""
_LEARNT: Final = expression(r"学习|借鉴|推广|总结|复制")
_OF_LESSONS: Final = expression(r"[^，。；]{2,20}的(?:经验|做法|模式|案例)")
_IN_CHARGE: Final = expression(
    r"[^，。；、0-9]{0,6}(?:局长|科长|主任|领导|科室|部门|单位|同志|干部)(?:分别|具体|共同|负责)*(?:牵头|落实|负责|包联|包保|承办|配合)"
)
"""由3名副局长分别牵头，12个科室具体落实."""
_AS_TOPIC: Final = expression(r"[^，。；、0-9]{2,12}的(?:做法|经验|问题|意见|建议|情况|线索|案例|教训)")
"""3个先进县区的做法，办公室要整理出来."""
_ALL_SIGN: Final = expression(
    r"[^，。；、0-9的]{1,8}(?:均|都|全部)(?:要|应|须|已|与[一-鿿]{2,8})?(?:签订|签署|制定|出台|成立|召开|上报|报送|明确|建立台账)"
)
"""12个乡镇均签订责任状: how many there are."""
_SUCH_AS: Final = expression(r"[一-鿿]{2}(?:出|到)?的$")
"""二季度通报的31条问题: the verb says which."""
_OF_EARLIER: Final = expression(
    r"(?:去年|上年|前年|往年|[前上]一年|已经?)(?!成年|结转|遗留|剩余|续建|欠)[^，；。的]{1,8}的$"
)
"""用好去年建成的38个站点."""
_OF_AGE: Final = expression(r"[0-9]周?岁(?:以上|以下)?的(?:只|就|共|有)*$")
"""村里80岁以上的11人."""
_HANDED_DOWN: Final = expression(r"(?:下放|下达|交办|移交|转办|赋予)(?:给?我?[省市县区旗局])?的$")
"""承接好省下放的3项审批权限."""
_WATCHED: Final = expression(
    r"的[一-鿿]{0,4}(?:监督|监管|巡查|巡检|监测|管理|检查|指导|考核|宣传|研究|支持|服务|督导|保护|引导)$"
)
"""强化对31家殡仪服务单位收费行为的监督."""
_KEPT_UP: Final = frozenset("推动 推进 加强 强化 做好 抓好".split())
_UPKEEP: Final = expression(r"[一-鿿]{4,}(?:监管|监督|管理|管护|维护|运维|运营)")
"""推动6家机构后续监管."""
_THE_REST: Final = expression(r"(?:剩下的|剩余的?|余下的?|其余的?)$")
_JUST_NOUN: Final = expression(r"[一-鿿（）]{1,12}")
"""剩下的17个空白村，8月底前…: those the next clause is about."""


def _in_hand(left: Left, head: str, tail: str) -> bool:
    """Whether a count is of what is there already, by who has given it, who watches it, or what it is the rest of."""
    given = _HANDED_DOWN.search(head) or (head.endswith("对") and _WATCHED.search(tail))
    kept = left.verb in _KEPT_UP and _UPKEEP.fullmatch(tail)
    rest = _THE_REST.search(head) and _JUST_NOUN.fullmatch(tail) and not left.level
    return bool(given or kept or rest or _OF_AGE.search(head))


_LEFT_OVER: Final = expression(r"(?:存量|现存|现有|历史遗留|剩余|在册|积压|遗留|尚存)")


def standing(
    figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str
) -> tuple[str, str] | None:
    """6项基本服务继续免费, 存量工单43件: what is there already."""
    bare = figure.shape is MentionShape.COUNT and not (left.level or left.bound or left.verb or left.change)
    if bare and figure.unit == "件" and left.name.endswith(("建议", "提案", "议案")):
        return "existing", "要办理的件数"
    if figure.shape is MentionShape.COUNT and _in_hand(left, head, tail):
        return "existing", "已有的事物，后面另有要求"
    if head.endswith("原有") or (figure.shape is MentionShape.COUNT and _OF_EARLIER.search(head)):
        return "existing", "已有的事物"
    if bare and _LEFT_OVER.match(left.name) and not right and not figure.behind:
        return "existing", "已有的事物"
    plain = figure.shape is MentionShape.COUNT and not (
        left.level or left.bound or left.change or left.given or figure.behind
    )
    if plain and _EACH_OF.match(tail):
        return "existing", "已有的事物，后面另有要求"
    if plain and _HAS_TO.match(tail) and (not left.verb or _SUCH_AS.search(head)):
        return "existing", "已有的事物，后面另有要求"
    raised = figure.unit in ("名", "人", "户") and (not left.name or head.endswith("、")) and _RAISED_FOR.search(head)
    if figure.shape is MentionShape.COUNT and raised and not left.level and _STANDARD_OF.match(tail):
        return "existing", "已有的事物，后面另有要求"
    if plain and not left.name and _DOING_WELL.match(tail):
        return "existing", "已有的事物，后面另有要求"
    if figure.shape is MentionShape.COUNT and _LEARNT.search(head) and _OF_LESSONS.fullmatch(tail):
        return "existing", "已有的事物"
    if plain and not left.verb and not left.name and _AS_TOPIC.fullmatch(tail):
        return "existing", "已有的事物，后面另有要求"
    if plain and _IN_CHARGE.match(tail):
        return "existing", "由谁去办"
    if plain and not left.verb and _ALL_SIGN.match(tail):
        return "existing", "已有的事物，后面另有要求"
    if (
        figure.shape is not MentionShape.COUNT
        or left.name
        or left.verb
        or left.level
        or left.given
        or left.bound
        or figure.behind
    ):
        return None
    if head.strip(" 　、，") and not re.fullmatch(
        r"[\s、，]*(?:全市|全县|全区|全省|全旗|市|其中|以上|上述|这)?[\s]*", head
    ):
        return None
    if _CONTINUES.match(tail):
        return "existing", "已有的事物"
    return None


_FEE: Final = expression(
    r"的[一-鿿]{0,6}(?:费|费用|经费|成本|开支|租金|工资|月薪|保费|罚款|押金)(?:[，。；、]|$|[^一-鿿]|[由从靠])"
)
_RAISES: Final = expression(
    r"要(?![求素点闻件])|力争|确保|争取|必须|务必|年内|[底末月日]之?前|提高|提标|上调|调[高增整]|增[加长至]|达到|不低于|不少于|控制|落实|安排|筹|募|投入|投资|发放|兑现|列支|拨|保障|降|减(?!免)|压"
)
_MILLION: Final = 1_000_000


def priced(
    figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str
) -> tuple[str, str] | None:
    """责任险保费每张床位120元, 每站20万元的运转费: a price, where nothing in the sentence says that money is to be raised or spent."""
    if figure.unit.split("/")[0] not in MONEY or left.change or left.level or left.given or figure.value >= _MILLION:
        return None
    if _FEE.match(tail) and not left.verb:
        return "money", "价钱、费用"
    return None if _RAISES.search(sentence) else ("money", "价钱、费用")


_BRINGING: Final = ("实现", "完成", "确保", "推动", "推进", "支持", "促进", "引导")
"""Verbs that make nothing new: what they act on is there already."""
_MANY: Final = 10_000
_OF_THESE: Final = expression(r"[一-鿿（）]{1,10}的")


def in_these(text: str, figure: FigureMention, following: FigureMention | None, left: Left) -> bool:
    """对55个小区的210部电梯更新改造: the first number says where."""
    if following is None or figure.shape is not MentionShape.COUNT or following.shape is not MentionShape.COUNT:
        return False
    said = left.level or left.bound or figure.behind or left.change
    return not said and _OF_THESE.fullmatch(text, figure.tail, following.start) is not None


def existing_base(text: str, figure: FigureMention, following: FigureMention | None, left: Left, right: Right) -> bool:
    """12个社区…全覆盖, 14条产业链收入达到3万亿元: the number of what is there, before what is asked of it."""
    counted = figure.shape is MentionShape.COUNT or (figure.shape is MentionShape.BARE and figure.value >= _MANY)
    if following is None or not counted:
        return False
    if left.level or left.bound or figure.behind or left.change:
        return False
    if following.shape is MentionShape.ALL:
        apart = re.search(r"[、和]", text[figure.end : following.start])
        built = left.verb not in _BRINGING and lexicon("actions").has(left.verb, "mid")
        return bool(right.name and not apart and not built)
    if (
        left.name
        or (left.verb and left.verb not in _BRINGING)
        or left.given
        or text[figure.tail : figure.tail + 1] in ("、", "和")
    ):
        return False
    between = read_left(text, figure.tail, following.start, [])
    rated = following.shape is MentionShape.PERCENT and between.name.endswith(("率", "比例", "占比"))
    return bool(between.name and (between.level or between.change or between.bound or rated))
