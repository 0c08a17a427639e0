"""The words around one figure: the name of what is measured, the bound, the change, the time it comes round, from the left and the right."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.name_beginning import strip_lead
from mzgz.intake.extract.name_boundaries import (
    BLANK,
    SHORT,
    climbs,
    free,
    letters,
    longest,
    without,
)
from mzgz.intake.extract.phrase_parts import Left
from mzgz.language.pattern_search import expression

_EACH_TIME: Final = expression(
    r"(?:按)?(?:(?P<per>[年月])(?=人均))?(?P<head>人均|户均)?(?:每(?P<who>人|户|张|床|位|名|亩|对|站|车|件|生)[、]?)?(?:每(?:个)?(?P<time>月|季度?|年度?|半年|半个?月|周|星期|天|日|学期|旬|[两二三四五][年周]|[两二三四五]个月)|(?P<avg>月均|季均|日均(?!供)))?(?:至少)?$"
)

_QUOTE: Final = "“”\"'‘’"


def read_left(text: str, start: int, end: int, blanked: list[tuple[int, int]]) -> Left:
    """The name and the words between it and the figure; `blanked` are stretches (dates, units) that belong to neither."""
    left = Left(start, end)
    _strip_tail(text, left, blanked)
    _after_time(text, left)
    strip_lead(text, left, blanked)
    inside = [one for one in blanked if left.start < one[0] and one[1] < left.end]
    left.name = without(text, left.start, left.end, inside).strip(BLANK)
    if often := _YEARLY.search(left.name):
        left.name, left.time = left.name[: often.start()] + left.name[often.end() :], left.time or "年"
    if text[left.start - 1 : left.start].isdigit():
        left.name = _SORTS.sub("", left.name)
    plain = _ATTRIBUTE.sub("", left.name) or left.name
    left.name = left.name if _SHARE_OF_WHICH.fullmatch(plain) else plain
    if left.change in _WIDTHS and _AT_MOST.search(text, left.start, end):
        left.name, left.change = f"{left.name}{left.change}", ""
    if left.change and left.name in lexicon("actions").marks and left.change in lexicon("actions").marks:
        left.name, left.change = f"{left.name}{left.change}", ""
    return left


_SORTS: Final = expression(r"^大?类(?=[一-鿿]{2})")
"""6大类困境儿童全部纳入."""
_YEARLY: Final = expression(r"(?<=[一-鿿])年均(?=(?:培训|轮训|开展|举办|组织|走访|演练)$)")
"""儿童主任年均培训不少于2次."""
_WIDTHS: Final = ("增幅", "涨幅", "增速")
_AT_MOST: Final = expression(r"(?:增幅|涨幅|增速)(?:要|应|须|严格)?(?:控制在|不超过|不高于|低于)")
"""费用增幅控制在4%以内: what may not be gone beyond is the width itself."""
_SHARE_OF_WHICH: Final = expression(r".{0,4}(?:占比|比例|比重)")
"""收入50万元以上的村占比: which villages is the point of it."""
_ATTRIBUTE: Final = expression(r"^.*(?:[0-9亿万]元?(?:以上|以下)?|[范区]围?内)的(?=[一-鿿“]{2})")


_AGAIN: Final = expression(r"^(?:先|再|共|要|须|应|还|另|新|力争|确保|年内|全年|累计)+$")
"""再完成34户: nothing is named before the verb."""
_BEFORE_IN: Final = tuple("存 现 所 内 外 潜 关 对 等 属 由 用 位 低 高 少 多 大 小 早 晚".split())
"""With them 在 and 于 are the end of a word: 存在, 用于, 不低于."""


def _strip_tail(text: str, left: Left, blanked: list[tuple[int, int]]) -> None:
    while left.end > left.start:
        if text[left.end - 1] in BLANK or text[left.end - 1] == "“":
            left.end -= 1
            continue
        if stretch := next((one for one in blanked if one[0] < left.end <= one[1] and one[0] >= left.start), None):
            left.end = stretch[0]
            before = text[max(left.start, left.end - 2) : left.end]
            if before.endswith(("较", "比", "按", "以", "与")) and before[:-1] not in ("占", "对", "环", "同", "可"):
                left.end -= 1
                left.tokens += ["较上年"] if before.endswith(("较", "比")) else []
            elif before.endswith(("在", "于")) and before[:-1] not in _BEFORE_IN:
                left.end -= 1
            continue
        head = text[left.start : left.end]
        each = _EACH_TIME.search(head)
        if each and each[0] and (each["who"] or each["time"] or each["avg"] or each["head"]):
            left.who = (
                left.who or (each["who"] or "") or ("人" if each["head"] == "人均" else "户" if each["head"] else "")
            )
            left.time = left.time or (each["time"] or each["avg"] or each["per"] or "")
            left.end -= len(each[0])
            left.bound = left.bound or ("至少" if each[0].endswith("至少") else "")
            continue
        word, kind = longest(head, left)
        made, level = ("", "") if left.level or left.bound else climbs(head)
        if made and len(made) > len(word) and left.end - len(made) > left.start:
            left.level = level
            left.end -= len(made)
            continue
        if not word or (word == "增" and head.endswith("再增")):
            return
        if word in SHORT and not free(head):
            return
        alone = not _AGAIN.sub("", without(text, left.start, left.end - len(word), blanked).strip(BLANK))
        if kind == "level" and alone and word in ("为", "完成", "实现", "有", "是", "共", "占"):
            return
        if kind == "level" and word == "为" and not lexicon("measure_name_endings").ending(head[:-1]):
            left.given = "为"
            left.end -= 1
            continue
        if kind == "bound":
            left.bound = left.bound or word
        elif kind == "change":
            left.change = word
        elif kind == "level":
            left.spread = "各" if word == "各" else left.spread
            left.level = left.level or word
        else:
            left.spread = word if word in ("分别", "均", "都", "各", "双") else left.spread
            left.tokens.append(word)
        left.end -= len(word)


_TIME_INSIDE: Final = expression(
    r"每(?:个)?(?P<time>月|季度?|年度?|半年|半个?月|周|天|日|学期|旬|[两二三四五][年周]|[两二三四五]个月)(?!度|均)"
)


def _after_time(text: str, left: Left) -> None:
    """县财政每年安排…: the name begins behind the time it comes round."""
    times = list(_TIME_INSIDE.finditer(text, left.start, left.end))
    last = times[-1] if times else None
    if last and len(letters(text[last.end() : left.end])) >= 2:
        left.time, left.round = left.time or last["time"], True
        left.start = last.end()


_OF_BASE: Final = expression(
    r"(?:压缩至|压缩到|缩短到|缩短至|降低到|降至|不得高于|不得低于|不得超过|不得少于|不低于|不少于|不高于|不超过|扩大到|提高到|覆盖到|控制在|达到|超过|占到|覆盖|达|占)(?=[^，；]{1,24}的$)"
)


def share_left(text: str, start: int, end: int, blanked: list[tuple[int, int]]) -> Left | None:
    """考核占比不低于总分的5%: the name stands before the bound, the base behind it; None where there is no such bound."""
    bounds = list(_OF_BASE.finditer(text[start:end]))
    if not bounds:
        return None
    left = read_left(text, start, start + bounds[-1].end(), blanked)
    if bounds[-1][0] == "占" and left.name and not left.name.startswith("占"):
        left.name = f"{left.name}占{text[start + bounds[-1].end() : end].rstrip('的')}"
    return left
