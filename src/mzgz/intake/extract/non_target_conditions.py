"""Figures that are conditions: marks and what costs them, thresholds, the old value, vague shares."""

from __future__ import annotations

import re
from typing import Final

from mzgz.intake.extract.figure_scan import MONEY, SIZES, TIMES
from mzgz.intake.extract.non_counting_digits import FigureMention, MentionShape
from mzgz.intake.extract.phrase_parts import Left
from mzgz.language.pattern_search import expression

_BEYOND: Final = ("超过", "超", "不足", "低于", "不到", "少于", "高于", "多于")
_ALL_THAT: Final = expression(r"[\s　]*(?:凡是|凡|如果|一旦|若)(?![一-鿿]{0,4}(?:率|比例))")
"""凡审批超过20个工作日的要倒查."""
_MENDED: Final = expression(
    r"[^，。；]{0,20}?(?:进行|实施|开展)[一-鿿]{0,6}(?:改造|整治|更新|修缮|治理|修复|提升|清理|加固|排查|救助|帮扶)"
)
"""对55个住宅的电梯进行更新改造: what is done to so many, and no condition."""
_SCORING: Final = expression(r"(?:扣|加|计|得|记|减)\s*[0-9.]+\s*分|[0-9.]+分")

_PENALTY_HEAD: Final = expression(
    r"(?:每(?:低|高|少|多|增加|超过|超|下降|提高|缺|减少|新增|有|发现|发生|出现|迟|晚)|少|缺|迟报|漏报|发现|有|出现|发生|被)$"
)


_RISE_TO: Final = expression(
    r"(?:左右|以上)?[^，。；、0-9]{0,4}?(?:提高|增加|提升|增长|上升|扩大|提标|调整|下降|降低|减少|缩短|压缩|压减|缩减|精简|降|升|增|减|提|调|拉|抬|涨|压|缩)(?:到|至|为)"
)

_FROM: Final = expression(r"(?:由|从)[^，。；]{0,24}$")

_OF_NOUN: Final = expression(r"的(?!标准|比例|速度|村|社区|乡镇|街道|县|镇)")

_SATISFIED: Final = expression(r"(?:满意度|指数|评价|得分率)$")
_BASIS: Final = expression(r"(?:以上)?[^，。；]{0,12}的?(?:基础上|基数)")
_WEIGHT: Final = expression(
    r"(?:权重|分值|计分|占总分|占分)[^，。]{0,6}$|(?:考核|得分|评分|评价|测评|成绩)[^，。]{0,6}占(?!比)[^，。0-9]{0,14}$|占(?!比)[一-鿿]{0,8}(?:总分|总成绩|考核分值)的?$"
)
_EARNS: Final = expression(r"(?:计|得|加|扣|记|减)[0-9.]+分")
_TAKEN_OFF: Final = expression(
    r"(?:扣减|扣发|扣除|扣回|(?:收回|追回)(?!率)|核减|罚款|处罚|减发|少发|追缴|收取违约金)[^，；。]{0,14}$"
)
"""扣减次年资金的3%: what a failure costs."""
_AGAIN_AND_AGAIN: Final = expression(r"[^，；。、]{0,12}的(?:[，：]|[一-鿿]{2,10})")
"""连续2次不合格的调整班子."""


def score(figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    """Marks, and what costs or earns them: 得分90分, 少一次扣0.5分."""
    if _TAKEN_OFF.search(head):
        return "score", "扣减、处罚的数"
    if head.endswith("连续") and figure.shape is MentionShape.COUNT and _AGAIN_AND_AGAIN.match(f"{tail}，"):
        return "threshold", "说的是出现什么情况"
    if figure.unit == "分" and not _SATISFIED.search(left.name):
        return "score", "得分"
    if "分" in sentence and _SCORING.search(sentence):
        if _PENALTY_HEAD.search(head.rstrip()):
            return "score", "扣分、加分的条件"
        if figure.shape is MentionShape.POINTS and "每" in head[-6:]:
            return "score", "扣分、加分的条件"
    if _EARNS.match(tail) and not (left.level or left.bound):
        return "score", "扣分、加分的条件"
    if figure.shape is MentionShape.PERCENT and _WEIGHT.search(head):
        return "score", "权重"
    return None


_PER_BASE: Final = expression(r"按(?:照)?(?:每|人均)[^，；、]{0,10}(?:不低于|不少于|不超过)?\s*$")
_EACH_HOLDS: Final = expression(r"（(?:其中)?每[条个处所座套间张台村站点家户]$")
"""步道30条（每条5公里以上）."""
_EACH_CLASS: Final = expression(r"每[期班批组]$")
"""培训班每期80人."""
_EACH_SO_MANY: Final = expression(r"每[0-9][^，、；每率]{1,14}(?:配置|配备|设置|设立|设|配|建|建设|布局)$")
"""每3万至10万人口配置1所: at which rate."""
_BY_RULE: Final = expression(r"(?:^|[一-鿿，；])(?:按照?|依照|执行)[^，；。]{0,30}$")
_RULE_BEHIND: Final = expression(
    r"[^，；。、]{0,24}?的(?:国家|行业|省定|规定|统一|地方)?(?:标准|规定|要求|比例)(?:执行|配备|建设|配置|落实|收取|设置)"
)
"""按1000人以上学校不少于4人的国家标准执行."""
_QUOTA: Final = expression(
    r"限报|(?:申报|推荐|上报)(?:数量|名额)?(?:原则上)?(?:不(?:得)?超过|最多|不多于|限)$|名额(?:为|共|不超过)*$|不(?:得)?超过[^，]{0,8}总数的$"
)
_COUNTED_AS: Final = expression(r"(?:统计|计算|计入|计[，。；]|折算|配套|匹配|分担|承担)")
_OF_STANDARD: Final = expression(r"(?<!不)(?:低于|不超过|高于|超过|在)[^，；]{2,12}(?:标准|线|收入|支出)的?$")
"""对月收入低于低保标准1.5倍的家庭: who is meant."""
_FOR_EACH: Final = expression(r"每(?:接收|新增|培训|救助|安置|建成|新建|增加|[收招吸聘发举推介引培孵][一-鿿])$")
_WHOEVER: Final = expression(r"[^，。；]{2,12}的[，]?按")
"""1人多次务工的按1人统计, 县区按1∶1配套."""
_OCCURS: Final = expression(r"[\s　]*(?:每)?(?:发现|发生|出现|查实)[一1]")


def rated(figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    """新建小区按每百户不低于20平方米配建: at which rate; 发现一处隐患关停一家: what follows from what."""
    if _BY_RULE.search(head) and _RULE_BEHIND.match(tail):
        return "threshold", "执行的标准"
    if figure.shape is MentionShape.TIMES and _OF_STANDARD.search(head) and tail.startswith(("的", "以")):
        return "threshold", "说的是对谁怎样处理"
    if head.endswith("每") and figure.shape is MentionShape.COUNT:
        return "threshold", "配置的标准"
    if _QUOTA.search(head):
        return "threshold", "名额的限制"
    if head.endswith("按") and _COUNTED_AS.match(tail):
        return "threshold", "怎样计数"
    if figure.value == 1 and _FOR_EACH.search(head):
        return "threshold", "配置的标准"
    if figure.value == 1 and _WHOEVER.match(tail):
        return "threshold", "说的是出现什么情况"
    if _EACH_CLASS.search(head) and figure.unit in ("人", "名"):
        return "threshold", "每一个的规格"
    if _EACH_HOLDS.search(head):
        return "threshold", "每一个的规格"
    if _EACH_SO_MANY.search(head) and not left.level:
        return "threshold", "配置的标准"
    if figure.unit.split("/")[0] in SIZES and _PER_BASE.search(head):
        return "threshold", "配建的标准"
    if figure.hanzi and figure.value == 1 and _OCCURS.match(f"{head}{figure.text}"):
        return "slogan", "泛指的数"
    return None


def baseline(
    figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str
) -> tuple[str, str] | None:
    """The old value before the new one (由80元提高到95元), and what a higher office has set."""
    rise = _RISE_TO.match(tail)
    if rise and _FROM.search(head):
        return "baseline", "基数，不是目标"
    if re.search(r"(?:下达|规定|要求|确定)(?:给我[市县区省])?的$", head.rstrip()):
        return "baseline", "上级定的数"
    if _BASIS.match(tail):
        return "baseline", "基数，不是目标"
    return None


def threshold(
    figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str
) -> tuple[str, str] | None:
    """Whom a rule is for: 床位100张以上的机构, 年收入500万元以上企业."""
    if not figure.behind and not (figure.odd and figure.unit in MONEY):
        return None
    after = tail[len(figure.behind) :]
    if figure.shape is MentionShape.COUNT and after.startswith(("为", "属", "视为")) and not left.level:
        return "threshold", "说的是含义、范围"  # 3级以上为失能
    if left.verb in ("消除", "淘汰", "关停", "取缔", "整治", "清理") and after[:1] not in ("", "，", "。", "；", "、"):
        return "threshold", "门槛，不是目标"
    if figure.shape is MentionShape.COUNT and figure.behind in (
        "以上",
        "及以上",
        "以下",
        "以内",
        "起",
        "（含）以上",
        "以上（含）",
        "或以上",
    ):
        if after.startswith("的") and _OF_NOUN.match(after) and len(after) > 2 and not left.level and not left.bound:
            return "threshold", "门槛，不是目标"
        if (
            figure.unit in MONEY
            and after
            and not re.match(r"[，。；、（]|的?(?:产值|收入|投资|资金|营收)?(?:[，。；、]|$)", after)
        ):
            return "in_name", "规模的说法"
        if figure.unit in SIZES and not (left.level or left.bound) and _OF_SUCH_SIZE.match(after):
            return "threshold", "门槛，不是目标"
        if figure.unit in (SIZES | TIMES | MONEY) and after.startswith(("的", "规模", "大型", "以上")):
            return "threshold", "门槛，不是目标"
    return None


_OF_SUCH_SIZE: Final = expression(r"[一-鿿]{0,4}(?:户型|套型|住房|住宅|房屋|房源|场所|场地|商铺|门店|[房屋田地])")
"""60平方米以下户型, 200平方米以上场所."""


def vague(figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    """走过一半: a share in round words needs a bound, a level or a noun of its own."""
    if figure.loose and not (
        left.level or left.bound or left.change or figure.behind or (tail.startswith("的") and right and not left.name)
    ):
        return "slogan", "泛指的数"
    return None


_TOWARDS: Final = expression(r"[\s　]*(?:[（(].*[）)])?对")
_IS_TREATED: Final = expression(
    r"[^，。；]{0,14}的(?:[一-鿿]{2,8}?)?(?:予以|给予|实行|进行|启动|约谈|通报|取消|扣|收回|免|按|优先|不再)"
)
_THOSE_THAT: Final = expression(
    r"(?:以上|以下|以内)?的(?:[一-鿿]{0,4}(?:县|区|旗|市|乡镇|街道|村|社区|机构|单位|站点|组织|对象|家庭|人员|地方|地区|站|点))"
)
"""床位空置率超过40%的县区，原则上不再…: who is meant."""
_SO_IS: Final = expression(
    r"的(?:[一-鿿（）]{1,10}?|，)?(?:作废|退回|重做|返工|重来|暂缓|不予|不得|不再|取消|约谈|扣|停|限期|一律|通报|要说明|须说明|责令|实行|优先)"
)
"""同意率低于70%的小区暂缓实施."""


_SUCH: Final = expression(r"的[一-鿿（）]{2,8}")
_MUST_THEN: Final = expression(r"[^，]*，(?:必须|须|应当?|要|由|一律)(?!达|提高|完成|实现|建成)")
"""超过5000元的采购项目，必须集体研究."""


def aided(figure: FigureMention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    """对销售额2万元以上、单量1000单以上的主体给予补助: whom it is for."""
    if left.bound in _BEYOND and _SO_IS.match(tail):
        return "threshold", "说的是出现什么情况"
    if _TOWARDS.match(head) and tail.startswith("的") and (left.level or left.bound):
        return "threshold", "说的是对谁怎样处理"
    if left.bound in _BEYOND and _SUCH.fullmatch(tail) and _MUST_THEN.match(sentence, sentence.find(tail)):
        return "threshold", "说的是出现什么情况"
    measured = left.name and not left.verb and (left.bound or left.level)
    asked = left.bound or left.level or figure.behind
    if asked and tail == f"{figure.behind}的" and f"{tail}，" in sentence:
        return "threshold", "说的是出现什么情况"
    if measured and _THOSE_THAT.fullmatch(tail) and f"{tail}，" in sentence:
        return "threshold", "说的是出现什么情况"
    if (left.bound in _BEYOND and (tail == "的" or tail.startswith(("的要", "的应", "的一律")))) or _ALL_THAT.match(
        head
    ):
        return "threshold", "说的是出现什么情况"
    if _TOWARDS.match(head) and not _MENDED.match(tail) and _IS_TREATED.match(tail):
        return "threshold", "说的是对谁怎样处理"
    if (
        figure.shape is not MentionShape.PERCENT
        and figure.behind in ("以上", "及以上", "以下")
        and re.search(r"(?:以上|以下|以内)的[^，。；]{1,24}?(?:给予|予以|实行|发放|纳入|享受|评为|可以|免|按)", tail)
    ):
        return "threshold", "门槛，不是目标"
    return None
