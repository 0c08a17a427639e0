"""Measures that promise nothing: ages, lengths of time, sizes, money of projects and subsidies, numbers inside a name."""

from __future__ import annotations

import re
from typing import Final

from mzgz.intake.extract.figure_scan import MONEY, SIZES, TIMES
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.non_counting_digits import FigureMention, MentionShape
from mzgz.intake.extract.phrase_parts import Left
from mzgz.language.pattern_search import expression

_LENGTH_HEAD: Final = expression(
    r"(?:连续|为期|历时|有效期|任期|满|超过?|不足|近|已|工作|居住|服务|每天|全天|全年|每周|每年|试行|缓缴|延长|最长|提前|再用|利用|未来|今后|力争用|用)$"
)

_IN_TIME: Final = expression(r"(?:以?内|之内)[一-鿿]{2,10}?的?(?:占比|比例|比重|率)")
"""5个工作日内办结的比例: the limit belongs to what is measured."""

_SHARE_OF: Final = expression(r"(?:[0-9]%|分之[一二三四五六七八九])(?:以上|左右)?的?[^，。；0-9]{1,16}$")
"""95%的信访事项在7日内办结: the limit says what the share is of."""

_LENGTH_NAME: Final = expression(
    r"(?:天数|年限|时限|时间|时长|寿命|周期|期限|时效|工期|用时|耗时|半径|年龄|月数|日数|年数)$"
)

_PROCEDURE: Final = expression(
    r"(?:公示|公告|有效|试用|冷静|申诉|报名|征求意见|试运行|试用|补正|质保|保修|租赁)期$|(?:合同|协议|租赁|质保)期限$"
)

_SIZE_HEAD: Final = expression(
    r"(?:占地|建筑面积|用地面积|占地面积|总建筑面积|总占地面积|使用面积|总面积|长|宽|高|深|总长|全长|总长度|净宽|路宽|红线宽|(?:项目|规划|建设|总)用地|(?:^|[，、（])用地|直径|容积|海拔|规划面积)(?:约|共|为|达|近)?$"
)

_FUND_HEAD: Final = expression(
    r"(?:总投资|估算投资|概算总?投资|投资估算|计划总投资|项目总投资|投资额|总造价|概算|预算|投资规模|注册资本|批复总额|批复资金|尾款|欠款|工程款)(?:约|达|为|近)?$"
)

_PRICE: Final = expression(
    r"(?:违约金|保证金|滞纳金|手续费|评估费|中标价|工本费|定金)(?:为[一-鿿]{0,6}的|每[一-鿿])?$|(?:封顶|上限|限额|工资|月薪|报酬|租金|票价|控制价|单价|售价|自付|支付|报销|造价|折合|利率|总价|合同价|预付|首付|另计|另付|计发|(?:再|可)?[上下]浮)(?:为|约|每[一-鿿]{1,2})*$|最[高低]每[一-鿿]{1,4}$"
)
"""月工资3200元, 服务对象自付30%."""
_INVESTED: Final = expression(r"(?:^|[，；：、。]|计划|预计|拟)(?:总|共|计划)?投[资入](?:约|近|超|超过)?$")
_INVESTED_IN: Final = expression(
    r"(?:余|多)?(?:的(?!(?:投资|目标|任务))[一-鿿“]{2}|(?:用于|建设|实施|新建|改建|改造|开展|推进|打造|修建|对|在)[一-鿿“])"
)
"""投资3000万元建设养殖基地, 投资8.6亿元的水厂: what a project costs."""
_ALLOTTED: Final = expression(
    r"(?:省|国家|中央|上级|自治区|[厅部])[一-鿿]{0,4}?(?:下达|拨付|安排|补助|切块)(?:给)?我?[省市县区旗][一-鿿]{0,16}$"
    r"|(?:财政|公益金|预算|彩票)[一-鿿]{0,8}?(?:安排|列支|拨付|投入)[一-鿿“”]{0,16}$"
)
"""省里下达我市补助资金, 市财政预算安排专项: what there is to spend."""
_AID_HEAD: Final = expression(
    r"(?:补助|补贴|奖励|奖补|给予|奖|按照?|一次性|最高|资助|发放)(?:资金|金额)?(?:每[一-鿿]{1,6})?(?:补助|补贴|奖励|奖补|一次性|最高|不超过|约)*$"
)

_AID_TAIL: Final = expression(r"[^，。；]{0,8}(?:的?(?:补助|补贴|奖励|奖补|资助|奖金|标准给予|一次性|经费补助|救助金))")


_NOUN_BEHIND: Final = expression(r"[一-鿿](?<![的，及和与且])")


def describes(text: str, figure: FigureMention) -> bool:
    """海拔1500米以上农村学校: an extent inside the name of what the figure before it counts."""
    extent = figure.unit in SIZES or figure.unit in TIMES or figure.unit in ("岁", "周岁")
    return extent and figure.behind in ("以上", "及以上", "以下") and _NOUN_BEHIND.match(text, figure.tail) is not None


def extent_of(text: str, figure: FigureMention, following: FigureMention, left: Left) -> bool:
    """建1000平方米以上绿地1处, 2000人以上的村卫生室全覆盖: how large what the next figure counts is."""
    if figure.behind not in ("以上", "及以上", "以下") or left.level or left.bound or left.change:
        return False
    if following.shape is MentionShape.PERCENT and (
        figure.unit in SIZES or figure.unit in ("层", "岁", "周岁", "人", "张", "班")
    ):
        return _JUST_NAME.fullmatch(text, figure.tail, following.start) is not None
    counted = following.shape in (MentionShape.COUNT, MentionShape.ALL) and following.unit != figure.unit
    return counted and _JUST_NAME.fullmatch(text, figure.tail, following.start) is not None


_JUST_NAME: Final = expression(r"的?(?:[一-鿿“”]|（[^（）]*）){2,20}")

_CAPACITY: Final = expression(r"[一-鿿A-Za-z]{2,14}(?:等[一-鿿]{0,4})?(?:重大)?项目(?=[建投开落达尽早]|[，。、；]|$)")
"""加快7万吨锌基合金等项目建设: what a project will turn out."""


_AT_RATE: Final = expression(r"的?标准(?:计提|补助|发放|给予|执行|收取|安排|拨付|奖补)")
_CLASS: Final = expression(r"(?:以上)?级(?!旅游)")
_AROUND: Final = expression(r"的?(?:半径|范围|辐射圈|生活圈|服务圈|经济圈)(?:内|[，。；、]|$)")
"""放眼周围1500公里的半径."""
_GOAL_OF: Final = expression(r"[一-鿿A-Z]{2,10}目标(?:、.*)?")
"""2万亿元GDP发展目标、八大行动…"""
_OF_THAT_SIZE: Final = expression(
    r"(?:以上)?(?:级)?(?:的)?(?:大?项目|企业|产业|园区|集群|村|强村|强镇|县|镇|乡镇|工程|订单|主体|农户|收入村|门槛|规模)"
)
_OF_AN_AGE: Final = expression(r"[0-9—\-~至]+周?岁(?:及?以上)?(?:的|老年人|老人)?")
"""（80—89岁每月100元）: what is paid to whom."""
_IN_BRACKETS: Final = expression(r"（(?:总|计划|概算|预计)?(?:投资|造价|预算)(?:约|近)?$")
"""新建幼儿园2所（投资4600万元）: what it costs."""
_DESIGNED: Final = ("设计", "核定", "规划用地", "规划床位")
"""设计床位600张: what a project is laid out for."""
_LENGTHS: Final = ("米", "厘米", "毫米")
_CLEARANCE: Final = expression(r"(?:间距|(?<![海])高度|宽度|净宽|净高|层高|坡度|深度|厚度)$")
"""防火间距不小于6米: how a thing is to be built."""
_DOING: Final = expression(r"^.*?(?:推进|推动|加快|抓好|实施|启动|支持|确保)(?=总?投[资入])")
_MADE_MORE: Final = expression(r"(?:新增|增加|扩大|达到|提高到)[^，]{0,4}$")
_RAISED: Final = expression(
    r"(?:标准|补贴|补助|津贴|保障金|养老金)[^，。；]{0,6}(?:提高|提标|调整|增加|达到|不低于|上调|增长)"
)
_RAISED_BY: Final = expression(r"(?:新增|提高|增加|上调|达到|不低于|提标)[^，；]{0,3}$")
_RATE_BEHIND: Final = expression(r"[一-鿿]{0,5}率(?![先领])")


def age(figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    """Ages, except the length of life itself."""
    said = head if left.name else sentence  # 预期寿命提高0.3岁，达到79.5岁
    if figure.unit in ("岁", "周岁") and not re.search(r"寿命|平均年龄", said):
        return "age", "年龄"
    return None


_SHORT_TIMES: Final = ("分钟", "小时", "个小时", "天", "日", "工作日", "个工作日")
_DONE_IN: Final = expression(r"(?!的)(?![一-鿿]*[一两三四五][次个场轮份])[一-鿿]{2,12}")
"""急诊患者20分钟内得到接诊: what is done within so short a time."""


def length(
    figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str
) -> tuple[str, str] | None:
    """Lengths of time, except a limit (5个工作日内办结) and a measure of days or years."""
    if figure.unit not in TIMES:
        return None
    if _IN_TIME.match(tail) or (figure.behind and _SHARE_OF.search(head)):
        return "in_name", "指标名称里的数"
    if re.search(r"会议时长|会期$", head):
        return "duration", "时长"
    if figure.behind and left.name.endswith("的"):
        return "threshold", "说的是出现什么情况"
    named = left.name[-12:]
    if _PROCEDURE.search(named) and not left.change:
        return "duration", "时长"
    if named.endswith("工期") and not (left.level or left.bound or left.change or figure.behind):
        return "duration", "时长"
    if _LENGTH_NAME.search(named) and (left.level or left.bound or left.change or figure.behind or not right):
        return None
    limited = figure.behind in ("内", "以内", "之内") and figure.unit in _SHORT_TIMES
    if _LENGTH_HEAD.search(head.rstrip()) and not left.bound and not limited:
        return "duration", "时长"
    if (left.level and left.op in ("le",)) or (
        left.level and lexicon("levels").marks.get(left.level, ("",))[0] == "le"
    ):
        return None
    if figure.unit in ("年", "个月", "周", "学年", "学期", "个学期") and not (
        left.bound and _LENGTH_NAME.search(named)
    ):
        return "duration", "时长"
    if figure.behind in ("内", "以内", "之内") and figure.unit not in ("年",):
        verb = re.match(
            r"[^，。；、]{0,16}?(?:办结|办好|完成|上报|报告|报送|到位|到达|处置|响应|救助|受理|办完|处理完|发完|反馈|答复|审批|审核|拨付|发放|送达|回应|解决|整改|联系|交办|签收|回复|公示|备案|出具|办理|抵达|接单|到场|出警|转运)",
            tail[len(figure.behind) :],
        )
        if verb or left.level or (left.name and not right) or left.bound:
            return None
        if figure.unit in _SHORT_TIMES and left.name and _DONE_IN.fullmatch(tail[len(figure.behind) :]):
            return None
        return "duration", "时长"
    if left.bound and (left.name or left.time or left.who):
        return None
    if re.match(r"(?:必须|要|须|应)?(?:上报|办结|到达|响应|报告|完成|反馈|回应|答复|上门)", tail) and left.name:
        return None
    if left.name and _LENGTH_NAME.search(named):
        return None
    return "duration", "时长"


def attribute(
    figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str
) -> tuple[str, str] | None:
    """亿元项目, 百亿级产业, 10亿元以上项目, 500吨级泊位."""
    if figure.shape in (MentionShape.COUNT, MentionShape.BARE) and _CLASS.match(tail):
        return "in_name", "规模的说法"
    if figure.unit in SIZES and not (left.level or left.bound or figure.behind) and _CAPACITY.match(tail):
        return "in_name", "规模的说法"
    bare = not (head.strip(" \u3000、") or left.level or left.bound or figure.behind)
    if bare and figure.unit in MONEY and _GOAL_OF.fullmatch(tail):
        return "in_name", "目标的名称"
    if figure.unit in MONEY and _OF_THAT_SIZE.match(tail):
        return "in_name", "规模的说法"
    return None


def size(figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    """Extents of a project, its money, subsidies a head; 新增 or 提高到 makes them goals."""
    if figure.unit in SIZES and not (left.level or left.bound) and _AROUND.match(tail):
        return "size", "对范围的描述"
    if figure.unit in SIZES and _SIZE_HEAD.search(head.rstrip("约近共为达")) and not _MADE_MORE.search(head):
        return "size", "对项目的描述"
    plain = not (left.level or left.bound or left.change or figure.behind)
    if plain and _PRICE.search(head) and (figure.unit.split("/")[0] in MONEY or figure.shape is MentionShape.PERCENT):
        return "money", "价格、费用"
    if plain and figure.shape is MentionShape.PERCENT and tail.startswith("用于"):
        return "money", "钱用在哪里"
    if plain and figure.shape is MentionShape.COUNT and left.name.startswith(_DESIGNED):
        return "size", "对项目的描述"
    if figure.unit in _LENGTHS and _CLEARANCE.search(left.name):
        return "size", "规格的要求"
    if _FUND_HEAD.search(head) or (figure.unit in MONEY and _IN_BRACKETS.search(head)):
        return "money", "项目资金"
    if figure.unit in MONEY and not left.change and _INVESTED_IN.match(tail) and _INVESTED.search(_DOING.sub("", head)):
        return "money", "项目资金"
    if (
        figure.unit in MONEY
        and not (left.bound or left.time or left.change or figure.behind)
        and _ALLOTTED.search(head)
    ):
        return "money", "安排、下达的资金"
    if figure.unit.split("/")[0] in MONEY and not _RAISED.search(head):
        if _OF_AN_AGE.fullmatch(left.name):
            return "money", "补助、奖励的标准"
        if _AT_RATE.match(tail):
            return "money", "补助、奖励的标准"
        if _RAISED_BY.search(head):
            return None
        if (_AID_HEAD.search(head) and not left.level) or (_AID_TAIL.match(tail) and not left.level):
            return "money", "补助、奖励的标准"
    return None


_BRINGS: Final = expression(
    r"(?:^|[，；（、])(?:可|将|预计|直接|共|共计|累计|能|可以|年)*(?:惠及|受益|减轻|让利)[^，；。0-9]{0,12}$|惠及[^，；。0-9]{0,12}$|(?<!不)涉及[^，；。0-9的是]{0,10}$"
)
"""Verbs whose number is what comes of a work: 惠及群众2300人; with a bound it is promised (惠及不少于2000人)."""


def effect(
    figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str
) -> tuple[str, str] | None:
    """改造120户，惠及老年人300余人: what comes of a work is no target of its own."""
    if figure.shape is MentionShape.COUNT and not left.bound and not figure.behind and _BRINGS.search(head):
        return "effect", "带来的效果"
    return None


def in_rate(
    figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str
) -> tuple[str, str] | None:
    """10万人死亡率, 百户拥有量: the number is part of the measure's name."""
    if figure.shape is MentionShape.COUNT and _RATE_BEHIND.match(tail) and not figure.behind and not left.verb:
        return "in_name", "指标名称里的数"
    return None
