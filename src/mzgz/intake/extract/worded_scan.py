"""All and none said in words: 全覆盖, 应保尽保, 全部入住, 不发生, 清零."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from mzgz.intake.extract.named_digits import Mention, MentionShape


def words_of(text: str, busy: list[Mention]) -> Iterator[Mention]:
    """All and none said in words: 全覆盖, 应保尽保, 全部入住, 不发生, 清零."""
    taken = bytearray(len(text) + 1)
    for figure in busy:
        if figure.sort != "slogan":
            taken[figure.start : figure.end] = b"\1" * (figure.end - figure.start)
    for match in _WORDS.finditer(text):
        if taken.find(1, match.start(), match.end()) >= 0:
            continue
        yield _word(text, match)


_ACHIEVED: Final = (
    "建成投用|建成投运|建成|竣工投用|竣工|完工|投用|投产|投入使用|入住|入网|入托|完成|达标|整改到位|整改|到位|落实到位|纳入|覆盖|开工|办结|化解|接入|启用|上线|配齐|配备|"
    "开通|通车|贯通|搬迁|回迁|安置|拆除|清退|改造|更新|签约|建立|实现|上墙|持证|公开|联网|上岗|入学|脱贫|摘帽|见底|兑现|发放|交付|参保|入库|出列|销号|整治|淘汰|关停"
)

_WORDS: Final = re.compile(
    r"(?P<all>(?:实现)?(?:全面覆盖|全部覆盖|全域覆盖|全员覆盖|全覆盖)|应(?:[一-鿿]{1,3})尽(?:[一-鿿]{1,3}?)(?=[，。；、）”：！]|和|与|$|要|的)|应(?P<x>[一-鿿])尽(?P=x)|覆盖到?(?:所有|全部)(?=[一-鿿]{1,8})|"
    rf"全部(?:{_ACHIEVED})|全部(?!清零|归零|任务|工作|项目|内容|门类|指标|要求|职责|力量|资金|费用|免费|目标|过程|人员|力气)[一-鿿]{{2}}(?=[，。；、（）]|$)|全面消除|(?<=实现)全[一-鿿]{{2}}(?=[，。；、]|$))|"
    r"(?P<none>(?:确保|坚决|保证)?不(?:得|再)?发生(?!变)|无一发生|不出现|杜绝|坚决防止(?:发生)?|防止发生|严防发生|动态清零|全部清零|(?<=[为到是现])零(?=[，。；、]|$)|清零(?!行动|计划|攻坚)|归零|零(?:增长|事故|死亡|伤亡|投诉|上访|非访|发生|感染|失误|差错|舆情|遗漏|积压|拖欠|违规|违纪|返贫|脱管|失控|辍学|漏管|新增)|"
    r"无(?:重大|重特大|较大|越级|集体|一例|新增|规模性)(?=[一-鿿]{2,12}))|"
    r"(?P<put>全面(?:实行|实现|推行|开通)(?=[^，。；]{2,24}事项[^，。；]{0,3}“[^”]{2,6}办”))|"
    r"(?P<every>每[个一]?(?:嘎查村|村（社区）|村|社区|街道|乡镇|苏木|县|旗县|区|镇|嘎查)[^，。；0-9]{0,6}?(?:都|均)(?:要|应)?(?:有|建有|配有|设有|建立|建成)(?![一1二两2-9][个所家座支名处]))"
)


def _word(text: str, match: re.Match[str]) -> Mention:
    start, end = match.span()
    if match["none"]:
        return Mention(start, end, match[0], MentionShape.NONE, Fraction(0))
    if match[0].startswith("实现"):
        start += 2
    return Mention(start, end, text[start:end], MentionShape.ALL, Fraction(100), unit="%")
