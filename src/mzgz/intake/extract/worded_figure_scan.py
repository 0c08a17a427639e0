"""All and none said in words: 全覆盖, 应保尽保, 全部入住, 不发生, 清零."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mzgz.intake.extract.lexicon import choice, lexicon
from mzgz.intake.extract.non_counting_digits import FigureMention, MentionShape
from mzgz.language.pattern_search import expression


def words_of(text: str, busy: list[FigureMention]) -> Iterator[FigureMention]:
    """All and none said in words: 全覆盖, 应保尽保, 全部入住, 不发生, 清零."""
    taken = bytearray(len(text) + 1)
    for figure in busy:
        if figure.sort != "slogan":
            taken[figure.start : figure.end] = b"\1" * (figure.end - figure.start)
    for match in _WORDS.finditer(text):
        if taken.find(1, match.start(), match.end()) >= 0:
            continue
        yield _word(text, match)


_NO_VERB: Final = "清零|归零|任务|工作|项目|内容|门类|指标|要求|职责|力量|资金|费用|免费|目标|过程|人员|力气"
"""What may follow 全部 and says nothing of an end: 全部任务."""
_END: Final = r"(?=[，。；、（）]|$)"
_UNITS: Final = "嘎查村|村（社区）|村|社区|街道|乡镇|苏木|县|旗县|区|镇|嘎查"
_BEGINS: Final = "".join(
    sorted({word[0] for name in ("whole", "none") for word in lexicon(name).marks} | set("实应覆全零无所每一"))
)
"""The first characters in front spare most places the whole of the list."""
_WORDS: Final = expression(
    rf"(?=[{_BEGINS}])(?:(?P<all>(?:实现)?(?:{choice(lexicon('whole'))})|"
    r"应[一-鿿]{1,3}尽[一-鿿]{1,3}?(?=[，。；、）”：！]|和|与|$|要|的)|应(?P<x>[一-鿿])尽(?P=x)|"
    r"覆盖到?(?:所有|全部)(?=[一-鿿]{1,8})|"
    r"全面(?:达标|完工|竣工)(?=[，。；、]|排放)|"
    rf"全部[一-鿿]{{2,4}}(?:到位|完毕|完成){_END}|(?:全部|一律)(?:实质性|高质量|高标准|按期|如期|顺利|正式)?(?:{choice(lexicon('achieved'))})|全部(?:取得|获得|达到|符合|具备|列入)(?=[^，。；0-9]{{2,14}}|[0-9]A)|全部(?!{_NO_VERB})(?:对外|向社会|统一|免费)?[一-鿿]{{2}}{_END}|(?<=实现)全[一-鿿]{{2}}{_END})|"
    rf"(?P<none>(?:{choice(lexicon('none'))})(?!”?(?:变化|行动|计划|攻坚|工程|活动))|(?<=[为到是现])零(?!报告)(?:[一-鿿]{{2}})?{_END}|"
    r"(?<=[年内保现到，；、])无(?=(?:安全|责任|生产|消防|食品|死亡|伤亡|人员){0,3}(?:事故|案件|火灾|上访|投诉|差错|舆情)(?:发生)?[，。；、])|"
    r"无(?:重大|重特大|较大|越级|集体|一例|新增|规模性)(?=[一-鿿]{2,12}))|"
    r"(?P<put>全面(?:实行|实现|推行|开通)(?=[^，。；]{2,24}事项[^，。；]{0,3}“[^”]{2,6}办”))|"
    rf"(?P<allof>(?:全部|所有)(?:县（市、区）|县区|旗县市?区?|旗市区|乡镇（街道）|乡镇|街道|社区|行政村|村|机构)(?=(?:要|均|都|应|全部)*(?:通过|达到|建成|实现|完成|建立|设立|配备|配齐)(?![0-9])))|"
    rf"(?P<every>每[个一]?(?:{_UNITS})[^，。；0-9]{{0,6}}?(?:都|均)(?:要|应)?(?:有|建有|配有|设有|建立|建成)(?![一1两二2-9][个所家座支名处])))"
)


def _word(text: str, match: re.Match[str]) -> FigureMention:
    start, end = match.span()
    if match["none"]:
        return FigureMention(start, end, match[0], MentionShape.NONE, Fraction(0))
    if match[0].startswith("实现"):
        start += 2
    return FigureMention(start, end, text[start:end], MentionShape.ALL, Fraction(100), unit="%")
