"""The words around one figure: the name of what is measured, the bound, the change, the time it comes round, from the left and the right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from mzgz.intake.extract.lexicon import lexicon

_EACH_TIME: Final = re.compile(
    r"(?:按)?(?P<head>人均|户均)?(?:每(?P<who>人|户|张|床|位|名|亩|对|站|车|件)[、]?)?(?:每(?:个)?(?P<time>月|季度?|年度?|半年|周|星期|天|日|学期|旬|[两二三四五][年周]|[两二三四五]个月)|(?P<avg>月均|季均|日均(?!供)))?(?:至少)?$"
)
_BLANK: Final = " \u3000、，；：\t—–·•◆●■★※▪○◎"
_QUOTE: Final = "“”\"'‘’"
_STOP: Final = re.compile(
    r"[，。；：！？、]|每[人户名]|并(?![轨网发行])|且|用于|以(?:满足|推|带|促|提)|从而|使(?!用)|其中|，"
)
_JOINT: Final = re.compile(r"[和及与、]$|以及$")
_WORD: Final = re.compile(r"[一-鿿A-Za-z0-9]")
_MOST_NAME: Final = 46
_AHEAD_OF_VERB: Final = re.compile(r"[在对通过依托按照围绕以用从面向结合利用指导由向给为]")
_ACTOR_END: Final = re.compile(
    r"(?:各级|部门|街道|乡镇|旗县|[区县市旗省局委办厅院站村队]|政府|单位|机构|系统|全年|年内|全市|[上下]半年|范围内|领域|层面|方面|基础上|期间|地区|各地|等地|场所|工程|行动|活动|”|试点|企业|资金|作用)$"
)
_NOUN_AFTER: Final = re.compile(
    r"(?:率|数|量|项目|工程|任务|补贴|标准|面积|投资|费|额|成本|计划|行动|方案|机制|体系|工作|资金|比例|占比|能力|水平|服务|收入|支出|中心|基地|人数|规模|标准化|型|类|的|时间|时限|周期|门槛|环境|(?:期|后|前|中)(?=的|$|，))"
)


@dataclass(slots=True)
class Left:
    """What stands left of a figure. `start`..`end` is the name; `time` 每月, `who` 每人; `level` the word that set `op`."""

    start: int
    end: int
    name: str = ""
    op: str = ""
    mode: str = ""
    level: str = ""
    change: str = ""
    bound: str = ""
    verb: str = ""
    time: str = ""
    who: str = ""
    spread: str = ""
    duty: str = ""
    given: str = ""
    stripped: str = ""
    round: bool = False
    tokens: list[str] = field(default_factory=list)


def read_left(text: str, start: int, end: int, blanked: list[tuple[int, int]]) -> Left:
    """The name and the words between it and the figure; `blanked` are stretches (dates, units) that belong to neither."""
    left = Left(start, end)
    _strip_tail(text, left, blanked)
    _after_time(text, left)
    _strip_lead(text, left, blanked)
    inside = [one for one in blanked if left.start < one[0] and one[1] < left.end]
    left.name = _without(text, left.start, left.end, inside).strip(_BLANK)
    left.name = _ATTRIBUTE.sub("", left.name) or left.name
    if left.change and left.name in lexicon("actions").marks and left.change in lexicon("actions").marks:
        left.name, left.change = f"{left.name}{left.change}", ""
    return left


_ATTRIBUTE: Final = re.compile(r"^.*(?:[0-9亿万]元?(?:以上|以下)?|[范区]围?内)的(?=[一-鿿“]{2})")


def _without(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    pieces, place = [], start
    for first, last in sorted(spans):
        if place <= first < end:
            pieces.append(text[place:first])
            place = min(last, end)
    return "".join([*pieces, text[place:end]])


def _strip_tail(text: str, left: Left, blanked: list[tuple[int, int]]) -> None:
    while left.end > left.start:
        if text[left.end - 1] in _BLANK or text[left.end - 1] == "“":
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
        word, kind = _longest(head, left)
        if not word:
            return
        if word in _SHORT and not _free(head, word):
            return
        alone = not _without(text, left.start, left.end - len(word), blanked).strip(_BLANK)
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


_SHORT: Final = frozenset(
    "有 为 占 是 共 各 左右 约 能 可 得 则 再 又 还 须 需 都 也 年度 规范 统筹 按 达标 重点 首批 预期 计划 总体 近 超 将 要 应 达".split()
)


def _longest(head: str, left: Left) -> tuple[str, str]:
    """The longest word of the four lists that ends here; a change only once and not behind 涨幅."""
    found = [
        (lexicon("bounds").ending(head), "bound"),
        (lexicon("levels").ending(head), "level"),
        (lexicon("adverbs").ending(head), "adverb"),
    ]
    change = lexicon("changes").ending(head)
    if not left.change and not _measure_end(head):
        found.append((change, "change"))
    return max(found, key=lambda one: len(one[0]))


def _measure_end(head: str) -> bool:
    return head.endswith(("涨幅", "自然增长率"))


def _free(head: str, word: str) -> bool:
    """Whether a short word stands by itself and is not the end of another (行为, 拥有, 节约)."""
    before = head[: len(head) - len(word)]
    pairs = (
        "行为",
        "作为",
        "认为",
        "成为",
        "所有",
        "国有",
        "现有",
        "特有",
        "固有",
        "私有",
        "公有",
        "集体所有",
        "公共",
        "功能",
        "职能",
        "智能",
        "效能",
        "节能",
        "性能",
        "技能",
        "机能",
        "潜能",
        "产能",
        "动能",
        "许可",
        "认可",
        "首都",
        "成都",
        "必需",
        "急需",
        "所需",
        "军需",
        "亟需",
        "总量",
        "获得",
        "取得",
        "所得",
        "抢占",
        "侵占",
        "附近",
        "最近",
        "邻近",
        "节约",
        "签约",
        "预约",
        "条约",
        "履约",
        "违约",
        "集约",
        "制约",
        "供需",
        "主要",
        "重要",
        "必要",
        "需要",
        "纪要",
        "供应",
        "响应",
        "反应",
        "效应",
        "对应",
        "适应",
        "相应",
        "到达",
        "发达",
        "传达",
        "下达",
        "表达",
        "直达",
    )
    if head.endswith(pairs):
        return False
    return bool(before.strip(_BLANK)) or True


_TIME_INSIDE: Final = re.compile(
    r"每(?:个)?(?P<time>月|季度?|年度?|半年|周|天|日|学期|旬|[两二三四五][年周]|[两二三四五]个月)(?!度|均)"
)


def _after_time(text: str, left: Left) -> None:
    """县财政每年安排…: the name begins behind the time it comes round."""
    times = list(_TIME_INSIDE.finditer(text, left.start, left.end))
    last = times[-1] if times else None
    if last and len(_letters(text[last.end() : left.end])) >= 2:
        left.time, left.round = left.time or last["time"], True
        left.start = last.end()


def _strip_lead(text: str, left: Left, blanked: list[tuple[int, int]]) -> None:
    leads, actions = lexicon("leads"), lexicon("actions")
    while left.start < left.end:
        if text[left.start] in _BLANK:
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
            rest = head[len(verb) :].lstrip(_BLANK)
            if _RATE.search(head) and (
                not actions.has(verb, "mid") or verb.startswith(("新", "改造", "更新", "培育", "培养", "认定", "整治"))
            ):
                break
            if _COMPOUND.match(head):
                break
            if (
                (rest.startswith(("率", "数", "量", "类", "型")) and len(verb) > 1)
                or (rest.startswith("标准") and len(rest) < 4)
                or (len(verb) == 1 and not _bare_verb(head))
            ):
                return
            if len(_letters(rest)) < 3 and actions.has(verb, "keep"):
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
        if word in _MANNER and not actions.starting(head, 2) and not leads.starting(head, 2):
            break
        if word in _HANDLING and _RATE.search(head) and len(head) <= _SHORT_RATE and not actions.starting(head, 2):
            break
        if word and not (len(word) == 1 and _one_word(head)):
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
    name = text[left.start : left.end].strip(_BLANK)
    if (
        0 < len(_letters(name)) <= 2
        and left.stripped
        and left.stripped in _KEPT
        and text[: left.start].endswith(left.stripped)
    ):
        left.start -= len(left.stripped)


_RECEIVER: Final = re.compile(r"(?:家庭|老人|老年人|残疾人|儿童|居民|群众|妇女|学生|对象)$")
_VERBAL: Final = re.compile(
    r"(?:养护|改造|建设|整治|修复|治理|保护|运营|培训|提升|管护|加固|清淤|绿化|检测|监测|普查|筛查|救治)"
)
_RATE: Final = re.compile(r"(?:率|比例|占比|比重|覆盖面|满意度)[^率]{0,1}$")
_MANNER: Final = frozenset("主动 及时 规范 严格 重点 有序 全面 稳定".split())
"""Words of manner: dropped before a verb (全面推进), part of the name before a noun (重点产业链, 及时受理率)."""
_HANDLING: Final = frozenset("持续 统筹 切实 优化 巩固 控制 落实".split())
_SHORT_RATE: Final = 8
_KEPT: Final = frozenset("计划 完成 新增 争取 安排 拉动 带动 撬动 实现".split())
_COMPOUND: Final = re.compile(
    r"(?:保障|公益|引导|服务|救助|帮扶|培训|治理|发展|支持|安置|托管|接待|巡查|检查|改造|建设|安排|配套|开放|创新|示范|扶持|引进|投放|更新|储备|转移|发放|覆盖|培育|资助|补助|保护)"
    r"(?:性|型|类|站|点(?!位)|中心|设施|机构|员|人员|队伍|队|岗|费|金|对象|资金|基地|平台|大厅|窗口|网点|标准|床位|房|用房|工作者|组织|车|区|用地|率|面|人数|支出|补贴)"
)
_ONE_WORD: Final = (
    "并网", "并购", "并联", "并轨", "在校", "在职", "在建", "在册", "在园", "对口", "对外", "对象", "向上", "从业", "从事", "到访", "到位", "到户", "和美", "和谐", "及时", "及早", "是否", "由来", "将军", "为老", "为民", "为农", "与会",
    "把关", "按时", "按期", "按摩", "按揭", "要素", "要件", "还款", "还贷", "还建", "再生", "再就业", "再保险", "新能源", "新型", "新生", "新兴", "新市民", "新材料", "新业态", "新就业", "新农合", "新产品", "新车", "新房", "新质",
    "新媒体", "新居", "新村", "新时代", "新开工", "均衡", "如期", "给水", "给付", "另类", "而立", "即时", "使用", "向阳", "对接", "对标", "新建", "新增", "新老", "应急", "应用", "应届", "到达", "到期", "按劳", "都市",
    "在线", "在外", "在读", "在岗", "新改", "新装", "新高", "新购", "新城", "新区", "新校", "新院", "新馆", "新阶", "新产",
)  # fmt: skip


def _one_word(head: str) -> bool:
    """Whether the first character belongs to a longer word (在建, 新能源, 为老)."""
    return head.startswith(_ONE_WORD)


def _bare_verb(head: str) -> bool:
    return not head.startswith(
        (
            "建档",
            "建设",
            "建筑",
            "建制",
            "建成",
            "建立",
            "建议",
            "修缮",
            "办件",
            "办学",
            "办事",
            "办理",
            "办公",
            "建行",
            "建言",
            "修复",
            "修订",
            "办结",
            "建材",
        )
    )


def _letters(text: str) -> str:
    return "".join(char for char in text if _WORD.match(char))


def _cut_middle(text: str, left: Left) -> None:
    """市级财政安排…, 在牧区新建…: what stands before an unmistakable verb is no part of the name."""
    actions = lexicon("actions")
    head = text[left.start : left.end]
    if _RATE.search(head) and not left.given:
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
            len(_letters(rest)) < 2
            or _NOUN_AFTER.match(rest)
            or before.endswith(("的", "、", "和", "与", "“", "及"))
            or before.count("“") > before.count("”")
            or before.count("（") > before.count("）")
        ):
            continue
        if len(_letters(rest)) < 3 and actions.has(verb, "keep"):
            continue
        if left.given and _RECEIVER.search(before):
            return
        if (
            (left.given and len(_letters(before)) > 3)
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


@dataclass(frozen=True, slots=True)
class Right:
    """The noun right of a figure, and whether a verb stands in it (N + 安装 + O)."""

    start: int
    end: int
    name: str
    of: bool = False


def read_right(text: str, start: int, end: int) -> Right:
    """From behind the figure to the end of the phrase; `end` is the next figure or the end of the clause."""
    of = text.startswith("的", start)
    place = start + of
    while place < end and text[place] in " \u3000":
        place += 1
    if text.startswith("（", place) and (close := text.find("）", place, min(end, place + 12))) >= 0:
        place = close + 1
    depth, stop = 0, place
    while stop < end:
        char = text[stop]
        if char in "（“《":
            depth += 1
        elif char in "）”》":
            if not depth:
                break
            depth -= 1
        elif not depth and _STOP.match(text, stop):
            break
        stop += 1
    name = text[place:stop]
    while joint := _JOINT.search(name):
        name = name[: joint.start()]
    return Right(place, place + len(name), name[:_MOST_NAME].strip(_BLANK), of)


_OF_BASE: Final = re.compile(
    r"(?:不低于|不少于|不高于|不超过|扩大到|提高到|覆盖到|控制在|达到|超过|占到|覆盖|达|占)(?=[^，；]{1,24}的$)"
)


def share_left(text: str, start: int, end: int, blanked: list[tuple[int, int]]) -> Left | None:
    """考核占比不低于总分的5%: the name stands before the bound, the base behind it; None where there is no such bound."""
    bounds = list(_OF_BASE.finditer(text[start:end]))
    return read_left(text, start, start + bounds[-1].end(), blanked) if bounds else None
