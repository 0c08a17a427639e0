"""The name of what a figure measures, by the first rule that finds one; and where the words of the next figure begin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from mzgz.intake.extract.figure_phrase import read_left
from mzgz.intake.extract.figure_scan import MONEY, TIMES
from mzgz.intake.extract.heading_names import by_heading, made_whole
from mzgz.intake.extract.inherited_names import (
    THESE,
    clause_before,
    completed_name,
    counted_of,
    name_before,
    take_mode,
)
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.marked_paragraph import FigureSpot
from mzgz.intake.extract.name_after_figure import done_by_share, right_name, thing_given
from mzgz.intake.extract.name_lists import parts_of
from mzgz.intake.extract.non_counting_digits import MentionShape
from mzgz.intake.extract.part_names import part_name
from mzgz.intake.extract.per_how_many import meet_per, with_per
from mzgz.intake.extract.phrase_after_figure import read_right
from mzgz.intake.extract.phrase_parts import Left, Right
from mzgz.intake.extract.rate_names import of_whom_each_time, reached, whose_rate, with_group
from mzgz.intake.extract.recurring_names import TURNS, each_time
from mzgz.intake.extract.shares_by_place import placed
from mzgz.intake.extract.told_subjects import told_of
from mzgz.intake.extract.unit_names import is_group
from mzgz.language.pattern_search import expression

_FINISHED: Final = expression(r"办结|办好|上报|到达|完成|送达|反馈|响应")
_BY: Final = expression(r"围绕|按照|利用|依托|通过|结合|根据|聚焦|统筹|面向")
"""Words that open how a thing is done, not what is made."""
_EACH: Final = expression(r"每[人家户站所](?=[一-鿿]{1,6}$)")
_HAS: Final = ("完成", "实现", "守住", "守牢", "有", "设有", "配有", "建有", "拥有")
_THERE_IS: Final = ("有", "设有", "配有", "建有", "设", "配")
_ABOVE: Final = expression(r"(?:高于|低于|快于|好于|优于)[一-鿿GDP]{2,16}$")

_IN_TIME: Final = expression(r"在?[0-9]+(?:个?工作日|个?小时|日|天)(?:以|之)?内([一-鿿]{2,8})")
"""95%的信访事项在7日内办结."""

_TASK: Final = expression(r"的?(?:年度)?(?:目标任务|任务目标|工作目标|工作任务|目标|任务|要求)$")

_HAS_TO: Final = expression(r"(?:(?<!需)[要须应](?=[在于]|$))?[在于]?$")

Found = tuple[str, int] | None
"""A name, and where the words of the next figure begin."""


def figure_name(spot: FigureSpot, left: Left, right: Right) -> tuple[str, int]:
    """The name of the figure in `spot`, empty where none could be read; `spot` notes what was taken from elsewhere."""
    meet_per(spot)
    name, begin = _own(spot, left, right)
    begin = max(begin, _noun_behind(spot))
    if spot.figure.shape is MentionShape.COUNT:
        name = _TASK.sub("", name) or name
        plain = _INCLUDING.sub("", name)
        name = name if lexicon("measure_name_endings").ending(plain) else plain or name
        name = thing_given(name, spot.figure.unit) if left.given else name
        name = _SUCH_AS.sub("", name)
        if len(name) <= _SHORT_VERB and name in lexicon("actions").marks:
            before = told_of(spot) or clause_before(spot)
            again = before.endswith(name) or told_of(spot)
            name = before if before and again else name
    if (spot.figure.shape is MentionShape.PERCENT and name in lexicon("actions").marks) or name in _SAYS_NOTHING:
        name = ""
    if left.time and spot.figure.unit in TURNS:
        name, begin = each_time(spot, right) or (name, begin)
    name = with_group(spot, name)
    if _EACH_OF_THEM.fullmatch(name) or (name in ("任务", "目标", "计划") and spot.flow.last is None):
        name = ""
    if (
        0 < len(name) <= _SHORT + 1
        and not name.endswith("率")
        and left.round
        and (actor := _WHOSE.search(spot.text, spot.clause.start, left.start))
    ):
        name = f"{actor[1]}{name}"
    if name in _OPENED and spot.flow.last is None and (noun := by_heading(spot)):
        return f"{noun}{name}", begin  # 四、改造背街小巷12条 / 9月底前完工8条
    name = of_whom_each_time(spot, left, name)
    if name:
        name = made_whole(spot, whose_rate(spot, completed_name(spot, name)))
    elif name := _TASK.sub("", before := name_before(spot)) or before:
        take_mode(spot, left)
        name = counted_of(spot, name)
    elif name := _shared_thing(spot):
        spot.inherited.append("名称取自并列的最后一项")
    elif spot.setting.above and spot.flow.last is None:
        spot.inherited.append("名称取自上一行")
        name = spot.setting.above
    elif spot.flow.last is None:
        name = by_heading(spot)
    return with_per(spot, name), begin


def _shared_thing(spot: FigureSpot) -> str:
    """红山县建2处、青河县建1处公益性公墓: the noun behind the last of several numbers of one unit, or nothing."""
    last = next(one for one in reversed(spot.figures) if one.start < spot.clause.end)
    if last is spot.figure or (last.shape, last.unit) != (spot.figure.shape, spot.figure.unit):
        return ""
    return read_right(spot.text, last.tail, spot.clause.end).name


_SPREAD_TO: Final = ("推广到", "扩大到", "拓展到", "延伸到", "覆盖到")
"""2028年推广到50%的城市社区."""
_SHORT: Final = 2
_EACH_OF_THEM: Final = expression(r"每[次场期批轮回]")
"""每月抽查一次，每次不少于50户: of what is done each time."""
_WHOSE: Final = expression(r"(?:^|(?<=[，；。：\s]))([一-鿿、]{2,12}?)(?:每[人名位])?每(?:年|月|季度?|学期|周)$")
"""园长、教师每人每年培训不少于72学时."""
_SUCH_AS: Final = expression(
    r"^(?![^等]*(?:低保|特困|高龄|失能|残疾|独居|孤儿|困境|困难|留守|老|儿童))[一-鿿“”0-9]{3,10}(?<![平高中初同优甲乙上])等(?![级次额待候量效])(?=[一-鿿]{2,}$)"
)
"""东湖大道等断头路: one of them is an example."""
_INCLUDING: Final = expression(r"（(?:(?:含|包括|不含|其中)[^（）]*|[^（）]*、[^（）]*)）$")
_OPENED: Final = ("完工", "竣工", "投用", "开工", "开放")
_SAYS_NOTHING: Final = tuple("结转 完成 实现 建成 做到 达到 合格线 及格线 达标线 目标值 要求 底线".split())
_SHORT_VERB: Final = 4
"""推进避险搬迁，完成2万人搬迁任务: a doing word alone repeats what the clause before has named."""
_LISTED_NEXT: Final = expression(r"[、和及与]")


def _noun_behind(spot: FigureSpot) -> int:
    """1245个小区、37万户: the words up to a figure that follows 、 at once are none of that figure's."""
    after, text = spot.following, spot.text
    return after.start if after and _LISTED_NEXT.match(text, after.start - 1) else spot.begin


def _only_verbs(name: str) -> bool:
    """整合设立, 改造提升: nothing is named yet."""
    while name and (verb := lexicon("actions").starting(name, 0) or lexicon("duties").starting(name, 0)):
        if len(verb) < _SHORT:
            return False
        name = name[len(verb) :]
    return not name


def _own(spot: FigureSpot, left: Left, right: Right) -> tuple[str, int]:
    if _counts(spot, right) and len(left.name) > _SHORT and not left.level and _only_verbs(left.name):
        return right.name, right.end
    for rule in _RULES:
        if found := rule(spot, left, right):
            return found
    return left.name, spot.figure.tail


def _these(spot: FigureSpot, left: Left, right: Right) -> Found:
    if not THESE.match(left.name) or spot.flow.last is None:
        return None
    spot.inherited.append(f"名称承前“{left.name}”")
    return spot.flow.last.name, spot.figure.tail


def _within_time(spot: FigureSpot, left: Left, right: Right) -> Found:
    """灾情24小时内上报, 登记3个工作日办结: who and what around a limit of time."""
    figure = spot.figure
    must = _MUST.match(right.name)
    done = right.name[must.end() :] if must else right.name
    limited = figure.behind in ("内", "以内", "之内") or must or _FINISHED.match(right.name)
    if figure.unit not in TIMES or not limited:
        return None
    left.op = "le"
    if not left.name and (owner := _of_the_same(spot)):
        return f"{owner}{done}", right.end if right.name else figure.tail
    whose = _HAS_TO.sub("", left.name) or clause_before(spot)
    return f"{whose}{done}", right.end if right.name else figure.tail


_MUST: Final = expression(r"(?:必须|要|须|应当?)(?=回应|答复|响应|办结|上报|报告|反馈|上门|到场|处置)")


def _of_the_same(spot: FigureSpot) -> str:
    """突发事件30分钟内口头报告、2小时内书面报告: of what the limit before in the clause is, or nothing."""
    last = spot.flow.last
    if last is None or last.start < spot.clause.start or last.figure is None or last.figure.unit not in TIMES:
        return ""
    done = spot.text[last.figure.tail : spot.figure.start].strip("、和及 ")
    return last.name.removesuffix(done) if done and last.name.endswith(done) else ""


def _part(spot: FigureSpot, left: Left, right: Right) -> Found:
    name = part_name(spot, left.name) if left.name else ""
    return (name, spot.figure.tail) if name else None


def _compared(spot: FigureSpot, left: Left, right: Right) -> Found:
    """收入增速高于全省平均水平2个百分点: the measure stands before what it is compared with."""
    against = _ABOVE.search(left.name)
    if against is None or spot.figure.shape is not MentionShape.POINTS or against.start() < 2:
        return None
    spot.doubts.append(f"与“{against[0][2:]}”比较，要定按哪个数")
    return left.name[: against.start()], spot.figure.tail


def _share(spot: FigureSpot, left: Left, right: Right) -> Found:
    figure = spot.figure
    if not right.name or figure.shape is not MentionShape.PERCENT:
        return None
    if covered := reached(spot):
        return f"{covered}{_TASK.sub('', right.name)}", right.end
    if left.name in ("", "覆盖") and spot.head.endswith("覆盖") and (before := clause_before(spot)):
        thing = before.removeprefix(lexicon("duties").starting(before, 0))
        return f"{thing}覆盖{_TASK.sub('', right.name)}", right.end
    words = spot.text[spot.begin : figure.start].strip("、，； 　")
    if words.endswith("覆盖") and len(words) > _SHORT + 1 and figure.behind:
        return f"{words}{_TASK.sub('', right.name)}", right.end  # 主动服务覆盖70%以上对象
    if right.of and left.name.endswith(_SPREAD_TO):
        return f"{left.name}{right.name}", right.end
    if left.name and left.name not in lexicon("actions").marks:
        return None
    if not (right.of or figure.loose or figure.behind):
        return None
    name = right.name.removesuffix("在")
    if limit := _IN_TIME.match(spot.text, right.start + len(name)):
        return f"{name}{limit[1]}", limit.end()
    return done_by_share(_TASK.sub("", name)), right.end


def _done_to_all(spot: FigureSpot, left: Left, right: Right) -> Found:
    """新增对象100%入户核查: whom, and what is done to all of them."""
    figure = spot.figure
    if figure.shape is not MentionShape.PERCENT or figure.value != _ALL or left.level or left.bound or right.of:
        return None
    if not left.name or not right.name or lexicon("measure_name_endings").ending(left.name):
        return None
    return f"{left.name}{right.name}", right.end


_ALL: Final = 100


def _at_rate(spot: FigureSpot, left: Left, right: Right) -> Found:
    """按人均1元的标准列支补助费: what is paid at that rate."""
    figure = spot.figure
    if figure.unit.split("/")[0] not in MONEY or not spot.text.startswith("的标准", figure.tail):
        return None
    name = read_left(spot.text, figure.tail + 3, right.end, []).name
    return (name or left.name), right.end


def _right(spot: FigureSpot, left: Left, right: Right) -> Found:
    """Nothing but a verb on the left, or examples with 等: the noun is on the right."""
    figure = spot.figure
    if not right.name or figure.shape is MentionShape.PERCENT:
        return None
    counted = figure.shape is MentionShape.COUNT
    examples = left.name.endswith("等") and counted and not left.level
    if (left.name in lexicon("actions").marks and left.bound and counted) or left.name in _THERE_IS:
        return right.name, right.end
    if counted and is_group(left.name) and not left.level:
        return f"{left.name}{right.name}", right.end
    if counted and 1 < figure.value == len(parts_of(left.name)) and not left.level:
        return right.name, right.end
    bare = not left.name and (not left.level or (counted and spot.flow.last is None) or left.level in _HAS)
    return (right_name(left, right), right.end) if examples or bare else None


def _short(spot: FigureSpot, left: Left, right: Right) -> Found:
    """A verb and a word of two characters on the left, a noun on the right."""
    if not _counts(spot, right) or left.level or not 0 < len(left.name) <= _SHORT:
        return None
    if not left.verb and left.stripped not in ("新", "再") and not _opens_with_verb(spot, left, right):
        return None
    return None if lexicon("measure_name_endings").ending(left.name) else (right.name, right.end)


def _opens_with_verb(spot: FigureSpot, left: Left, right: Right) -> bool:
    """立起50块指引牌: two characters open the clause, and what is right of the figure is a thing and no deed."""
    opens = any(lexicon(one).starting(right.name, 0) for one in ("actions", "duties", "leads"))
    first = left.start == spot.paragraph.words_at(spot.clause.start)
    return first and not (opens or left.bound or left.change)


_FOR_WHOM: Final = expression(r"[\s\u3000]*(?:为|给|对)")


def _name_in_front(spot: FigureSpot, left: Left, right: Right) -> Found:
    if _counts(spot, right) and left.name and spot.head.endswith("的") and _FOR_WHOM.match(spot.head):
        return right.name, right.end  # 为未参加过检查的2万名妇女免费检查
    if not _counts(spot, right) or not left.given or not left.name or lexicon("measure_name_endings").ending(left.name):
        return None
    return f"{left.name}{right.name}", right.end


def _verb_between(spot: FigureSpot, left: Left, right: Right) -> Found:
    """轨道交通新开通3条线路: subject, verb, figure, noun."""
    verb = lexicon("actions").ending(left.name)
    if not _counts(spot, right) or not verb or len(left.name) <= len(verb) + 1 or left.level:
        return None
    if _BY.match(left.name) or spot.text[max(0, left.start - 1)] == "在":
        return right.name, right.end
    spot.flow.subject = left.name[: -len(verb)].removesuffix("新")
    return f"{left.name}{right.name}", right.end


_DONE_TO: Final = expression(r"(?:^|[一-鿿])对(?P<whom>[一-鿿]{2,16}?)(?:进行|开展|实施|组织)$")


def _done_to(spot: FigureSpot, left: Left, right: Right) -> Found:
    """将对滞后任务进行2轮督查: what is done, and to what."""
    found = _DONE_TO.search(spot.text, spot.begin, spot.figure.start) if _counts(spot, right) else None
    return (f"{found['whom']}{right.name}", right.end) if found and spot.figure.unit in TURNS else None


def _both_sides(spot: FigureSpot, left: Left, right: Right) -> Found:
    """完成河东桥至南口3公里道路拓宽: where on the left, what on the right."""
    if not _counts(spot, right) or not left.verb or left.level or left.bound or left.change or spot.figure.behind:
        return None
    if (
        lexicon("measure_name_endings").ending(left.name)
        or lexicon("actions").starting(right.name, 0)
        or len(right.name) < _WHAT
    ):
        return None
    near = not right.of and len(left.name) <= len(right.name)
    return (f"{left.name}{right.name}" if near else right.name), right.end


_WHAT: Final = 4
"""Characters a noun on the right has at least, to be what is done and not a word about it."""


def _each(spot: FigureSpot, left: Left, right: Right) -> Found:
    """班子成员每人联系2个县区: what each of them does."""
    words = spot.text[spot.begin : left.end]
    each = _EACH.search(words) if _counts(spot, right) else None
    return (f"{words[each.end() :]}{right.name}", right.end) if each else None


def _counts(spot: FigureSpot, right: Right) -> bool:
    return spot.figure.shape is MentionShape.COUNT and bool(right.name)


_RULES: Final[tuple[Callable[[FigureSpot, Left, Right], Found], ...]] = (
    _these, _done_to, _within_time, placed, _part, _compared, _share, _done_to_all, _at_rate, _right, _short, _name_in_front, _verb_between, _each,
    _both_sides,
)  # fmt: skip
