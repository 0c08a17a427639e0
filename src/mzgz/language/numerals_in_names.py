"""Numerals that are part of a name and count nothing: “十四五”, 文号, 12345热线, 三位一体."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from mzgz.language.pattern_search import expression, find_all

BLANK: Final = "\ue001"
"""Put in the place of every character of a name, so that no number is found there."""

_N: Final = "一二两三四五六七八九十"
_HAS_NUMERAL: Final = expression(r"[0-9〇零一二两三四五六七八九十百千万亿廿]")
_SENTENCE: Final = expression(r"[，。；：！？,;]|[0-9 ]%|百分|[0-9][0-9.]* ?[万亿]|[0-9][多余]?(?:人|元|张|户)")

_FIXED: Final = (
    rf"[{_N}]个(?=不[^足到]|必须|确立|维护|意识|自信|全面|坚持|带头|务必|没有|敢于|严禁|坚决|一|百(?!分)|统一|结合|到位|专项|方面|明确|相统一|革命|服从)|"
    r"两项补贴|两项政策|八项规定|[三五]位一体|四套班子|[一二三]次分配|三重一大|一岗双责|三会一课|[一两三几]位数|十全十美|"
    rf"[{_N}]年(?=行动|规划|计划|攻坚)|百年|一百年|[{_N}]处(?=走访|奔波|宣传|张贴|打听|求)|三件大事|两件大事|十户联防|五家渠|六家子|"
    r"张三|李四|王五|赵六|丁一|三八|六一|七一|八一|五一|十一黄金周|五四|九一八|二人转|三人行|"
    r"第一(?:批|时间|责任人|书记|线|要务|议题|资源|课堂|方阵)|第三(?:方|产业)|第[一二三]产业|十分(?![之钟])|万分(?!之)|千万(?=不|要|别)|十万火急|"
    r"(?:党的)?(?:十[一二三四五六七八九]?|二十)大(?![中小型量约概多力])|"
    rf"[{_N}0-9]{{1,3}}届(?:历次|[{_N}0-9]{{1,3}}(?:次|中)?)?(?:全体会议|全会)?|[{_N}]中全会|"
    r"(?:[1-9][0-9]?|[一二三五十]{1,3})分钟[\u4e00-\u9fff]{0,8}圈|[一二两三四五]刻钟"
)
_PERIODS: Final = (
    r"(?=[第一二三四五六七八九十两前上下半周星礼0-9])(?:第?[一二三四1-4] ?季度|前[一二两三] ?季度|[上下]半年|半年|(?:周|星期|礼拜)[一二三四五六日](?![次个人场天小回期])|"
    r"(?<![0-9])(?:1[0-2]|[1-9]) ?月? ?(?:[-–—~]{1,2}|至|到) ?(?:1[0-2]|[1-9]) ?月(?!龄)|"
    rf"[{_N}]{{1,2}}月?(?:至|到)[{_N}]{{1,2}}月|"
    r"(?<![0-9])(?:19|20)[0-9]{2} ?年? ?(?:[-–—~]{1,2}|至|到) ?(?:19|20)[0-9]{2} ?年|"
    r"(?<![0-9])[0-2]?[0-9]:[0-5][0-9](?![0-9:]))"
)
_CALLED: Final = r"(?:政务|便民|养老|民政|社会|救助|公益|为老|服务|市民|政府|求助){0,4}(?:热线|专线|电话|平台)"

KINDS: Final = tuple(
    (expression(needs), expression(pattern), reason)
    for needs, pattern, reason in (
        ("《", r"《[^《》\n]{1,80}》", "书名号里的名称"),
        ("号", r"[〔\[(（][12][0-9]{3}[〕\])）] ?第? ?[0-9]{1,5} ?号", "文号"),
        ("[0-9][-—]", r"[A-Z]{1,5}(?:/[A-Z]{1,4})? ?[0-9]{1,6}(?:\.[0-9]{1,3})?[-—][0-9]{4}(?![0-9])", "标准编号"),
        ("[线话台]", rf"(?<![0-9])[0-9]{{3,6}}(?={_CALLED})", "热线号码"),
        ("[线话打]", r"(?:热线|专线|电话|拨打)(?:号码)?[:：]? ?[0-9][0-9-]{2,14}(?![0-9-])(?! ?[个万亿人户%])", "电话号码"),
        ("[0-9](?:[0-9]{9}|[0-9]{2,3}-)", r"(?<![0-9.,])(?:1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}|[0-9]{17}[0-9Xx])(?![0-9])(?! ?[%元个万亿人户张家名件次处条项位所座份])", "号码"),
        ("[季半周星礼月年:]", _PERIODS, "时段"),
        ("[0-9] ?[.、)）]", r"(?m)^[ \t\u3000]*[(（]?[0-9]{1,2} ?[.、)）](?![0-9])|[(（][0-9]{1,2}[)）]", "序号"),
        ("[件表录图号] ?[0-9]", r"(?:附件|附表|附录|附图|图|表|编号) ?[0-9]{1,3}(?:-[0-9]{1,3})?(?![0-9.,]| ?[%万亿余多个张人户家名件份项位所处次条场岁元])", "编号"),
    )
)  # fmt: skip
"""What a text must hold for the expression to find anything, so that most texts pay for few of them."""
_FIXED_BEGINS: Final = expression(rf"[{_N}几百千万第张李王赵丁党]|[0-9](?=[0-9]{{0,2}}(?:届|分钟))")
_SET_PHRASE: Final = expression(rf"(?<![第0-9.〇零{_N}百千万亿])(?:{_FIXED})")
_QUOTED: Final = expression(r"“[^“”\n]{1,24}”|‘[^‘’\n]{1,24}’|「[^「」\n]{1,24}」|\"[^\"\n]{1,24}\"")


class Name(NamedTuple):
    start: int
    end: int
    reason: str


def names(text: str) -> list[Name]:
    """The names in a folded text, in order and without overlap; the outer one wins."""
    found = sorted([*_quoted(text), *_listed(text)], key=lambda name: (name.start, -name.end))
    kept: list[Name] = []
    for name in found:
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def blank_out(text: str, found: list[Name]) -> str:
    pieces, done = [], 0
    for name in found:
        pieces += [text[done : name.start], BLANK * (name.end - name.start)]
        done = name.end
    return "".join(pieces) + text[done:]


def _quoted(text: str) -> Iterator[Name]:
    """A short phrase in quotation marks is a name, unless it says something measured."""
    for match in _QUOTED.finditer(text):
        if _HAS_NUMERAL.search(match[0]) and not _SENTENCE.search(match[0]):
            yield Name(match.start(), match.end(), "引号里的名称")


def _listed(text: str) -> Iterator[Name]:
    if not _HAS_NUMERAL.search(text):
        return
    for needs, pattern, reason in KINDS:
        if needs.search(text):
            for match in pattern.finditer(text):
                if _HAS_NUMERAL.search(match[0]):
                    yield Name(match.start(), match.end(), reason)
    for match in find_all(_FIXED_BEGINS, _SET_PHRASE, text):
        if _HAS_NUMERAL.search(match[0]):
            yield Name(match.start(), match.end(), "固定说法")
