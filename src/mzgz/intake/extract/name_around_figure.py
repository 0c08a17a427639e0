"""The name the words on both sides of a figure give it, by the first rule that finds one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from mzgz.intake.extract.figure_phrase import read_left
from mzgz.intake.extract.figure_scan import MONEY, TIMES
from mzgz.intake.extract.inherited_names import (
    THESE,
    clause_before,
)
from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.marked_paragraph import FigureSpot
from mzgz.intake.extract.name_after_figure import done_by_share, right_name
from mzgz.intake.extract.name_lists import parts_of
from mzgz.intake.extract.non_counting_digits import MentionShape
from mzgz.intake.extract.part_names import part_name
from mzgz.intake.extract.phrase_parts import Left, Right
from mzgz.intake.extract.rate_names import reached
from mzgz.intake.extract.recurring_names import TURNS
from mzgz.intake.extract.shares_by_place import placed
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
TASK: Final = expression(r"的?(?:年度)?(?:目标任务|任务目标|工作目标|工作任务|目标|任务|要求)$")
"""Words behind a name that say it is a goal and not what is measured."""
_HAS_TO: Final = expression(r"(?:(?<!需)[要须应](?=[在于]|$))?[在于]?$")
Found = tuple[str, int] | None
"""A name, and where the words of the next figure begin."""
_SPREAD_TO: Final = ("推广到", "扩大到", "拓展到", "延伸到", "覆盖到")
"""2028年推广到50%的城市社区."""
_SHORT: Final = 2


def _only_verbs(name: str) -> bool:
    """整合设立, 改造提升: nothing is named yet."""
    while name and (verb := lexicon("actions").starting(name, 0) or lexicon("duties").starting(name, 0)):
        if len(verb) < _SHORT:
            return False
        name = name[len(verb) :]
    return not name


def name_around(spot: FigureSpot, left: Left, right: Right) -> tuple[str, int]:
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
        return f"{covered}{TASK.sub('', right.name)}", right.end
    if left.name in ("", "覆盖") and spot.head.endswith("覆盖") and (before := clause_before(spot)):
        thing = before.removeprefix(lexicon("duties").starting(before, 0))
        return f"{thing}覆盖{TASK.sub('', right.name)}", right.end
    words = spot.text[spot.begin : figure.start].strip("、，； 　")
    if words.endswith("覆盖") and len(words) > _SHORT + 1 and figure.behind:
        return f"{words}{TASK.sub('', right.name)}", right.end  # 主动服务覆盖70%以上对象
    if right.of and left.name.endswith(_SPREAD_TO):
        return f"{left.name}{right.name}", right.end
    if left.name and left.name not in lexicon("actions").marks:
        return None
    if not (right.of or figure.loose or figure.behind):
        return None
    name = right.name.removesuffix("在")
    if limit := _IN_TIME.match(spot.text, right.start + len(name)):
        return f"{name}{limit[1]}", limit.end()
    return done_by_share(TASK.sub("", name)), right.end


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
