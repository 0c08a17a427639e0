"""The front of a name stripped: dates, words like 其中 and 全市, adverbs, and the verb that makes what is counted."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.name_boundaries import BLANK, BY_WHOM, COMPOUND, HANDLING, MANNER, RATE, letters, one_word
from mzgz.intake.extract.phrase_parts import Left
from mzgz.intake.extract.unit_names import is_kind
from mzgz.language.pattern_search import expression

_EACH: Final = expression(r"每(?:人每|户每)?(?:个)?(?:月|季度?|年度?|半年|半个?月|周|天|日|学期)")
_EACH_HEAD: Final = expression(r"每(?:人|户)?每?")
_MAKES: Final = ("新", "改造", "更新", "培育", "培养", "认定", "整治")
"""Verbs that stand in the name of a rate and not before it: 新建小区达标率."""
_NOUNS: Final = ("率", "数", "量", "类", "型")
_GIVES: Final = ("为", "给", "对", "向")
_COUNTED: Final = ("人数", "数量", "收入")
_BARE_RATE: Final = 3
_BRINGS: Final = frozenset("实现 完成 确保 保持 达到 建成 做到 新增 争取 落实 推动 形成 开展 组织 实施".split())
"""Verbs that stand before a rate and not in it: 实现签约率."""
_DUTIES: Final = frozenset(
    "实现 推动 推进 促进 支持 鼓励 引导 完成 提高 提升 扩大 增加 保持 巩固 落实 抓好 控制".split()
)
_GUIDES: Final = ("指导", "引导", "支持", "组织", "保障")
"""指导中心, 支持政策: the word is the beginning of a noun."""
_DONE: Final = expression(r"[了好]|成(?![都品员人年果套])")
_RECEIVER: Final = expression(
    r"(?:家庭|老人|残疾人|儿童|居民|群众|妇女|学生|对象|患者|人员|职工|农户|考生|新生儿|孕妇|产妇|婴幼儿|青少年|未成年人|老年人|军人|市民)$"
)
_VERBAL: Final = expression(
    r"(?:养护|改造|建设|整治|修复|治理|保护|运营|培训|提升|管护|加固|清淤|绿化|检测|监测|普查|筛查|救治)"
)
_KEPT: Final = frozenset("计划 完成 新增 争取 安排 拉动 带动 撬动 实现".split())
_AHEAD_OF_VERB: Final = expression(r"[在对通过依托按照围绕以用从面向结合利用指导由向给为]")
_ACTOR_END: Final = expression(
    r"(?:各级|部门|街道|乡镇|旗县|[区县市旗省局委办厅院站村队]|政府|单位|机构|系统|全年|年内|全市|[上下]半年|范围内|领域|层面|方面|基础上|期间|地区|各地|等地|场所|工程|行动|活动|”|试点|企业|资金|作用)$"
)
_NOUN_AFTER: Final = expression(
    r"(?:率|数|量|项目|工程|任务|补贴|标准|面积|投资|费|额|成本|计划|行动|方案|机制|体系|工作|资金|比例|占比|能力|水平|服务|收入|支出|中心|基地|人数|规模|标准化|型|类|的|时间|时限|周期|门槛|环境|(?:期|后|前|中)(?=的|$|，))"
)
_SHORT_RATE: Final = 8
_DURING: Final = expression(r"(?:“[^”]{2,8}”|[一-鿿]{2,4}节)期间(?=[一-鿿])")
"""“敬老月”期间走访百岁老人."""
_BUILT_ALSO: Final = expression(r"（(?:含)?[改扩续迁新]{1,3}建）")
"""新建（改扩建）中心9个."""


def strip_lead(text: str, left: Left, blanked: list[tuple[int, int]]) -> None:
    """Move `left.start` behind everything in front of the name; the verb, 为 and 每月 met on the way are noted."""
    while left.start < left.end and _step(text, left, blanked):
        pass
    _cut_middle(text, left)
    name = text[left.start : left.end].strip(BLANK)
    kept = left.stripped in _KEPT and text[: left.start].endswith(left.stripped)
    if 0 < len(letters(name)) <= 2 and kept:
        left.start -= len(left.stripped)


def _step(text: str, left: Left, blanked: list[tuple[int, int]]) -> bool:
    """Strip one word or stretch; False where the name begins."""
    if text[left.start] in BLANK or (text[left.start] == "（" and text.find("）", left.start, left.end) < 0):
        left.start += 1
        return True
    if text[left.start] == "”" and text.find("“", left.start, left.end) < 0:
        left.start += 1
        return True
    if during := _DURING.match(text, left.start, left.end):
        left.start = during.end()
        return True
    if charged := BY_WHOM.match(text, left.start, left.end):
        left.start = charged.end()
        return True
    if built := _BUILT_ALSO.match(text, left.start, left.end):
        left.start = built.end()
        return True
    stretch = next((one for one in blanked if one[0] <= left.start < one[1] <= left.end), None)
    if stretch:
        left.start = stretch[1]
        return True
    head = text[left.start : left.end]
    if each := _EACH.match(head):
        left.time, left.round = left.time or _EACH_HEAD.sub("", each[0]), True
        left.start += len(each[0])
        return True
    word, verb = lexicon("leads").starting(head, 0), lexicon("actions").starting(head, 0)
    if verb and len(verb) >= len(word):
        return _strip_verb(text, left, head, verb)
    return _strip_word(left, head, word)


def _strip_verb(text: str, left: Left, head: str, verb: str) -> bool:
    if verb.endswith("设") and head.startswith("施", len(verb)):
        verb = verb[:-1]  # 新增设施农业
    rest = head[len(verb) :].lstrip(BLANK)
    if _in_noun(head, verb, rest):
        return False
    if len(letters(rest)) < 3 and lexicon("actions").has(verb, "keep"):
        left.verb = verb
        return False
    left.verb = left.stripped = verb
    left.start += len(verb)
    if text[left.start : left.start + 1] in ("和", "、"):
        other = lexicon("actions").starting(text, left.start + 1)
        left.start += bool(other and left.start + 1 + len(other) <= left.end)
    if _DONE.match(text, left.start):
        left.start += 1
    return True


def _in_noun(head: str, verb: str, rest: str) -> bool:
    """Whether the verb is the beginning of a noun: 培训覆盖率, 保障性住房, 建档率, 救助标准."""
    plain = not lexicon("actions").has(verb, "mid") and verb not in lexicon("leads").marks
    if RATE.search(head) and len(letters(rest)) <= _BARE_RATE and verb not in _BRINGS:
        return True  # 发放准确率
    if RATE.search(head) and (plain or verb.startswith(_MAKES)):
        return True
    if COMPOUND.match(head) or (len(verb) == 1 and one_word(head)):
        return True
    if rest == "会":
        return True  # 招聘会
    return (rest.startswith(_NOUNS) and len(verb) > 1) or (rest.startswith("标准") and len(rest) < 4)


def _strip_word(left: Left, head: str, word: str) -> bool:
    leads, actions = lexicon("leads"), lexicon("actions")
    begin = lexicon("beginnings").starting(head, 0)
    if not word or (begin and (len(word) == 1 or len(begin) > len(word))):
        return False
    if word in _GUIDES and COMPOUND.match(head):
        return False
    if word in MANNER and RATE.search(head) and len(head) <= _SHORT_RATE:
        return False  # 按期办结率
    if word in MANNER and not actions.starting(head, 2) and not leads.starting(head, 2):
        return False
    if word in HANDLING and RATE.search(head) and len(head) <= _SHORT_RATE and not actions.starting(head, 2):
        return False
    if word in _GIVES:
        left.given = word
    if word in _DUTIES:
        left.duty = word
        if head[len(word) :].startswith(("率", "数")):
            return False
    left.stripped = word
    left.start += len(word)
    return True


_MODAL: Final = expression(
    r"(?:要(?![求素点闻件])|须|应(?![急用对收])|必须|务必)(?:在|全市|全县|全区|率先|全部|全面|首先|带头|力争|确保|继续|基本)*(?:实现|完成|做到|达到|办出|建成)(?=[^，]{2})"
)
"""试点县区要率先实现三级网络全覆盖: who has to, and that they have to, is no part of the name."""


_SHORT_THING: Final = 2
_ONLY_PLACES: Final = expression(r"(?:全[市县区旗域]|城乡|[旗市区县乡镇村、（）]+|街道|社区|嘎查|苏木|行政村)+")


def _cut_middle(text: str, left: Left) -> None:
    """市级财政安排…, 在牧区新建…: what stands before an unmistakable verb is no part of the name."""
    actions = lexicon("actions")
    at = text.rfind("实现", left.start, left.end)
    if at > left.start + _SHORT_THING and is_kind(text[at + 2 : left.end]):
        left.end = at  # 临时救助备用金实现乡镇全覆盖
    if modal := _MODAL.search(text, left.start, left.end):
        if _ONLY_PLACES.fullmatch(text, modal.end(), left.end):
            left.end = modal.start()  # 备用金要做到乡镇（街道）全覆盖
        else:
            left.start = modal.end()
    head = text[left.start : left.end]
    if RATE.search(head) and not left.given:
        done = head.rfind("做到")
        left.start += done + 2 if done >= 0 else 0
        return
    for at in range(1, len(head) - 1):
        verb = actions.starting(head, at)
        if not verb or not (actions.has(verb, "mid") or (at >= 2 and actions.has(verb, "build") and len(verb) > 1)):
            continue
        rest = head[at + len(verb) :]
        before = head[:at]
        while follow := actions.starting(rest, 0) or (_VERBAL.match(rest) or [""])[0]:
            rest = rest[len(follow) :]
        if verb.startswith("新增") and rest.endswith(_COUNTED) and not _ACTOR_END.search(before):
            return  # 社会组织新增就业人数
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
