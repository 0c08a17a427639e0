"""Figures of a plan that are no targets, and why: scores, ages, thresholds, baselines, sizes, lengths of time, counts of headings."""

from __future__ import annotations

import re
from typing import Final

from mzgz.intake.extract.figure_phrase import Left, Right, read_left
from mzgz.intake.extract.figure_scan import MONEY, SIZES, TIMES, Mention, MentionShape
from mzgz.intake.extract.lexicon import lexicon

_SCORING: Final = re.compile(r"(?:扣|加|计|得|记|减)\s*[0-9.]+\s*分|[0-9.]+分")
_PENALTY_HEAD: Final = re.compile(
    r"(?:每(?:低|高|少|多|增加|超过|超|下降|提高|缺|减少|新增|有|发现|发生|出现|迟|晚)|少|缺|迟报|漏报|发现|有|出现|发生|被)$"
)
_PENALTY_TAIL: Final = re.compile(r"[^，；。]{0,12}[，]?\s*(?:扣|加|减|计)")
_RISE_TO: Final = re.compile(
    r"(?:左右|以上)?[^，。；0-9]{0,4}?(?:提高|增加|提升|增长|上升|扩大|提标|调整|下降|降低|减少|缩短|压缩|压减|缩减|精简|降|升|增|减)(?:到|至|为)"
)
_NEXT_DIGIT: Final = re.compile(r"[^，。；]{0,10}[0-9]")
_FROM: Final = re.compile(r"(?:由|从)[^，。；]{0,24}$")
_LENGTH_HEAD: Final = re.compile(
    r"(?:连续|为期|历时|有效期|任期|满|超过?|不足|近|已|工作|居住|服务|每天|全天|全年|每周|每年|试行|缓缴|延长|最长|提前|再用|利用|未来|今后|力争用|用)$"
)
_LENGTH_NAME: Final = re.compile(r"(?:天数|年限|时限|时间|时长|寿命|周期|期限|时效|工期|用时|耗时|半径|年龄)$")
_SIZE_HEAD: Final = re.compile(
    r"(?:占地|建筑面积|用地面积|占地面积|总建筑面积|总占地面积|使用面积|总面积|长|宽|高|深|总长|全长|总长度|净宽|路宽|红线宽|用地|直径|容积|海拔|规划面积)(?:约|共|为|达|近)?$"
)
_FUND_HEAD: Final = re.compile(
    r"(?:总投资|估算投资|概算总?投资|投资估算|计划总投资|项目总投资|投资额|总造价|概算|预算|投资规模|注册资本)(?:约|达|为|近)?$"
)
_AID_HEAD: Final = re.compile(
    r"(?:补助|补贴|奖励|奖补|给予|奖|按照?|一次性|最高|资助|发放)(?:资金|金额)?(?:每[一-鿿]{1,6})?(?:补助|补贴|奖励|奖补|一次性|最高|不超过|约)*$"
)
_AID_TAIL: Final = re.compile(r"[^，。；]{0,8}(?:的?(?:补助|补贴|奖励|奖补|资助|奖金|标准给予|一次性|经费补助|救助金))")
_OF_NOUN: Final = re.compile(r"的(?!标准|比例|速度|村|社区|乡镇|街道|县|镇)")
_GOOD_DEEDS: Final = re.compile(
    r"(?:市级|省级|重点|年度|大)?(?:民生|惠民|为民|利民|暖心|便民)(?:实事|工程|项目|事项|好事|大事|清单)"
)
_HEADINGS: Final = re.compile(r"[大小](?!型|学|额|病|批|于|规模|桥|道|棚|队|厅|幅|范围|概|约|众|中城市)")
_CONTINUES: Final = re.compile(r"^[^，。；]{1,14}(?:继续|免费|已|仍|正在|保持不变|持续)")
_TODO: Final = re.compile(r"完成|建成|实现|达到|竣工|投用|开工|改造|提升|启用")
_WEIGHT: Final = re.compile(r"(?:权重|分值|计分|占总分|占分)[^，。]{0,6}$")
_NOTE: Final = re.compile(r"^(?:注|备注|说明|指标解释|数据来源)[：:\s]|^本表")


def sort_in_plan(
    text: str, figure: Mention, left: Left, right: str, clause: tuple[int, int], sentence: str
) -> tuple[str, str]:
    """The class of a figure that is no target and the reason in Chinese; two empty strings for one that may be a target."""
    head, tail = text[clause[0] : figure.start], text[figure.end : clause[1]]
    for rule in _RULES:
        if answer := rule(figure, left, right, head, tail, sentence):
            return answer
    return "", ""


def _score(figure: Mention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    if figure.unit == "分":
        return "score", "得分"
    if _SCORING.search(sentence):
        if _PENALTY_HEAD.search(head.rstrip()) or (figure.hanzi and _PENALTY_TAIL.match(tail) and figure.value == 1):
            return "score", "扣分、加分的条件"
        if figure.shape is MentionShape.POINTS and "每" in head[-6:]:
            return "score", "扣分、加分的条件"
    if figure.shape is MentionShape.PERCENT and _WEIGHT.search(head):
        return "score", "权重"
    return None


def _age(figure: Mention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    if figure.unit in ("岁", "周岁") and not re.search(r"寿命|平均年龄", head):
        return "age", "年龄"
    return None


def _baseline(figure: Mention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    rise = _RISE_TO.match(tail)
    if rise and (_FROM.search(head) or _NEXT_DIGIT.match(tail, rise.end())):
        return "baseline", "基数，不是目标"
    if re.search(r"(?:下达|规定|要求|确定)(?:给我[市县区省])?的$", head.rstrip()):
        return "baseline", "上级定的数"
    if re.match(r"(?:以上)?(?:的)?(?:基础上|基数)", tail):
        return "baseline", "基数，不是目标"
    return None


def _length(figure: Mention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    if figure.unit not in TIMES:
        return None
    named = left.name[-12:]
    if _LENGTH_NAME.search(named) and (left.level or left.bound or left.change or figure.behind or not right):
        return None
    if _LENGTH_HEAD.search(head.rstrip()) and not left.bound:
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
            r"[^，。；、]{0,16}?(?:办结|办好|完成|上报|报告|报送|到位|到达|处置|响应|救助|受理|反馈|答复|审批|审核|拨付|发放|送达|回应|解决|整改|联系|交办|签收|回复|公示|备案|出具|办理|抵达|接单|到场|出警|转运)",
            tail[len(figure.behind) :],
        )
        if verb or left.level or (left.name and not right) or left.bound:
            return None
        return "duration", "时长"
    if left.bound and left.name:
        return None
    if re.match(r"(?:上报|办结|到达|响应|报告|完成|反馈)", tail) and left.name:
        return None
    if left.name and _LENGTH_NAME.search(named):
        return None
    return "duration", "时长"


def _enumeration(
    figure: Mention, left: Left, right: str, head: str, tail: str, sentence: str
) -> tuple[str, str] | None:
    if figure.shape is MentionShape.BARE:
        if _HEADINGS.match(tail):
            return "enumeration", "只是说分几个方面"
        return None
    if figure.shape is not MentionShape.COUNT:
        return None
    if figure.unit in ("件", "项", "个") and _GOOD_DEEDS.match(tail):
        return "enumeration", "只是说分几个方面"
    rest = figure.unit + tail
    if (word := lexicon("enumerations").starting(rest, 0)) and len(word) > len(figure.unit) - 1 and figure.value <= 60:
        if word in ("类", "大类") and left.level:
            return None
        return "enumeration", "只是说分几个方面"
    return None


def _threshold(figure: Mention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    if not figure.behind and not (figure.odd and figure.unit in MONEY):
        return None
    after = tail[len(figure.behind) :]
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
        if figure.unit in (SIZES | TIMES | MONEY) and after.startswith(("的", "规模", "大型", "以上")):
            return "threshold", "门槛，不是目标"
    return None


def _attribute(figure: Mention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    """亿元项目, 百亿级产业, 10亿元以上项目, 500吨级泊位."""
    if figure.shape in (MentionShape.COUNT, MentionShape.BARE) and re.match(r"(?:以上)?级(?!旅游)", tail):
        return "in_name", "规模的说法"
    if figure.unit in MONEY and re.match(
        r"(?:以上)?(?:级)?(?:的)?(?:大?项目|企业|产业|园区|集群|村|强村|强镇|县|镇|乡镇|工程|订单|主体|农户|收入村|门槛|规模)",
        tail,
    ):
        return "in_name", "规模的说法"
    return None


def _size(figure: Mention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    if (
        figure.unit in SIZES
        and _SIZE_HEAD.search(head.rstrip("约近共为达"))
        and not re.search(r"(?:新增|增加|扩大|达到|提高到)[^，]{0,4}$", head)
    ):
        return "size", "对项目的描述"
    if _FUND_HEAD.search(head):
        return "money", "项目资金"
    if figure.unit.split("/")[0] in MONEY and not re.search(
        r"(?:标准|补贴|补助|津贴|保障金|养老金)[^，。；]{0,6}(?:提高|提标|调整|增加|达到|不低于|上调|增长)", head
    ):
        if re.search(r"(?:新增|提高|增加|上调|达到|不低于|提标)[^，；]{0,3}$", head):
            return None
        if (_AID_HEAD.search(head) and not left.level) or (_AID_TAIL.match(tail) and not left.level):
            return "money", "补助、奖励的标准"
    return None


def _standing(figure: Mention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    """6项基本服务继续免费: what is there already."""
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
    if _CONTINUES.match(tail) and not _TODO.search(tail):
        return "existing", "已有的事物"
    return None


def _lone(figure: Mention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    """一个家庭, 每一项部署: a numeral 一 counts only after a building verb or at the end of its phrase."""
    if not figure.hanzi or figure.shape is not MentionShape.COUNT or figure.value > 2:
        return None
    if re.search(r"(?:每个?|各)[^，；]{1,14}(?:都|均|要|应|至少)[^，；]{0,4}[有建设配]$", head.rstrip()):
        return None
    if re.search(r"(?:每|这|那|同|某|任何|另|哪|统|唯|第|同为|下|上|进)$", head):
        return "slogan", "泛指的数"
    at_end = not re.match(r"[一-鿿“]", tail)
    if figure.value == 2:
        return None if at_end or left.verb or left.bound or left.level or left.time else ("enumeration", "泛指的数")
    if (
        figure.unit
        in (
            "批",
            "种",
            "类",
            "点",
            "面",
            "层",
            "片",
            "口",
            "步",
            "套",
            "支",
            "块",
            "届",
            "件",
            "条",
            "项",
            "名",
            "位",
            "份",
            "张",
        )
        and not at_end
        and not left.bound
    ):
        return "slogan", "泛指的数"
    if left.time and figure.unit in ("次", "场", "期"):
        return None
    if left.bound or (at_end and (left.verb or left.name)):
        return None
    if (
        left.verb
        and lexicon("actions").has(left.verb, "build")
        and figure.unit in ("座", "所", "家", "处", "条", "个", "栋", "支", "场", "次")
    ):
        return None
    return "slogan", "泛指的数"


def _vague(figure: Mention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    """走过一半: a share in round words needs a bound, a level or a noun of its own."""
    if figure.loose and not (
        left.level or left.bound or left.change or figure.behind or (tail.startswith("的") and right and not left.name)
    ):
        return "slogan", "泛指的数"
    return None


def _in_rate(figure: Mention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    """10万人死亡率, 百户拥有量: the number is part of the measure's name."""
    if (
        figure.shape is MentionShape.COUNT
        and re.match(r"[一-鿿]{0,5}率(?![先领])", tail)
        and not figure.behind
        and not left.verb
    ):
        return "in_name", "指标名称里的数"
    return None


def _aided(figure: Mention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    """对销售额2万元以上、单量1000单以上的主体给予补助: whom it is for."""
    if re.match(r"[\s　]*(?:[（(].*[）)])?对", head) and re.match(
        r"[^，。；]{0,14}的(?:[一-鿿]{2,8}?)?(?:予以|给予|实行|进行|启动|约谈|通报|取消|扣|收回|免|按|优先|不再)", tail
    ):
        return "threshold", "说的是对谁怎样处理"
    if figure.behind in ("以上", "及以上", "以下") and re.search(
        r"(?:以上|以下|以内)的[^，。；]{1,24}?(?:给予|予以|实行|发放|纳入|享受|评为|可以|免|按)", tail
    ):
        return "threshold", "门槛，不是目标"
    return None


def _rank(figure: Mention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    if figure.shape is MentionShape.PERCENT and head.endswith("前"):
        return "ordinal", "名次"
    if (
        figure.shape in (MentionShape.COUNT, MentionShape.BARE)
        and figure.unit in ("位", "名", "强", "")
        and re.search(r"(?:前|后|排名|末|倒数|第)$", head)
    ):
        return "ordinal", "名次"
    return None


def _where(figure: Mention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    """在14个市州新增学位; 做强稻米等7个产业; 围绕8条产业链: what is there already."""
    if figure.shape is not MentionShape.COUNT or left.level or left.bound or figure.behind:
        return None
    plain = head.rstrip(" 　")
    if (
        re.search(r"(?:^|[，、：一-鿿])(?:在|对全[市县区省]|覆盖全[市县区省])$", plain)
        and right
        and not plain.endswith(("现在", "存在", "所在"))
    ):
        return "existing", "已有的事物"
    if (
        re.search(
            r"(?:^|[，、；：])[^，；]{0,4}(?:做[强大优]|围绕|聚焦|依托|发挥|用好|抓住|突出|锚定|瞄准|立足|服务好|巩固)[^，；]{0,20}$",
            plain,
        )
        and right
        and not left.verb.startswith(("新", "建"))
    ):
        return "existing", "已有的事物"
    return None


def _after_headings(
    figure: Mention, left: Left, right: str, head: str, tail: str, sentence: str
) -> tuple[str, str] | None:
    if (
        figure.unit in ("项", "件", "条", "个")
        and re.search(r"(?:方面|[0-9一二三四五六七八九十]类|大类|[0-9一二三四五六七八九十]大)$", head)
        and not right
    ):
        return "enumeration", "只是说分几个方面"
    return None


def _copies(figure: Mention, left: Left, right: str, head: str, tail: str, sentence: str) -> tuple[str, str] | None:
    return ("slogan", "份数的说法") if head.endswith("一式") else None


_RULES: Final = (
    _copies,
    _where,
    _after_headings,
    _rank,
    _vague,
    _aided,
    _in_rate,
    _score,
    _age,
    _baseline,
    _attribute,
    _length,
    _enumeration,
    _threshold,
    _size,
    _lone,
    _standing,
)


def counts_headings(text: str, figures: list[Mention], index: int) -> bool:
    """6类22件（含票决8件）: what follows a count of headings counts headings too."""
    figure, before = figures[index], figures[index - 1] if index else None
    if before is None or before.sort != "enumeration" or figure.shape is not MentionShape.COUNT:
        return False
    if figure.unit not in ("件", "项", "个", "条", "类"):
        return False
    between = text[before.tail : figure.start]
    return not between or (figure.unit == before.unit and _INCLUDING.fullmatch(between) is not None)


_MANY: Final = 10_000
_INCLUDING: Final = re.compile(r"[（(，、]?(?:含|其中|包括|共|合计)?[一-鿿]{0,10}")


def existing_base(text: str, figure: Mention, following: Mention | None, left: Left, right: Right) -> bool:
    """12个社区…全覆盖, 14条产业链收入达到3万亿元: the number of what is there, before what is asked of it."""
    counted = figure.shape is MentionShape.COUNT or (figure.shape is MentionShape.BARE and figure.value >= _MANY)
    if following is None or not counted:
        return False
    if left.level or left.bound or figure.behind or left.change:
        return False
    if following.shape is MentionShape.ALL:
        apart = re.search(r"[、和]", text[figure.end : following.start])
        made = left.verb not in ("实现", "完成", "确保", "推动") and lexicon("actions").has(left.verb, "mid")
        return bool(right.name and not apart and not made)
    if left.name or left.verb or left.given or text[figure.tail : figure.tail + 1] in ("、", "和"):
        return False
    between = read_left(text, figure.tail, following.start, [])
    return bool(between.name and (between.level or between.change or between.bound))
