"""All and none in words: what is covered stands left of 全覆盖, what must not happen right of 不发生."""

from __future__ import annotations

import re
from typing import Final

from mzgz.intake.extract.figure_phrase import read_left
from mzgz.intake.extract.inherited_names import clause_before, name_before
from mzgz.intake.extract.marked_paragraph import FigureSpot
from mzgz.intake.extract.non_counting_digits import MentionShape
from mzgz.intake.extract.phrase_after_figure import read_right
from mzgz.intake.extract.phrase_parts import Left, Right
from mzgz.intake.extract.promise import Promise
from mzgz.intake.extract.promise_builder import promise_of
from mzgz.intake.extract.unit_names import ScopeSpan
from mzgz.language.pattern_search import expression

_ALL_OF_THEM: Final = ("全部", "一律")
_CLEARED: Final = ("清零", "归零", "动态清零", "全部清零", "零", "零发生", "零新增")
_LINE: Final = expression(r"的?(?:底线|红线|目标)$")
_PLACE: Final = expression(r"(?:(?:[区县市旗乡镇村盟]|地区|苏木)|街道|社区)(?:（[^（）]{1,6}）)?$")
_KIND: Final = expression(r"(?:城乡|城市|农村|行政)?(?:街道|乡镇|镇|社区|村|嘎查|苏木|县区|旗县|旗县区|县|（|）)+")
"""建成食堂20个，实现街道全覆盖: a kind of place, no place of its own."""
_WITHIN: Final = expression(
    r"(?P<thing>[一-鿿“”]{2,}[^的])在(?P<place>(?!全[市县区旗省])[一-鿿]{2,8}(?:城区|县区|县城|[县区旗镇乡]|街道|苏木|新区|开发区))?(?(place)|[一-鿿]{2,10}(?:学校|机构|医院|企业|单位|园区|社区|村))"
)
"""养老服务圈在主城区实现全覆盖: the thing, and where."""
_RATE: Final = expression(r"(?:建成|覆盖|建设|普及)率$")
_WHOEVER: Final = expression(
    r"(?:所有|全部)?(?:符合条件|符合政策|政策范围内)(?:的)?(?:各类)?(?:困难)?(?:对象|人员|人群|家庭|群众)?"
)
"""照护补贴按月发放，符合条件对象应享尽享: of what is said before."""
_LEVEL: Final = expression(r"(?:县区|县级|市级|乡镇|街道|乡镇（街道）|村级|社区|城区)层面")
"""实现街道层面全覆盖: of the centres named before."""
_PAID: Final = expression(r"(?:按[月季年时期规]|及时|足额|全额|全部|社会化)+[一-鿿]{0,6}$")
_HOUSE: Final = expression(r"(?:站|院|室|中心|学校)$")
_PLACES_DO: Final = expression(r"(?:区|县|镇|道|村|市|）|机构)$")
_AS_PRINCIPLE: Final = expression(r"(?:坚持|遵循|秉持|把握|按照?|本着)[“”]?(?:应[一-鿿]尽[一-鿿][、和]?)*$")
"""坚持应保尽保、应退尽退并重: how it is gone about."""
_AT_PLACES: Final = expression(r"(?<=[一-鿿]{4})(?:行政村|苏木乡镇|乡镇街道|乡镇|旗县区|县区)$")
"""生活垃圾收运体系行政村全覆盖: where it reaches is no part of the name."""
_MUST: Final = expression(r"^(?:要|均|都|应|全部)+")
_BUT: Final = expression(r"（[^（）]*除外[^（）]*）")
_DONE: Final = frozenset("建成 完成 竣工 到位 落实 完工 投用 开工 实现 覆盖 达标 建成投用 投入使用 整改 办结".split())
_ALL_DONE: Final = ("全面达标", "全面完工", "全面竣工")
_INSIDE_NAME: Final = expression(
    r"示范|街道|县|村|试点|工作|巡察|检查|排查|监管|管理|体系|行动|机制|成果|网络|格局|任务|要求|目标|水平|工程|质量|制度|服务体系|式"
)


def worded_promise(spot: FigureSpot) -> Promise | None:
    """The promise of 全覆盖 or 不发生; None where the words are part of a name."""
    figure = spot.figure
    left = read_left(spot.text, spot.begin, figure.start, spot.blanks)
    none = figure.shape is MentionShape.NONE
    right = read_right(spot.text, figure.end, spot.clause.end if none else spot.limit)
    if not none and _in_name(spot, right):
        figure.sort, figure.why = "in_name", "名称里的说法"
        return None
    if not none and _AS_PRINCIPLE.search(spot.head) and not left.level:
        figure.sort, figure.why = "slogan", "原则的说法"
        return None
    left.op, left.mode = "zero" if none else "all", "level"
    name = _none_name(spot, left, right) if none else _all_name(spot, left, right)
    if not name:
        spot.doubts.append("没有读出名称")
    return promise_of(spot, name or figure.text, left)


def _in_name(spot: FigureSpot, right: Right) -> bool:
    """全覆盖示范街道, 全部任务."""
    if spot.figure.text.startswith("覆盖"):
        return False
    if spot.figure.text.startswith(_ALL_OF_THEM):
        return right.of or right.name in ("任务", "工作", "目标")
    if right.of:
        return len(right.name) > 1 and not right.name.startswith("目标")
    return bool(_INSIDE_NAME.match(right.name))


def _none_name(spot: FigureSpot, left: Left, right: Right) -> str:
    reported, own = spot.figure.text, _LINE.sub("", left.name.rstrip("“"))
    if reported in _CLEARED or reported == "零增长":
        name = own
    elif reported.startswith("零"):
        name = f"{_of_series(spot) or own}{reported.removeprefix('零')}"
    elif reported.startswith("无") and right.name:
        name = f"{reported[1:]}{right.name}"
    else:
        name = right.name or own
    name = _LINE.sub("", name)
    if len(name) <= 2 and not reported.startswith("零") and (whose := clause_before(spot)):
        return f"{_PAID.sub('', whose)}{name}"  # 基本生活费按月发放，杜绝拖欠
    return name or name_before(spot)


def _of_series(spot: FigureSpot) -> str:
    """养老机构“零火灾”“零伤亡”: of whom or what, for the second of a row."""
    last = spot.flow.last
    if last is None or last.figure is None or last.start < spot.sentence.start or not last.figure.text.startswith("零"):
        return ""
    return last.name.removesuffix(last.figure.text[1:])


def _all_name(spot: FigureSpot, left: Left, right: Right) -> str:
    name = _counted_before(spot) or left.name.removesuffix("在").removesuffix("于")
    name = _AT_PLACES.sub("", name)
    scope = spot.flow.scope
    if within := _WITHIN.fullmatch(name.removesuffix("实现")):
        place = within["place"]
        spot.scope = ScopeSpan(left.start, left.end, (place,)) if place else spot.scope
        name = within["thing"]
    if scope and scope.each and not name.removeprefix("实现") and not right.name and _HOUSE.search(scope.names[0]):
        spot.flow.scope = None  # 各乡镇社工站实现全覆盖
        return scope.names[0].lstrip("每各个所")
    if spot.figure.text.startswith((*_ALL_OF_THEM, "所有")) and _PLACES_DO.search(spot.figure.text) and right.name:
        return _MUST.sub("", right.name)
    if spot.figure.text in _ALL_DONE and name:
        return f"{name}{spot.figure.text.removeprefix('全面')}{right.name}" if right.name else name
    if spot.figure.text.startswith(("每", "全面")) and right.name:
        if spot.figure.text.startswith("全面"):
            spot.doubts.append("说的是一种办法，要定怎样算全部做到")
        return right.name
    if spot.figure.text.startswith(_ALL_OF_THEM) and name:
        done = spot.figure.text[2:]
        name = _BUT.sub("", name)
        return f"{name}{done}{right.name}" if right.name or done not in _DONE else name
    last = spot.flow.last
    alone = last is None or last.start < spot.sentence.start
    if spot.figure.text.startswith(_ALL_OF_THEM) and right.name and not name and alone:
        return right.name  # 17个空白村，8月底前必须全部建起幸福院
    if _WHOEVER.fullmatch(name) and (whose := clause_before(spot)):
        return whose
    return _of_place(spot, left, name) or name_before(spot) or right.name


def _counted_before(spot: FigureSpot) -> str:
    """12个社区养老设施全覆盖: the noun between the number of existing things and the word."""
    before = spot.figures[spot.index - 1] if spot.index else None
    if before is None or before.sort != "existing" or not spot.flow.base_noun:
        return ""
    name = read_left(spot.text, before.tail, spot.figure.start, spot.blanks).name
    return spot.flow.base_noun if name[:1].isdigit() or not name else name.removesuffix("在").removesuffix("于")


def _of_place(spot: FigureSpot, left: Left, name: str) -> str:
    """…建成率达到60%，2023年底前实现主城区全覆盖: the thing named before, for that place."""
    last = spot.flow.last
    name = name.removeprefix("实现")
    if not name.strip(" 、和"):
        return ""
    if last is not None and last.start >= spot.sentence.start and _KIND.fullmatch(name):
        spot.inherited.append("名称承前")
        return f"{name}{_RATE.sub('', last.name)}"
    if last is not None and last.start >= spot.sentence.start and _LEVEL.fullmatch(name):
        spot.inherited.append("名称承前")
        return _RATE.sub("", last.name)
    if (
        last is None
        or len(re.sub(r"（[^（）]*）", "", name)) > 4
        or not _PLACE.search(name)
        or last.start < spot.sentence.start
    ):
        return name
    spot.inherited.append("名称承前")
    spot.flow.scope = spot.flow.scope or ScopeSpan(left.start, left.end, (name,))
    return _RATE.sub("", last.name)
