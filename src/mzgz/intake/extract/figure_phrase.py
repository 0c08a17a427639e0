"""The words around one figure: the name of what is measured, the bound, the change, the time it comes round, from the left and the right."""

from __future__ import annotations

import re
from typing import Final

from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.phrase_parts import Left
from mzgz.intake.extract.words_around import (
    BLANK,
    COMPOUND,
    HANDLING,
    MANNER,
    RATE,
    SHORT,
    bare_verb,
    free,
    letters,
    longest,
    one_word,
    without,
)

_EACH_TIME: Final = re.compile(
    r"(?:按)?(?P<head>人均|户均)?(?:每(?P<who>人|户|张|床|位|名|亩|对|站|车|件)[、]?)?(?:每(?:个)?(?P<time>月|季度?|年度?|半年|周|星期|天|日|学期|旬|[两二三四五][年周]|[两二三四五]个月)|(?P<avg>月均|季均|日均(?!供)))?(?:至少)?$"
)

_QUOTE: Final = "“”\"'‘’"

_AHEAD_OF_VERB: Final = re.compile(r"[在对通过依托按照围绕以用从面向结合利用指导由向给为]")

_ACTOR_END: Final = re.compile(
    r"(?:各级|部门|街道|乡镇|旗县|[区县市旗省局委办厅院站村队]|政府|单位|机构|系统|全年|年内|全市|[上下]半年|范围内|领域|层面|方面|基础上|期间|地区|各地|等地|场所|工程|行动|活动|”|试点|企业|资金|作用)$"
)

_NOUN_AFTER: Final = re.compile(
    r"(?:率|数|量|项目|工程|任务|补贴|标准|面积|投资|费|额|成本|计划|行动|方案|机制|体系|工作|资金|比例|占比|能力|水平|服务|收入|支出|中心|基地|人数|规模|标准化|型|类|的|时间|时限|周期|门槛|环境|(?:期|后|前|中)(?=的|$|，))"
)


def read_left(text: str, start: int, end: int, blanked: list[tuple[int, int]]) -> Left:
    """The name and the words between it and the figure; `blanked` are stretches (dates, units) that belong to neither."""
    left = Left(start, end)
    _strip_tail(text, left, blanked)
    _after_time(text, left)
    _strip_lead(text, left, blanked)
    inside = [one for one in blanked if left.start < one[0] and one[1] < left.end]
    left.name = without(text, left.start, left.end, inside).strip(BLANK)
    left.name = _ATTRIBUTE.sub("", left.name) or left.name
    if left.change and left.name in lexicon("actions").marks and left.change in lexicon("actions").marks:
        left.name, left.change = f"{left.name}{left.change}", ""
    return left


_ATTRIBUTE: Final = re.compile(r"^.*(?:[0-9亿万]元?(?:以上|以下)?|[范区]围?内)的(?=[一-鿿“]{2})")


def _strip_tail(text: str, left: Left, blanked: list[tuple[int, int]]) -> None:
    while left.end > left.start:
        if text[left.end - 1] in BLANK or text[left.end - 1] == "“":
            left.end -= 1
            continue
        if stretch := next((one for one in blanked if one[0] < left.end <= one[1] and one[0] >= left.start), None):
            left.end = stretch[0]
            if text[left.end - 1] in "较比按以与" and left.end - 1 > left.start:
                left.end -= 1
            continue
        head = text[left.start : left.end]
        each = _EACH_TIME.search(head)
        if each and each[0] and (each["who"] or each["time"] or each["avg"] or each["head"]):
            left.who = (
                left.who or (each["who"] or "") or ("人" if each["head"] == "人均" else "户" if each["head"] else "")
            )
            left.time = left.time or (each["time"] or each["avg"] or "")
            left.end -= len(each[0])
            continue
        word, kind = longest(head, left)
        if not word:
            return
        if word in SHORT and not free(head, word):
            return
        alone = not without(text, left.start, left.end - len(word), blanked).strip(BLANK)
        if kind == "level" and alone and word in ("为", "完成", "实现", "有", "是", "共", "占"):
            return
        if kind == "level" and word == "为" and not lexicon("measures").ending(head[:-1]):
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
            left.spread = word if word in ("分别", "均", "都", "各") else left.spread
            left.tokens.append(word)
        left.end -= len(word)


_TIME_INSIDE: Final = re.compile(
    r"每(?:个)?(?P<time>月|季度?|年度?|半年|周|天|日|学期|旬|[两二三四五][年周]|[两二三四五]个月)(?!度|均)"
)


def _after_time(text: str, left: Left) -> None:
    """县财政每年安排…: the name begins behind the time it comes round."""
    times = list(_TIME_INSIDE.finditer(text, left.start, left.end))
    last = times[-1] if times else None
    if last and len(letters(text[last.end() : left.end])) >= 2:
        left.time, left.round = left.time or last["time"], True
        left.start = last.end()


def _strip_lead(text: str, left: Left, blanked: list[tuple[int, int]]) -> None:
    leads, actions = lexicon("leads"), lexicon("actions")
    while left.start < left.end:
        if text[left.start] in BLANK:
            left.start += 1
            continue
        if stretch := next((one for one in blanked if one[0] <= left.start < one[1] and one[1] <= left.end), None):
            left.start = stretch[1]
            continue
        head = text[left.start : left.end]
        each = re.match(r"每(?:人每|户每)?(?:月|季度?|年度?|半年|周|天|日|学期)", head)
        if each:
            left.time, left.round = left.time or re.sub("每(?:人|户)?每?", "", each[0]), True
            left.start += len(each[0])
            continue
        word, verb = leads.starting(head, 0), actions.starting(head, 0)
        if verb and len(verb) >= len(word):
            rest = head[len(verb) :].lstrip(BLANK)
            plain = not actions.has(verb, "mid") and verb not in leads.marks
            if RATE.search(head) and (plain or verb.startswith(("新", "改造", "更新", "培育", "培养", "认定", "整治"))):
                break
            if COMPOUND.match(head):
                break
            if (
                (rest.startswith(("率", "数", "量", "类", "型")) and len(verb) > 1)
                or (rest.startswith("标准") and len(rest) < 4)
                or (len(verb) == 1 and not bare_verb(head))
            ):
                return
            if len(letters(rest)) < 3 and actions.has(verb, "keep"):
                left.verb = verb
                return
            left.verb = left.stripped = verb
            left.start += len(verb)
            if text[left.start : left.start + 1] == "和" or text[left.start : left.start + 1] == "、":
                other = actions.starting(text, left.start + 1)
                if other and left.start + 1 + len(other) <= left.end:
                    left.start += 1
            if text.startswith(("了", "好", "成"), left.start) and not text.startswith(
                ("成都", "成品", "成员", "成人", "成年", "好人", "成果", "成套"), left.start
            ):
                left.start += 1
            continue
        if word in MANNER and not actions.starting(head, 2) and not leads.starting(head, 2):
            break
        if word in HANDLING and RATE.search(head) and len(head) <= _SHORT_RATE and not actions.starting(head, 2):
            break
        if word and not (len(word) == 1 and one_word(head)):
            if word in ("为", "给", "对", "向"):
                left.given = word
            if word in (
                "实现",
                "推动",
                "推进",
                "促进",
                "支持",
                "鼓励",
                "引导",
                "完成",
                "提高",
                "提升",
                "扩大",
                "增加",
                "保持",
                "巩固",
                "落实",
                "抓好",
                "控制",
            ):
                left.duty = word
                if head[len(word) :].startswith(("率", "数")):
                    return
            left.stripped = word
            left.start += len(word)
            continue
        break
    _cut_middle(text, left)
    name = text[left.start : left.end].strip(BLANK)
    if (
        0 < len(letters(name)) <= 2
        and left.stripped
        and left.stripped in _KEPT
        and text[: left.start].endswith(left.stripped)
    ):
        left.start -= len(left.stripped)


_RECEIVER: Final = re.compile(r"(?:家庭|老人|老年人|残疾人|儿童|居民|群众|妇女|学生|对象)$")

_VERBAL: Final = re.compile(
    r"(?:养护|改造|建设|整治|修复|治理|保护|运营|培训|提升|管护|加固|清淤|绿化|检测|监测|普查|筛查|救治)"
)

_SHORT_RATE: Final = 8

_KEPT: Final = frozenset("计划 完成 新增 争取 安排 拉动 带动 撬动 实现".split())


def _cut_middle(text: str, left: Left) -> None:
    """市级财政安排…, 在牧区新建…: what stands before an unmistakable verb is no part of the name."""
    actions = lexicon("actions")
    head = text[left.start : left.end]
    if RATE.search(head) and not left.given:
        return
    for at in range(1, len(head) - 1):
        verb = actions.starting(head, at)
        if not verb or not (actions.has(verb, "mid") or (at >= 2 and actions.has(verb, "build") and len(verb) > 1)):
            continue
        rest = head[at + len(verb) :]
        before = head[:at]
        while follow := actions.starting(rest, 0) or (_VERBAL.match(rest) or [""])[0]:
            rest = rest[len(follow) :]
        if (
            len(letters(rest)) < 2
            or _NOUN_AFTER.match(rest)
            or before.endswith(("的", "、", "和", "与", "“", "及"))
            or before.count("“") > before.count("”")
            or before.count("（") > before.count("）")
        ):
            continue
        if len(letters(rest)) < 3 and actions.has(verb, "keep"):
            continue
        if left.given and _RECEIVER.search(before):
            return
        if (
            (left.given and len(letters(before)) > 3)
            or _ACTOR_END.search(before)
            or _AHEAD_OF_VERB.match(before)
            or (
                actions.has(verb, "mid")
                and verb.startswith(
                    ("新建", "新增", "建成", "打造", "改造提升", "新改", "培育", "举办", "引进", "创建")
                )
            )
        ):
            left.verb = verb
            left.start += at + len(verb)
            return


_OF_BASE: Final = re.compile(
    r"(?:不低于|不少于|不高于|不超过|扩大到|提高到|覆盖到|控制在|达到|超过|占到|覆盖|达|占)(?=[^，；]{1,24}的$)"
)


def share_left(text: str, start: int, end: int, blanked: list[tuple[int, int]]) -> Left | None:
    """考核占比不低于总分的5%: the name stands before the bound, the base behind it; None where there is no such bound."""
    bounds = list(_OF_BASE.finditer(text[start:end]))
    return read_left(text, start, start + bounds[-1].end(), blanked) if bounds else None
