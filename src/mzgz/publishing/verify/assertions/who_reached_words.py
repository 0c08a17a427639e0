"""A clause about units and one target as a row of words, each with the part it plays: who, all or only, not, reached, so much.

The words are lists of what is known; a clause with any other word in it is left unread.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from mzgz.language import Quantity
from mzgz.publishing.verify.assertions.clause_tokens import ALL, COUNT, MONTH, NAME, NOW, PERCENT, SOME, Clause
from mzgz.publishing.verify.assertions.how_many import how_many
from mzgz.publishing.verify.assertions.pattern_fragments import DONE, REACHED, TIMELY, UNITS

_PLACES: Final = r"(?:旗市区|旗县市区|旗县区|旗县|地方|单位|地区|旗|地|家)"
_NUMBER: Final = rf"[{PERCENT}{COUNT}]"
_LINE: Final = r"(?:的?(?:以上|以下|左右|门槛|台阶|关口|大关|水平|目标线?|要求|标准线?|规定|红线|底线|值))*"

NAMED, UNITS_, EACH, SO_MANY, BESIDES, OTHERS, ONLY = "N", "U", "A", "S", "X", "O", "Y"
WHOLLY, NOT, TIMELY_, REACHED_, DONE_, SPREAD, VALUE = "Q", "G", "T", "R", "D", "C", "V"
PART, NONE, BEHIND, OF, BY, FILLING = "P", "Z", "B", "e", "M", ""
"""BY: an earlier month of the year."""

_WORDS: Final = (
    (REACHED_, rf"(?:达到|完成|实现)了?(?={NAME}的?(?:年度|全年|既定)?(?:目标|要求|任务))"),
    (DONE_, rf"有了?(?={NAME}$)"),
    (FILLING, rf"(?:已|共|一共)?(?:达到?|有|为|是|多达|高达)(?=[{SOME}{COUNT}]$)"),
    (BY, rf"(?:截至|截止|到|至|在|于)?{MONTH}[底末]?(?:之前|以前|前|时)?"),
    (BEHIND, r"(?:距离?|离)(?:年度|全年|既定)?(?:目标|要求)(?:还|尚|仍)?有?(?:差距|距离|一段距离)"),
    (
        FILLING,
        rf"(?:基本)?(?:实现|做到|达到)了?(?={NAME}[^，]{{0,4}}全?覆盖|全覆盖|全域覆盖|百分之百覆盖)|[但却]是?|可|更是|超额|双双|一并|并且?|且",
    ),
    (
        BESIDES,
        rf"(?:除|除了|除去|除开|不算|抛开)(?:{UNITS}(?:等)?(?:{SOME}|{COUNT}{_PLACES}?)?|{SOME}|{COUNT}|(?:个别|少数|极个别|极少数)的?{_PLACES}?)(?:以外|之外|外|[，、])[，、]?",
    ),
    (UNITS_, rf"{UNITS}(?:等)?(?:{SOME}|{COUNT}{_PLACES}?|一个?{_PLACES})?"),
    (NAMED, NAME),
    (
        NONE,
        rf"(?:没有?|无|未有|不存在)(?:{SOME}|{COUNT}(?=[^，]*(?:{PERCENT}|达标|目标|落后|掉队|完成))|一个|一家|任何|任一|哪一?个)(?:一个)?{_PLACES}?|无一(?:个)?{_PLACES}?(?!(?:例外|缺席|遗漏|落下|掉队|落后)[^。！])",
    ),
    (EACH, ALL),
    (SO_MANY, rf"{SOME}|[{COUNT}{PERCENT}]"),
    (
        PART,
        r"(?:大多数|绝大多数|大部分|绝大部分|多数|少数|个别|极少数|极个别|部分|有的)的?(?:(?:旗市区|旗县市区|旗县|地方|地区|单位)|(?=[都均已也还尚仍未没不达完实超]))",
    ),
    (ONLY, r"只剩下?|仅剩下?|只余|仅余|尚余|就剩|只有|仅有|唯有|唯独|仅|只|唯一"),
    (OTHERS, r"其余|其他|其它|剩余|余下|剩下"),
    (
        BEHIND,
        r"掉队|落后|落下|拖后腿|例外|缺位|未达标|没有?达标|不达标|没达到目标|未达到?目标|低于(?:年度|全年|既定)?(?:目标|要求|标准)(?:值|线)?|拖欠|欠账|(?:有过?|出现过?|发生过?)?(?:脱期|断档|中断|断过?档|漏发|迟发)",
    ),
    (
        VALUE,
        rf"(?P<verb>(?:达到?|超过|高于|高出|突破|站上|站稳|跨过|迈过|跨越|迈上|越过|(?<![超经通])过|破|超出|超|低于|不足|不及|少于|升到|升至|提到|增至|达到了?|站到|不低于|不少于|保持在|稳定在|稳定|维持在|在|为|是|实现|提高到|上升到)*)了?(?:自治区|年度|全年|市里|既定|考核|规划)*(?:要求|规定|确定|下达|目标)?的?{_NUMBER}{_LINE}",
    ),
    (
        SPREAD,
        r"(?:基本)?(?:实现|做到|达到)?了?(?:全覆盖|全面覆盖|全域覆盖|百分之百覆盖|100%覆盖)|覆盖(?:到|了)?(?:全部|所有|每一个|每个|全市)[^，]{0,8}|(?:遍布|建到了?|延伸到了?|铺到了?|开到了?|落到了?)(?:全部|所有|每一个|每个|各个|全市)[^，]{0,10}|应(?P<what>.)尽(?P=what)",
    ),
    (
        WHOLLY,
        r"全部|全都|均|都|悉数|一律|全数|无一例外地?|无一缺席|无一遗漏地?|无一掉队|无一落下|无一落后|一个不落地?|一个不漏|一个也?不少|一个都?没有?落下|个个|全线|全面|齐刷刷地?|清一色地?|一致|件件|样样|家家|百分之百|100%|(?P<twice>(?![月季])[\u4e00-\u9fff])(?P=twice)地?|统统|逐一|整体|一次性",
    ),
    (TIMELY_, rf"{TIMELY}|按月|按季|逐月|月月|每月|季季|每季|始终|一直"),
    (
        NOT,
        r"(?:还|尚|仍|依然|依旧)*(?:还没有?|尚未|仍未|没有?能?|未能?|没能|并未|不能|从未|未曾)(?:够|完全|全面|真正)?|不(?=达|到)",
    ),
    (REACHED_, rf"{REACHED}|(?:高于|超过|优于|好于)了?(?:年度|全年|既定|规定)?目标(?:值|线|要求)?|过关|合格|到线|跟上"),
    (
        DONE_,
        rf"(?:落地见效|落地生根|落实到位|落实落地|落地落实|建成投用|建成并?投入使用|投入使用|投入运行|上线|启用|开通|运行|兑现|建起来?|建了|设立|建全|建齐|健全|配齐|配备|搭建|铺开|推开|形成|有了|取得|发放|发到位|拿出|补齐|提标|{DONE})(?:到位|完毕|投用|使用)?了?",
    ),
    (OF, "的"),
    (
        FILLING,
        rf"{NOW}|[、，；“”了在也又有是为与和及上中里内就到从将给]|其中|已经?|现已?|目前|现在|截至|截止|总体上?|全市|我市|本市|全年|今年|本年度?|全年度?|年内|年底|年末|年度|一年来|以来|底|末|工作者?|建设|任务|情况|方面|文件|方案|政策|措施|机制|制度|这项|这一|该项|硬指标|约束性|关键性?|指标|水平|数量|目标|要求|标准|社区工作者|基本|得到|取得|实现|做到|切实|有效|扎实|有力|圆满|顺利|成功|率先|一举|陆续|相继|先后|逐步|旗市区|地方|单位|共有?|合计|还|尚|仍|各地|普遍|同步|从.{{1,6}}看|(?:一|二|三|四|五|六)是|此外|同时|另外|而且|特别是|尤其是|统计显示|据统计|数据显示|成果|效果|积极|稳步|全力|我们|达|占|列入计划|县级|市级|(?:覆盖|供养|建设|达标|探访|帮扶|建成)率|占比|残疾人|这一块",
    ),
)


class Word(NamedTuple):
    """A word of a clause: its part, and its place among the signs."""

    part: str
    first: int
    last: int


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((part, re.compile(pattern)) for part, pattern in _WORDS)


def words_of(clause: Clause) -> list[Word] | None:
    """The words of a clause in order, those that say nothing left out; None where one of them is not known."""
    found: list[Word] = []
    code = clause.code.rstrip("。！")
    place = passed = 0
    while place < len(code):
        part, last = _next(clause, code, place, found)
        if not last:
            if not clause.respoken or passed >= _PASSED or not _passes(code, place, found):
                return None
            passed, place = passed + 1, place + 1
            continue
        if part and (part != OF or _follows_claim(found)):
            found.append(Word(part, place, last))
        place = last
    return found[:-1] if found and found[-1].part == OF else found


_PASSED: Final = 3
_TURNS: Final = frozenset(
    "不没未无非否别莫难差险近距离望盼求争拟将欲应该须需可能或许约略仅只除另余他它其半倍比较更再曾原昔旧去明来试农城乡公民私新老低高多少升降增减超过欠缺漏迟晚早先后前首末最居名次率数占均平分个若如要想打算计划预准备希望让使令叫请"
)
"""Signs that may turn what is said, or make it of something else."""


def _passes(code: str, place: int, found: list[Word]) -> bool:
    """Whether an unknown sign can neither belong to a name, nor be what a name only describes, nor what the verb is done to."""
    if any(word.part in (REACHED_, DONE_, SPREAD, VALUE, BEHIND) for word in found):
        return False
    if not "\u4e00" <= code[place] <= "\u9fff" or code[place] in _TURNS or code[place + 1 : place + 2] == NAME:
        return False
    if NAME not in code and _OWN_SUBJECT.match(code, place):
        return False
    return not _DESCRIBED.search(code, 0, place)


_DESCRIBED: Final = re.compile(rf"{NAME}(?:的|里|中|上)?[\u4e00-\u9fff]{{0,2}}$")
"""社工站的用房: not the 社工站 is spoken of."""
_OWN_SUBJECT: Final = re.compile(rf"[\u4e00-\u9fff]{{2,8}}(?<![一没共还只仅唯])(?:各|分别)?有{SOME}")
"""服务站有2个旗市区没有达标: not said of what the clause before is about."""


def _follows_claim(found: list[Word]) -> bool:
    """达标的, 落实…制度的: of those that do."""
    parts = [word.part for word in found if word.part != NAMED]
    return bool(parts) and parts[-1] in (REACHED_, DONE_, SPREAD, VALUE, BEHIND)


def _next(clause: Clause, code: str, place: int, found: list[Word]) -> tuple[str, int]:
    """The first word of the lists that stands at a place; of those that say nothing the longest."""
    if _lasts(clause, place, place + 1):
        return FILLING, place + 1
    for part, pattern in _patterns():
        match = pattern.match(code, place)
        if not match or match.end() == place:
            continue
        if part == VALUE and _lasts(clause, place, match.end()):
            continue
        if part == SO_MANY and code[place] != SOME and not _of_units(clause, code, place, found):
            continue
        return part, match.end()
    return "", 0


_SPANS: Final = frozenset(("月", "次", "年", "天", "期", "个月", "季度"))
"""全年12个月, 12次: how long, how often; not how many."""


def _lasts(clause: Clause, first: int, last: int) -> bool:
    """Whether the number of a stretch says how long or how often."""
    counted = (token.what for token in clause.tokens[first:last] if token.sign == COUNT)
    return any(isinstance(what, Quantity) and (what.thing or what.unit) in _SPANS for what in counted)


_THEN: Final = re.compile(
    r"的(?!门槛|台阶|关口|大关|水平|目标|要求|标准|线|红线)|[都均已也还尚仍未没不达低高超在稳保站]"
)
_LINES: Final = re.compile(r"(?:都|均|已经?|也|还|尚|仍|全部)*(?:达标|达到|未达|没有?达|未能|不达)")


def _of_units(clause: Clause, code: str, place: int, found: list[Word]) -> bool:
    """Whether a bare 12个 or 八成 counts units: after 14个旗市区中, after 其余, before 达标, or at the end of 达标的有."""
    parts = [word.part for word in found if word.part not in (NAMED, OF, ONLY, WHOLLY)]
    after = bool(parts) and parts[-1] in (EACH, OTHERS, SO_MANY, BESIDES)
    if how_many(clause.tokens[place].what) is None:
        return False
    if code[place] == PERCENT:
        if place + 1 == len(code):
            return bool(found) and found[-1].part == OF
        return after and bool(_THEN.match(code, place + 1))
    if place + 4 > len(code) and PERCENT not in code[place:]:
        return True
    return (after and place + 1 < len(code)) or bool(_LINES.match(code, place + 1))
