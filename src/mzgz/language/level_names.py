"""Names and measures of levels: standards, averages and times to do a thing, which mean nothing when added up."""

from __future__ import annotations

from typing import Final

from mzgz.language.pattern_search import expression

_RATE: Final = expression(
    r"[/／每](?:人|户|床)[·.](?:月|年|天|日)$|[/／每](?:床|平方米|立方米|[百千万][名位个]?[\u4e00-\u9fff]+)$"
    r"|^(?:[万亿]?元|张|平方米|公斤|小时)[/／每](?:人|户|次|件)|^元[/／每]月$"
)
_AVERAGE: Final = expression(
    r"平均(?!分|地权|主义)|[人户床次件村]均(?!达到|已|有|为|能|实|按|由|可|应|要|须|需|完|建|纳|享|等|衡|匀)|每[百千万][名位个]?[人户张\u4e00-\u9fff]|每床|每人每[月年天日]"
)
_STANDARD: Final = expression(
    r"标准(?:水平|线|金额)?(?:[（(].*[）)])?$|(?:低保|最低生活保障|供养|养育|抚养|救助|补助|补贴|护理|工资)标准"
)
_MONEY: Final = expression(r"[万亿]?元")
_TIME: Final = expression(r"(?:个)?(?:工作日|天|日|小时|分钟)")
_TURNAROUND: Final = expression(
    r"时限|期限|用时|耗时|时效|(?:办理|办结|审批|审核|响应|等候|等待|处置|周转|确认)(?:时间|时长|周期)|周期"
)
_ADDED_UP: Final = expression(r"总|累计|合计")


def looks_like_level(name: str, unit: str) -> bool:
    """Whether a number of that name, in that measure, is a level of each place: 低保标准（元/月）, 每千人床位, 平均办理天数."""
    if _ADDED_UP.search(name):
        return False
    if any(sign in unit for sign in "/／每") and _RATE.search(unit):
        return True
    if ("均" in name or "每" in name) and _AVERAGE.search(name):
        return True
    if _MONEY.fullmatch(unit):
        return _STANDARD.search(name) is not None
    return _TIME.fullmatch(unit) is not None and _TURNAROUND.search(name) is not None
