"""What the lists say of the end and the beginning of a name: which words belong to it and which do not."""

from __future__ import annotations

import re
from typing import Final

from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.phrase_parts import Left

BLANK: Final = " \u3000、，；：\t—–·•◆●■★※▪○◎"

_WORD: Final = re.compile(r"[一-鿿A-Za-z0-9]")


def without(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    pieces, place = [], start
    for first, last in sorted(spans):
        if place <= first < end:
            pieces.append(text[place:first])
            place = min(last, end)
    return "".join([*pieces, text[place:end]])


SHORT: Final = frozenset(
    "有 为 占 是 共 各 左右 约 能 可 得 则 再 又 还 须 需 都 也 年度 规范 统筹 按 达标 重点 首批 预期 计划 总体 近 超 将 要 应 达".split()
)


def longest(head: str, left: Left) -> tuple[str, str]:
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


def free(head: str, word: str) -> bool:
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
    return bool(before.strip(BLANK)) or True


RATE: Final = re.compile(r"(?:率|比例|占比|比重|覆盖面|满意度)[^率]{0,1}$")

MANNER: Final = frozenset("主动 及时 规范 严格 重点 有序 全面 稳定".split())
"""Words of manner: dropped before a verb (全面推进), part of the name before a noun (重点产业链, 及时受理率)."""

HANDLING: Final = frozenset("持续 统筹 切实 优化 巩固 控制 落实".split())

COMPOUND: Final = re.compile(
    r"(?:保障|公益|引导|服务|救助|帮扶|培训|治理|发展|支持|安置|托管|接待|巡查|检查|改造|建设|安排|配套|开放|创新|示范|扶持|引进|投放|更新|储备|转移|发放|覆盖|培育|资助|补助|保护)"
    r"(?:性|型|类|站|点(?!位)|中心|设施|机构|员|人员|队伍|队|岗|费|金|对象|资金|基地|平台|大厅|窗口|网点|标准|床位|房|用房|工作者|组织|车|区|用地|率|面|人数|支出|补贴)"
)

_ONE_WORD: Final = (
    "并网", "并购", "并联", "并轨", "在校", "在职", "在建", "在册", "在园", "对口", "对外", "对象", "向上", "从业", "从事", "到访", "到位", "到户", "和美", "和谐", "及时", "及早", "是否", "由来", "将军", "为老", "为民", "为农", "与会",
    "把关", "按时", "按期", "按摩", "按揭", "要素", "要件", "还款", "还贷", "还建", "再生", "再就业", "再保险", "新能源", "新型", "新生", "新兴", "新市民", "新材料", "新业态", "新就业", "新农合", "新产品", "新车", "新房", "新质",
    "新媒体", "新居", "新村", "新时代", "新开工", "均衡", "如期", "给水", "给付", "另类", "而立", "即时", "使用", "向阳", "对接", "对标", "新建", "新增", "新老", "应急", "应用", "应届", "到达", "到期", "按劳", "都市",
    "在线", "在外", "在读", "在岗", "新改", "新装", "新高", "新购", "新城", "新区", "新校", "新院", "新馆", "新阶", "新产",
)  # fmt: skip


def one_word(head: str) -> bool:
    """Whether the first character belongs to a longer word (在建, 新能源, 为老)."""
    return head.startswith(_ONE_WORD)


def bare_verb(head: str) -> bool:
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


def letters(text: str) -> str:
    return "".join(char for char in text if _WORD.match(char))
