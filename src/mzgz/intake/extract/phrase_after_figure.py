"""The noun right of a figure, up to the end of its phrase; brackets and quotes are not cut."""

from __future__ import annotations

from typing import Final

from mzgz.intake.extract.lexicon import lexicon
from mzgz.intake.extract.name_boundaries import BLANK
from mzgz.intake.extract.phrase_parts import Right
from mzgz.language.pattern_search import expression

_STOP: Final = expression(
    r"[，。；：！？、\t｜|]|每[人户名]|并(?![轨网发行])|且|用于|以(?:满足|推|带|促|提)|从而|使(?!用)|其中|或者|，|(?<=[一-鿿]{2})(?:[0-9]{1,2}月(?:[0-9]|底|末|份|前|中|上|下)|20[0-9]{2}年|年底前|年内(?=[一-鿿]))"
)

_EXAMPLES: Final = expression(r"[一-鿿“”]{2,10}(?:、[一-鿿“”]{2,10})+等(?=[一-鿿]{2})")
"""1000场导赏、展览、微旅行等特色活动: the list belongs to the name."""

_GRADES: Final = expression(r"(?:[国省市县区]家?级|自治区级)(?:[、和](?:[国省市县区]家?级|自治区级))+(?=[一-鿿]{2})")
"""5个国家级、省级区域医疗中心."""

_JOINT: Final = expression(r"[和及与、]$|以及$")

_NEXT_EXAMPLE: Final = expression(r"(?<=[一-鿿]{2})(?:和|及|以及)[^和及、]{2,12}等$")
"""46个积水点和汉唐大道等57处路段: what stands before 等 is of the next figure."""
_SHARED_LIST: Final = expression(r"、[一-鿿“”（）]{2,24}(?=[，。；]|$)")

_MOST_NAME: Final = 46


def read_right(text: str, start: int, end: int) -> Right:
    """From behind the figure to the end of the phrase; `end` is the next figure or the end of the clause."""
    of = text.startswith("的", start)
    place = start + of
    while place < end and text[place] in " \u3000":
        place += 1
    if text.startswith("（", place) and (close := text.find("）", place, min(end, place + 12))) >= 0:
        place = close + 1
    listed = _EXAMPLES.match(text, place, end) or _GRADES.match(text, place, end)
    depth, stop = 0, listed.end() if listed else place
    while stop < end:
        char = text[stop]
        if char in "（“《":
            depth += 1
        elif char in "）”》":
            if not depth:
                break
            depth -= 1
        elif not depth and _STOP.match(text, stop) and not (char == "、" and _goes_on(text, stop, end)):
            break
        stop += 1
    name = _without_bracket(text, place, stop)
    name = _NEXT_EXAMPLE.sub("", name) if stop == end else name
    while joint := _JOINT.search(name):
        name = name[: joint.start()]
    while stop == end and (bound := lexicon("bounds").ending(name)):
        name = name.removesuffix(bound)
    return Right(place, place + len(name), name[:_MOST_NAME].strip(BLANK), of)


def _goes_on(text: str, stop: int, end: int) -> bool:
    """1600辆柴油、天然气公交车替代: the list goes on to the end of the clause, and no verb opens what follows."""
    more = _SHARED_LIST.match(text, stop, end)
    if more is None or more.end() != end or text[end : end + 1] not in ("，", "。", "；", "）", ""):
        return False
    words = text[stop + 1 : end]
    opens = lexicon("actions").starting(words, 0) or lexicon("duties").starting(words, 0)
    return not (opens or lexicon("leads").starting(words, 0) or words.startswith(("不", "零", "无", "杜绝", "严禁")))


def _without_bracket(text: str, start: int, stop: int) -> str:
    """老旧小区（含11个试点）改造: what is counted inside brackets is left out, what follows them goes on."""
    name = text[start:stop]
    opened = name.rfind("（")
    if opened < 0 or "）" in name[opened:]:
        return name
    close = text.find("）", stop)
    if close < 0:
        return name[:opened]
    after = close + 1
    while after < len(text) and not _STOP.match(text, after):
        after += 1
    return name[:opened] + text[close + 1 : after]
