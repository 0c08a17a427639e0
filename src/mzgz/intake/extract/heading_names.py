"""Names that only the heading over a paragraph gives: （一）关于家庭养老床位。7月底前再建180张."""

from __future__ import annotations

import re
from typing import Final

from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.marked_paragraph import FigureSpot
from mzgz.intake.extract.non_counting_digits import MentionShape
from mzgz.language.pattern_search import expression

_AHEAD: Final = expression(r"^(?:关于|围绕|聚焦|进一步|持续|深入|全面|着力|大力|扎实|加快|切实|全力|要)+")
_BEHIND: Final = expression(r"(?:项目|工作|任务|方面|问题|行动|工程|计划|专项行动|建设|情况)$")
_COUNTED: Final = expression(r"[0-9][0-9.]*[万亿]?[一-鿿]{1,2}$")
"""改造提升背街小巷12条: the thing without its number."""
_ONE_THING: Final = expression(r"[一-鿿“”（）A-Za-z0-9]{2,14}")
_SHORT: Final = 2
_VERBS: Final = ("组织", "开展", "举办")


def heading_noun(title: str) -> str:
    """What a heading is about, where it is one thing: 家庭养老床位 of 关于家庭养老床位; nothing of 把底线兜得更牢."""
    text = _AHEAD.sub("", title.strip(" \u3000。：:"))
    while (verb := lexicon("duties").starting(text, 0) or lexicon("actions").starting(text, 0)) and len(text) > len(
        verb
    ) + 1:
        text = _AHEAD.sub("", text[len(verb) :])
    text = _BEHIND.sub("", _COUNTED.sub("", text)) or text
    return text if _ONE_THING.fullmatch(text) and not re.search(r"[的得更把让]", text) else ""


_SAYS_NOTHING: Final = ("主要", "重点", "具体", "总体", "基本", "年度")


def by_heading(spot: FigureSpot) -> str:
    """The thing the heading names, for a figure without any name of its own; nothing where the heading says none."""
    first = spot.paragraph.sentences[0]
    opening = spot.text[first.start : first.end]
    apart = first.end <= spot.sentence.start and not spot.paragraph.figures_in(first.start, first.end)
    if apart and (noun := heading_noun(opening)):  # 培育社区社会组织。每个社区不少于10个
        spot.inherited.append(f"名称取自段首“{opening.strip(' 　。')[:16]}”")
        return noun
    noun = heading_noun(spot.setting.title)
    noun = "" if noun in _SAYS_NOTHING else noun
    if noun:
        spot.inherited.append(f"名称取自标题“{spot.setting.title.strip('。 ')[:16]}”")
    return noun


def made_whole(spot: FigureSpot, name: str) -> str:
    """组织培训4期 under 关于护理员培训: the heading says which training."""
    plain = next((name.removeprefix(verb) for verb in _VERBS if name.startswith(verb) and name != verb), name)
    noun = heading_noun(spot.setting.title) if len(plain) <= _SHORT and spot.figure.shape is MentionShape.COUNT else ""
    if noun.endswith(plain) and len(noun) > len(plain):
        spot.inherited.append(f"名称取自标题“{spot.setting.title.strip('。 ')[:16]}”")
        return noun
    return name
