"""What the lists say of the end and the beginning of a name: which words belong to it and which do not."""

from __future__ import annotations

from functools import cache
from typing import Final

from mzgz.intake.extract.lexicon import WordLists, lexicon, lexicon_of
from mzgz.intake.extract.phrase_parts import Left
from mzgz.language.pattern_search import expression

BLANK: Final = " \u3000、，；：\t—–·•◆●■★☆□○◇◎△▲▶►√✓※▪○◎"

_WORD: Final = expression(r"[一-鿿A-Za-z0-9]")


def without(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    pieces, place = [], start
    for first, last in sorted(spans):
        if place <= first < end:
            pieces.append(text[place:first])
            place = min(last, end)
    return "".join([*pieces, text[place:end]])


SHORT: Final = frozenset(
    "有 为 占 是 共 各 双 左右 约 能 可 得 则 再 又 还 须 需 都 也 年度 规范 统筹 按 达标 重点 首批 预期 计划 总体 近 超 将 要 应 达".split()
)


_UP: Final = expression(
    r"[要得须应再就]{0,2}(?:[爬冲拉拱顶翻干推攀蹿升抬提摸涨跃跨迈挺守踏踩迎赶追站稳补拼扩往]|抬升|摸高|提档|攀升|跃升|跨越|挺进|爬升|走高|巩固|稳固)(?:到|至|上(?!的)|入|进|在|稳)$"
)
_DOWN: Final = expression(
    r"[要得须应再就]{0,2}(?:[压降缩收砍减卡摁按瘦省]|收窄|压实|压低|收缩|下压|瘦身|缩水|回落)(?:到|至|进|在)$"
)
_AT_MOST: Final = expression(r"(?:最多|至多|顶多|只能?)[留设保建挂开占剩](?:到|在)?$")
"""最多留6块."""
_ENOUGH: Final = expression(
    r"[要得须应]?(?:[做凑办跑攒干招补开][满够足]|够)$|(?:(?<=[率度比例重量数标])(?:要|得|须|应)?|[要得])[上过破满够]$|(?<=分别)到$|(?<=[率度例重][均都要])到$"
)
"""Verbs anybody may make up, each with 到, 上, 进, 住, 稳: 爬上, 拱到, 收窄至, 要过."""


def climbs(head: str) -> tuple[str, str]:
    """A verb with the word that says how far at the end of `head`, and the level it stands for: 爬上 is 达到."""
    if head[-1:] not in "到至上入进在稳满够足过破留设保建挂开占剩" or head.endswith("推进"):
        return "", ""
    if found := _UP.search(head) or _ENOUGH.search(head):
        return found[0], "超过" if found[0][-1] in "过破" else "达到"
    found = _DOWN.search(head) or _AT_MOST.search(head)
    return (found[0], "压到") if found else ("", "")


def longest(head: str, left: Left) -> tuple[str, str]:
    """The longest word of the four lists that ends here; a change only once and not behind 涨幅."""
    words = _together(changes=not left.change and not _measure_end(head))
    word = words.ending(head)
    return word, words.marks[word][0] if word else ""


@cache
def _together(*, changes: bool) -> WordLists:
    """The lists as one, each word with what it is; a word of two lists is a bound rather than a level, a level rather than an adverb."""
    lists = (("changes", "change"),) if changes else ()
    kinds: dict[str, tuple[str, ...]] = {}
    for name, kind in (*lists, ("adverbs", "adverb"), ("levels", "level"), ("bounds", "bound")):
        kinds |= dict.fromkeys(lexicon(name).marks, (kind,))
    return lexicon_of(kinds)


def _measure_end(head: str) -> bool:
    return head.endswith(("涨幅", "自然增长率"))


def free(head: str) -> bool:
    """Whether a short word stands by itself at the end and is not the end of another (行为, 拥有, 节约)."""
    return not lexicon("endings").ending(head)


RATE: Final = expression(r"(?:率|比例|占比|比重|覆盖面|满意度)[^率]{0,1}$")

BY_WHOM: Final = expression(r"由[一-鿿（）]{2,10}?(?:负责|牵头|主办|承办|落实)(?:在|于)?")
"""由养老科牵头，8月底前全部运营: who does it names nothing."""
MANNER: Final = frozenset("集中 主动 及时 按期 按时 规范 严格 重点 有序 全面 稳定 公开".split())
"""Words of manner: dropped before a verb (全面推进), part of the name before a noun (重点产业链, 及时受理率)."""

HANDLING: Final = frozenset("持续 统筹 切实 优化 巩固 控制 落实".split())

COMPOUND: Final = expression(
    r"建成区|(?:保障|公益|引导|指导|服务|救助|帮扶|培训|治理|发展|支持|安置|托管|接待|巡查|检查|改造|建设|安排|配套|开放|创新|示范|扶持|引进|投放|更新|储备|转移|发放|覆盖|培育|资助|补助|保护)"
    r"(?:性|型|类|站|点(?!位)|中心|设施|机构|员|人员|干部|车间|队伍|队|岗|费|金|对象|资金|基地|平台|大厅|窗口|网点|标准|床位|房|用房|工作者|组织|车|区|用地|率|面|人数|支出|补贴|半径|时长|能力|水平|质量)"
)


def one_word(head: str) -> bool:
    """Whether the first character belongs to a longer word (在建, 新能源, 建档)."""
    return bool(lexicon("beginnings").starting(head, 0))


def letters(text: str) -> str:
    return "".join(_WORD.findall(text))
