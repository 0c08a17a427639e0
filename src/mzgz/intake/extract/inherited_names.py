"""Names a figure does not have of its own: from the clause before, the whole a part belongs to, the last measure named."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.figure_phrase import read_left
from mzgz.intake.extract.figure_scan import MONEY, TIMES
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.marked_paragraph import FigureSpot
from mzgz.intake.extract.name_lists import CITY_AND_COUNTRY
from mzgz.intake.extract.non_counting_digits import MentionShape
from mzgz.intake.extract.phrase_after_figure import read_right
from mzgz.intake.extract.phrase_parts import Left
from mzgz.intake.extract.promise import Promise
from mzgz.intake.extract.told_subjects import LACKS, plain_subject, told_of
from mzgz.intake.extract.unit_names import ScopeSpan, each_of
from mzgz.language.pattern_search import expression

THESE: Final = expression(
    r"^(?:这一|上述|该|此项|此)(?:指标|比例|占比|比重|覆盖率|标准|数字)?$|^(?:总|年度|目标|全年)?任务(?:数|量|总量)?的?$"
)
"""Words that stand for the measure named last."""

_CONTENT: Final = expression(r"[一-鿿A-Za-z“]")
WHOM: Final = expression(r"(?:人群|对象|人员|老年人|残疾人|儿童|妇女|学生|农户|家庭)$")
"""签约率75%以上，重点人群90%以上: of whom the same rate is meant."""
OF_ALL: Final = expression(
    r"^.*(?:人群|人口|对象|人员|老年人|老人|残疾人|儿童|妇女|学生|农户|家庭|居民|群众|患者)(?=[一-鿿]{2,}(?:率|比例|占比)$)"
)
"""重点人群签约率75%，其中老年人80%: the rate alone is theirs too."""
_AT_LEVEL: Final = expression(r"(?:县区|旗县|乡镇|街道|苏木|村级?|嘎查|社区)([一-鿿]{2,4}率)")
_LEVEL_IN: Final = expression(r"(?<=[一-鿿）])(?:县区|旗县|乡镇|街道|苏木|村级?|嘎查|社区)([一-鿿]{2,4}率)$")
_RANK: Final = expression(r"(?:[0-9]A|[一-鿿]{1,3})级(?:以上)?")
_RATE: Final = expression(r"(?:率|比例|占比|比重)$")
_TOTAL: Final = expression(
    r"(?:总(?:里程|长度?|面积|规模|数|量|容量|建筑面积)|配[置备]率|[开完竣]工率|入住率|投用率|达标率|(?:年度)?投资额?|形象进度|工程进度)"
)
"""Measures that say nothing without what they measure."""
_SUMS: Final = ("总量", "总数", "总人数", "总规模")
_BASIS: Final = expression(r"的?(?:基础上?|基数上?)$")
_RULED: Final = expression(r"[\s　]*([一-鿿]{2,10})按照?每")
"""新建居住区按每百户20平方米配建养老设施，达标率100%: what is done by that rule."""
_BACK: Final = 2
"""Clauses one looks back over for a subject."""


def name_before(spot: FigureSpot) -> str:
    """The subject of the clause before, or the last measure named in the sentence; nothing without either."""
    flow = spot.flow
    if flow.base_noun and spot.text.endswith("上", 0, spot.begin):
        spot.inherited.append("名称承前")
        return flow.base_noun
    if flow.scope and not flow.scope.each and flow.last and flow.last.start < spot.clause.start:
        spot.inherited.append("名称承前")
        return flow.last.name
    if flow.last and flow.last.start >= spot.clause.start:
        return _last_name(spot, flow.last)
    if flow.last and _in_one_breath(spot, flow.last):
        if flow.last.scope and flow.scope is None:
            spot.scope = ScopeSpan(spot.clause.start, spot.clause.start, flow.last.scope, flow.last.each)
        return _last_name(spot, flow.last)
    if name := told_of(spot) or clause_before(spot):
        spot.inherited.append("名称承前一分句")
        return name
    parts = spot.text.startswith("其中", spot.sentence.start)
    if flow.last and (flow.last.start >= spot.sentence.start or parts):
        return _last_name(spot, flow.last)
    return ""


def _in_one_breath(spot: FigureSpot, last: Promise) -> bool:
    """甲县7月底前开工率达到80%，8月15日前100%: the clause right after, with a day and a figure and no word of its own."""
    if not spot.place or last.start < spot.sentence.clauses[spot.place - 1].start:
        return False
    words = spot.text[spot.clause.start : spot.figure.start]
    return _DAY_ONLY.fullmatch(words) is not None and last.figure is not None and last.figure.shape is spot.figure.shape


_DAY_ONLY: Final = expression(
    r"[\s\u3000]*[0-9年月日上中下旬底末初前半一二三四季度到至]{2,12}(?:达到|为|提高到|要|应|须|完成|再|全部|，)*"
)


def _last_name(spot: FigureSpot, last: Promise) -> str:
    """The measure named last; 全部开工 after 开工率 is of the thing itself."""
    spot.inherited.append("名称承前")
    return _thing_of(last.name) if spot.figure.shape is MentionShape.ALL else last.name


_NEVER_LESS: Final = expression(r"只(?:能)?[增减升降]不(?:能)?[增减升降]?$")
"""总产只能增不能减."""


_BOUND_BEHIND: Final = expression(r"(?<=[一-鿿]{2})(?:不低于|不高于|不少于|不超过|高于)[一-鿿]+$")
"""救助标准不低于全省平均水平，增幅不低于5%: of what is bound."""
FIRST_STEP: Final = expression(
    r"完成(?:选址|招标|招投标|立项|设计|勘察|前期|征地|拆迁|主体|方案|调研|评审|备案|施工图)[^，；。]{0,6}$"
)
"""4月底前完成选址: a step on the way to what was named before."""
_UNDER_WAY: Final = ("在建", "在施", "续建", "待建")
_URGES: Final = expression(
    r"[\s　]*(?:下一?步|要|须|必须|继续|进一步|还)*(?:加快|加大|加强|抓紧|狠抓|抓好)(?:进度|力度|步伐|推进|落实|调度|建设|施工)*"
)
"""下步要加快进度: names nothing."""


def clause_before(spot: FigureSpot) -> str:
    """The subject of one of the clauses before in the same item, or nothing."""
    for before in reversed(spot.sentence.clauses[max(0, spot.place - _BACK) : spot.place]):
        if before.mark == "；":
            return ""
        if FIRST_STEP.search(spot.text, before.start, before.end) or _URGES.fullmatch(
            spot.text, before.start, before.end
        ):
            continue
        held = spot.paragraph.figures_in(before.start, before.end)
        if any(figure.sort == "target" for figure in held):
            return ""
        if held and held[0].sort == "money":
            done = read_left(spot.text, held[0].tail, before.end, []).name
            if len(done) >= 2:
                return done  # 投入6200万元实施敬老院改造，完成9所
        if held and held[0].sort == "threshold" and (ruled := _RULED.match(spot.text, before.start, held[0].start)):
            return f"{ruled[1]}{read_right(spot.text, held[-1].tail, before.end).name}"
        if held and held[0].sort in ("baseline", "existing"):
            based = plain_subject(_BASIS.sub("", read_right(spot.text, held[0].tail, before.end).name))
            if len(based) >= 2:
                return based
        if held and held[0].sort in ("threshold", "duration", "age", "grade", "score"):
            of = spot.text.rfind("的", held[0].end, before.end)
            if of >= 0 and len(thing := read_right(spot.text, of + 1, before.end).name) >= 2:
                return thing
        if lacks := LACKS.fullmatch(spot.text, held[0].tail if held else before.start, before.end):
            return lacks["what"]
        until = held[0].start if held else before.end
        blanks = spot.paragraph.blanks_in(before.start, before.end)
        if each := each_of(spot.text, before.start, until):
            blanks = [*blanks, (each.start, each.end)]  # 各街道要在4月前完成年审，年审率100%
        name = read_left(spot.text, before.start, until, blanks).name
        if held and held[0].sort == "past":
            stop = held[1].start if len(held) > 1 else before.end
            counted = read_right(spot.text, held[0].tail, stop)
            of_it = name.endswith("的") or (len(name) < 2 and not counted.of)
            name = plain_subject(counted.name if of_it else name)
            rate = spot.figure.shape is MentionShape.COUNT and held[0].shape is MentionShape.PERCENT
            name = "" if rate or name in _UNDER_WAY or name in lexicon("actions").marks else name
        name = _BOUND_BEHIND.sub("", _NEVER_LESS.sub("", name))
        if len(name) >= 2 and _CONTENT.search(name):
            return name
    return ""


_FIRMS: Final = ("企业", "园区", "产业", "集群", "主体", "基地", "合作社")
_OF_FIRMS: Final = ("产值", "总产值", "营收", "营业收入", "销售额", "销售收入", "税收", "增加值")
_OF_THING: Final = expression(r"(?<=.{2})(?:年度)?(?:投资(?:额)?|[开完竣]工率|建成率|投用率|完成率)$")


def _thing_of(name: str) -> str:
    """市级重点项目 of 市级重点项目年度投资: what several of its measures are given for."""
    return _OF_THING.sub("", name)


_DONE_OF: Final = expression(
    r"(?<=[一-鿿]{2})(?:计划|预计|累计|共|拟)*(?:完成|实现)(?=(?:投资|产值|营收|销售|收入)[一-鿿]{0,2}$)"
)


_WHO: Final = expression(r"(?:孤儿|儿童|人员|对象|老年人|残疾人|家庭)$")
_STANDARD: Final = expression(r"(?<=孤儿|儿童|人员|对象|家庭)[一-鿿]{0,8}标准$|(?<=老年人|残疾人)[一-鿿]{0,8}标准$")
"""集中养育孤儿基本生活费标准2200元，社会散居孤儿1500元: of the same standard."""
_SHARE_WORDS: Final = ("占比", "比例", "比重")
_OF_THAT_SIZE: Final = expression(r"其中([^，；的]*[0-9][^，；]{0,4}(?:以上|以下))的?(占比|比例|比重)")
"""培育家庭农场300家，其中50亩以上的占比60%."""


def _labelled(spot: FigureSpot, name: str) -> str:
    """老年助餐服务覆盖率：城市社区100%，农村社区60%: the measure stands before the colon; nothing where none does."""
    if spot.figure.shape is not MentionShape.PERCENT or lexicon("measure_name_endings").ending(name):
        return ""
    before = spot.sentence.clauses[: spot.place]
    label = next((one for one in before if one.mark == "：" or one is before[0]), None)
    if label is None or spot.paragraph.figures_in(label.start, label.end) or not _WHERE_OR_WHO.search(name):
        return ""
    measure = read_left(spot.text, label.start, label.end, spot.paragraph.blanks_in(label.start, label.end)).name
    return f"{name}{measure}" if _RATE.search(measure) else ""


_WHERE_OR_WHO: Final = expression(
    r"(?:社区|村|乡镇|街道|城区|城市|农村|城镇|牧区|县|区|旗|老年人|老人|儿童|残疾人|人员|家庭|对象|机构|学校|医院)$"
)


def completed_name(spot: FigureSpot, name: str) -> str:
    """A short name made whole by what stands before it: 占…比重, 农村, 自治区级, 里程, 完工."""
    name = _DONE_OF.sub("", name)
    if measure := _labelled(spot, name):
        return measure
    flow, last = spot.flow, spot.flow.last
    if last is None or last.start < spot.sentence.start:
        whole = clause_before(spot) if name.endswith("进度") and _TOTAL.fullmatch(name) else ""
        return f"{whole}{name}"
    if name.startswith("占") and not last.name.startswith("占"):
        return f"{last.name}{name}"
    if (level := _AT_LEVEL.fullmatch(name)) and (held := _LEVEL_IN.search(last.name)) and held[1] == level[1]:
        return f"{last.name[: held.start()]}{name}"  # 老年大学乡镇覆盖率100%、村覆盖率45%
    for one, other in CITY_AND_COUNTRY:
        mate = other if name == one else one if name == other else ""
        if mate and mate in last.name:
            return last.name.replace(mate, name, 1)
    rate = _RATE.search(last.name)
    if (
        spot.figure.shape is MentionShape.PERCENT
        and rate
        and not lexicon("measure_name_endings").ending(name)
        and spot.text[spot.begin] == "、"
    ):
        return f"{name}{last.name}"
    if spot.figure.shape is MentionShape.PERCENT and rate and WHOM.search(name) and "覆盖" not in name:
        spot.inherited.append("指标承前")
        return f"{name}{OF_ALL.sub('', last.name)}"
    alike = last.figure is not None and last.figure.unit == spot.figure.unit
    if alike and _WHO.search(name) and last.name.endswith("标准") and (of := _STANDARD.search(last.name)):
        spot.inherited.append("名称后半承前")
        return f"{name}{of[0]}"
    counted = last.figure is not None and last.figure.shape is MentionShape.COUNT
    if counted and name.endswith(_SHARE_WORDS) and (of := _OF_THAT_SIZE.search(spot.head)):
        spot.inherited.append("名称中段承前")
        return f"{of[1]}{last.name}{of[2]}"
    rank = _RANK.match(last.name)
    if rank and len(name) <= 5 and name.endswith("级") and len(last.name) > rank.end():
        return f"{name}{last.name[rank.end() :]}"
    if flow.subject and len(name) <= 2 and lexicon("measure_name_endings").ending(name):
        return f"{flow.subject}{name}"
    if name in _OF_FIRMS and last.name.endswith(_FIRMS):
        spot.inherited.append("名称前半承前")
        return f"{last.name}{name}"
    if total := _total_of(spot, name, last):
        return total
    bare = name.removeprefix("基本").removeprefix("全面")
    if len(bare) <= 4 and bare in lexicon("actions").marks and spot.figure.unit not in ("次", "场", "期", "轮"):
        alike = last.figure is not None and last.figure.unit == spot.figure.unit
        if alike and last.name.startswith(bare):
            return last.name  # 9月底前改造旱厕200户，年底前累计改造500户
        verb = lexicon("actions").ending(last.name)
        whole = (last.name if alike else last.name.removesuffix("投资")).removesuffix(verb).removesuffix(
            "新"
        ) or last.name
        near = last.start >= spot.clause.start or (verb and "；" not in spot.text[last.start : spot.begin])
        return f"{whole}{name}" if alike or near else name
    return name


def _total_of(spot: FigureSpot, name: str, last: Promise) -> str:
    """总量, 总里程, 开工率 with what it is of; nothing for another name."""
    if name in _SUMS and last.figure is not None and last.figure.unit == spot.figure.unit:
        spot.inherited.append("名称承前")
        return last.name if last.name.endswith(("数", "量")) else f"{last.name}{name}"
    thing = _thing_of(last.name)
    of_a_thing = thing not in lexicon("actions").marks and not lexicon("measure_name_endings").ending(thing)
    if not (_TOTAL.fullmatch(name) and of_a_thing):
        return ""
    spot.inherited.append("名称前半承前")
    return f"{thing}{name}"


_SHARE_NAME: Final = expression(r"(?:占[^占]{0,10}(?:比例|比重|比)|占比)$")


_TAKEN_PART: Final = expression(r"(?<=.{2})(?:参与|参加|参训|开展|覆盖)率$")
"""课后服务参与率达到90%，每周开展5天: of the service."""


def counted_of(spot: FigureSpot, name: str) -> str:
    """注册志愿者占比达到15%，较上年增加500人: so many of them, not of the share; 公路投资5亿元，新改建20公里: of the road."""
    if spot.figure.shape is not MentionShape.COUNT or spot.figure.unit.split("/")[0] in MONEY:
        return name
    if spot.figure.unit in TIMES:
        return _TAKEN_PART.sub("", name)
    counted = spot.figure.unit in ("人", "名", "户", "个", "家", "张")
    return (_SHARE_NAME.sub("", name) if counted else name).removesuffix("投资") or name


def take_mode(spot: FigureSpot, left: Left) -> None:
    """增长5.5%、力争6%: without a word of its own the second figure changes as the first does."""
    last, figure = spot.flow.last, spot.figure
    if last is None or last.figure is None or last.figure.shape is not figure.shape or last.start < spot.sentence.start:
        return
    if left.change:
        return
    grows = last.mode in ("growth", "fall") and figure.shape is MentionShape.PERCENT
    if (left.level or left.bound) and not (
        grows and not lexicon("measure_name_endings").ending(last.name).endswith(("率", "比例", "比重", "占比"))
    ):
        return
    left.mode = last.mode
    if left.op == "eq" and spot.text[last.figure.tail : figure.start] in ("和", "、", "与", "及"):
        left.op = last.op
